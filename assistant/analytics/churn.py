"""Customers by what they say: who may leave, and why it seems so."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.errors import InvalidInputError

__all__ = [
    "FALL",
    "REASON_POINTS",
    "ChurnReason",
    "ChurnRisk",
    "CustomerVoice",
    "churn_risk",
    "halves",
]

FALL = 0.3
"""The newer half of a customer's scores this much below the older one is a change for the worse."""

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
    sides = halves(voice.scores)
    signs = (
        (ChurnReason.ANGRY_LAST, voice.last_angry),
        (ChurnReason.NEGATIVE_LAST, not voice.last_angry and voice.scores[-1] < 0),
        (ChurnReason.DETRACTOR, voice.last_nps is not None and voice.last_nps <= 6),
        (ChurnReason.GETTING_WORSE, sides is not None and sides[0] - sides[1] >= FALL),
        (ChurnReason.REPEATED_COMPLAINTS, voice.complaints >= REPEATED),
        (ChurnReason.UNANSWERED, voice.unanswered > 0),
    )
    reasons = tuple(reason for reason, present in signs if present)
    return ChurnRisk(sum(REASON_POINTS[reason] for reason in reasons), reasons, n)


def halves(scores: Sequence[float]) -> tuple[float, float] | None:
    """The means of the older and the newer half of scores, oldest first; None below 4 scores.

    Of an odd number the one in the middle is left out.
    """
    half = len(scores) // 2
    if half < FEWEST_OF_A_HALF:
        return None
    return sum(scores[:half]) / half, sum(scores[-half:]) / half
