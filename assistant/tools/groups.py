"""What the tools that split a number have in common: counting by group, groups that nobody names,
groups asked for."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from assistant.models import Scope
from assistant.store.tallies import Tallies
from assistant.tools.arguments import BoundArg, Dimension
from assistant.tools.figures import amount

__all__ = ["WEEKDAYS", "grouped", "part_of_week", "tallied", "unnamed", "within"]

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SATURDAY = 5


def tallied(tallies: Tallies, scope: Scope, by: str, *columns: str) -> Counter[tuple[Any, ...]]:
    """How many records the scope holds for each group and each combination of the columns, as
    `Tallies.by`; the groups may also be whole stars ("4" for 4.5), the days of the week, or
    weekends and working days."""
    return grouped(by, lambda name: tallies.by(scope, name, *columns))


def grouped(by: str, count: Callable[[str], Counter[tuple[Any, ...]]]) -> Counter[tuple[Any, ...]]:
    """What `count` gives for a column of the feedback; for parts of the week, that of the days, and
    for ratings, of which some lie between two, that of whole stars."""
    of_week = by in (Dimension.WEEKDAY, Dimension.DAY_KIND)
    if not of_week and by != Dimension.RATING:
        return count(by)
    counts: Counter[tuple[Any, ...]] = Counter()
    for (value, *rest), n in count("day" if of_week else by).items():
        group = part_of_week(by, value) if of_week else _stars(value)
        counts[group, *rest] += n
    return counts


def _stars(rating: float | None) -> str | None:
    return None if rating is None else str(int(rating))


def part_of_week(by: str, day: date) -> str:
    """The weekday of a day, or whether it lies on a weekend."""
    if by == Dimension.WEEKDAY:
        return WEEKDAYS[day.weekday()]
    return "weekend" if day.weekday() >= SATURDAY else "working_day"


def within(
    groups: Sequence[Mapping[str, Any]], number: str, bound: BoundArg | None, scope: Scope
) -> dict[str, Any]:
    """The names of the groups whose figure `number` lies where it is asked for, and how many they
    are; empty without a bound. A group without a number is on no side."""
    if bound is None:
        return {}
    names = [
        group["name"]
        for group in groups
        if group[number].value is not None and bound.holds(group[number].value)
    ]
    return {
        "within": names,
        "within_count": amount("groups_count", len(names), scope, len(groups)),
        "of_count": amount("groups_count", len(groups), scope, len(groups)),
    }


def unnamed(by: str, groups: Sequence[Any] | bool) -> tuple[str, ...]:
    """The note that no record of the scope says to which group it belongs."""
    return () if groups else (f"no_{by}",)
