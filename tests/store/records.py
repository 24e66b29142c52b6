"""Feedback and labels for tests, written short."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from assistant.models import (
    Emotion,
    Feedback,
    Incoming,
    Labels,
    Sentiment,
    ThemeMention,
    Urgency,
)

__all__ = ["NEGATIVE", "NEUTRAL", "POSITIVE", "labels", "said"]

NEGATIVE, NEUTRAL, POSITIVE = Sentiment.NEGATIVE, Sentiment.NEUTRAL, Sentiment.POSITIVE
SCORES = {NEGATIVE: -0.8, NEUTRAL: 0.0, POSITIVE: 0.8}


def said(
    id: str, text: str = "It works.", at: str = "2026-03-10T12:00", *, key: str = "", **fields: Any
) -> Incoming:
    """A feedback at a moment in UTC; its key is its source and id."""
    moment = datetime.fromisoformat(at).replace(tzinfo=UTC)
    feedback = Feedback(id=id, time=moment, text=text, **fields)
    return Incoming(key or f"{feedback.source}:{id}", feedback)


def labels(
    sentiment: Sentiment = NEUTRAL,
    themes: Mapping[str, Sentiment] | None = None,
    *,
    emotion: Emotion = Emotion.NEUTRAL,
    urgency: Urgency = Urgency.NORMAL,
    language: str = "en",
    score: float | None = None,
) -> Labels:
    """Labels whose themes are all said by the first nine characters."""
    return Labels(
        language=language,
        sentiment=sentiment,
        score=SCORES[sentiment] if score is None else score,
        emotion=emotion,
        urgency=urgency,
        themes=tuple(ThemeMention(t, stance, 0, 9) for t, stance in (themes or {}).items()),
    )
