"""One number over time."""

from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from assistant.analytics.comparison import (
    Difference,
    difference_of_means,
    difference_of_proportions,
)
from assistant.analytics.likert import ces, csat
from assistant.analytics.nps import nps, nps_difference
from assistant.analytics.onset import burst, onset
from assistant.models import SMALL_SAMPLE, Figure, Period, Scope, Sentiment
from assistant.store.theme_column import blamed_themes
from assistant.tools.arguments import ScopeArgs
from assistant.tools.context import ToolContext
from assistant.tools.ending import ending
from assistant.tools.everyone import answers_of, everyone
from assistant.tools.figures import amount, change
from assistant.tools.measures import COLUMN, Metric, measured
from assistant.tools.result import ToolResult

__all__ = ["Step", "TrendArgs", "trend"]

Counts = dict[Any, int]

SHARE = "share_of_all"
"""What a count is called that is told as a share of all feedback."""

UNITS = {Metric.RATING: "stars", Metric.CES: "of seven"}
"""In what a change is told that is none of points."""

MOST_DAYS = 62
"""Days that are still listed one by one."""


class Step(StrEnum):
    """How long the stretches of days are that are set side by side."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


class TrendArgs(ScopeArgs):
    """Which number to follow, by which step (by the period, if unsaid); `of_all`: as a share."""

    metric: Metric = Metric.NEGATIVE
    step: Step | None = None
    of_all: bool = False


def trend(args: TrendArgs, context: ToolContext) -> ToolResult:
    """A number by day, week or month, its second half against its first: "is payment getting
    better or worse". A count says since when there is more."""
    scope, notes = context.scope(args)
    by_day, metric = _counted(args, scope, context)
    told = str(metric) if metric == args.metric else SHARE
    if not by_day:
        return ToolResult(scope, {"metric": told, "points": []}, notes=(*notes, "no_data"))
    assert scope.period is not None
    points: list[dict[str, Any]] = [
        {"period": period, "figure": _named(metric, told, counts, replace(scope, period=period))}
        for period in _steps(scope.period, args.step)
        if (counts := _sum(by_day, period)) or metric == Metric.COUNT
    ]
    middle = scope.period.start + (scope.period.end - scope.period.start) / 2
    early = _sum(by_day, Period(scope.period.start, middle))
    late = _sum(by_day, Period(date.fromordinal(middle.toordinal() + 1), scope.period.end))
    whole = _whole(points, args.step) if metric == Metric.COUNT else points
    data: dict[str, Any] = {"metric": told, "points": points}
    data |= {"first": whole[0], "last": whole[-1]}
    if metric == Metric.COUNT:
        days = sorted(by_day)
        data |= _beginning(points, days, scope) | _latest(by_day, days, scope)
        data["silent"] = next(i for i, each in enumerate(points) if _sum(by_day, each["period"]))
        data |= ending(points, days, scope)
    if sum(early.values()) + sum(late.values()) < SMALL_SAMPLE:
        notes = (*notes, "small_sample")
    difference = _difference(metric, early, late)
    if difference and difference.value is not None:
        unit = UNITS.get(metric, "points")
        factor = 100 if metric in (Metric.CSAT, Metric.NEGATIVE) else 1
        data["change"] = change(f"{told}_change", difference, scope, unit, factor=factor)
        data["verdict"] = difference.verdict
    return ToolResult(scope, data, notes=notes)


def _counted(
    args: TrendArgs, scope: Scope, context: ToolContext
) -> tuple[dict[date, Counts], Metric]:
    """How often each value of the number's column occurs on each day, and the number that is made
    of them: a share of all is made like that of the negative, of what counts and what does not."""
    blamed = scope.theme if args.metric == Metric.NEGATIVE else ()
    column, counted = COLUMN[args.metric], scope
    if blamed:
        # Of all feedback, so that a theme that everybody blames is not 100 % for ever.
        column, counted = "themes", replace(scope, theme=())
    by_day: dict[date, Counts] = defaultdict(dict)
    for (day, value), n in context.tallies.by(counted, "day", column).items():
        if blamed:
            value = _blames(value, blamed)
        if value is not None:
            by_day[day][value] = by_day[day].get(value, 0) + n
    every = everyone(scope)
    if not (args.of_all and args.metric == Metric.COUNT) or every == scope:
        return by_day, args.metric
    answered = answers_of(scope)
    totals: Counts = defaultdict(int)
    for (day, *given), n in context.tallies.by(every, "day", *answered).items():
        totals[day] += n * (None not in given)
    shares: dict[date, Counts] = {}
    for day, n in totals.items():
        hits = sum(by_day.get(day, {}).values())
        shares[day] = {Sentiment.NEGATIVE: hits, Sentiment.NEUTRAL: n - hits}
    return shares, Metric.NEGATIVE


def _named(metric: Metric, told: str, counts: Counts, scope: Scope) -> Figure:
    return replace(measured(metric, counts, scope), name=told)


