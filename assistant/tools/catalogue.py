"""What the store holds: how much feedback, of which days, products, channels and languages."""

from datetime import date
from typing import Any

from assistant.models import Scope
from assistant.tools.arguments import ScopeArgs
from assistant.tools.context import ToolContext
from assistant.tools.figures import amount
from assistant.tools.result import ToolResult

__all__ = ["catalogue"]

MOST_ROWS = 12
LISTED = ("product", "channel", "language")


def catalogue(args: ScopeArgs, context: ToolContext) -> ToolResult:  # noqa: ARG001
    """What data there is: the number of records, the first and last day, and the products,
    channels and languages with their counts. Always over all time."""
    scope = Scope(tenant=context.tenant)
    n = context.tallies.count(scope)
    span: tuple[date, date] | None = context.tallies.span(context.tenant)
    data: dict[str, Any] = {
        "count": amount("count", n, scope, n, "records"),
        "first": span[0].isoformat() if span else None,
        "last": span[1].isoformat() if span else None,
        "lists": [_listed(field, scope, n, context) for field in LISTED] if n else [],
    }
    return ToolResult(scope, data, notes=() if n else ("no_data",))


def _listed(field: str, scope: Scope, total: int, context: ToolContext) -> dict[str, Any]:
    counts = context.tallies.histogram(scope, field)
    named = sorted(
        ((name, k) for name, k in counts.items() if name is not None), key=lambda p: (-p[1], p[0])
    )
    return {
        "field": field,
        "distinct": amount(f"{field}_count", len(named), scope, total, ""),
        "rows": [
            {"name": name, "count": amount("count", k, scope, k, "records", {field: name})}
            for name, k in named[:MOST_ROWS]
        ],
    }
