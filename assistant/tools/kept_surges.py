"""Surges that were scanned already, which hold until feedback comes in or labels change."""

from dataclasses import dataclass
from datetime import date

from assistant.analytics.surges import Surge
from assistant.store.records import Record
from assistant.tools.kept import Kept

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
        self._kept = Kept[OpenSurges](MOST_DAYS)

    def find(self, state: State, tenant: str, day: date) -> OpenSurges | None:
        """What was scanned in this state of the store; None where nothing was."""
        return self._kept.find(state, (tenant, day))

    def keep(self, state: State, tenant: str, day: date, found: OpenSurges) -> None:
        """Remember what was scanned in a state of the store."""
        self._kept.keep(state, (tenant, day), found)
