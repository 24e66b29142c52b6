"""Alerts: surges beyond the seasonal baseline, and safety reports from the first one on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from assistant.analytics.surges import Surge, scan
from assistant.models import SMALL_SAMPLE, Period, Scope, Sentiment, Urgency
from assistant.store.feedback import Order, Reach
from assistant.store.records import Record
from assistant.tools.alert_past import replayed
from assistant.tools.alert_series import NO_PRODUCT, watched_series
from assistant.tools.arguments import ScopeArgs
from assistant.tools.context import ToolContext
from assistant.tools.dangers import dangerous
from assistant.tools.figures import amount
from assistant.tools.open_surges import OpenSurges
from assistant.tools.result import Quote, ToolResult, quote
from assistant.tools.word_runs import joined_words
from assistant.understanding.cleaning import clean
from assistant.understanding.danger_head import critical_dangers

__all__ = [
    "HOURS_TO_RESPOND",
    "OPEN_DAYS",
    "Alert",
    "AlertsArgs",
    "alerts",
    "open_alerts",
    "open_surges",
    "scope_of",
    "wanted",
]

HOURS_TO_RESPOND = 12
"""For the response to the crisis; a reply to a customer has 24 hours."""
OPEN_DAYS = 7
RUN_DAYS = 14
MOST_CRITICAL = 2
BASELINE_DAYS = 56
WORST_FIRST = (Urgency.CRITICAL, Urgency.HIGH, Urgency.NORMAL, Urgency.LOW)


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """A surge with its clock: the shop responds within 12 hours of the first sign.

    `scope` holds the records of the run, `channels` and `customers` how far they spread, `terms`
    the dangers that are named in a safety alert, whose records `danger` holds.
    """

    surge: Surge
    scope: Scope
    first_seen: datetime
    channels: int
    customers: int
    status: str
    terms: tuple[str, ...] = ()
    quotes: tuple[Quote, ...] = ()
    danger: tuple[Record, ...] = ()

    @property
    def key(self) -> str:
        """The same for one run of one subject, however long it lasts."""
        return f"{self.surge.kind}:{self.surge.subject}:{self.surge.first_seen.isoformat()}"

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
            "spread": {"channels": self.channels, "customers": self.customers},
            "terms": list(self.terms),
        }


class AlertsArgs(ScopeArgs):
    """`replay` asks what the rules would have said in the past, of the whole shop."""

    replay: bool = False


def alerts(args: AlertsArgs, context: ToolContext) -> ToolResult:
    """Open alerts: surges of complaints, a theme, a product, a channel or a word beyond the
    seasonal baseline, and every safety report, worst first, with the 12-hour clock; or a backtest
    (`replay`): what the rules found in the past, and how many false alarms chance would bring."""
    if args.replay:
        return replayed(context)
    week = context.last_days(OPEN_DAYS)
    scope = replace(args.scope(context.tenant, week), period=week)
    found = [each for each in open_alerts(context, context.moment) if wanted(each, args)]
    rows = []
    for alert in found:
        surge, of = alert.surge, {alert.surge.kind: alert.surge.subject}
        rows.append(
            {
                "key": alert.key,
                "kind": surge.kind,
                "subject": surge.subject,
                "severity": str(surge.severity),
                "day": surge.first_seen,
                "status": alert.status,
                "terms": list(alert.terms),
                "observed": amount("observed_count", surge.observed, scope, surge.observed, "", of),
                "expected": amount("expected", surge.expected, scope, surge.history, "points", of),
                "channels": amount("channel_count", alert.channels, scope, surge.observed, "", of),
                "customers": amount(
                    "customer_count", alert.customers, scope, surge.observed, "", of
                ),
                "quotes": list(alert.quotes),
            }
        )
    data = {"alerts": rows, "open": amount("alert_count", len(rows), scope, len(rows))}
    data |= {} if rows else _critical(scope, context)
    since = week.start - timedelta(days=BASELINE_DAYS)
    seen = context.tallies.count(replace(scope, period=Period(since, week.end)))
    return ToolResult(scope, data, notes=("no_baseline",) if seen < SMALL_SAMPLE else ())


def _critical(scope: Scope, context: ToolContext) -> dict[str, Any]:
    """How many records of a scope without an alert are read as critical, and the newest of them."""
    urgent = replace(scope, urgency=(Urgency.CRITICAL,))
    n = context.tallies.count(urgent)
    newest = context.feedback.select(urgent, Order.NEWEST, MOST_CRITICAL)
    return {
        "critical": amount("critical_count", n, urgent, n, "records"),
        "newest": [quote(record) for record in newest],
    }


def wanted(alert: Alert, args: ScopeArgs) -> bool:
    """Whether an alert is about what the arguments name; no name asks for every alert."""
    kind, subject = alert.surge.kind, alert.surge.subject
    by_kind = {
        "product": args.product,
        "safety": args.product,
        "theme": args.theme,
        "channel": args.channel,
        "word": args.words,
    }
    named = any((args.product, args.theme, args.channel, args.words))
    return not named or subject in by_kind.get(kind, [])


def open_alerts(context: ToolContext, moment: datetime) -> list[Alert]:
    """The alerts of the last seven days, the latest of each subject, worst first.

    `moment` (aware) is when the clock is read. An empty store has no alerts.
    """
    found = open_surges(context)
    return [_alert(surge, found.danger, context, moment) for surge in found.surges]


def open_surges(context: ToolContext) -> OpenSurges:
    """The surges of the last seven days, the latest of each subject, worst first; scanned once for
    a state of the tenant's store."""
    state = context.tallies.state(context.tenant)
    key = context.tenant, context.as_of
    found = context.surges.find(state, key)
    if found is None:
        found = _scanned(context)
        context.surges.keep(state, key, found)
    return found


