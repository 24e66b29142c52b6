"""What the tools that split a number have in common: groups that nobody names, groups asked for."""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.models import Scope
from assistant.tools.arguments import BoundArg
from assistant.tools.figures import amount

__all__ = ["unnamed", "within"]


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


def unnamed(by: str, groups: Sequence[Any]) -> tuple[str, ...]:
    """The note that no record of the scope says to which group it belongs."""
    return () if groups else (f"no_{by}",)
