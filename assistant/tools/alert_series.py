"""What alerts watch: complaints by day in all, by theme, product and word, and safety reports."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import timedelta

from assistant.analytics.daily import DailySeries
from assistant.models import Period, Scope, Sentiment, Urgency
from assistant.store.feedback import Order
from assistant.store.records import Record
from assistant.store.tallies import read_themes
from assistant.store.words import tokens
from assistant.tools.context import ToolContext
from assistant.understanding.safety import is_danger

__all__ = ["dangers", "watched_series"]

HISTORY_DAYS = 120
RECENT_DAYS = 7
MOST_CRITICAL = 2_000
MOST_TEXTS = 20_000
MOST_WORDS = 40
SHORTEST_WORD = 2
COMMON_SHARE = 0.2
"""A word in more than this part of the complaints says nothing of its own."""


def watched_series(context: ToolContext, danger: Sequence[Record]) -> list[DailySeries]:
    """The daily series of the history up to the as-of day; an empty store has none.

    Themes, products and words are judged as shares of the day's feedback, so that a busy day
    alone is no alert.
    """
    period = _history(context)
    if period is None:
        return []
    return [
        *_counted(context, period),
        *_words(context, period),
        *_safety(danger, context, period),
    ]


def dangers(context: ToolContext) -> list[Record]:
    """The critical records of the history that speak of a danger to somebody."""
    period = _history(context)
    if period is None:
        return []
    critical = Scope(tenant=context.tenant, period=period, urgency=(Urgency.CRITICAL,))
    records = context.feedback.select(critical, Order.NEWEST, MOST_CRITICAL)
    return [record for record in records if is_danger(record.feedback.full_text)]


def _history(context: ToolContext) -> Period | None:
    span = context.tallies.span(context.tenant)
    if span is None or span[0] > context.as_of:
        return None
    first = max(span[0], context.as_of - timedelta(days=HISTORY_DAYS - 1))
    return Period(first, context.as_of)


def _counted(context: ToolContext, period: Period) -> list[DailySeries]:
    scope = Scope(tenant=context.tenant, period=period)
    totals = [0] * period.days
    counts: defaultdict[tuple[str, str], list[int]] = defaultdict(lambda: [0] * period.days)
    for (day, product, sentiment, spelled), n in context.tallies.by(
        scope, "day", "product", "sentiment", "themes"
    ).items():
        at = (day - period.start).days
        totals[at] += n
        if sentiment == Sentiment.NEGATIVE:
            counts["negative", "all"][at] += n
            if product is not None:
                counts["product", product][at] += n
        for theme, stance in read_themes(spelled):
            if stance == Sentiment.NEGATIVE:
                counts["theme", theme][at] += n
    return [
        DailySeries(
            kind=kind,
            subject=subject,
            start=period.start,
            counts=of,
            totals=None if kind == "negative" else totals,
        )
        for (kind, subject), of in counts.items()
    ]


def _words(context: ToolContext, period: Period) -> list[DailySeries]:
    """The words that the complaints of the last days use most, common ones left out."""
    negative = Scope(tenant=context.tenant, period=period, sentiment=(Sentiment.NEGATIVE,))
    texts = context.feedback.texts(negative, MOST_TEXTS)
    totals = [0] * period.days
    said: list[tuple[int, set[str]]] = []
    for day, text in texts:
        at = (day - period.start).days
        totals[at] += 1
        said.append((at, {t for t in tokens(text) if len(t) >= SHORTEST_WORD and t.isalpha()}))
    everywhere = Counter(word for _, words in said for word in words)
    recent = Counter(
        word for at, words in said if at >= period.days - RECENT_DAYS for word in words
    )
    watched = [
        word for word, _ in recent.most_common() if everywhere[word] <= COMMON_SHARE * len(texts)
    ][:MOST_WORDS]
    counts = {word: [0] * period.days for word in watched}
    for at, words in said:
        for word in words & counts.keys():
            counts[word][at] += 1
    return [
        DailySeries(kind="word", subject=word, start=period.start, counts=of, totals=totals)
        for word, of in counts.items()
    ]


def _safety(danger: Sequence[Record], context: ToolContext, period: Period) -> list[DailySeries]:
    counts: defaultdict[str, list[int]] = defaultdict(lambda: [0] * period.days)
    for record in danger:
        at = (context.day(record.feedback.time) - period.start).days
        counts[record.feedback.product or "shop"][at] += 1
    return [
        DailySeries(kind="safety", subject=product, start=period.start, counts=of, safety=True)
        for product, of in counts.items()
    ]