def _scanned(context: ToolContext) -> OpenSurges:
    opened = context.as_of - timedelta(days=OPEN_DAYS - 1)
    run = opened - timedelta(days=RUN_DAYS)
    span = context.tallies.span(context.tenant)
    if span is None or span[0] > context.as_of:
        return OpenSurges()
    period = Period(max(span[0], run - timedelta(days=BASELINE_DAYS)), context.as_of)
    records = dangerous(context, Period(max(span[0], run), context.as_of))
    series = watched_series(context, period, opened, records)
    result = scan(series, run, context.as_of)
    latest = {(s.kind, s.subject): s for s in result.surges if s.day >= opened}
    surges = joined_words(list(latest.values()), context)
    surges.sort(key=lambda surge: (WORST_FIRST.index(surge.severity), -surge.observed))
    return OpenSurges(tuple(surges), tuple(records))


def _alert(surge: Surge, danger: Sequence[Record], context: ToolContext, moment: datetime) -> Alert:
    scope = scope_of(surge, context.tenant)
    terms: tuple[str, ...] = ()
    if surge.kind == "safety":
        records = _of_run(surge, danger, context)
        reach = _reach(records)
        named = (
            critical_dangers(clean(record.feedback.full_text), record.labels.language)
            for record in records
        )
        terms = tuple(dict.fromkeys(found[0].words.lower() for found in named if found))[:5]
    else:
        records = context.feedback.select(scope, Order.WORST, 2)
        reach = context.feedback.reach(scope)
    first = reach.first or datetime.combine(surge.first_seen, time(12), context.zone)
    late = first + timedelta(hours=HOURS_TO_RESPOND) < moment
    return Alert(
        surge=surge,
        scope=scope,
        first_seen=first,
        channels=reach.channels,
        customers=reach.customers,
        status="overdue" if late else "open",
        terms=terms,
        quotes=tuple(quote(record) for record in records[:2]),
        danger=tuple(records) if surge.kind == "safety" else (),
    )


def scope_of(surge: Surge, tenant: str) -> Scope:
    """The records that a surge counts, over its run."""
    scope = Scope(tenant=tenant, period=Period(surge.first_seen, surge.day))
    if surge.kind == "theme":
        return replace(scope, theme=(surge.subject,), stance=(Sentiment.NEGATIVE,))
    if surge.kind == "safety":
        named = () if surge.subject == NO_PRODUCT else (surge.subject,)
        return replace(scope, product=named, urgency=(Urgency.CRITICAL,))
    scope = replace(scope, sentiment=(Sentiment.NEGATIVE,))
    if surge.kind == "product":
        return replace(scope, product=(surge.subject,))
    if surge.kind == "channel":
        return replace(scope, channel=(surge.subject,))
    return replace(scope, words=(surge.subject,)) if surge.kind == "word" else scope


def _of_run(surge: Surge, danger: Sequence[Record], context: ToolContext) -> list[Record]:
    def belongs(record: Record) -> bool:
        day: date = context.day(record.feedback.time)
        named = record.feedback.product or NO_PRODUCT
        return named == surge.subject and surge.first_seen <= day <= surge.day

    return [record for record in danger if belongs(record)]


def _reach(records: Sequence[Record]) -> Reach:
    said = [record.feedback for record in records]
    return Reach(
        min((each.time for each in said), default=None),
        len({each.channel for each in said if each.channel}),
        len({each.customer_id for each in said if each.customer_id}),
    )
