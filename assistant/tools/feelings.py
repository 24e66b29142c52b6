"""Sentiment and emotion over a scope."""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.analytics.comparison import correct_family, difference_of_proportions
from assistant.analytics.experiments import Share
from assistant.analytics.homogeneity import Spread, same_share
from assistant.analytics.intervals import wilson
from assistant.models import SMALL_SAMPLE, Emotion, Figure, Scope, Sentiment
from assistant.tools.arguments import ComparedArgs, Dimension
from assistant.tools.context import ToolContext
from assistant.tools.few_voices import few_voices
from assistant.tools.figures import amount, change, share
from assistant.tools.groups import tallied, unnamed, within
from assistant.tools.result import ToolResult

__all__ = ["mood", "sentiment"]

TWO = 2
"""Groups whose difference says all."""


def sentiment(args: ComparedArgs, context: ToolContext) -> ToolResult:
    """Shares of negative, neutral and positive feedback and of each emotion, with the change of
    the negative and the angry share against the period before, and split by a dimension, with a
    test of whether the groups surely differ."""
    pair = context.compared(args, args.compare_to)
    data = mood(pair.now, pair.before, context)
    n = data["now"]["count"].n
    counts = context.tallies.histogram(pair.now, "sentiment")
    data |= few_voices(pair.now, "sentiment", counts, context)
    notes = list(pair.notes)
    if not n:
        notes.append("no_data")
    elif n < SMALL_SAMPLE:
        notes.append("small_sample")
    if n and "before" not in data:
        notes.append("no_period_before")
    if args.by and n:
        data |= _split(args, pair.now, context)
        notes += unnamed(args.by, data["groups"])
    return ToolResult(pair.now, data, pair.before.period, tuple(notes))


def mood(now: Scope, before: Scope, context: ToolContext) -> dict[str, Any]:
    """The stance and emotion shares of a scope, and their change where there is a before."""
    counts, counts_before = _counts(now, context), _counts(before, context)
    n, n_before = sum(counts["sentiment"].values()), sum(counts_before["sentiment"].values())
    data: dict[str, Any] = {
        "now": _shares(counts, now, n),
        "emotions": _emotions(counts["emotion"], now, n),
    }
    if n and n_before:
        data["before"] = _shares(counts_before, before, n_before)
        data |= _changes(counts, counts_before, now)
    return data


def _counts(scope: Scope, context: ToolContext) -> dict[str, dict[str, int]]:
    return {name: context.tallies.histogram(scope, name) for name in ("sentiment", "emotion")}


def _shares(counts: Mapping[str, Mapping[str, int]], scope: Scope, n: int) -> dict[str, Figure]:
    found = {"count": amount("count", n, scope, n, "records")}
    for stance in Sentiment:
        of = {"sentiment": str(stance)}
        k = counts["sentiment"].get(stance, 0)
        found[f"{stance}_count"] = amount("count", k, scope, k, "records", of)
        found[stance] = share(f"{stance}_share", wilson(k, n), scope)
    k = counts["emotion"].get(Emotion.ANGRY, 0)
    found["angry_count"] = amount("count", k, scope, k, "records", {"emotion": "angry"})
    found["angry"] = share("angry_share", wilson(k, n), scope)
    return found


def _emotions(counts: Mapping[str, int], scope: Scope, n: int) -> list[dict[str, Any]]:
    ordered = sorted(Emotion, key=lambda emotion: -counts.get(emotion, 0))
    return [
        {
            "name": str(emotion),
            "count": amount("count", k, scope, k, "records", {"emotion": str(emotion)}),
            "share": share("emotion_share", wilson(k, n), scope, {"emotion": str(emotion)}),
        }
        for emotion in ordered
        if (k := counts.get(emotion, 0))
    ]


def _changes(
    now: Mapping[str, Mapping[str, int]], before: Mapping[str, Mapping[str, int]], scope: Scope
) -> dict[str, Any]:
    n, n_before = sum(now["sentiment"].values()), sum(before["sentiment"].values())
    found: dict[str, Any] = {}
    for name, column in (("negative", "sentiment"), ("angry", "emotion")):
        difference = difference_of_proportions(
            now[column].get(name, 0), n, before[column].get(name, 0), n_before
        )
        found[f"{name}_change"] = change(
            f"{name}_share_change", difference, scope, "points", factor=100
        )
        found[f"{name}_verdict"] = difference.verdict
    return found


def _split(args: ComparedArgs, scope: Scope, context: ToolContext) -> dict[str, Any]:
    by = str(args.by)
    totals: dict[str, int] = {}
    negative: dict[str, int] = {}
    for (name, stance), n in tallied(context.tallies, scope, by, "sentiment").items():
        if name is not None:
            totals[str(name)] = totals.get(str(name), 0) + n
            if stance == Sentiment.NEGATIVE:
                negative[str(name)] = negative.get(str(name), 0) + n
    totals = {name: n for name, n in totals.items() if n >= args.least}
    ordered = sorted(totals, key=lambda name: (-negative.get(name, 0) / totals[name], name))
    groups = [
        {
            "name": name,
            "count": amount("count", totals[name], scope, totals[name], "records", {by: name}),
            "negative_count": amount(
                "count",
                negative.get(name, 0),
                scope,
                negative.get(name, 0),
                "records",
                {by: name, "sentiment": "negative"},
            ),
            "negative": share(
                "negative_share", wilson(negative.get(name, 0), totals[name]), scope, {by: name}
            ),
        }
        for name in ordered
    ]
    shares = [Share(negative.get(name, 0), totals[name]) for name in ordered]
    return {
        "by": by,
        "groups": groups,
        **within(groups, "negative", args.bound, scope),
        **_spread(by, groups, shares, scope),
    }


def _spread(
    by: str, groups: list[dict[str, Any]], shares: Sequence[Share], scope: Scope
) -> dict[str, Any]:
    """Whether the groups surely have different shares; of two their difference, of more each one
    against the rest, judged as one family. Empty for one group, and for days and customers, of
    whom each has few records."""
    if len(groups) < TWO or by in (Dimension.DAY, Dimension.CUSTOMER):
        return {}
    if len(groups) == TWO:
        (a, b), name = shares, "negative_share_ab_change"
        apart = difference_of_proportions(a.hits, a.n, b.hits, b.n)
        return {
            "spread": Spread.DIFFER if apart.significant else Spread.CANNOT_TELL,
            "apart": change(name, apart, scope, "points", factor=100),
        }
    found = same_share(shares)
    hits, n = sum(each.hits for each in shares), sum(each.n for each in shares)
    standings = correct_family(
        [
            difference_of_proportions(each.hits, each.n, hits - each.hits, n - each.n)
            for each in shares
        ]
    )
    for group, standing in zip(groups, standings, strict=True):
        group["against_rest"] = change(
            "negative_share_against_rest_change",
            standing, scope, "points", {by: group["name"]}, 100,
        )  # fmt: skip
        group["standing"] = standing.verdict
    if found.p_value is None:
        return {"spread": found.verdict}
    return {
        "spread": found.verdict,
        "statistic": amount("chi_square", found.statistic, scope, n),
        "df": amount("degrees_count", found.df, scope, n),
        "p": amount("p_value", found.p_value, scope, n),
    }
