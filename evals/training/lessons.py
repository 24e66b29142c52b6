"""What a transformer learns of a text: labels of readers and of a crowd, as tensors."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch
from numpy.typing import NDArray
from torch.nn import functional

from assistant.models import Emotion, Sentiment, Urgency
from assistant.understanding.linear import THEMES
from assistant.understanding.transformer import CROWD
from assistant.understanding.vector_network import EMOTIONS, SENTIMENTS, URGENCIES
from evals.training.corpus import Item, Rated
from evals.training.heads import OWN, READER_SHARES
from evals.training.phrases import Phrase

__all__ = [
    "CROWD_SIDES",
    "Example",
    "Lessons",
    "apart",
    "item_example",
    "phrase_example",
    "rated_example",
    "unlabelled",
]

SMOOTH = 0.05
THEME_SHARE = 0.6
PHRASE_SHARE = 0.5
OWN_SHARE = 1.0
HEAT = 2.0
"""What the log-odds of a teacher are divided by, so that what it holds unlikely is heard too."""

CROWD_SIDES = (Sentiment.NEGATIVE, Sentiment.POSITIVE, Sentiment.NEUTRAL)
"""The sides by the numbers of `Rated`."""

_TASKS = (SENTIMENTS, EMOTIONS, URGENCIES, CROWD)


@dataclass(frozen=True, slots=True)
class Example:
    """A text with what is known of it: `labels` and what each counts are those of sentiment,
    emotion, urgency and the crowd's stance, None where unknown; `reader` tells whose practice
    emotion and urgency follow."""

    text: str
    themes: frozenset[str] | None
    labels: tuple[int | None, int | None, int | None, int | None]
    shares: tuple[float, float, float, float]
    reader: int = 0


def item_example(item: Item, crowd: Sentiment | None) -> Example:
    """A labelled item, with what the crowd says of it."""
    labels = (
        list(Sentiment).index(Sentiment(item.sentiment)),
        list(Emotion).index(Emotion(item.emotion)),
        list(Urgency).index(Urgency(item.urgency)),
        None if crowd is None else list(Sentiment).index(crowd),
    )
    share = (*READER_SHARES, OWN_SHARE)[item.reader]
    return Example(
        item.text, frozenset(item.aspects), labels, (share, share, share, 1.0), item.reader
    )


def phrase_example(row: Phrase) -> Example:
    """A phrase, with what its bank tells."""
    labels = (
        list(Sentiment).index(row.sentiment),
        None if row.emotion is None else list(Emotion).index(row.emotion),
        None if row.urgency is None else list(Urgency).index(row.urgency),
        None,
    )
    themes = frozenset(row.themes) if row.themed else None
    return Example(row.text, themes, labels, (PHRASE_SHARE,) * 4, OWN)


def rated_example(row: Rated, share: float) -> Example:
    """A text with the crowd's stance, which counts `share` as a reader's."""
    side = list(Sentiment).index(CROWD_SIDES[row.label])
    return Example(row.text, None, (side, None, None, side), (share, 0.0, 0.0, 1.0))


def unlabelled(text: str) -> Example:
    """A text of which only a teacher tells something."""
    return Example(text, None, (None,) * 4, (0.0,) * 4)


@dataclass(frozen=True, slots=True)
class Lessons:
    """Targets as tensors: themes (n, themes), what they count (n,), labels (n, 4) with -1 where
    unknown, what each counts (n, 4), readers (n,)."""

    themes: Any
    theme_shares: Any
    labels: Any
    shares: Any
    readers: Any

    @classmethod
    def of(cls, rows: Sequence[Example]) -> "Lessons":
        known = [[-1 if label is None else label for label in row.labels] for row in rows]
        return cls(
            torch.tensor([[float(t in (row.themes or ())) for t in THEMES] for row in rows]),
            torch.tensor([0.0 if row.themes is None else row.shares[0] for row in rows]),
            torch.tensor(known),
            torch.tensor([row.shares for row in rows]),
            torch.tensor([row.reader for row in rows]),
        )

    def loss(self, out: Any, rows: NDArray[Any]) -> Any:
        """Cross-entropy of all labels that are known."""
        themes = functional.binary_cross_entropy_with_logits(
            out[:, : len(THEMES)], self.themes[rows], reduction="none"
        )
        found = themes.sum(1) * self.theme_shares[rows] * THEME_SHARE
        for task, columns in enumerate(_TASKS):
            label = self.labels[rows, task]
            missed = functional.cross_entropy(
                out[:, columns], label.clamp(min=0), reduction="none", label_smoothing=SMOOTH
            )
            found = found + missed * (label >= 0) * self.shares[rows, task]
        return found.mean()


def apart(out: Any, told: Any) -> Any:
    """How far log-odds, shape (n, CROWD.stop), are from a teacher's: the cross-entropy of the
    themes and the divergence of every other label."""
    count = len(THEMES)
    themes = functional.binary_cross_entropy_with_logits(
        out[:, :count], told[:, :count].sigmoid(), reduction="none"
    )
    found = themes.sum(1) * THEME_SHARE
    for columns in _TASKS:
        mine, theirs = ((each[:, columns] / HEAT).log_softmax(1) for each in (out, told))
        missed = functional.kl_div(mine, theirs, reduction="none", log_target=True)
        found = found + missed.sum(1) * HEAT**2
    return found.mean()
