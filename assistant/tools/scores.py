"""NPS, CSAT and CES: one flow for every score that a survey or a star rating gives."""

import math
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from assistant.analytics.comparison import (
    Difference,
    correct_family,
    difference_of_means,
    difference_of_proportions,
)
from assistant.analytics.likert import ces as compute_ces
from assistant.analytics.likert import csat as compute_csat
from assistant.analytics.nps import nps as compute_nps
from assistant.analytics.nps import nps_difference, nps_variance
from assistant.analytics.power import needed_n_for_means
from assistant.models import SMALL_SAMPLE, Figure, Scope
from assistant.tools.arguments import ComparedArgs, Dimension
from assistant.tools.context import ToolContext
from assistant.tools.figures import amount, change, figure, name_of, on_scale, share
from assistant.tools.groups import unnamed, within
from assistant.tools.nps_kinds import strategic_and_scenario
from assistant.tools.result import ToolResult

__all__ = ["CsatArgs", "RankBy", "ces", "csat", "nps"]

MOST_NEEDED = 10
"""Times the present answers: a difference that takes more is not worth planning for."""

Figures = dict[str, Figure]
Counts = Mapping[Any, int]


class RankBy(StrEnum):
    """By which of its numbers groups are ordered."""

    CSAT = "csat"
    MEAN = "rating_mean"


class CsatArgs(ComparedArgs):
    """What CSAT needs besides."""

    rank_by: RankBy = RankBy.CSAT


@dataclass(frozen=True, slots=True)
class Score:
    """How one score is computed from the histogram of a column.

    `difference` compares the number that groups are ranked by, in the unit and with the factor
    that `scale` names.
    """

    column: str
    rank_by: str
    measure: Callable[[Counts, Scope, dict[str, str]], Figures]
    changes: Callable[[Counts, Counts, Scope], dict[str, Any]]
    difference: Callable[[Counts, Counts], Difference]
    scale: tuple[str, float] = ("points", 1)


def nps(args: ComparedArgs, context: ToolContext) -> ToolResult:
    """Net Promoter Score: % promoters (9-10) minus % detractors (0-6), with its interval, the
    change against the period before, split by product, channel, segment, language or touchpoint,
    each against the rest; by touchpoint also strategic beside scenario NPS."""
    score = Score("nps", "nps", _measure_nps, _nps_changes, _nps_difference)
    result = _score(score, args, context)
    if args.by == Dimension.TOUCHPOINT and not args.touchpoint:
        kinds = strategic_and_scenario(context.tallies, result.scope)
        return replace(result, data={**result.data, **kinds})
    return result


def csat(args: CsatArgs, context: ToolContext) -> ToolResult:
    """Satisfaction from star ratings: CSAT (% of 4-5), mean, standard deviation and distribution,
    with the change against the period before, and split by a dimension."""
    by_mean = args.rank_by == RankBy.MEAN
    score = Score(
        "rating",
        args.rank_by,
        _measure_csat,
        _csat_changes,
        _mean_difference if by_mean else _top_difference,
        ("stars", 1) if by_mean else ("points", 100),
    )
    result = _score(score, args, context)
    return replace(result, data={**result.data, **_unrated(result, context)})


def ces(args: ComparedArgs, context: ToolContext) -> ToolResult:
    """Customer Effort Score: the mean of 1-7 answers, with the change against the period before."""
    score = Score("ces", "ces", _measure_ces, _ces_changes, _ces_difference)
    return _score(score, args, context)


def _unrated(result: ToolResult, context: ToolContext) -> dict[str, Any]:
    """How many records of the scope carry no rating."""
    records = context.tallies.count(result.scope)
    rated = result.data["now"]["csat"].n
    return {
        "unrated": amount("unrated_count", records - rated, result.scope, records, "records"),
        "records": amount("count", records, result.scope, records, "records"),
    }


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
        data |= _split(score, args, pair.now, context)
        notes += unnamed(args.by, data["groups"])
    return ToolResult(pair.now, data, pair.before.period, tuple(notes))


