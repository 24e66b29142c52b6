"""Tallies that were counted already, which hold until feedback comes in or labels change."""

from collections import Counter, OrderedDict
from threading import Lock
from typing import Any

from assistant.models import Scope

__all__ = ["KeptTallies"]

Counts = Counter[tuple[Any, ...]]
State = tuple[int, int]
"""The newest row, and how often labels were replaced."""

MOST_TALLIES = 64
MOST_ENTRIES = 20_000
"""Larger tallies are counted anew rather than kept in memory."""


class KeptTallies:
    """The latest tallies by scope and columns, as of one state of the store; for many threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._state: State = (-1, -1)
        self._kept: OrderedDict[tuple[Scope, tuple[str, ...]], Counts] = OrderedDict()

    def find(self, state: State, scope: Scope, names: tuple[str, ...]) -> Counts | None:
        """A kept tally of these columns, or one summed up from a finer one; None where none is."""
        with self._lock:
            if state != self._state:
                return None
            exact = self._kept.get((scope, names))
            finer = next(
                (
                    (columns, counts)
                    for (of, columns), counts in self._kept.items()
                    if exact is None and of == scope and set(names) <= set(columns)
                ),
                None,
            )
        if exact is not None:
            return exact.copy()
        return _summed(*finer, names) if finer else None

    def keep(self, state: State, scope: Scope, names: tuple[str, ...], counts: Counts) -> None:
        """Remember a tally that was counted in a state of the store."""
        if len(counts) > MOST_ENTRIES:
            return
        with self._lock:
            if state != self._state:
                self._kept.clear()
                self._state = state
            self._kept[scope, names] = counts.copy()
            while len(self._kept) > MOST_TALLIES:
                self._kept.popitem(last=False)


def _summed(columns: tuple[str, ...], counts: Counts, names: tuple[str, ...]) -> Counts:
    places = [columns.index(name) for name in names]
    summed: Counts = Counter()
    for key, n in counts.items():
        summed[tuple(key[place] for place in places)] += n
    return summed
