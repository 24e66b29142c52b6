"""Long lists of values, cut to what one statement takes."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

__all__ = ["chunks"]

MOST_VARIABLES = 500
"""Values asked for in one statement; SQLite's own limit is far higher, its planner's is not."""

Value = TypeVar("Value")


def chunks(values: Sequence[Value]) -> Iterator[Sequence[Value]]:
    """The values in their order, at most MOST_VARIABLES at a time; nothing for none."""
    for start in range(0, len(values), MOST_VARIABLES):
        yield values[start : start + MOST_VARIABLES]
