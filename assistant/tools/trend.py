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
from assistant.analytics.likert import csat
from assistant.analytics.nps import nps, nps_difference
from assistant.analytics.onset import burst, onset
from assistant.models import SMALL_SAMPLE, Period, Scope, Sentiment
from assistant.store.theme_column import blamed_themes
from assistant.tools.arguments import ScopeArgs
from assistant.tools.context import ToolContext
from assistant.tools.ending import ending
from assistant.tools.figures import amount, change
from assistant.tools.measures import COLUMN, Metric, measured
from assistant.tools.result import ToolResult

__all__ = ["Step", "TrendArgs", "trend"]

Counts = dict[Any, int]


MOST_DAYS = 62
"""Days that are still listed one by one."""


class Step(StrEnum):
    """How long the stretches of days are that are set side by side."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


class TrendArgs(ScopeArgs):
    """Which number to follow, and by which step (by the length of the period, if unsaid)."""

    metric: Metric = Metric.NEGATIVE
    step: Step | None = None


def trend(args: TrendArgs, context: ToolContext) -> ToolResult:
    """A number by day, week or month (by the length of the period), and whether its second half
    differs from its first: "is the payment problem getting better or worse". A count says since
    when there is more."""
    scope, notes = context.scope(args)
    column = COLUMN[args.metric]
    blamed = scope.theme if args.metric == Metric.NEGATIVE else ()
    counted = scope
    if blamed:
        # Of all feedback, so that a theme that everybody blames is not 100 % for ever.
        column, counted = "themes", replace(scope, theme=())
    by_day: dict[date, Counts] = defaultdict(dict)
    for (day, value), n in context.tallies.by(counted, "day", column).items():
        if blamed:
            value = _blames(value, blamed)
        if value is not None:
            by_day[day][value] = by_day[day].get(value, 0) + n
    if not by_day:
        return ToolResult(scope, {"metric": args.metric, "points": []}, notes=(*notes, "no_data"))
    assert scope.period is not None
    points: list[dict[str, Any]] = [
        {"period": period, "figure": measured(args.metric, counts, replace(scope, period=period))}
        for period in _steps(scope.period, args.step)
        if (counts := _sum(by_day, period)) or args.metric == Metric.COUNT
    ]
    middle = scope.period.start + (scope.period.end - scope.period.start) / 2
    early = _sum(by_day, Period(scope.period.start, middle))
    late = _sum(by_day, Period(date.fromordinal(middle.toordinal() + 1), scope.period.end))
    whole = _whole(points, args.step) if args.metric == Metric.COUNT else points
    data: dict[str, Any] = {
        "metric": args.metric,
        "points": points,
        "first": whole[0],
        "last": whole[-1],
    }
    if args.metric == Metric.COUNT:
        days = sorted(by_day)
        data |= _beginning(points, days, scope) | _latest(by_day, days, scope)
        data["silent"] = next(i for i, each in enumerate(points) if _sum(by_day, each["period"]))
        data |= ending(points, days, scope)
    if sum(early.values()) + sum(late.values()) < SMALL_SAMPLE:
        notes = (*notes, "small_sample")
    difference = _difference(args.metric, early, late)
    if difference and difference.value is not None:
        unit = "stars" if args.metric == Metric.RATING else "points"
        factor = 100 if args.metric in (Metric.CSAT, Metric.NEGATIVE) else 1
        name = f"{args.metric}_change"
        data["change"] = change(name, difference, scope, unit, factor=factor)
        data["verdict"] = difference.verdict
    return ToolResult(scope, data, notes=notes)


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
