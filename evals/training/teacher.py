"""Targets for the Chinese network: what items were given, and what a teacher thinks of the rest."""

from collections.abc import Sequence

import numpy as np

from assistant.models import Emotion, Sentiment, Urgency
from assistant.models.vectors import Floats
from assistant.understanding.linear import THEMES, sigmoid
from evals.training.corpus import Item
from evals.training.heads import item_counts, label_models
from evals.training.matrices import Matrix, beside, ngrams, vectors, weighted
from evals.training.network import MOODS, URGENT

__all__ = ["hard", "probable", "soft", "teach"]

TEACHER_STRENGTH = 20.0
OWN_SHARE = 1.5
HARD_SHARE = 2.0
SOFT_SHARE = 0.35

T, E, U = len(THEMES), len(Emotion), len(Urgency)


def hard(item: Item) -> Floats:
    """The targets that an item was given, a little smoothed."""
    sides = {"positive": 1.0, "negative": 0.0}
    stance = [sides.get(item.aspects.get(theme) or "", -1.0) for theme in THEMES]
    moods = [0.9 * (item.emotion == mood) + 0.1 / E for mood in Emotion]
    urgent = [0.94 * (item.urgency == urgency) + 0.06 / U for urgency in Urgency]
    named = [theme in item.aspects for theme in THEMES]
    neither = item.sentiment == Sentiment.NEUTRAL
    return np.array(
        [HARD_SHARE, neither, *named, *stance, *moods, *urgent, item.reader], np.float32
    )


def soft(probabilities: Floats) -> Floats:
    """The same from a teacher's columns neither, themes, moods, urgency; sides stay unknown."""
    moods = probabilities[1 + T : 1 + T + E]
    urgent = probabilities[1 + T + E :]
    unknown = np.full(T, -1, np.float32)
    parts = [[SOFT_SHARE], probabilities[: 1 + T], unknown, moods / moods.sum()]
    return np.concatenate([*parts, urgent / urgent.sum(), [0]]).astype(np.float32)


def teach(items: Sequence[Item], texts: Matrix, dense: Floats) -> Floats:
    """Probabilities of heads that the items taught, shape (n, 1 + themes + moods + urgency).

    `texts` and `dense` are the n-grams and the sentence vectors of what is to be labelled.
    """
    grams = ngrams([item.text for item in items])
    columns = np.flatnonzero(np.asarray((grams > 0).sum(axis=0)).ravel() >= 2)
    features = beside(grams[:, columns], vectors([item.text for item in items]), 1.0)
    unlabelled = beside(texts[:, columns], dense, 1.0)
    neutral = np.array([item.sentiment == Sentiment.NEUTRAL for item in items])
    counts = item_counts(items, OWN_SHARE)
    models = [weighted(features, neutral, TEACHER_STRENGTH, counts)]
    models += label_models(features, items, counts, [], TEACHER_STRENGTH)
    found = [sigmoid(unlabelled @ one.coef_[0] + one.intercept_[0]) for one in models]
    return np.stack(found, axis=1).astype(np.float32)


def probable(logits: Floats) -> Floats:
    """A network's output as the columns of `teach`."""

    def shares(part: Floats) -> Floats:
        raised = np.exp(part - part.max(axis=1, keepdims=True))
        return np.asarray(raised / raised.sum(axis=1, keepdims=True))

    yes = 1 / (1 + np.exp(-logits[:, 1 : 2 + T]))
    return np.concatenate([yes, shares(logits[:, MOODS]), shares(logits[:, URGENT])], axis=1)
