"""Customers: the card of one, and the segments of all."""

from collections.abc import Mapping
from dataclasses import replace
from statistics import fmean, stdev
from typing import Annotated, Any

from pydantic import Field

from assistant.analytics.churn import ChurnRisk
from assistant.analytics.intervals import mean_interval, wilson
from assistant.customers.card import CustomerCard
from assistant.models import ReplyState, Scope, Sentiment
from assistant.store.feedback import Order
from assistant.tools.arguments import Arguments, Names, PeriodArg, ScopeArgs
from assistant.tools.context import ToolContext
from assistant.tools.figures import amount, figure, share
from assistant.tools.personas import last_year
from assistant.tools.result import ToolResult, quote

__all__ = ["CustomerArgs", "SegmentsArgs", "customer", "customer_segments"]

RISKY = 50
"""The churn signal from which a customer counts as one who may leave."""


class CustomerArgs(Arguments):
    """The customer, by id, and how much of the history to show; a period restricts the quotes."""

    customer_id: Names
    period: PeriodArg | None = None
    limit: Annotated[int, Field(ge=1, le=50)] = 5


class SegmentsArgs(ScopeArgs):
    """How many customers at risk to name."""

    top: Annotated[int, Field(ge=1, le=20)] = 5


def customer(args: CustomerArgs, context: ToolContext) -> ToolResult:
    """The card of one customer: history of feedback with quotes, how the sentiment moves, what they
    blame and praise, orders, stage, segment, and the signal that they may leave."""
    if not args.customer_id:
        return ToolResult(Scope(tenant=context.tenant), {"quotes": []}, notes=("no_customer",))
    name = context.customers.spelled(args.customer_id[0])
    period = args.period.period() if args.period else None
    scope = Scope(tenant=context.tenant, period=period, customer_id=(name,))
    card = context.customers.card(name, context.as_of)
    records = context.feedback.select(scope, Order.NEWEST, args.limit)
    data: dict[str, Any] = {"customer": name, "quotes": [quote(record) for record in records]}
    if not card.said and card.buyer is None:
        return ToolResult(scope, data, notes=("no_such_customer",))
    ever = replace(scope, period=None)
    data |= _spoken(card, ever) | _bought(card, ever) | _waiting(ever, context)
    return ToolResult(scope, data, notes=() if card.said else ("no_data",))


def customer_segments(args: SegmentsArgs, context: ToolContext) -> ToolResult:
    """Customers by what they buy (RFM segments, stage of life, bought again) and by who may leave:
    the signal of their feedback, the loudest first."""
    scope, notes = last_year(args, context)
    found = context.customers.segments(scope, context.as_of)
    speakers = len(found.speakers)
    data: dict[str, Any] = {
        "buyers": amount("buyers_count", found.buyers, scope, found.buyers),
        "speakers": amount("speakers_count", speakers, scope, speakers),
        "segments": _parts("segment_customers", found.segments, scope),
        "stages": _parts("stage_customers", found.stages, scope),
        "repeat": share("repeat_share", wilson(found.repeat, found.buyers), scope),
        "risky": amount("at_risk_count", found.at_risk(RISKY), scope, speakers),
        "risks": [_risk(name, risk, scope) for name, risk in found.risks(args.top)],
    }
    if found.usual_gap is not None:
        data["gap"] = amount("usual_gap", found.usual_gap, scope, found.buyers, "days")
    if not found.buyers:
        notes = (*notes, "no_orders")
    elif not found.segments:
        notes = (*notes, "no_rfm")
    if not speakers:
        notes = (*notes, "no_customer_ids" if context.tallies.any(scope) else "no_data")
    return ToolResult(scope, data, notes=notes)


def _risk(name: str, risk: ChurnRisk, scope: Scope) -> dict[str, Any]:
    of = {"customer_id": name}
    return {
        "customer": name,
        "risk": amount("churn_signal", risk.value, scope, risk.n, "of hundred", of),
        "reasons": [str(reason) for reason in risk.reasons],
    }


def _spoken(card: CustomerCard, scope: Scope) -> dict[str, Any]:
    n = len(card.said)
    if not n:
        return {"count": amount("count", 0, scope, 0, "records")}
    scores = [each.score for each in card.said]
    sd = stdev(scores) if n > 1 else None
    negative = sum(each.sentiment == Sentiment.NEGATIVE for each in card.said)
    data: dict[str, Any] = {
        "count": amount("count", n, scope, n, "records"),
        "complaints": amount("complaint_count", negative, scope, n, "records"),
        "mean": figure("sentiment_score", mean_interval(n, fmean(scores), sd), scope, ""),
        "first_day": card.said[0].day,
        "last_day": card.said[-1].day,
        "trend": card.trend,
        "risk": amount("churn_signal", card.risk.value, scope, n, "of hundred"),
        "reasons": [str(reason) for reason in card.risk.reasons],
        "blamed": _themes("blamed_count", card.blamed, scope),
        "praised": _themes("praised_count", card.praised, scope),
    }
    if card.older is not None:
        data["older"] = amount("older_score", card.older, scope, n // 2)
        data["newer"] = amount("newer_score", card.newer, scope, n // 2)
    return data


def _themes(name: str, counts: Mapping[Any, int], scope: Scope) -> list[dict[str, Any]]:
    return [
        {"theme": theme, "count": amount(name, k, scope, k, "records", {"theme": theme})}
        for theme, k in list(counts.items())[:3]
    ]


def _bought(card: CustomerCard, scope: Scope) -> dict[str, Any]:
    buyer = card.buyer
    if buyer is None:
        return {}
    n = buyer.orders
    return {
        "orders": amount("order_count", n, scope, n),
        "spent": amount("spent", buyer.spent, scope, n),
        "last_order": buyer.last,
        "days_since": amount("days_since_count", card.days_since, scope, n),
        "stage": card.stage,
        "segment": card.segment,
    }


def _waiting(scope: Scope, context: ToolContext) -> dict[str, Any]:
    """What of the customer's negative feedback has no answer; empty without any negative."""
    stats = context.replies.stats(scope, context.moment)
    if not stats.total:
        return {}
    return {
        "waiting": amount("waiting_count", stats.waiting, scope, stats.total, "records"),
        "overdue": amount("overdue_count", stats.overdue, scope, stats.total, "records"),
        "sent": amount("sent_count", stats.states[ReplyState.SENT], scope, stats.total, "records"),
    }


def _parts(name: str, counts: Mapping[Any, int], scope: Scope) -> list[dict[str, Any]]:
    total = sum(counts.values())
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return [
        {
            "name": str(part),
            "count": amount(f"{name}_count", k, scope, total, "", {"part": str(part)}),
            "share": share(f"{name}_share", wilson(k, total), scope, {"part": str(part)}),
        }
        for part, k in ordered
    ]
