"""Verbatim feedback: by order, by likeness, and as evidence for a theme."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from assistant.models import Emotion, Scope, Sentiment
from assistant.store.feedback import Order
from assistant.store.records import Record
from assistant.tools.arguments import ScopeArgs
from assistant.tools.context import ToolContext
from assistant.tools.figures import amount
from assistant.tools.mentions import count_mentions
from assistant.tools.result import Quote, ToolResult, quote

__all__ = [
    "QuotesArgs",
    "SearchArgs",
    "SortBy",
    "evidence",
    "evidence_of_worst",
    "quotes",
    "search",
]

CANDIDATES = 30
AT_FIRST = 6


class SortBy(StrEnum):
    """Which feedback comes first."""

    WORST = "worst"
    BEST = "best"
    NEWEST = "newest"


class QuotesArgs(ScopeArgs):
    """Which feedback to show, in which order."""

    sort: SortBy = SortBy.NEWEST
    limit: Annotated[int, Field(ge=1, le=50)] = 5


class SearchArgs(ScopeArgs):
    """What to look for by meaning and words; no period means all time."""

    query: Annotated[str, Field(min_length=1, max_length=500)]
    limit: Annotated[int, Field(ge=1, le=50)] = 5


def quotes(args: QuotesArgs, context: ToolContext) -> ToolResult:
    """Single feedback items verbatim, the worst, best or newest first: "the angriest five reviews",
    "show me the quotes", the history of a customer, what was said of an order."""
    scope, notes = context.scope(args)
    if (args.customer_id or args.order_id) and args.period is None:
        scope, notes = replace(scope, period=None), ()
    n = context.tallies.count(scope)
    records = context.feedback.select(scope, Order(args.sort), args.limit)
    data = {
        "count": amount("count", n, scope, n, "records"),
        "shown": amount("shown_count", len(records), scope, n, "records"),
        "quotes": [quote(record) for record in records],
    }
    return ToolResult(scope, data, notes=notes if n else (*notes, "no_data"))


def search(args: SearchArgs, context: ToolContext) -> ToolResult:
    """Feedback that says something like the query, in any language, best match first."""
    scope, _ = context.scope(args)
    if args.period is None:
        scope = replace(scope, period=None)
    rows = context.search.rows(args.query, scope)
    records = context.feedback.by_rows(rows, scope)[: args.limit]
    data = {"query": args.query, "quotes": [quote(record) for record in records]}
    return ToolResult(scope, data, notes=() if records else ("no_match",))


def evidence(
    scope: Scope,
    theme: str,
    stance: Sentiment,
    context: ToolContext,
    limit: int = 2,
    used: Collection[str] = (),
) -> list[Quote]:
    """Quotes of a theme in one stance: the clause that says so, the strongest first, angry ones
    before others, no text twice and none of the `used` ids."""
    found: dict[str, Quote] = {}
    seen: set[str] = set()
    for record in _candidates(replace(scope, theme=(theme,), stance=(stance,)), context):
        each = _clause(record, theme)
        if each.id not in used and each.id not in found and each.text and each.text not in seen:
            found[each.id] = each
            seen.add(each.text)
        if len(found) == limit:
            break
    return list(found.values())


def evidence_of_worst(scope: Scope, context: ToolContext) -> list[Quote]:
    """Quotes of the theme that a scope blames most; none where it blames nothing."""
    counts, _ = count_mentions(context.tallies, scope)
    blamed = {theme: of.blamed for theme, of in counts.items() if of.blamed}
    if not blamed:
        return []
    worst = min(blamed, key=lambda theme: (-blamed[theme], theme))
    return evidence(scope, worst, Sentiment.NEGATIVE, context)


def _candidates(scope: Scope, context: ToolContext) -> Iterator[Record]:
    """The records that say it strongest; few are read at first, for few are mostly enough."""
    order = Order.BEST if Sentiment.POSITIVE in scope.stance else Order.WORST
    angry = 0
    if Sentiment.NEGATIVE in scope.stance and not scope.emotion:
        for record in _strongest(replace(scope, emotion=(Emotion.ANGRY,)), order, context):
            angry += 1
            yield record
    if angry < CANDIDATES:
        yield from _strongest(scope, order, context)


def _strongest(scope: Scope, order: Order, context: ToolContext) -> Iterator[Record]:
    first = context.feedback.select(scope, order, AT_FIRST)
    yield from first
    if len(first) == AT_FIRST:
        yield from context.feedback.select(scope, order, CANDIDATES - AT_FIRST, AT_FIRST)


def _clause(record: Record, theme: str) -> Quote:
    for mention in record.labels.themes:
        if mention.theme == theme and mention.end - mention.start >= 4:
            return quote(record, mention.start, mention.end)
    return quote(record)
