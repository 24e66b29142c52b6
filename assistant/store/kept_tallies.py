"""Finished tallies, which hold until feedback comes in or labels change."""

from collections import Counter
from typing import Any

from assistant.kept import Kept
from assistant.models import Scope

__all__ = ["KeptTallies"]

Counts = Counter[tuple[Any, ...]]

MOST_TALLIES = 64
MOST_ENTRIES = 20_000
"""Larger tallies are counted anew rather than kept in memory."""


class KeptTallies:
    """The latest tallies by scope and columns, of a state of each tenant; for many threads."""

    def __init__(self) -> None:
        self._kept = Kept[tuple[Scope, tuple[str, ...]], Counts](MOST_TALLIES)

    def find(self, state: int, scope: Scope, names: tuple[str, ...]) -> Counts | None:
        """A kept tally of these columns, or one summed up from a finer one; None where none is."""
        exact = self._kept.find(state, (scope, names))
        if exact is not None:
            return exact.copy()
        for (of, columns), counts in self._kept.all(state):
            if of == scope and set(names) <= set(columns):
                return _summed(columns, counts, names)
        return None

    def keep(self, state: int, scope: Scope, names: tuple[str, ...], counts: Counts) -> None:
        """Remember a tally that was counted in a state of its tenant."""
        if len(counts) <= MOST_ENTRIES:
            self._kept.keep(state, (scope, names), counts.copy())


def _summed(columns: tuple[str, ...], counts: Counts, names: tuple[str, ...]) -> Counts:
    places = [columns.index(name) for name in names]
    summed: Counts = Counter()
    for key, n in counts.items():
        summed[tuple(key[place] for place in places)] += n
    return summed
