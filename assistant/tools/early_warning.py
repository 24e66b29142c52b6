"""Which products are about to get into trouble: a score before there is an alert."""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from assistant.analytics.comparison import (
    Difference,
    Verdict,
    correct_family,
    difference_of_proportions,
)
from assistant.analytics.daily import DailySeries
from assistant.analytics.early_warning import WEIGHTS, WarningRow, WarningScore, early_warnings
from assistant.analytics.intervals import wilson
from assistant.analytics.surges import scan
from assistant.models import SMALL_SAMPLE, Period, Scope, Sentiment, Urgency
from assistant.store.hits import Hits
from assistant.tools.alert_lines import alert_lines
from assistant.tools.arguments import TopArgs
from assistant.tools.context import ToolContext
from assistant.tools.figures import amount, change, name_of, share
from assistant.tools.quotes import evidence_of_worst
from assistant.tools.result import ToolResult

__all__ = ["early_warning"]

RECENT_DAYS = 7
DAYS_BEFORE = 28
MOST_SCANNED = 366
"""Days at the end of the period that the surge test goes through: older ones warn of nothing."""
EVERY_DAY = 365
"""False alarms a year allowed to the surge test, so that every p value comes out, not only those
of alerts."""


@dataclass(slots=True)
class _Product:
    """What the group-by says of one product."""

    recent: int = 0
    recent_total: int = 0
    previous: int = 0
    previous_total: int = 0
    urgent: int = 0
    channels: set[str] = field(default_factory=set)


def early_warning(args: TopArgs, context: ToolContext) -> ToolResult:
    """Which products are about to get into trouble: an early-warning score 0-100 from how
    surprising, growing, urgent and widespread their complaints of the last days are against the
    four weeks before; it orders attention and is no probability."""
    scope, notes = context.scope(args)
    if args.period is None:
        scope = replace(scope, period=context.last_days(RECENT_DAYS))
    assert scope.period is not None
    start = scope.period.start
    month = Period(start - timedelta(days=DAYS_BEFORE), start - timedelta(days=1))
    scanned = _scanned(scope.period, context.as_of)
    known = Period(start - timedelta(days=2 * DAYS_BEFORE), scanned.end)
    daily = context.tallies.negative(replace(scope, period=known), "day", "product")
    products, channels = _products(scope, month, daily, context)
    if not products:
        missing = "no_products" if context.tallies.any(scope) else "no_data"
        return ToolResult(scope, {"products": []}, month, (*notes, missing))
    p_values = _p_values(scanned, daily)
    scores = early_warnings(
        [_warning_row(name, of, channels, p_values.get(name)) for name, of in products.items()]
    )
    moved = _moved(products)
    rows = [_row(score, products[score.subject], moved[score.subject], scope) for score in scores]
    data: dict[str, Any] = {
        "products": rows[: args.top],
        "alerts": alert_lines(scope, context),
        "rising": [row["name"] for row in rows if row["verdict"] == Verdict.UP],
    }
    if not rows:
        return ToolResult(scope, data, month, (*notes, "no_complaints"))
    data["worst"] = name_of("top_warning", rows[0]["name"], scope, scores[0].n)
    data["quotes"] = evidence_of_worst(replace(scope, product=(rows[0]["name"],)), context)
    if not any(of.previous_total for of in products.values()):
        notes = (*notes, "no_period_before")
    if sum(of.recent_total for of in products.values()) < SMALL_SAMPLE:
        notes = (*notes, "small_sample")
    return ToolResult(scope, data, month, notes)


def _scanned(period: Period, as_of: date) -> Period:
    """The days of a period that the surge test goes through."""
    recent = Period.last_days(MOST_SCANNED, min(period.end, max(period.start, as_of)))
    return replace(recent, start=max(recent.start, period.start))


def _products(
    scope: Scope, month: Period, daily: Hits, context: ToolContext
) -> tuple[dict[str, _Product], int]:
    """The counts of each product with recent feedback, and how many channels there are."""
    found: defaultdict[str, _Product] = defaultdict(_Product)
    channels: set[str] = set()
    recent = context.tallies.by(scope, "product", "channel", "sentiment", "urgency")
    for (product, channel, sentiment, urgency), n in recent.items():
        if channel is not None:
            channels.add(channel)
        if product is None:
            continue
        of = found[product]
        of.recent_total += n
        if sentiment == Sentiment.NEGATIVE:
            of.recent += n
            of.urgent += n * (urgency in (Urgency.CRITICAL, Urgency.HIGH))
            if channel is not None:
                of.channels.add(channel)
    for (day, product), (n, negative) in daily.items():
        if product in found and month.start <= day <= month.end:
            found[product].previous_total += n
            found[product].previous += negative
    return dict(found), len(channels)


def _p_values(recent: Period, daily: Hits) -> dict[str, float]:
    """The smallest p value of the surge test over the recent days, times the days."""
    whole = Period(recent.start - timedelta(days=2 * DAYS_BEFORE), recent.end)
    totals = [0] * whole.days
    counts: defaultdict[str, list[int]] = defaultdict(lambda: [0] * whole.days)
    for (day, product), (n, negative) in daily.items():
        if day < whole.start:
            continue
        totals[(day - whole.start).days] += n
        if product is not None and negative:
            counts[product][(day - whole.start).days] += negative
    series = [
        DailySeries(kind="product", subject=name, start=whole.start, counts=of, totals=totals)
        for name, of in counts.items()
    ]
    found: dict[str, float] = {}
    for surge in scan(series, recent.start, recent.end, EVERY_DAY).surges:
        if surge.p_value is not None:
            corrected = min(1.0, recent.days * surge.p_value)
            found[surge.subject] = min(corrected, found.get(surge.subject, 1.0))
    return found


def _warning_row(name: str, of: _Product, channels: int, p_value: float | None) -> WarningRow:
    return WarningRow(
        subject=name,
        recent=of.recent,
        recent_total=of.recent_total,
        previous=of.previous,
        previous_total=of.previous_total,
        urgent=of.urgent,
        channels=len(of.channels),
        all_channels=channels,
        p_value=p_value,
    )


def _moved(products: dict[str, _Product]) -> dict[str, Difference]:
    """The change of each product's share of complaints, judged as one family."""
    changes = [
        difference_of_proportions(of.recent, of.recent_total, of.previous, of.previous_total)
        for of in products.values()
    ]
    return dict(zip(products, correct_family(changes), strict=True))


def _row(score: WarningScore, of: _Product, moved: Difference, scope: Scope) -> dict[str, Any]:
    narrowed = {"product": score.subject}
    parts = {
        name: amount(f"warning_{name}", getattr(score, name), scope, score.n, "", narrowed)
        for name in WEIGHTS
    }
    return {
        "name": score.subject,
        "count": amount("complaint_count", of.recent, scope, of.recent_total, "records", narrowed),
        "total": amount("count", of.recent_total, scope, of.recent_total, "records", narrowed),
        "share": share("negative_share", wilson(of.recent, of.recent_total), scope, narrowed),
        "share_change": change("negative_share_change", moved, scope, "points", narrowed, 100),
        "verdict": moved.verdict,
        "score": amount("warning_score", score.score, scope, score.n, "points", narrowed),
        **parts,
    }
