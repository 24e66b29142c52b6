"""Customers by what they say: who may leave, and why it seems so."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import reduce
from operator import add

import numpy as np
from numpy.typing import NDArray

from assistant.errors import InvalidInputError

__all__ = [
    "FALL",
    "REASON_POINTS",
    "ChurnReason",
    "ChurnRisk",
    "ChurnRisks",
    "CustomerVoice",
    "CustomerVoices",
    "churn_risk",
    "churn_risks",
    "halves",
]

FALL = 0.3
"""The newer half of a customer's scores this much below the older one is a change for the worse."""

ROUNDING = 1e-9
"""A fall of just so much is one, in whichever order its scores were added."""

FEWEST_OF_A_HALF = 2
REPEATED = 3
"""So many complaints of one customer are repeated."""


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


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CustomerVoices:
    """What k customers said: the `scores` -1…1 of all one after another, each customer's oldest
    first and beginning at `starts` (k,); nobody has none. A `last_nps` (k,) that is missing is NaN.
    """

    scores: NDArray[np.float64]
    starts: NDArray[np.intp]
    last_angry: NDArray[np.bool_]
    last_nps: NDArray[np.float64]
    complaints: NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class ChurnRisks:
    """The signals of k customers: `values` 0…100, whether each reason holds, n feedback; (k,)."""

    values: NDArray[np.intp]
    signs: Mapping[ChurnReason, NDArray[np.bool_]]
    n: NDArray[np.intp]

    def of(self, place: int) -> ChurnRisk:
        """The signal of one customer."""
        reasons = tuple(reason for reason, present in self.signs.items() if present[place])
        return ChurnRisk(int(self.values[place]), reasons, int(self.n[place]))

    def loudest(self, names: Sequence[str], top: int) -> list[int]:
        """The places of at most `top` customers with a signal: the highest first, of equals those
        who said most, then by name."""
        heard = np.flatnonzero(self.values)
        order = heard[np.lexsort((-self.n[heard], -self.values[heard]))]
        if len(order) > top:  # names are compared of those alone who are as loud as the last
            last = order[top - 1]
            louder = self.values[order] > self.values[last]
            alike = (self.values[order] == self.values[last]) & (self.n[order] >= self.n[last])
            order = order[louder | alike]
        places: list[int] = order.tolist()
        places.sort(key=lambda at: (-self.values[at], -self.n[at], names[at]))
        return places[:top]


def churn_risk(voice: CustomerVoice) -> ChurnRisk:
    """How loudly a customer's feedback says that they may leave: `churn_risks` of one."""
    if not voice.scores:
        return ChurnRisk(None, (), 0)
    nps = np.nan if voice.last_nps is None else voice.last_nps
    return churn_risks(
        CustomerVoices(
            scores=np.array(voice.scores, dtype=float),
            starts=np.array([0]),
            last_angry=np.array([voice.last_angry]),
            last_nps=np.array([nps], dtype=float),
            complaints=np.array([voice.complaints]),
        ),
        np.array([voice.unanswered]),
    ).of(0)


def churn_risks(voices: CustomerVoices, unanswered: NDArray[np.intp]) -> ChurnRisks:
    """How loudly each customer's feedback says that they may leave, with how many of their
    complaints (k,) have no answer though it is due.

    Points: last feedback angry 30, else negative 15; last NPS 0-6: 20; the newer half of at
    least 4 scores lower than the older half by 0.3: 15; 3 complaints or more: 15; an unanswered
    one: 20. Raises InvalidInputError for scores off the scale.
    """
    scores, starts = voices.scores, voices.starts
    if (off := np.abs(scores) > 1).any():
        raise InvalidInputError(f"Sentiment scores must be in -1…1, not {scores[off].tolist()}.")
    ends = np.append(starts[1:], len(scores))[: len(starts)]
    signs = {
        ChurnReason.ANGRY_LAST: voices.last_angry,
        ChurnReason.NEGATIVE_LAST: ~voices.last_angry & (scores[ends - 1] < 0),
        ChurnReason.DETRACTOR: voices.last_nps <= 6,
        ChurnReason.GETTING_WORSE: _falls(scores, starts, ends) >= FALL - ROUNDING,
        ChurnReason.REPEATED_COMPLAINTS: voices.complaints >= REPEATED,
        ChurnReason.UNANSWERED: unanswered > 0,
    }
    values = reduce(add, (REASON_POINTS[reason] * present for reason, present in signs.items()))
    return ChurnRisks(values, signs, ends - starts)


def _falls(
    scores: NDArray[np.float64], starts: NDArray[np.intp], ends: NDArray[np.intp]
) -> NDArray[np.float64]:
    """By how much the mean of each customer's newer half is below that of the older one (k,); NaN
    below 4 scores."""
    half = (ends - starts) // 2
    padded = np.append(scores, 0.0)  # the end of the last customer is a place as well
    older = np.add.reduceat(padded, np.stack([starts, starts + half], axis=1).ravel())[::2]
    newer = np.add.reduceat(padded, np.stack([ends - half, ends], axis=1).ravel())[::2]
    enough = half >= FEWEST_OF_A_HALF
    return np.where(enough, older / np.maximum(half, 1) - newer / np.maximum(half, 1), np.nan)


def halves(scores: Sequence[float]) -> tuple[float, float] | None:
    """The means of the older and the newer half of scores, oldest first; None below 4 scores.

    Of an odd number the one in the middle is left out.
    """
    half = len(scores) // 2
    if half < FEWEST_OF_A_HALF:
        return None
    return sum(scores[:half]) / half, sum(scores[-half:]) / half
