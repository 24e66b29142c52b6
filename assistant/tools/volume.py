"""How much feedback there is, and how it is spread."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from assistant.analytics.intervals import wilson
from assistant.models import Scope, Sentiment
from assistant.tools.arguments import ComparedArgs
from assistant.tools.context import ToolContext
from assistant.tools.figures import amount, name_of, share
from assistant.tools.groups import unnamed, within
from assistant.tools.repeats import repeats
from assistant.tools.result import ToolResult

__all__ = ["volume"]

MOST_GROUPS = 20
MOST_TIED = 40
NAMED = ("product", "channel", "touchpoint", "segment")
"""What a shop has names for, whether anybody speaks of them or not."""


def volume(args: ComparedArgs, context: ToolContext) -> ToolResult:
    """How many feedback records the filters leave, what share of all that is, the change against
    the period before, and the counts by product, channel, rating, day or another dimension."""
    pair = context.compared(args, args.compare_to)
    n, before = context.tallies.count(pair.now), context.tallies.count(pair.before)
    place = _without_what_was_said(pair.now)
    whole = Scope(tenant=pair.now.tenant, period=pair.now.period)
    every = place if place != pair.now else whole
    total = context.tallies.count(every)
    data: dict[str, Any] = {
        "now": {"count": amount("count", n, pair.now, n, "records")},
        "before": {"count": amount("count", before, pair.before, before, "records")},
        "change": amount("count_change", n - before, pair.now, n + before, "records"),
    }
    data |= repeats(pair.now, n, context)
    if pair.now != every:
        data["now"]["of_all"] = share("share_of_all", wilson(n, total), pair.now)
        data["now"]["total"] = amount("count", total, every, total, "records")
    data["now"] |= _of_the_negative(pair.now, n, context)
    notes = pair.notes if total else (*pair.notes, "no_data")
    if pair.now.rating and not n and not context.tallies.histogram(every, "rating"):
        # Nobody gave stars here: none of them is no count of one-star reviews.
        return ToolResult(pair.now, {}, notes=(*pair.notes, "no_rating" if total else "no_data"))
    if args.by and n:
        data |= _split(args, pair.now, n, context)
        notes = (*notes, *unnamed(args.by, data["groups"]))
    return ToolResult(pair.now, data, pair.before.period, notes)


def _without_what_was_said(scope: Scope) -> Scope:
    """The same place and time: what a share of 1-star reviews on a channel is a share of."""
    return replace(
        scope,
        theme=(),
        stance=(),
        without_theme=(),
        sentiment=(),
        emotion=(),
        urgency=(),
        rating=(),
        words=(),
    )


def _of_the_negative(scope: Scope, n: int, context: ToolContext) -> dict[str, Any]:
    """The share that complaints about one thing have of all complaints: of those of the same place
    where a theme or words are named, else of the whole shop; empty for what is no such share."""
    if scope.sentiment != (Sentiment.NEGATIVE,) or scope.rating:
        return {}
    place = _without_what_was_said(scope)
    if not (scope.theme or scope.words):
        place = Scope(tenant=scope.tenant, period=scope.period)
    every = replace(place, sentiment=scope.sentiment)
    if every == scope:
        return {}
    total = context.tallies.count(every)
    return {
        "of_negative": share("share_of_negative", wilson(n, total), scope),
        "negative": amount("count", total, every, total, "records"),
    }


def _split(args: ComparedArgs, scope: Scope, total: int, context: ToolContext) -> dict[str, Any]:
    by = str(args.by)
    counts = context.tallies.histogram(scope, by)
    if args.bound and args.bound.holds(0) and by in NAMED:
        # Whoever asks for few also means those with nothing at all.
        everyone = context.tallies.values(by, scope.tenant)
        counts = dict.fromkeys(_not_left_out(everyone, by, scope), 0) | counts
    if by == "rating":
        stars: dict[str, int] = {}
        for rating, n in counts.items():
            stars[str(int(rating))] = stars.get(str(int(rating)), 0) + n
        counts = stars
    ordered: list[str] = sorted(counts, key=lambda name: (-counts[name], str(name)))
    every = [
        {
            "name": str(name),
            "count": amount("count", counts[name], scope, counts[name], "records", {by: str(name)}),
            "share": share("share_of_scope", wilson(counts[name], total), scope, {by: str(name)}),
        }
        for name in ordered
    ]
    found = within(every, "count", args.bound, scope)
    data: dict[str, Any] = {"by": by, "groups": every[:MOST_GROUPS], **found}
    if len(every) > MOST_GROUPS:
        fewest = counts[ordered[-1]]
        # Those with the fewest, which are not shown, are still what may be asked for.
        data["beyond"] = [
            group
            for group, name in zip(every, ordered, strict=True)
            if counts[name] == fewest and group not in data["groups"]
        ][:MOST_TIED]
        data["group_count"] = amount("groups_count", len(every), scope, total)
    if every:
        data["most"] = name_of(f"most_{by}", str(ordered[0]), scope, total)
    return data


def _not_left_out(names: Iterable[str], by: str, scope: Scope) -> Iterator[str]:
    """The groups that the scope does not exclude by naming others."""
    named = scope.filters().get(by)
    return (name for name in names if not named or name in named)