def _blames(spelled: str, themes: tuple[str, ...]) -> Sentiment:
    return Sentiment.NEGATIVE if blamed_themes(spelled) & set(themes) else Sentiment.NEUTRAL


def _steps(period: Period, step: Step | None) -> list[Period]:
    """The stretches of a period: those of the calendar where a step is named."""
    if step in (Step.WEEK, Step.MONTH):
        return _calendar(period, step)
    daily = period.days <= 14 or (step == Step.DAY and period.days <= MOST_DAYS)
    length = 1 if daily else 7 if period.days <= 120 else 30
    first = period.start.toordinal()
    last = period.end.toordinal()
    return [
        Period(date.fromordinal(start), date.fromordinal(min(start + length - 1, last)))
        for start in range(first, last + 1, length)
    ]


def _calendar(period: Period, step: Step) -> list[Period]:
    """The weeks (Monday first) or months that a period touches, cut at its ends."""
    found: list[Period] = []
    for number in range(period.start.toordinal(), period.end.toordinal() + 1):
        day = date.fromordinal(number)
        begins = day.weekday() == 0 if step == Step.WEEK else day.day == 1
        if begins or not found:
            found.append(Period(day, day))
        else:
            found[-1] = Period(found[-1].start, day)
    return found


def _sum(by_day: dict[date, Counts], period: Period) -> Counts:
    total: Counts = defaultdict(int)
    for day, counts in by_day.items():
        if period.start <= day <= period.end:
            for value, n in counts.items():
                total[value] += n
    return dict(total)


def _whole(points: list[dict[str, Any]], step: Step | None) -> list[dict[str, Any]]:
    """The points whose stretch is not cut at an end of the period, since two days of a week count
    less than the week; all of them where fewer than two are whole."""
    if step == Step.MONTH:
        found = [p for p in points if p["period"].end == _month_end(p["period"].start)]
        found = [p for p in found if p["period"].start.day == 1]
    else:
        longest = max(point["period"].days for point in points)
        found = [point for point in points if point["period"].days == longest]
    return found if len(found) > 1 else points


def _month_end(day: date) -> date:
    """The last day of its month."""
    following = day.replace(day=28) + timedelta(days=4)
    return following - timedelta(days=following.day)


def _beginning(points: list[dict[str, Any]], days: list[date], scope: Scope) -> dict[str, Any]:
    """From when there is surely more, with the counts before and since, or between which days there
    was; empty where there is neither."""
    counts = [int(point["figure"].value) for point in points]
    days_each = [point["period"].days for point in points]
    found, passed = onset(counts, days_each), burst(counts, days_each)
    if passed and (found is None or passed.p_value < found.p_value):
        span = Period(points[passed.first]["period"].start, points[passed.last]["period"].end)
        return {
            "burst": span,
            "inside": amount(
                "count", passed.inside, replace(scope, period=span), passed.inside, "records"
            ),
        }
    if found is None:
        return {}
    start = points[found.place]["period"].start
    first = next(day for day in days if day >= start)
    assert scope.period is not None
    since = replace(scope, period=Period(first, scope.period.end))
    before = replace(scope, period=Period(scope.period.start, first - timedelta(days=1)))
    weeks = (first - scope.period.start).days // 7
    return {
        "onset": first,
        "weeks_before": amount("weeks_before_count", weeks, before, found.before),
        "since": amount("count", found.since, since, found.since, "records"),
        "before": amount("count", found.before, before, found.before, "records"),
    }


def _latest(by_day: dict[date, Counts], days: list[date], scope: Scope) -> dict[str, Any]:
    """The first and the last day with a record, all records, and those of the last seven days
    beside the seven before."""
    assert scope.period is not None
    week = Period.last_days(7, scope.period.end)
    found: dict[str, Any] = {"first_day": days[0], "last_day": days[-1]}
    for name, period in (("total", scope.period), ("recent", week), ("earlier", week.before())):
        n = sum(_sum(by_day, period).values())
        found[name] = amount("count", n, replace(scope, period=period), n, "records")
    return found


def _difference(metric: Metric, early: Counts, late: Counts) -> Difference | None:
    if metric == Metric.NPS:
        return nps_difference(nps(late), nps(early))
    if metric == Metric.RATING:
        return difference_of_means(csat(late).summary, csat(early).summary)
    if metric == Metric.CES:
        return difference_of_means(ces(late).summary, ces(early).summary)
    if metric == Metric.COUNT:
        return None
    return difference_of_proportions(
        _hits(metric, late), sum(late.values()), _hits(metric, early), sum(early.values())
    )


def _hits(metric: Metric, counts: Counts) -> int:
    """The satisfied answers for CSAT, else the negative records."""
    if metric == Metric.CSAT:
        return sum(n for rating, n in counts.items() if rating >= 4)
    return counts.get(Sentiment.NEGATIVE, 0)
