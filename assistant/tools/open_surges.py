"""Surges that are open on a day."""

from dataclasses import dataclass
from datetime import date

from assistant.analytics.surges import Surge
from assistant.kept import Kept
from assistant.store.records import Record

__all__ = ["MOST_DAYS", "KeptSurges", "OpenSurges"]

MOST_DAYS = 32


@dataclass(frozen=True, slots=True)
class OpenSurges:
    """The surges that are open on a day, worst first, and the records that speak of a danger."""

    surges: tuple[Surge, ...] = ()
    danger: tuple[Record, ...] = ()


KeptSurges = Kept[tuple[str, date], OpenSurges]
"""Scans by tenant and day, which hold until feedback comes in or labels change."""
