"""Feedback that names a danger: to people, money or data, or a threat of law."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Annotated, Any

from pydantic import Field

from assistant.models import Period, Scope, Urgency
from assistant.store.feedback import Order
from assistant.store.records import Record
from assistant.tools.arguments import ScopeArgs
from assistant.tools.context import ToolContext
from assistant.tools.figures import amount
from assistant.tools.result import ToolResult, quote
from assistant.understanding.cleaning import clean
from assistant.understanding.danger_head import critical_dangers
from assistant.understanding.safety import DangerKind

__all__ = ["DangersArgs", "dangerous", "dangers"]

TO_PEOPLE = (
    DangerKind.FIRE,
    DangerKind.ELECTRICITY,
    DangerKind.INJURY,
    DangerKind.HEALTH,
    DangerKind.HAZARD,
)

MOST_READ = 2_000
"""Critical records of which the texts are read, the newest first."""
MOST_PRODUCTS = 5
MOST_UNNAMED = 5


class DangersArgs(ScopeArgs):
    """Which dangers to look for: those to people, if unsaid."""

    kinds: Annotated[list[DangerKind], Field(default_factory=list)]
    limit: Annotated[int, Field(ge=1, le=50)] = 30


@dataclass(frozen=True, slots=True)
class _Read:
    """A critical record and the kinds of danger that its text names."""

    record: Record
    kinds: frozenset[DangerKind]


def dangers(args: DangersArgs, context: ToolContext) -> ToolResult:
    """Safety reports: feedback that names fire, electric shock, injury, illness or a hazard, by
    kind and product, with quotes; other `kinds` are money, data and law (legal threats). What is
    critical of a product without naming a danger is listed apart."""
    scope, notes = context.scope(args)
    asked = args.kinds or list(TO_PEOPLE)
    critical = replace(scope, urgency=(Urgency.CRITICAL,))
    read = [_Read(record, _kinds(record)) for record in _critical(critical, context)]
    named = [each for each in read if each.kinds.intersection(asked)]
    unnamed = [each for each in read if not each.kinds and each.record.feedback.product]
    kinds = Counter(kind for each in named for kind in each.kinds if kind in asked)
    products = Counter(p for each in named if (p := each.record.feedback.product))
    n, total = len(named), context.tallies.count(scope)
    data: dict[str, Any] = {
        "asked": [str(kind) for kind in args.kinds],
        "count": amount("danger_count", n, scope, total, "records"),
        "kinds": [
            {"kind": str(kind), "count": amount("danger_count", k, scope, n, "", {"danger": kind})}
            for kind, k in kinds.most_common()
        ],
        "products": [
            {"name": name, "count": amount("danger_count", k, scope, n, "", {"product": name})}
            for name, k in products.most_common(MOST_PRODUCTS)
        ],
        "quotes": [quote(each.record) for each in named[: args.limit]],
    }
    if not args.kinds:
        data["unnamed"] = amount("unnamed_count", len(unnamed), scope, total, "records")
        data["unnamed_quotes"] = [quote(each.record) for each in unnamed[:MOST_UNNAMED]]
    if not total:
        notes = (*notes, "no_data")
    elif len(read) == MOST_READ:
        notes = (*notes, "newest_critical")
    return ToolResult(scope, data, notes=notes)


def dangerous(context: ToolContext, period: Period) -> list[Record]:
    """The newest critical records of a period that name a danger of any kind."""
    scope = Scope(tenant=context.tenant, period=period, urgency=(Urgency.CRITICAL,))
    return [record for record in _critical(scope, context) if _kinds(record)]


def _critical(scope: Scope, context: ToolContext) -> Collection[Record]:
    return context.feedback.select(scope, Order.NEWEST, MOST_READ)


def _kinds(record: Record) -> frozenset[DangerKind]:
    found = critical_dangers(clean(record.feedback.full_text), record.labels.language)
    return frozenset(danger.kind for danger in found)
