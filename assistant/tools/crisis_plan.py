"""What to do about an alert: its facts, from which a four-part plan is drafted for a person."""

from collections import Counter
from typing import Annotated, Any

from pydantic import Field

from assistant.models import Period, Sentiment
from assistant.store.words import tokens
from assistant.tools.alert_series import NO_PRODUCT
from assistant.tools.alerts import HOURS_TO_RESPOND, Alert, open_alerts, wanted
from assistant.tools.arguments import ScopeArgs
from assistant.tools.context import ToolContext
from assistant.tools.figures import amount
from assistant.tools.result import ToolResult
from assistant.tools.themes import owner_of
from assistant.understanding.keyphrases import is_telling

__all__ = ["PlanArgs", "crisis_plan"]

MOST_NAMES = 3
HOURS_TO_REPLY = 24


class PlanArgs(ScopeArgs):
    """Which alert: by its product, theme, channel or word, or by what is said about it."""

    about: Annotated[str, Field(max_length=500)] = ""


def crisis_plan(args: PlanArgs, context: ToolContext) -> ToolResult:
    """A draft of a crisis plan in four parts (prevention, response, communication, review) for an
    open alert, the worst one unless another is named, filled with its facts."""
    scope = args.scope(context.tenant, Period(context.as_of, context.as_of))
    found = open_alerts(context, context.moment)
    if not found:
        return ToolResult(scope, {"alert": None}, notes=("no_alerts",))
    named = [alert for alert in found if wanted(alert, args)]
    alert = _closest(named or found, args.about)
    assumed = (args.about or len(named) < len(found)) and not named
    data = _facts(alert, context)
    return ToolResult(alert.scope, data, notes=("plan_for_worst",) if assumed else ())


def _closest(alerts: list[Alert], about: str) -> Alert:
    """The alert whose subject shares most words with what was asked, then whose quotes do; the
    worst of equals."""
    asked = {word for word in tokens(about) if is_telling(word)}

    def shared(alert: Alert) -> tuple[int, int]:
        subject = set(tokens(alert.surge.subject))
        quotes = " ".join(quote.text for quote in alert.quotes)
        return len(asked & subject), len(asked & set(tokens(f"{' '.join(alert.terms)} {quotes}")))

    return max(alerts, key=shared)


def _facts(alert: Alert, context: ToolContext) -> dict[str, Any]:
    surge, scope = alert.surge, alert.scope
    n = len(alert.danger) or context.tallies.count(scope)
    theme = surge.subject if surge.kind == "theme" else _most_blamed(alert, context)
    zone = context.zone
    return {
        "alert": surge.kind,
        "product": _endangering(alert),
        "subject": surge.subject,
        "severity": str(surge.severity),
        "terms": list(alert.terms),
        "status": alert.status,
        "first_seen": alert.first_seen.astimezone(zone).strftime("%Y-%m-%d %H:%M"),
        "respond_by": alert.respond_by.astimezone(zone).strftime("%Y-%m-%d %H:%M"),
        "hours": amount("respond_hours_count", HOURS_TO_RESPOND, scope, n),
        "reply_hours": amount("reply_hours_count", HOURS_TO_REPLY, scope, n),
        "observed": amount("observed_count", surge.observed, scope, surge.observed),
        "expected": amount("expected", surge.expected, scope, surge.history, "points"),
        "records": amount("count", n, scope, n, "records"),
        "channels": amount("channel_count", alert.channels, scope, n),
        "customers": amount("customer_count", alert.customers, scope, n),
        "products": _names(alert, "product", context),
        "channel_names": _names(alert, "channel", context),
        "theme": theme,
        "owner": owner_of(theme, context) if theme else None,
        "quotes": list(alert.quotes),
    }


def _endangering(alert: Alert) -> str | None:
    """The product that a safety alert names."""
    named = alert.surge.kind == "safety" and alert.surge.subject != NO_PRODUCT
    return alert.surge.subject if named else None


def _names(alert: Alert, field: str, context: ToolContext) -> list[str]:
    if alert.danger:
        named = (getattr(record.feedback, field) for record in alert.danger)
        counts: dict[str, int] = Counter(name for name in named if name)
    else:
        counts = context.tallies.histogram(alert.scope, field)
    return sorted(counts, key=lambda name: (-counts[name], name))[:MOST_NAMES]


def _most_blamed(alert: Alert, context: ToolContext) -> str | None:
    if alert.danger:
        mentions = Counter((m.theme, m.sentiment) for r in alert.danger for m in r.labels.themes)
    else:
        mentions = context.tallies.mentions(alert.scope, "theme", "sentiment")
    blamed = {theme: n for (theme, stance), n in mentions.items() if stance == Sentiment.NEGATIVE}
    return min(blamed, key=lambda theme: (-blamed[theme], theme), default=None)
