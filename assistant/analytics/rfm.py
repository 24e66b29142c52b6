"""Customers by what they buy: recency, frequency and money."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from assistant.errors import InvalidInputError

__all__ = ["MIN_CUSTOMERS", "RfmScores", "RfmSegment", "rfm"]

MIN_CUSTOMERS = 5
"""Fewer customers cannot be cut into fifths."""

Array = NDArray[Any]


class RfmSegment(StrEnum):
    """What recency and the mean of frequency and money say together."""

    CHAMPIONS = "champions"
    LOYAL = "loyal"
    PROMISING = "promising"
    NEEDS_ATTENTION = "needs_attention"
    AT_RISK = "at_risk"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class RfmScores:
    """Scores 1-5 (5 is best), one per customer in the order given; n customers.

    Under MIN_CUSTOMERS the arrays are empty and `enough` is False.
    """

    recency: Array
    frequency: Array
    monetary: Array
    n: int

    @property
    def enough(self) -> bool:
        return self.n >= MIN_CUSTOMERS

    def segments(self) -> list[RfmSegment]:
        """One segment per customer; empty under MIN_CUSTOMERS."""
        value = (self.frequency + self.monetary) / 2
        return [_segment(int(r), float(v)) for r, v in zip(self.recency, value, strict=True)]


def rfm(recency_days: ArrayLike, orders: ArrayLike, spent: ArrayLike) -> RfmScores:
    """Quintiles of recency, frequency and money, one entry per customer in each array.

    The score is 1 + ⌊5 · midrank / n⌋, so that customers with equal values get equal scores and
    many equal values fall into one fifth instead of being split by chance. Source: A. Hughes
    (1994), Strategic Database Marketing. Raises InvalidInputError for arrays of different length
    or values that are negative or not finite.
    """
    arrays = [np.asarray(values, dtype=float) for values in (recency_days, orders, spent)]
    n = arrays[0].size
    for name, values in zip(("recency_days", "orders", "spent"), arrays, strict=True):
        if values.shape != (n,) or not np.isfinite(values).all() or (values < 0).any():
            raise InvalidInputError(
                f"{name} must be a list of {n} numbers from 0 up; correct or leave out the "
                "customers without one."
            )
    if n < MIN_CUSTOMERS:
        return RfmScores(np.array([]), np.array([]), np.array([]), n)
    recency, frequency, monetary = (_fifths(a) for a in (-arrays[0], arrays[1], arrays[2]))
    return RfmScores(recency, frequency, monetary, n)


def _fifths(values: Array) -> Array:
    _, places, sizes = np.unique(values, return_inverse=True, return_counts=True)
    middles = np.cumsum(sizes) - sizes / 2
    scores: Array = 1 + np.minimum(4, np.floor(5 * middles / values.size)).astype(int)[places]
    return scores


def _segment(recency: int, value: float) -> RfmSegment:
    if recency >= 4:
        if value >= 4:
            return RfmSegment.CHAMPIONS
        return RfmSegment.LOYAL if value >= 3 else RfmSegment.PROMISING
    if recency == 3:
        return RfmSegment.LOYAL if value >= 4 else RfmSegment.NEEDS_ATTENTION
    return RfmSegment.AT_RISK if value >= 3 else RfmSegment.LOST
