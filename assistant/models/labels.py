"""How a text is read: sentiment, emotion, urgency, and the themes with the stance towards each."""

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Emotion", "Labels", "Sentiment", "ThemeMention", "Urgency"]


class Sentiment(StrEnum):
    """The customer's overall stance."""

    NEGATIVE = "negative"
    NEUTRAL = "neutral"
    POSITIVE = "positive"


class Emotion(StrEnum):
    """The dominant emotion."""

    ANGRY = "angry"
    DISAPPOINTED = "disappointed"
    ANXIOUS = "anxious"
    CONFUSED = "confused"
    NEUTRAL = "neutral"
    SATISFIED = "satisfied"
    DELIGHTED = "delighted"


class Urgency(StrEnum):
    """How soon the shop must act."""

    CRITICAL = "critical"
    HIGH = "high"
    NORMAL = "normal"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class ThemeMention:
    """A theme of a text with the stance towards it and the clause that says so.

    `start` and `end` are character offsets of that clause in the text that was read.
    """

    theme: str
    sentiment: Sentiment
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Labels:
    """What the understanding read in one text. `score` is the sentiment in -1…1."""

    language: str
    sentiment: Sentiment
    score: float
    emotion: Emotion
    urgency: Urgency
    themes: tuple[ThemeMention, ...] = ()
