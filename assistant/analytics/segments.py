"""Customers by what they buy and by what they say."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from assistant.errors import InvalidInputError

__all__ = [
    "MIN_CUSTOMERS",
    "REASON_POINTS",
    "ChurnReason",
    "ChurnRisk",
    "CustomerVoice",
    "RfmScores",
    "RfmSegment",
    "Stage",
    "churn_risk",
    "lifecycle_stage",
    "rfm",
]

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


class Stage(StrEnum):
    """Where a customer stands between the first order and the last."""

    NEW = "new"
    ACTIVE = "active"
    COOLING = "cooling"
    DORMANT = "dormant"
    LOST = "lost"
    NO_ORDERS = "no_orders"


def lifecycle_stage(orders: int, days_since_last: float | None, usual_gap: float) -> Stage:
    """The stage from the silence since the last order, in usual gaps between orders.

    `usual_gap` is the median gap in days, the customer's own from 3 orders on, else the shop's.
    Up to 1.5 gaps: new (one order) or active; up to 3: cooling; up to 6: dormant; beyond: lost.
    """
    if usual_gap <= 0 or orders < 0 or (days_since_last is not None and days_since_last < 0):
        raise InvalidInputError(
            f"A customer with {orders} orders, the last {days_since_last} days ago, and a usual "
            f"gap of {usual_gap} days is impossible; give numbers from 0 and a gap above 0."
        )
    if orders == 0 or days_since_last is None:
        return Stage.NO_ORDERS
    gaps = days_since_last / usual_gap
    if gaps <= 1.5:
        return Stage.NEW if orders == 1 else Stage.ACTIVE
    if gaps <= 3:
        return Stage.COOLING
    return Stage.DORMANT if gaps <= 6 else Stage.LOST


class ChurnReason(StrEnum):
    """A sign in the feedback that a customer may leave."""

    ANGRY_LAST = "angry_last"
    NEGATIVE_LAST = "negative_last"
    DETRACTOR = "detractor"
    GETTING_WORSE = "getting_worse"
    REPEATED_COMPLAINTS = "repeated_complaints"
    UNANSWERED = "unanswered"


REASON_POINTS = {
    ChurnReason.ANGRY_LAST: 30,
    ChurnReason.NEGATIVE_LAST: 15,
    ChurnReason.DETRACTOR: 20,
    ChurnReason.GETTING_WORSE: 15,
    ChurnReason.REPEATED_COMPLAINTS: 15,
    ChurnReason.UNANSWERED: 20,
}
"""Angry and negative exclude each other, so the sum is at most 100."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerVoice:
    """What one customer said: sentiment scores -1…1, oldest first, and a few facts."""

    scores: Sequence[float]
    last_angry: bool = False
    last_nps: int | None = None
    complaints: int = 0
    unanswered: int = 0


@dataclass(frozen=True, slots=True)
class ChurnRisk:
    """A signal 0…100 with its reasons, n feedback; value None without feedback.

    A sum of points for signs, by choice and not estimated: it orders customers, it is no
    probability.
    """

    value: int | None
    reasons: tuple[ChurnReason, ...]
    n: int


def churn_risk(voice: CustomerVoice) -> ChurnRisk:
    """How loudly a customer's feedback says that they may leave.

    Points: last feedback angry 30, else negative 15; last NPS 0-6: 20; the newer half of at
    least 4 scores lower than the older half by 0.3: 15; 3 complaints or more: 15; an unanswered
    one: 20.
    """
    n = len(voice.scores)
    if n == 0:
        return ChurnRisk(None, (), 0)
    if not all(-1 <= score <= 1 for score in voice.scores):
        raise InvalidInputError(f"Sentiment scores must be in -1…1, not {list(voice.scores)}.")
    half = n // 2
    older, newer = voice.scores[:half], voice.scores[-half:] if half else []
    signs = {
        ChurnReason.ANGRY_LAST: voice.last_angry,
        ChurnReason.NEGATIVE_LAST: not voice.last_angry and voice.scores[-1] < 0,
        ChurnReason.DETRACTOR: voice.last_nps is not None and voice.last_nps <= 6,
        ChurnReason.GETTING_WORSE: n >= 4 and sum(older) / half - sum(newer) / half >= 0.3,
        ChurnReason.REPEATED_COMPLAINTS: voice.complaints >= 3,
        ChurnReason.UNANSWERED: voice.unanswered > 0,
    }
    reasons = tuple(reason for reason, present in signs.items() if present)
    return ChurnRisk(sum(REASON_POINTS[reason] for reason in reasons), reasons, n)
