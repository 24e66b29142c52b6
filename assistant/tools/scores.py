"""NPS, CSAT and CES: one flow for every score that a survey or a star rating gives."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from assistant.analytics.comparison import (
    difference_of_means,
    difference_of_proportions,
)
from assistant.analytics.likert import ces as compute_ces
from assistant.analytics.likert import csat as compute_csat
from assistant.analytics.nps import nps as compute_nps
from assistant.analytics.nps import nps_difference
from assistant.models import SMALL_SAMPLE, Figure, Scope
from assistant.tools.arguments import ComparedArgs
from assistant.tools.context import ToolContext
from assistant.tools.figures import amount, change, figure, name_of, share
from assistant.tools.result import ToolResult

__all__ = ["CsatArgs", "RankBy", "ces", "csat", "nps"]

Figures = dict[str, Figure]


class RankBy(StrEnum):
    """By which of its numbers groups are ordered."""

    CSAT = "csat"
    MEAN = "rating_mean"


class CsatArgs(ComparedArgs):
    """What CSAT needs besides."""

    rank_by: RankBy = RankBy.CSAT


@dataclass(frozen=True, slots=True)
class Score:
    """How one score is computed from the histogram of a column."""

    column: str
    rank_by: str
    measure: Callable[[Mapping[Any, int], Scope, dict[str, str]], Figures]
    changes: Callable[[Mapping[Any, int], Mapping[Any, int], Scope], dict[str, Any]]


def nps(args: ComparedArgs, context: ToolContext) -> ToolResult:
    """Net Promoter Score: % promoters (9-10) minus % detractors (0-6), with its interval, the
    change against the period before, and split by product, channel or another dimension."""
    return _score(Score("nps", "nps", _measure_nps, _nps_changes), args, context)


def csat(args: CsatArgs, context: ToolContext) -> ToolResult:
    """Satisfaction from star ratings: CSAT (% of 4-5), mean, standard deviation and distribution,
    with the change against the period before, and split by a dimension."""
    score = Score("rating", args.rank_by, _measure_csat, _csat_changes)
    return _score(score, args, context)


def ces(args: ComparedArgs, context: ToolContext) -> ToolResult:
    """Customer Effort Score: the mean of 1-7 answers, with the change against the period before."""
    return _score(Score("ces", "ces", _measure_ces, _ces_changes), args, context)


def _score(score: Score, args: ComparedArgs, context: ToolContext) -> ToolResult:
    pair = context.compared(args, args.compare_to)
    now = context.tallies.histogram(pair.now, score.column)
    before = context.tallies.histogram(pair.before, score.column)
    data: dict[str, Any] = {"now": score.measure(now, pair.now, {})}
    notes = list(pair.notes)
    answered = sum(now.values())
    if not answered:
        notes.append(f"no_{score.column}")
    elif answered < SMALL_SAMPLE:
        notes.append("small_sample")
    if sum(before.values()):
        data["before"] = score.measure(before, pair.before, {})
        if answered:
            data |= score.changes(now, before, pair.now)
    elif answered:
        notes.append("no_period_before")
    if args.by and answered:
        data |= _split(score, args.by, pair.now, context)
    return ToolResult(pair.now, data, pair.before.period, tuple(notes))


def _split(score: Score, by: str, scope: Scope, context: ToolContext) -> dict[str, Any]:
    histograms: defaultdict[str, dict[Any, int]] = defaultdict(dict)
    for (name, value), n in context.tallies.by(scope, by, score.column).items():
        if name is not None and value is not None:
            histograms[str(name)][value] = n
    groups: list[dict[str, Any]] = [
        {"name": name, **score.measure(histogram, scope, {by: name})}
        for name, histogram in histograms.items()
    ]
    groups.sort(key=lambda group: (-group[score.rank_by].value, group["name"]))
    data: dict[str, Any] = {"by": by, "rank_by": score.rank_by, "groups": groups}
    if groups:
        total = sum(group[score.rank_by].n for group in groups)
        data["best"] = name_of(f"best_{by}", groups[0]["name"], scope, total)
        data["worst"] = name_of(f"worst_{by}", groups[-1]["name"], scope, total)
    return data


def _measure_nps(counts: Mapping[int, int], scope: Scope, of: dict[str, str]) -> Figures:
    result = compute_nps(counts)

    def part(name: str, value: float | None) -> Figure:
        return amount(name, None if value is None else 100 * value, scope, result.n, "%", of)

    return {
        "nps": figure("nps", result.estimate, scope, "points", of),
        "promoters": part("promoters_share", result.promoter_share),
        "passives": part("passives_share", result.passive_share),
        "detractors": part("detractors_share", result.detractor_share),
    }


def _nps_changes(now: Mapping[int, int], before: Mapping[int, int], scope: Scope) -> dict[str, Any]:
    difference = nps_difference(compute_nps(now), compute_nps(before))
    return {
        "change": change("nps_change", difference, scope, "points"),
        "verdict": difference.verdict,
    }


def _measure_csat(counts: Mapping[float, int], scope: Scope, of: dict[str, str]) -> Figures:
    result = compute_csat(counts)
    stars = {
        f"stars_{star}": amount("count", _stars(counts, star), scope, result.n, "records", of)
        for star in range(1, 6)
    }
    return {
        "csat": share("csat", result.top_two, scope, of),
        "rating_mean": _on_scale(figure("rating_mean", result.mean, scope, "stars", of), 1, 5),
        "rating_sd": amount("rating_sd", result.sd, scope, result.n, "stars", of),
        "bottom_two": share("bottom_two_share", result.bottom_two, scope, of),
    } | {
        name: replace(each, filters={**each.filters, "rating": [name[-1]]})
        for name, each in stars.items()
    }


def _stars(counts: Mapping[float, int], star: int) -> int:
    return sum(n for rating, n in counts.items() if star <= rating < star + 1)


def _csat_changes(
    now: Mapping[float, int], before: Mapping[float, int], scope: Scope
) -> dict[str, Any]:
    a, b = compute_csat(now), compute_csat(before)
    shares = difference_of_proportions(_top(now), a.n, _top(before), b.n)
    means = difference_of_means(a.summary, b.summary)
    return {
        "change": change("csat_change", shares, scope, "points", factor=100),
        "mean_change": change("rating_mean_change", means, scope, "stars"),
        "verdict": shares.verdict,
        "mean_verdict": means.verdict,
    }


def _top(counts: Mapping[float, int]) -> int:
    return sum(n for rating, n in counts.items() if rating >= 4)


def _measure_ces(counts: Mapping[float, int], scope: Scope, of: dict[str, str]) -> Figures:
    mean = figure("ces", compute_ces(counts).mean, scope, "of seven", of)
    return {"ces": _on_scale(mean, 1, 7)}


def _on_scale(mean: Figure, lowest: float, highest: float) -> Figure:
    """No mean lies off its scale, though the t interval of two answers may."""
    if mean.low is None or mean.high is None:
        return mean
    return replace(mean, low=max(mean.low, lowest), high=min(mean.high, highest))


def _ces_changes(
    now: Mapping[float, int], before: Mapping[float, int], scope: Scope
) -> dict[str, Any]:
    means = difference_of_means(compute_ces(now).summary, compute_ces(before).summary)
    return {"change": change("ces_change", means, scope, "points"), "verdict": means.verdict}
