"""Labels that agree with one another: nobody is disappointed in pure praise, and who plainly asks
neither praises nor blames."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import numpy as np

from assistant.models import Emotion, Sentiment, Urgency
from assistant.models.vectors import Floats
from assistant.understanding.linear import Scores
from assistant.understanding.phrases import any_of, load_phrases

__all__ = ["PLEASED_EMOTIONS", "PLEASED_URGENCIES", "TROUBLED_EMOTIONS", "agreed", "asks"]

# How far each emotion (angry, disappointed, anxious, confused, neutral, satisfied, delighted) and
# each urgency (critical, high, normal, low) goes with negative, neutral and positive: rounded from
# the shares in the labelled items, 1 where a combination is usual.
_EMOTIONS = np.array(
    [
        [1.0, 1.0, 1.0, 0.4, 0.1, 0.02, 0.02],
        [0.1, 0.5, 0.5, 1.0, 1.0, 0.1, 0.05],
        [0.02, 0.02, 0.05, 0.05, 0.1, 1.0, 1.0],
    ],
    np.float32,
)
_URGENCIES = np.array(
    [
        [1.0, 1.0, 1.0, 0.1],
        [0.3, 0.6, 1.0, 1.0],
        [0.1, 0.05, 0.3, 1.0],
    ],
    np.float32,
)
PLEASED_EMOTIONS = np.array([0, 0, 0, 1, 1, 1, 1], np.float32)
PLEASED_URGENCIES = np.array([0, 1, 1, 1], np.float32)
"""1 for what fits a text that praises and blames nothing: its writer may want help, but is neither
angry nor in danger."""

TROUBLED_EMOTIONS = np.array([1, 1, 1, 0, 0, 0, 0], np.float32)
"""1 for what fits a text that names a danger."""

_CHOSEN = np.float32(0.4)
"""Weight of the sentiment that is chosen, which may be wrong; the rest goes by probabilities."""

_ASKED = np.float32(6.0)
"""Odds that a plain question lends to neutral, confused and low."""

LONGEST_QUESTION = 200
"""Characters up to which a text is one question."""


def asks(text: str) -> bool:
    """Whether a cleaned text is one plain question, without reproach."""
    if len(text) > LONGEST_QUESTION:
        return False
    question, reproach = _patterns()
    return bool(question.match(text.strip()) and not reproach.search(text))


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A plain question, from its beginning on, and reproach anywhere."""
    of = {name: any_of(patterns) for name, patterns in load_phrases("questions").items()}
    greeting = rf"^(?:{of['greetings']}\W+)?"
    question = (
        rf"{greeting}{of['openings']}\b[^?!.;]{{3,160}}$",
        rf"{greeting}{of['openings_with_mark']}\b[^?!.;]{{3,160}}\?\s*$",
        r"^[^,。！；!;?？]{3,24}吗[?？\s]*$",
        rf"^[^,。！；!;?？]{{2,20}}{of['inside_zh']}[^,。！；!;?？]{{1,12}}[?？]\s*$",
        rf"^{of['openings_zh']}[^。！；!;?？]{{2,40}}[?？\s]*$",
    )
    reproach = rf"\b{of['reproach']}\b|{of['reproach_zh']}"
    return re.compile("|".join(question)), re.compile(reproach)


def agreed(scores: Scores, texts: Sequence[str]) -> Scores:
    """The scores with plain questions known, which name no danger by the trained head; emotion and
    urgency weighed by the sentiment."""
    asked = np.array([asks(text) for text in texts])[:, None]
    sentiment = _lent(scores.sentiment, asked, tuple(Sentiment).index(Sentiment.NEUTRAL))
    emotion = _lent(scores.emotion, asked, tuple(Emotion).index(Emotion.CONFUSED))
    urgency = _lent(scores.urgency, asked, tuple(Urgency).index(Urgency.LOW))
    chosen = np.eye(len(Sentiment), dtype=np.float32)[sentiment.argmax(axis=1)]
    sides = _CHOSEN * chosen + (1 - _CHOSEN) * sentiment
    return replace(
        scores,
        danger=np.where(asked[:, 0], np.minimum(scores.danger, 0), scores.danger),
        sentiment=sentiment,
        emotion=_shares(emotion * (sides @ _EMOTIONS)),
        urgency=_shares(urgency * (sides @ _URGENCIES)),
    )


def _lent(probabilities: Floats, asked: Floats, column: int) -> Floats:
    lent = np.where(asked, _ASKED, np.float32(1))
    found = probabilities.copy()
    found[:, [column]] *= lent
    return _shares(found)


def _shares(found: Floats) -> Floats:
    return np.asarray(found / found.sum(axis=1, keepdims=True), np.float32)
