"""What customers wish for: found by how a wish is worded, so that some are missed."""

from dataclasses import replace
from typing import Annotated, Any

from pydantic import Field

from assistant.analytics.intervals import wilson
from assistant.models import SMALL_SAMPLE
from assistant.store.feedback import Order
from assistant.tools.arguments import ScopeArgs
from assistant.tools.context import ToolContext
from assistant.tools.figures import amount, share
from assistant.tools.result import ToolResult, quote

__all__ = ["WISHES", "WishesArgs", "wishes"]

WISHES = (
    "i wish",
    "would be nice",
    "would be great",
    "would be better if",
    "would love to see",
    "please add",
    "should add",
    "could you add",
    "needs an option",
    "wish there",
    "wish it",
    "hope you",
    "if only",
    "feature request",
    "suggestion",
    "i'd like to see",
    "should have a",
    "希望",
    "建议",
    "要是能",
    "要是有",
    "如果能",
    "如果有",
    "最好能",
    "最好有",
    "能不能加",
    "期待",
    "可以加",
    "可以增加",
    "加个",
    "增加一个",
    "出个",
    "出一款",
    "求出",
    "盼",
)
"""Wordings of a wish, looked for as they stand."""

MOST_PRODUCTS = 8


class WishesArgs(ScopeArgs):
    """How many wishes to quote."""

    limit: Annotated[int, Field(ge=1, le=20)] = 8


def wishes(args: WishesArgs, context: ToolContext) -> ToolResult:
    """Feature requests: how much of the feedback words a wish ("I wish", "please add", 希望, 建议),
    by product, with quotes. Wishes worded otherwise are not counted."""
    scope, notes = context.scope(args)
    total = context.tallies.count(scope)
    wished = replace(scope, words=WISHES)
    counts = context.tallies.by(wished, "product")
    n = counts.total()
    by_product = sorted(
        ((name, k) for (name,), k in counts.items() if name is not None),
        key=lambda p: (-p[1], p[0]),
    )
    records = context.feedback.select(wished, Order.NEWEST, 5 * args.limit) if n else []
    seen: dict[str, Any] = {}
    for record in records:
        seen.setdefault(record.feedback.text.strip().lower(), record)
    data = {
        "count": amount("wish_count", n, scope, n, "records"),
        "share": share("wish_share", wilson(n, total), scope),
        "total": amount("count", total, scope, total, "records"),
        "products": [
            {"name": name, "count": amount("wish_count", k, scope, k, "", {"product": name})}
            for name, k in by_product[:MOST_PRODUCTS]
        ],
        "quotes": [quote(record) for record in list(seen.values())[: args.limit]],
    }
    if not total:
        notes = (*notes, "no_data")
    elif total < SMALL_SAMPLE:
        notes = (*notes, "small_sample")
    return ToolResult(scope, data, notes=notes)
