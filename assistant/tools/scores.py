"""NPS, CSAT and CES: one flow for every score that a survey or a star rating gives."""

import math
from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Any

from assistant.analytics.comparison import (
    Difference,
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
from assistant.tools.few_voices import few_voices
from assistant.tools.figures import amount, change, figure, mean_rating, on_scale, share
from assistant.tools.groups import unnamed
from assistant.tools.nps_kinds import strategic_and_scenario
from assistant.tools.result import ToolResult
from assistant.tools.score_groups import Counts, Figures, Score, split_score

__all__ = ["CsatArgs", "RankBy", "ces", "csat", "nps"]

MOST_NEEDED = 10
"""Times the present answers: a difference that takes more is not worth planning for."""


class RankBy(StrEnum):
    """By which of its numbers groups are ordered."""

    CSAT = "csat"
    MEAN = "rating_mean"


class CsatArgs(ComparedArgs):
    """What CSAT needs besides."""

    rank_by: RankBy = RankBy.CSAT


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
    """Customer Effort Score: mean, standard deviation, distribution, top two and bottom two boxes
    of 1-7 answers, with the change against the period before, and split by a dimension."""
    score = Score("ces", "ces", _measure_ces, _ces_changes, _ces_difference, ("of seven", 1))
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
    data |= few_voices(pair.now, score.column, now, context)
    if not answered:
        notes = [_silence(score.column, pair.now, context), *notes]
    elif answered < SMALL_SAMPLE:
        notes.append("small_sample")
    if sum(before.values()):
        data["before"] = score.measure(before, pair.before, {})
        if answered:
            data |= score.changes(now, before, pair.now)
    elif answered:
        notes.append("no_period_before")
    if args.by and answered:
        data |= split_score(score, args, pair, context)
        notes += unnamed(args.by, data["groups"] or "few" in data)
    return ToolResult(pair.now, data, pair.before.period, tuple(notes))


def _silence(column: str, scope: Scope, context: ToolContext) -> str:
    """The note that nobody answered here, or that nobody ever did."""
    everything = Scope(tenant=scope.tenant)
    ever = context.tallies.histogram(everything, column) or not context.tallies.any(everything)
    return f"no_{column}" if ever else f"never_{column}"


def _measure_nps(counts: Mapping[int, int], scope: Scope, of: dict[str, str]) -> Figures:
    result = compute_nps(counts)

    def part(name: str, value: float | None) -> Figure:
        return amount(name, None if value is None else 100 * value, scope, result.n, "%", of)

    answers = {
        f"{name}_count": amount(f"{name}_count", count, scope, result.n, "", of)
        for name, count in (
            ("promoters", result.promoters),
            ("passives", result.passives),
            ("detractors", result.detractors),
        )
    }
    return {
        "nps": figure("nps", result.estimate, scope, "points", of),
        "promoters": part("promoters_share", result.promoter_share),
        "passives": part("passives_share", result.passive_share),
        "detractors": part("detractors_share", result.detractor_share),
        **answers,
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
    good = sum(n for rating, n in counts.items() if rating >= 4)
    bad = sum(n for rating, n in counts.items() if rating <= 2)
    return {
        "csat": share("csat", result.top_two, scope, of),
        "rating_mean": mean_rating(result.mean, scope, of),
        "good": amount("good_count", good, scope, result.n, "records", of),
        "bad": amount("bad_count", bad, scope, result.n, "records", of),
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
    result = compute_ces(counts)
    return {
        "ces": on_scale(figure("ces", result.mean, scope, "of seven", of), 1, 7),
        "ces_sd": amount("ces_sd", result.sd, scope, result.n, "", of),
        "top_two": share("ces_top_two_share", result.top_two, scope, of),
        "bottom_two": share("ces_bottom_two_share", result.bottom_two, scope, of),
        "answers": [
            amount("ces_answers_count", _stars(counts, step), scope, result.n, "", of)
            for step in range(1, 8)
        ],
    }


def _ces_changes(
    now: Mapping[float, int], before: Mapping[float, int], scope: Scope
) -> dict[str, Any]:
    means = _ces_difference(now, before)
    return {"change": change("ces_change", means, scope, "of seven"), "verdict": means.verdict}


def _ces_difference(a: Counts, b: Counts) -> Difference:
    return difference_of_means(compute_ces(a).summary, compute_ces(b).summary)
