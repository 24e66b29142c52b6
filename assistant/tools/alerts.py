"""Alerts: surges beyond the seasonal baseline, and safety reports from the first one on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from assistant.analytics.backtest import Backtest, backtest
from assistant.analytics.surges import Surge, scan
from assistant.models import Period, Scope, Sentiment, Urgency
from assistant.store.feedback import Order
from assistant.store.records import Record
from assistant.tools.alert_series import dangers, watched_series
from assistant.tools.arguments import ScopeArgs
from assistant.tools.context import ToolContext
from assistant.tools.figures import amount
from assistant.tools.result import Quote, ToolResult, quote

__all__ = ["HOURS_TO_RESPOND", "Alert", "alerts", "open_alerts", "replay_json"]

HOURS_TO_RESPOND = 12
OPEN_DAYS = 7
WORST_FIRST = (Urgency.CRITICAL, Urgency.HIGH, Urgency.NORMAL, Urgency.LOW)


@dataclass(frozen=True, slots=True)
class Alert:
    """A surge with its clock: the shop responds within 12 hours of the first sign."""

    surge: Surge
    first_seen: datetime
    status: str
    quotes: tuple[Quote, ...] = ()

    @property
    def respond_by(self) -> datetime:
        return self.first_seen + timedelta(hours=HOURS_TO_RESPOND)

    def as_json(self) -> dict[str, Any]:
        return {
            "kind": self.surge.kind,
            "subject": self.surge.subject,
            "severity": str(self.surge.severity),
            "first_seen": self.first_seen.isoformat(),
            "observed": self.surge.observed,
            "expected": None if self.surge.expected is None else round(self.surge.expected, 1),
            "respond_by": self.respond_by.isoformat(),
            "status": self.status,
        }


def alerts(args: ScopeArgs, context: ToolContext) -> ToolResult:
    """Open alerts: surges of complaints, a theme or a product beyond the seasonal baseline, and
    every safety report, worst first, with the 12-hour clock."""
    scope = args.scope(context.tenant, Period(context.as_of, context.as_of))
    moment = datetime.combine(context.as_of, time.max, UTC)
    found = open_alerts(context, moment)
    week = replace(scope, period=Period(context.as_of - timedelta(OPEN_DAYS - 1), context.as_of))
    rows = []
    for alert in found:
        surge, of = alert.surge, {alert.surge.kind: alert.surge.subject}
        rows.append(
            {
                "kind": surge.kind,
                "subject": surge.subject,
                "severity": str(surge.severity),
                "day": surge.first_seen,
                "status": alert.status,
                "observed": amount("observed_count", surge.observed, week, surge.observed, "", of),
                "expected": amount("expected", surge.expected, week, surge.history, "points", of),
                "quotes": list(alert.quotes),
            }
        )
    data = {"alerts": rows, "open": amount("alert_count", len(rows), week, len(rows))}
    return ToolResult(week, data)


def open_alerts(context: ToolContext, moment: datetime) -> list[Alert]:
    """The alerts of the last seven days, the latest of each subject, worst first."""
    records = dangers(context)
    series = watched_series(context, records)
    result = scan(series, context.as_of - timedelta(days=OPEN_DAYS - 1), context.as_of)
    latest = {(surge.kind, surge.subject): surge for surge in result.surges}
    found = [_alert(surge, records, context, moment) for surge in latest.values()]
    found.sort(key=lambda a: (WORST_FIRST.index(a.surge.severity), -a.surge.observed))
    return found


def replay_json(context: ToolContext) -> dict[str, Any]:
    """What the rules would have done over the history, each day knowing only the days before.

    `episodes` are runs of alerts of one subject, `expected_false_alarms` how many of the tests
    would alert by chance alone.
    """
    result = _replay(context)
    span = context.tallies.span(context.tenant)
    episodes = [
        {
            "kind": episode.kind,
            "subject": episode.subject,
            "first": episode.first.isoformat(),
            "last": episode.last.isoformat(),
            "severity": str(episode.worst.severity),
            "observed": episode.worst.observed,
            "expected": episode.worst.expected and round(episode.worst.expected, 1),
            "lead_days": episode.lead_days,
        }
        for episode in result.episodes
    ]
    return {
        "episodes": episodes,
        "tested": result.tested,
        "days": (min(context.as_of, span[1]) - span[0]).days + 1 if span else 0,
        "expected_false_alarms": round(result.expected_false_alarms, 1),
    }


def _replay(context: ToolContext) -> Backtest:
    return backtest(watched_series(context, dangers(context)))


def _alert(surge: Surge, danger: Sequence[Record], context: ToolContext, moment: datetime) -> Alert:
    scope = Scope(tenant=context.tenant, period=Period(surge.first_seen, surge.day))
    if surge.kind == "safety":
        records = [
            record
            for record in danger
            if (record.feedback.product or "shop") == surge.subject
            and surge.first_seen <= context.day(record.feedback.time) <= surge.day
        ]
    else:
        if surge.kind == "theme":
            scope = replace(scope, theme=(surge.subject,), stance=(Sentiment.NEGATIVE,))
        else:
            scope = replace(scope, sentiment=(Sentiment.NEGATIVE,))
            if surge.kind == "product":
                scope = replace(scope, product=(surge.subject,))
            if surge.kind == "word":
                scope = replace(scope, words=(surge.subject,))
        records = context.feedback.select(scope, Order.WORST, 2)
    first = context.feedback.first_time(scope) if surge.kind != "safety" else None
    first = first or min((r.feedback.time for r in records), default=_noon(surge.first_seen))
    status = "open" if first + timedelta(hours=HOURS_TO_RESPOND) >= moment else "overdue"
    return Alert(surge, first, status, tuple(quote(record) for record in records[:2]))


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)
