"""Counts by day: the series that trends and surges read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.errors import InvalidInputError

__all__ = ["DailyMatrix", "DailySeries", "align"]

Array = NDArray[Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class DailySeries:
    """How often something was said, day by day without gaps.

    `kind` and `subject` name it ("theme", "delivery"). `counts[i]` belongs to `start` + i days.
    With `totals` (all feedback of each day) the series is judged as a share of them, so that a
    busy day is no surge; without, as a count. `safety` marks terms of which one is an alert.
    """

    kind: str
    subject: str
    start: date
    counts: Sequence[int]
    totals: Sequence[int] | None = None
    safety: bool = False

    @property
    def days(self) -> int:
        return len(self.counts)

    def day(self, index: int) -> date:
        return self.start + timedelta(days=index)

    def check(self) -> None:
        """Raise InvalidInputError for negative counts or totals that do not fit."""
        name = f"The daily series {self.kind} {self.subject!r}"
        if any(count < 0 for count in self.counts):
            raise InvalidInputError(f"{name} has a negative count; counts start at 0.")
        if self.totals is None:
            return
        if len(self.totals) != len(self.counts):
            raise InvalidInputError(
                f"{name} has {len(self.counts)} counts but {len(self.totals)} totals; "
                "give one total for each day."
            )
        if any(c > t for c, t in zip(self.counts, self.totals, strict=True)):
            raise InvalidInputError(f"{name} has a count above its total; correct the totals.")


@dataclass(frozen=True, slots=True)
class DailyMatrix:
    """Several series on one calendar: (series, days).

    `exposure` is the total of the day, 1 for a series without totals, 0 where it has no data.
    """

    start: date
    counts: Array
    exposure: Array

    @property
    def days(self) -> int:
        return int(self.counts.shape[1])

    @property
    def weekdays(self) -> Array:
        """0 (Monday) … 6 for each day."""
        return (self.start.weekday() + np.arange(self.days)) % 7

    def day(self, index: int) -> date:
        return self.start + timedelta(days=index)

    def index(self, day: date) -> int:
        return (day - self.start).days


def align(series: Sequence[DailySeries]) -> DailyMatrix:
    """Put at least one series with at least one day on a common calendar."""
    for s in series:
        s.check()
    start = min(s.start for s in series)
    days = max((s.start - start).days + s.days for s in series)
    counts, exposure = np.zeros((2, len(series), days))
    for row, s in enumerate(series):
        first = (s.start - start).days
        here = slice(first, first + s.days)
        counts[row, here] = s.counts
        exposure[row, here] = 1.0 if s.totals is None else s.totals
    return DailyMatrix(start, counts, exposure)
