"""Records grouped by the exact set of themes they have: the rows that several figures read."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.analytics.intervals import Estimate, check_counts, mean_interval
from assistant.errors import InvalidInputError

__all__ = ["Outcome", "ScoreTable", "ThemeSetRow", "score_table"]

Array = NDArray[Any]


class Outcome(StrEnum):
    """How an answer counts: NPS as -100 / 0 / 100 points, anything else as itself."""

    NPS = "nps"
    MEAN = "mean"

    def points(self, score: float) -> float:
        if self is Outcome.MEAN:
            return score
        if not 0 <= score <= 10:
            raise InvalidInputError(f"An NPS answer of {score!r} is not in 0-10.")
        return 100.0 if score >= 9 else -100.0 if score <= 6 else 0.0


@dataclass(frozen=True, slots=True)
class ThemeSetRow:
    """One row of a group-by over the set of themes.

    `counts` says how many of the records gave which score (rating, NPS, repurchase as 0/1);
    `n` is the number of records with or without a score; `negative` are the themes of the set
    that the record is negative about.
    """

    themes: frozenset[str]
    counts: Mapping[int, int] | Mapping[float, int]
    n: int = 0
    negative: frozenset[str] = field(default_factory=frozenset)

    @property
    def records(self) -> int:
        return max(self.n, check_counts(self.counts))


@dataclass(frozen=True, slots=True)
class ScoreTable:
    """The scored records as arrays with one row per theme set: size, sum and sum of squares."""

    sizes: Array
    sums: Array
    squares: Array

    @property
    def n(self) -> int:
        return int(self.sizes.sum())

    @property
    def mean(self) -> float:
        return float(self.sums.sum() / self.sizes.sum())

    @property
    def total_squares(self) -> float:
        """The sum of squared distances from the mean."""
        return float(max(0.0, self.squares.sum() - self.n * self.mean**2))

    def only(self, rows: Array) -> "ScoreTable":
        """The rows where the boolean array is True."""
        return ScoreTable(self.sizes[rows], self.sums[rows], self.squares[rows])

    def estimate(self) -> Estimate:
        """The mean with Student's interval; value None without scores."""
        if self.n < 2:
            return mean_interval(self.n, self.mean if self.n else None, None)
        sd = math.sqrt(self.total_squares / (self.n - 1))
        return mean_interval(self.n, self.mean, sd)


def score_table(rows: Sequence[ThemeSetRow], outcome: Outcome) -> ScoreTable:
    """Sizes, sums and squares of the points of each row, in the order of the rows."""
    table = np.zeros((3, len(rows)))
    for i, row in enumerate(rows):
        check_counts(row.counts)
        for score, count in row.counts.items():
            points = outcome.points(score)
            table[:, i] += count, count * points, count * points * points
    return ScoreTable(*table)
