"""Is a theme new, rising, persistent or falling?"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.analytics.comparison import (
    Difference,
    Verdict,
    correct_family,
    difference_of_proportions,
)

__all__ = ["NEW_FROM", "Movement", "ThemeMovement", "movements"]

NEW_FROM = 3
"""A theme is called new from so many records on."""


class Movement(StrEnum):
    """What became of a theme since the period before."""

    NEW = "new"
    RISING = "rising"
    PERSISTENT = "persistent"
    FALLING = "falling"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True, slots=True)
class ThemeMovement:
    """The verdict and the difference of the two shares (0…1) that it rests on."""

    movement: Movement
    change: Difference


def movements(
    counts: Sequence[tuple[int, int]], total: int, previous_total: int
) -> list[ThemeMovement]:
    """Compare each theme's share of the scope with its share of the period before.

    `counts` are (n, previous n) of each theme of one table; the answer is in the same order.
    new: it was not there before and has 3 records or more; rising, falling: the shares surely
    differ (`difference_of_proportions`, judged as one family by Benjamini-Hochberg); persistent:
    it was there and they do not; cannot tell: one of the periods is empty, or the theme has too
    few records to be called new.
    """
    changes = [difference_of_proportions(n, total, before, previous_total) for n, before in counts]
    corrected = correct_family(changes)
    return [
        _named(n, before, change) for (n, before), change in zip(counts, corrected, strict=True)
    ]


def _named(n: int, previous_n: int, change: Difference) -> ThemeMovement:
    if change.value is None:
        found = Movement.CANNOT_TELL
    elif previous_n == 0:
        found = Movement.NEW if n >= NEW_FROM else Movement.CANNOT_TELL
    elif change.verdict is Verdict.UP:
        found = Movement.RISING
    elif change.verdict is Verdict.DOWN:
        found = Movement.FALLING
    else:
        found = Movement.PERSISTENT
    return ThemeMovement(found, change)
