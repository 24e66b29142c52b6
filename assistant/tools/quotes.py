"""Verbatim feedback: by order, by likeness, and as evidence for a theme."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from operator import itemgetter
from typing import Annotated

from pydantic import Field

from assistant.models import Emotion, Scope, Sentiment, Urgency
from assistant.store.feedback import Order
from assistant.store.records import Record
from assistant.tools.arguments import ScopeArgs
from assistant.tools.context import ToolContext
from assistant.tools.ever import ever
from assistant.tools.figures import amount
from assistant.tools.mentions import count_mentions
from assistant.tools.result import Quote, ToolResult, quote
from assistant.understanding.cleaning import clean
from assistant.understanding.custom import cue_pattern

__all__ = [
    "QuotesArgs",
    "SearchArgs",
    "SortBy",
    "evidence",
    "evidence_of_worst",
    "looked_at_first",
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
    LONGEST = "longest"


class QuotesArgs(ScopeArgs):
    """Which feedback to show, in which order; with `ids` only these; `skip` leaves out the first
    ones."""

    ids: Annotated[list[str], Field(default_factory=list, max_length=50)]
    sort: SortBy = SortBy.NEWEST
    limit: Annotated[int, Field(ge=1, le=50)] = 5
    skip: Annotated[int, Field(ge=0, le=1000)] = 0


class SearchArgs(ScopeArgs):
    """What to look for by meaning and words; no period means all time; `skip` leaves out the
    first ones."""

    query: Annotated[str, Field(min_length=1, max_length=500)]
    limit: Annotated[int, Field(ge=1, le=50)] = 5
    skip: Annotated[int, Field(ge=0, le=1000)] = 0


def quotes(args: QuotesArgs, context: ToolContext) -> ToolResult:
    """Single feedback items verbatim, the worst, best or newest first: "the angriest five reviews",
    "show me the quotes", the history of a customer, what was said of an order, the items of some
    ids. Raises NotFoundError for an id that does not exist."""
    scope, notes = context.scope(args)
    if (args.customer_id or args.order_id or args.ids) and args.period is None:
        scope, notes = replace(scope, period=None), ()
    if args.ids:
        records = [context.feedback.get(each, context.tenant) for each in args.ids]
        n = len(records)
    else:
        n = context.tallies.count(scope)
        records = context.feedback.select(scope, Order(args.sort), args.limit, args.skip)
        if args.sort == SortBy.WORST and not args.sentiment:
            records = _without_praise(records)
    data = {
        "count": amount("count", n, scope, n, "records"),
        "shown": amount("shown_count", len(records), scope, n, "records"),
        "quotes": [quote(record) for record in records],
    }
    if not n and args.words and scope.period:
        data |= ever(scope, context)
    if not n:
        notes = (*notes, "no_match" if args.words else "no_data")
    elif not records:
        notes = (*notes, "no_more")
    return ToolResult(scope, data, notes=notes)


def _without_praise(records: list[Record]) -> list[Record]:
    """The worst without those who are content, who fill up a list when nobody else is left; all of
    them where everybody is content."""
    bad = [each for each in records if each.labels.sentiment != Sentiment.POSITIVE]
    return bad or records


def search(args: SearchArgs, context: ToolContext) -> ToolResult:
    """Feedback that says something like the query, in any language, best match first."""
    scope, _ = context.scope(args)
    if args.period is None:
        scope = replace(scope, period=None)
    rows = context.search.rows(args.query, scope)
    records = context.feedback.by_rows(rows, scope, args.skip + args.limit)[args.skip :]
    data = {"query": args.query, "quotes": [quote(record) for record in records]}
    none = "no_more" if args.skip else "no_match"
    return ToolResult(scope, data, notes=() if records else (none,))


def evidence(
    scope: Scope,
    theme: str,
    stance: Sentiment,
    context: ToolContext,
    limit: int = 2,
    used: Collection[str] = (),
    first: Sequence[Record] | None = None,
) -> list[Quote]:
    """Quotes of a theme in one stance: the clause that says so, no text twice and none of the
    `used` ids. Dangers and those whose clause holds a cue of the theme come first, of these the
    ones in the reader's language, then the angry ones, then the strongest, since anger alone tells
    a reader little. `first` are the records of `looked_at_first`, where they were read already."""
    known = context.taxonomy.get(theme)
    cues = cue_pattern(known) if known else None
    found: dict[str, tuple[tuple[bool, bool], Quote]] = {}
    for record in _candidates(_about(scope, theme, stance), context, first):
        each, said = _clause(record, theme)
        if not each.text or each.id in used or each.text in found:
            continue
        tells = each.urgency == Urgency.CRITICAL or bool(cues and cues.search(said))
        read = context.reader in (None, each.language)
        found[each.text] = (not tells, not read), each
        if [rank for rank, _ in found.values()].count((False, False)) == limit:
            break
    return [each for _, each in sorted(found.values(), key=itemgetter(0))][:limit]


def evidence_of_worst(scope: Scope, context: ToolContext) -> list[Quote]:
    """Quotes of the theme that a scope blames most; none where it blames nothing."""
    counts, _ = count_mentions(context.tallies, scope)
    blamed = {theme: of.blamed for theme, of in counts.items() if of.blamed}
    if not blamed:
        return []
    worst = min(blamed, key=lambda theme: (-blamed[theme], theme))
    return evidence(scope, worst, Sentiment.NEGATIVE, context)


def looked_at_first(
    scope: Scope, themes: Sequence[str], stance: Sentiment, context: ToolContext
) -> list[list[Record]]:
    """For each theme the records that `evidence` looks at before all others, read at once; few, for
    few are mostly enough."""
    mine = [_angry(_about(scope, theme, stance)) for theme in themes]
    return context.feedback.strongest(mine, _order(stance), AT_FIRST)


def _about(scope: Scope, theme: str, stance: Sentiment) -> Scope:
    return replace(scope, theme=(theme,), stance=(stance,))


def _angry(scope: Scope) -> Scope:
    """Those who blame, the angry ones: they are looked at before the others."""
    if Sentiment.NEGATIVE not in scope.stance or scope.emotion:
        return scope
    return replace(scope, emotion=(Emotion.ANGRY,))


def _order(stance: Sentiment) -> Order:
    return Order.BEST if stance == Sentiment.POSITIVE else Order.WORST


def _candidates(
    scope: Scope, context: ToolContext, first: Sequence[Record] | None
) -> Iterator[Record]:
    """The records that say it strongest."""
    order, angry, n = _order(scope.stance[0]), _angry(scope), 0
    for record in _strongest(angry, order, context, first):
        n += 1
        yield record
    if angry != scope and n < CANDIDATES:
        yield from _strongest(scope, order, context)


def _strongest(
    scope: Scope, order: Order, context: ToolContext, first: Sequence[Record] | None = None
) -> Iterator[Record]:
    if first is None:
        first = context.feedback.select(scope, order, AT_FIRST)
    yield from first
    if len(first) == AT_FIRST:
        yield from context.feedback.select(scope, order, CANDIDATES - AT_FIRST, AT_FIRST)


def _clause(record: Record, theme: str) -> tuple[Quote, str]:
    """The quote for a theme, and the clause that the theme rests on."""
    for mention in record.labels.themes:
        if mention.theme == theme and mention.end - mention.start >= 4:
            said = record.feedback.full_text[mention.start : mention.end]
            return quote(record, mention.start, mention.end), clean(said)
    return quote(record), clean(record.feedback.full_text)
