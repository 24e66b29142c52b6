"""What alerts watch: complaints by day in all, by theme, product, channel and word, and dangers.

Everything is judged as a share of the day's feedback, so that a busy day alone is no alert.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from statistics import median

from assistant.analytics.daily import DailySeries
from assistant.models import Period, Scope, Sentiment
from assistant.store.records import Record
from assistant.store.words import tokens
from assistant.tools.context import ToolContext
from assistant.understanding.keyphrases import is_telling

__all__ = ["NO_PRODUCT", "watched_series"]

NO_PRODUCT = "shop"
"""What a danger is said of that names no product."""
WEEK = 7
MOST_WORDS = 25
WORDS_READ = 400
COMMON_SHARE = 0.2
"""A word in more than this part of the complaints says nothing of its own."""
ALL_COMPLAIN = 0.8
"""Where more of the feedback than this is complaints, as in a ticket system, their share can
hardly rise: their number is judged instead."""
BURST_TIMES, BURST_LEAST = 3, 50
"""From so many times the usual day, and so many records, a day may be an import without times."""

Days = Sequence[int]


@dataclass(frozen=True, slots=True)
class _Calendar:
    """The days that are watched, with the feedback of each; 0 where a day cannot be judged."""

    period: Period
    totals: list[int]

    def series(self, kind: str, subject: str, counts: Mapping[date, int]) -> DailySeries:
        start = self.period.start
        by_day = [
            counts.get(start + timedelta(days=at), 0) if total else 0
            for at, total in enumerate(self.totals)
        ]
        return DailySeries(
            kind=kind, subject=subject, start=start, counts=by_day, totals=self.totals
        )


def watched_series(
    context: ToolContext, period: Period, since: date, danger: Iterable[Record]
) -> list[DailySeries]:
    """The daily series of a period. Words are those that a week from `since` on complained with.

    A day of which most records came in at one and the same instant holds an import without times
    and is left out. A store without feedback in the period has no series.
    """
    calendar = _calendar(context, period)
    if not any(calendar.totals):
        return []
    named = _named(context, calendar)
    return [
        _complaints(context, calendar),
        *_themes(context, calendar),
        *named,
        *_words(context, calendar, since, {part for s in named for part in tokens(s.subject)}),
        *_dangers(context, period, danger),
    ]


def _calendar(context: ToolContext, period: Period) -> _Calendar:
    scope = Scope(tenant=context.tenant, period=period)
    counts = context.tallies.histogram(scope, "day")
    usual = median(counts.values()) if counts else 0
    least = max(BURST_LEAST, BURST_TIMES * usual)
    for day in [day for day, n in counts.items() if n > least]:
        if _is_undated(context, day, counts[day]):
            counts[day] = 0
    days = [period.start + timedelta(days=at) for at in range(period.days)]
    return _Calendar(period, [counts.get(day, 0) for day in days])


def _is_undated(context: ToolContext, day: date, n: int) -> bool:
    """Midnight is the time of dates alone; any other instant is that of an import."""
    scope = Scope(tenant=context.tenant, period=Period(day, day))
    instants = context.tallies.instants(scope, n // 2)
    return any(each.astimezone(context.zone).time() != time() for each, _ in instants)


def _complaints(context: ToolContext, calendar: _Calendar) -> DailySeries:
    scope = Scope(tenant=context.tenant, period=calendar.period)
    by_day = {
        day: n
        for (day, stance), n in context.tallies.by(scope, "day", "sentiment").items()
        if stance == Sentiment.NEGATIVE
    }
    series = calendar.series("negative", "all", by_day)
    if sum(series.counts) <= ALL_COMPLAIN * sum(calendar.totals):
        return series
    return DailySeries(kind="negative", subject="all", start=series.start, counts=series.counts)


def _themes(context: ToolContext, calendar: _Calendar) -> list[DailySeries]:
    counts: defaultdict[str, dict[date, int]] = defaultdict(dict)
    scope = Scope(tenant=context.tenant, period=calendar.period)
    mentions = context.tallies.mentions(scope, "day", "theme", "sentiment")
    for (day, theme, stance), n in mentions.items():
        if stance == Sentiment.NEGATIVE:
            counts[theme][day] = n
    return [calendar.series("theme", theme, of) for theme, of in counts.items()]


def _named(context: ToolContext, calendar: _Calendar) -> list[DailySeries]:
    """Complaints about each product and in each channel."""
    scope = Scope(tenant=context.tenant, period=calendar.period, sentiment=(Sentiment.NEGATIVE,))
    counts: defaultdict[tuple[str, str], Counter[date]] = defaultdict(Counter)
    for (day, *names), n in context.tallies.by(scope, "day", "product", "channel").items():
        for kind, name in zip(("product", "channel"), names, strict=True):
            if name is not None:
                counts[kind, name][day] += n
    return [calendar.series(kind, name, of) for (kind, name), of in counts.items()]


def _words(
    context: ToolContext, calendar: _Calendar, since: date, names: set[str]
) -> list[DailySeries]:
    """The words that the complaints of each week use most: neither common ones nor names."""
    watched: dict[str, None] = {}
    end = calendar.period.end
    while end >= since:
        week = Period(end - timedelta(days=WEEK - 1), end)
        watched |= dict.fromkeys(_said_most(context, week, names))
        end -= timedelta(days=WEEK)
    counts = context.tallies.daily_words(list(watched), calendar.period, context.tenant)
    common = _common(context, calendar, counts, since)
    return [calendar.series("word", word, of) for word, of in counts.items() if word not in common]


def _said_most(context: ToolContext, week: Period, names: set[str]) -> list[str]:
    said = context.tallies.frequent_words(week, WORDS_READ, context.tenant)
    return [word for word, _ in said if word not in names and is_telling(word)][:MOST_WORDS]


def _common(
    context: ToolContext, calendar: _Calendar, counts: Mapping[str, Mapping[date, int]], since: date
) -> set[str]:
    """Words of many complaints already before: what surges now must not count against itself."""
    earlier = Period(calendar.period.start, max(calendar.period.start, since - timedelta(days=1)))
    negative = Scope(tenant=context.tenant, period=earlier, sentiment=(Sentiment.NEGATIVE,))
    most = COMMON_SHARE * context.tallies.count(negative)
    return {
        word
        for word, of in counts.items()
        if sum(n for day, n in of.items() if day <= earlier.end) > most
    }


def _dangers(context: ToolContext, period: Period, records: Iterable[Record]) -> list[DailySeries]:
    counts: defaultdict[str, list[int]] = defaultdict(lambda: [0] * period.days)
    for record in records:
        at = (context.day(record.feedback.time) - period.start).days
        counts[record.feedback.product or NO_PRODUCT][at] += 1
    return [
        DailySeries(kind="safety", subject=product, start=period.start, counts=of, safety=True)
        for product, of in counts.items()
    ]