def _split(score: Score, args: ComparedArgs, scope: Scope, context: ToolContext) -> dict[str, Any]:
    by = str(args.by)
    histograms: defaultdict[str, dict[Any, int]] = defaultdict(dict)
    for (name, value), n in context.tallies.by(scope, by, score.column).items():
        if name is not None and value is not None:
            histograms[str(name)][value] = n
    groups: list[dict[str, Any]] = [
        {"name": name, **score.measure(histogram, scope, {by: name}), **against}
        for (name, histogram), against in zip(
            histograms.items(), _against_rest(score, by, histograms, scope), strict=True
        )
    ]
    groups.sort(key=lambda group: (-group[score.rank_by].value, group["name"]))
    data: dict[str, Any] = {"by": by, "rank_by": score.rank_by, "groups": groups}
    data |= within(groups, score.rank_by, args.bound, scope)
    if groups:
        total = sum(group[score.rank_by].n for group in groups)
        data["best"] = name_of(f"best_{by}", groups[0]["name"], scope, total)
        data["worst"] = name_of(f"worst_{by}", groups[-1]["name"], scope, total)
    return data


def _against_rest(
    score: Score, by: str, histograms: Mapping[str, Counts], scope: Scope
) -> list[dict[str, Any]]:
    """Each group minus all others together, judged as one family; nothing for a single group."""
    if len(histograms) < 2:
        return [{} for _ in histograms]
    everything: defaultdict[Any, int] = defaultdict(int)
    for histogram in histograms.values():
        for value, n in histogram.items():
            everything[value] += n
    differences = []
    for histogram in histograms.values():
        rest = {value: n - histogram.get(value, 0) for value, n in everything.items()}
        differences.append(score.difference(histogram, rest))
    unit, factor = score.scale
    return [
        {
            "against_rest": change(
                f"{score.rank_by}_against_rest_change", d, scope, unit, {by: name}, factor
            ),
            "standing": d.verdict,
        }
        for name, d in zip(histograms, correct_family(differences), strict=True)
    ]


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
    difference = _nps_difference(now, before)
    found: dict[str, Any] = {
        "change": change("nps_change", difference, scope, "points"),
        "verdict": difference.verdict,
    }
    if difference.value and not difference.significant:
        variance = (nps_variance(compute_nps(now)) + nps_variance(compute_nps(before))) / 2
        needed = needed_n_for_means(difference.value, 100 * math.sqrt(variance))
        if needed <= MOST_NEEDED * difference.n:
            found["needed"] = amount("needed_count", needed, scope, difference.n)
    return found


def _nps_difference(a: Counts, b: Counts) -> Difference:
    return nps_difference(compute_nps(a), compute_nps(b))


def _measure_csat(counts: Mapping[float, int], scope: Scope, of: dict[str, str]) -> Figures:
    result = compute_csat(counts)
    stars = {
        f"stars_{star}": amount("count", _stars(counts, star), scope, result.n, "records", of)
        for star in range(1, 6)
    }
    return {
        "csat": share("csat", result.top_two, scope, of),
        "rating_mean": on_scale(figure("rating_mean", result.mean, scope, "stars", of), 1, 5),
        "rating_median": amount("rating_median", result.median, scope, result.n, "stars", of),
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
    shares, means = _top_difference(now, before), _mean_difference(now, before)
    return {
        "change": change("csat_change", shares, scope, "points", factor=100),
        "mean_change": change("rating_mean_change", means, scope, "stars"),
        "verdict": shares.verdict,
        "mean_verdict": means.verdict,
    }


def _top_difference(a: Counts, b: Counts) -> Difference:
    return difference_of_proportions(_top(a), sum(a.values()), _top(b), sum(b.values()))


def _mean_difference(a: Counts, b: Counts) -> Difference:
    return difference_of_means(compute_csat(a).summary, compute_csat(b).summary)


def _top(counts: Mapping[float, int]) -> int:
    return sum(n for rating, n in counts.items() if rating >= 4)


def _measure_ces(counts: Mapping[float, int], scope: Scope, of: dict[str, str]) -> Figures:
    mean = figure("ces", compute_ces(counts).mean, scope, "of seven", of)
    return {"ces": on_scale(mean, 1, 7)}


def _ces_changes(
    now: Mapping[float, int], before: Mapping[float, int], scope: Scope
) -> dict[str, Any]:
    means = _ces_difference(now, before)
    return {"change": change("ces_change", means, scope, "points"), "verdict": means.verdict}


def _ces_difference(a: Counts, b: Counts) -> Difference:
    return difference_of_means(compute_ces(a).summary, compute_ces(b).summary)
