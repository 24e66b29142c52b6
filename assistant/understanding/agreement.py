"""Labels that agree with one another: nobody is disappointed in pure praise, and who plainly asks
neither praises nor blames."""

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from assistant.models import Emotion, Sentiment, Urgency
from assistant.understanding.linear import Floats, Scores

__all__ = ["agreed", "asks"]

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
_CHOSEN = np.float32(0.4)
"""Weight of the sentiment that is chosen, which may be wrong; the rest goes by probabilities."""

_ASKED = np.float32(6.0)
"""Odds that a plain question lends to neutral, confused and low."""

_QUESTION = re.compile(
    r"^(?:(?:hi|hello|hey)\W+)?(?:can (?:i|you|we|it)|could you|do (?:you|i|they|these)"
    r"|does (?:it|this|anyone)|is (?:it|there|this)|are (?:there|these)"
    r"|how (?:do|long|many|much|can)"
    r"|where can|when (?:do|does|will)|which)\b[^?!.;]{3,160}$"
    r"|^(?:(?:hi|hello|hey)\W+)?(?:can|could|do|does|is|are|will|would|may|how|what|which|where"
    r"|when|who|any)\b[^?!.;]{3,160}\?\s*$"
    r"|^[^,。！；!;?？]{3,24}吗[?？\s]*$|^[^,。！；!;?？]{2,20}(?:多久|几天|多少|哪)[^,。！；!;?？]{1,12}[?？]\s*$"
    r"|^(?:请问|想问|问一?下|能不能|可不可以|有没有|如何|哪[里个种])[^。！；!;?？]{2,40}[?？\s]*$"
)
_REPROACH = re.compile(
    r"\b(?:my order|my parcel|my package|my refund|still|kidding|serious|joke|wrong with"
    r"|hard is it)\b"
    r"|还没|怎么还|为什么|为啥|凭什么|难道|骗|坏|破|假|退款|投诉|差|垃圾|烂|怎么回事|怎么办|不是说|这样吗|良心|正常吗|好意思"
)


def asks(text: str) -> bool:
    """Whether a cleaned text is one plain question, without reproach."""
    return bool(len(text) <= 200 and _QUESTION.match(text.strip()) and not _REPROACH.search(text))


def agreed(scores: Scores, texts: Sequence[str]) -> Scores:
    """The scores with plain questions known, emotion and urgency weighed by the sentiment."""
    asked = np.array([asks(text) for text in texts])[:, None]
    sentiment = _lent(scores.sentiment, asked, tuple(Sentiment).index(Sentiment.NEUTRAL))
    emotion = _lent(scores.emotion, asked, tuple(Emotion).index(Emotion.CONFUSED))
    urgency = _lent(scores.urgency, asked, tuple(Urgency).index(Urgency.LOW))
    chosen = np.eye(len(Sentiment), dtype=np.float32)[sentiment.argmax(axis=1)]
    sides = _CHOSEN * chosen + (1 - _CHOSEN) * sentiment
    return replace(
        scores,
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
