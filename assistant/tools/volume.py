"""How much feedback there is, and how it is spread."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.analytics.comparison import difference_of_proportions
from assistant.analytics.intervals import wilson
from assistant.models import NAMED, Figure, Scope, Sentiment
from assistant.tools.arguments import ComparedArgs, Dimension
from assistant.tools.context import ToolContext
from assistant.tools.ever import ever
from assistant.tools.everyone import answers_of, everyone, of_other_columns
from assistant.tools.figures import amount, change, name_of, share
from assistant.tools.groups import tallied, unnamed, within
from assistant.tools.repeats import repeats
from assistant.tools.result import ToolResult

__all__ = ["volume"]

MOST_GROUPS = 20
MOST_TIED = 40


def volume(args: ComparedArgs, context: ToolContext) -> ToolResult:
    """How many feedback records the filters leave, what share of all that is, the change against
    the period before, and the counts by product, channel, rating, day or another dimension."""
    pair = context.compared(args, args.compare_to)
    n, before = context.tallies.count(pair.now), context.tallies.count(pair.before)
    place = everyone(pair.now)
    whole = Scope(tenant=pair.now.tenant, period=pair.now.period)
    every = place if place != pair.now else whole
    total = context.tallies.count(every)
    data: dict[str, Any] = {
        "now": {"count": amount("count", n, pair.now, n, "records")},
        "before": {"count": amount("count", before, pair.before, before, "records")},
        "change": amount("count_change", n - before, pair.now, n + before, "records"),
    }
    data |= repeats(pair.now, n, context)
    data["per_day"] = _per_day(n if total else None, pair.now)
    if args.words and args.period is None:
        data |= ever(pair.now, context)
    if pair.now != every:
        of_before = replace(every, period=pair.before.period)
        data |= _of_all(data, (pair.now, every), (pair.before, of_before), context)
    data["now"] |= _of_its_kind(pair.now, n, context) | _of_its_value(pair.now, n, context)
    notes = pair.notes if total else (*pair.notes, "no_data")
    if pair.now.rating and not n and not context.tallies.histogram(every, "rating"):
        # Nobody gave stars here: none of them is no count of one-star reviews.
        return ToolResult(pair.now, {}, notes=(*pair.notes, "no_rating" if total else "no_data"))
    if args.by and n:
        data |= _split(args, pair.now, n, context, pair.before if args.compare_to else None)
        notes = (*notes, *unnamed(args.by, data["groups"]))
    return ToolResult(pair.now, data, pair.before.period, notes)


def _per_day(n: int | None, scope: Scope) -> Figure:
    """Records a day over all days of the period, with and without feedback."""
    assert scope.period is not None
    return amount("per_day", n and n / scope.period.days, scope, n or 0, "a day")


def _of_all(
    data: Mapping[str, Any],
    now: tuple[Scope, Scope],
    before: tuple[Scope, Scope],
    context: ToolContext,
) -> dict[str, Any]:
    """The shares of all feedback of the two periods, of the rated where stars are counted, and how
    the one differs from the other."""
    found: dict[str, Any] = {}
    counts = []
    for name, (scope, every) in (("now", now), ("before", before)):
        n, total = data[name]["count"].value, _base(scope, every, context)
        found[name] = {
            **data[name],
            "of_all": share("share_of_all", wilson(n, total), scope),
            "total": amount("count", total, every, total, "records"),
        }
        counts += [n, total]
    difference = difference_of_proportions(*counts)
    found["share_change"] = change("share_of_all_change", difference, now[0], "points", factor=100)
    found["share_verdict"] = difference.verdict
    return found


def _base(scope: Scope, every: Scope, context: ToolContext) -> int:
    """Of how many records what is counted is a share: who gave no stars gave no one star either,
    and who was not asked is no detractor."""
    for name in answers_of(scope):
        return sum(context.tallies.histogram(every, name).values())
    return context.tallies.count(every)


def _of_its_kind(scope: Scope, n: int, context: ToolContext) -> dict[str, Any]:
    """The share that complaints about one thing, or reviews of some stars, have of all complaints
    or all reviews of these stars: of those of the same place where a theme or words are named,
    else of the whole shop; empty for what is no such share."""
    if not scope.rating and scope.sentiment != (Sentiment.NEGATIVE,):
        return {}
    place = everyone(scope)
    if not (scope.theme or scope.words):
        place = Scope(tenant=scope.tenant, period=scope.period)
    kind = "stars" if scope.rating else "negative"
    every = replace(place, rating=scope.rating, sentiment=() if scope.rating else scope.sentiment)
    if every == scope:
        return {}
    total = context.tallies.count(every)
    return {
        f"of_{kind}": share(f"share_of_{kind}", wilson(n, total), scope),
        kind: amount("count", total, every, total, "records"),
    }


def _of_its_value(scope: Scope, n: int, context: ToolContext) -> dict[str, Any]:
    """The share of all records with the values that are named behind the first column: of the
    members among those of one shop. Empty for one column."""
    place = of_other_columns(scope)
    if place is None or not place.kept:
        return {}
    total = context.tallies.count(place)
    return {
        "of_value": share("share_of_value", wilson(n, total), scope),
        "of_value_total": amount("count", total, place, total, "records"),
        "values": list(place.kept),
    }


def _split(
    args: ComparedArgs, scope: Scope, total: int, context: ToolContext, before: Scope | None
) -> dict[str, Any]:
    """The groups; each beside what it was in the scope `before`, where one is compared with."""
    by = str(args.by)
    counts = _counts(scope, by, context)
    earlier = _counts(before, by, context) if before and by in NAMED else {}
    # What has none any more has fallen.
    counts = dict.fromkeys(earlier, 0) | counts
    if args.bound and args.bound.holds(0) and by in NAMED:
        # Whoever asks for few also means those with nothing at all.
        known = context.tallies.values(by, scope.tenant)
        counts = dict.fromkeys(_not_left_out(known, by, scope), 0) | counts
    counts = {name: n for name, n in counts.items() if n >= args.least or args.least == 1}
    ordered: list[str] = sorted(counts, key=lambda name: (-counts[name], str(name)))
    every = [
        {
            "name": str(name),
            "count": amount("count", counts[name], scope, counts[name], "records", {by: str(name)}),
            "share": share("share_of_scope", wilson(counts[name], total), scope, {by: str(name)}),
        }
        for name in ordered
    ]
    if before and by in NAMED:
        every = [_beside(each, by, earlier.get(each["name"], 0), scope, before) for each in every]
    every = _with_own_shares(every, by, scope, context)
    found = within(every, "count", args.bound, scope)
    data: dict[str, Any] = {"by": by, "groups": every[:MOST_GROUPS], **found}
    data["distinct"] = amount("groups_count", len(every), scope, sum(counts.values()))
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


def _counts(scope: Scope, by: str, context: ToolContext) -> dict[Any, int]:
    tally = tallied(context.tallies, scope, by)
    return {name: n for (name,), n in tally.items() if name is not None}


def _beside(group: dict[str, Any], by: str, was: int, now: Scope, before: Scope) -> dict[str, Any]:
    """A group with how many it had in the scope before, and how that moved."""
    of, n = {by: group["name"]}, int(group["count"].value)
    moved = amount("count_change", n - was, now, n + was, "records", of)
    return group | {"was": amount("count", was, before, was, "records", of), "moved": moved}


def _with_own_shares(
    groups: Sequence[dict[str, Any]], by: str, scope: Scope, context: ToolContext
) -> list[dict[str, Any]]:
    """The groups with the share that the counted records have of each group's own: of its answers
    where stars or NPS answers are counted. As they are where only place and time are chosen."""
    every = of_other_columns(scope) or everyone(scope)
    if every == scope or by in ("rating", Dimension.CUSTOMER):
        return list(groups)
    answered = answers_of(scope)
    totals: Counter[str] = Counter()
    for (name, *given), n in tallied(context.tallies, every, by, *answered).items():
        if name is not None and None not in given:
            totals[str(name)] += n
    return [
        group
        | {
            "own_share": share(
                "share_of_group",
                wilson(int(group["count"].value), totals[group["name"]]),
                scope,
                {by: group["name"]},
            )
        }
        for group in groups
    ]


def _not_left_out(names: Iterable[str], by: str, scope: Scope) -> Iterator[str]:
    """The groups that the scope does not exclude by naming others."""
    named = scope.filters().get(by)
    return (name for name in names if not named or name in named)
