"""How much feedback there is, and how it is spread."""

from dataclasses import replace
from typing import Any

from assistant.analytics.intervals import wilson
from assistant.models import Scope
from assistant.tools.arguments import ComparedArgs
from assistant.tools.context import ToolContext
from assistant.tools.figures import amount, name_of, share
from assistant.tools.repeats import repeats
from assistant.tools.result import ToolResult

__all__ = ["volume"]

MOST_GROUPS = 20


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
    notes = pair.notes if total else (*pair.notes, "no_data")
    if pair.now.rating and not n and not context.tallies.histogram(every, "rating"):
        # Nobody gave stars here: none of them is no count of one-star reviews.
        return ToolResult(pair.now, {}, notes=(*pair.notes, "no_rating" if total else "no_data"))
    if args.by and n:
        data |= _split(args.by, pair.now, n, context)
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


def _split(by: str, scope: Scope, total: int, context: ToolContext) -> dict[str, Any]:
    counts = context.tallies.histogram(scope, by)
    if by == "rating":
        stars: dict[str, int] = {}
        for rating, n in counts.items():
            stars[str(int(rating))] = stars.get(str(int(rating)), 0) + n
        counts = stars
    ordered: list[str] = sorted(counts, key=lambda name: (-counts[name], str(name)))
    groups = [
        {
            "name": str(name),
            "count": amount("count", counts[name], scope, counts[name], "records", {by: str(name)}),
            "share": share("share_of_scope", wilson(counts[name], total), scope, {by: str(name)}),
        }
        for name in ordered[:MOST_GROUPS]
    ]
    data: dict[str, Any] = {"by": by, "groups": groups}
    if groups:
        data["most"] = name_of(f"most_{by}", str(ordered[0]), scope, total)
    return data
