"""Surges that were scanned already, which hold until feedback comes in or labels change."""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import date
from threading import Lock

from assistant.analytics.surges import Surge
from assistant.store.records import Record

__all__ = ["KeptSurges", "OpenSurges"]

State = tuple[int, int]
MOST_DAYS = 32


@dataclass(frozen=True, slots=True)
class OpenSurges:
    """The surges that are open on a day, worst first, and the records that speak of a danger."""

    surges: tuple[Surge, ...] = ()
    danger: tuple[Record, ...] = ()


class KeptSurges:
    """The latest scans by tenant and day, as of one state of the store; for many threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._state: State = (-1, -1)
        self._kept: OrderedDict[tuple[str, date], OpenSurges] = OrderedDict()

    def find(self, state: State, tenant: str, day: date) -> OpenSurges | None:
        """What was scanned in this state of the store; None where nothing was."""
        with self._lock:
            return self._kept.get((tenant, day)) if state == self._state else None

    def keep(self, state: State, tenant: str, day: date, found: OpenSurges) -> None:
        """Remember what was scanned in a state of the store."""
        with self._lock:
            if state != self._state:
                self._kept.clear()
                self._state = state
            self._kept[tenant, day] = found
            while len(self._kept) > MOST_DAYS:
                self._kept.popitem(last=False)
