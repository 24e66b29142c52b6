"""The network on the sentence vector, trained with JAX: `assistant.understanding.vector_network`
computes it with numpy. It learns from texts of both languages at once and from whatever is known
of each: an item has all labels, a phrase its side and themes, a rated text its side alone.
"""

import importlib
from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.models import Emotion, Sentiment, Urgency
from assistant.models.vectors import Floats
from assistant.understanding.linear import THEMES
from assistant.understanding.vector_network import (
    MIXED,
    OUTPUTS,
    SCALE,
    VectorNetwork,
)
from evals.training.adam import Adam
from evals.training.corpus import Item, Rated
from evals.training.phrases import Phrase

__all__ = ["Lesson", "fit", "item_lesson", "phrase_lesson", "rated_lesson"]

HIDDEN = 256
BATCH = 256
EPOCHS = 12
RATE = 1.5e-3
DECAY = 0.05
LEFT_OUT = 0.5
THEME_SHARE = 0.6
SMOOTH = 0.06
USUAL_SHARE = 0.3

_SIDES = (Sentiment.NEGATIVE, Sentiment.POSITIVE, Sentiment.NEUTRAL)
_TASKS = (slice(0, len(THEMES)), *MIXED)


@dataclass(frozen=True, slots=True)
class Lesson:
    """n texts: vectors (n, 512), targets (n, OUTPUTS), and what each counts (n, 4) for themes,
    sentiment, emotion and urgency; 0 where a label is not known."""

    dense: Floats
    wanted: Floats
    shares: Floats

    def __add__(self, other: "Lesson") -> "Lesson":
        pairs = [(getattr(self, f.name), getattr(other, f.name)) for f in fields(self)]
        return Lesson(*(np.concatenate(pair) for pair in pairs))

    def __getitem__(self, rows: NDArray[Any]) -> "Lesson":
        return Lesson(self.dense[rows], self.wanted[rows], self.shares[rows])


def _one(values: Sequence[str | None], kinds: Sequence[str]) -> Floats:
    hit = np.array([[value == kind for kind in kinds] for value in values], np.float32)
    return np.asarray((1 - SMOOTH) * hit + SMOOTH / len(kinds), np.float32)


def _lesson(
    dense: Floats,
    themes: Sequence[Sequence[bool]] | None,
    labels: tuple[Sequence[str | None], ...],
    share: float,
) -> Lesson:
    kinds = (tuple(Sentiment), tuple(Emotion), tuple(Urgency))
    wanted = np.zeros((len(dense), OUTPUTS), np.float32)
    shares = np.zeros((len(dense), 4), np.float32)
    if themes is not None:
        wanted[:, : len(THEMES)] = np.array(themes, np.float32)
        shares[:, 0] = THEME_SHARE * share
    for task, (columns, names, values) in enumerate(zip(MIXED, kinds, labels, strict=True), 1):
        wanted[:, columns] = _one(values, names)
        shares[:, task] = [share * (value is not None) for value in values]
    return Lesson(dense, wanted, shares)


def item_lesson(items: Sequence[Item], dense: Floats, share: float = 1.0) -> Lesson:
    """Items with all their labels."""
    themes = [[theme in item.aspects for theme in THEMES] for item in items]
    given = [(item.sentiment, item.emotion, item.urgency) for item in items]
    return _lesson(dense, themes, tuple(zip(*given, strict=True)), share)


def phrase_lesson(rows: Sequence[Phrase], dense: Floats, share: float) -> Lesson:
    """The project's own clauses; most say nothing of emotion and urgency."""
    themes = [[theme in row.themes for theme in THEMES] for row in rows]
    given = [(row.sentiment, row.emotion, row.urgency) for row in rows]
    found = _lesson(dense, themes, tuple(zip(*given, strict=True)), share)
    found.shares[[not row.themed for row in rows], 0] = 0
    found.shares[[row.usual for row in rows], 3] *= USUAL_SHARE
    return found


def rated_lesson(rows: Sequence[Rated], dense: Floats, share: float) -> Lesson:
    """Texts of the big sets, whose side alone is known."""
    nothing = [None] * len(rows)
    return _lesson(dense, None, ([_SIDES[row.label] for row in rows], nothing, nothing), share)


def _initial(random: np.random.Generator) -> dict[str, Any]:
    return {
        "inner": random.normal(0, 512**-0.5, (512, HIDDEN)).astype(np.float32),
        "inner_bias": np.zeros(HIDDEN, np.float32),
        "outer": random.normal(0, 0.05, (HIDDEN, OUTPUTS)).astype(np.float32),
        "direct": np.zeros((512, OUTPUTS), np.float32),
        "bias": np.zeros(OUTPUTS, np.float32),
    }


def _loss(jax: Any, weights: dict[str, Any], dense: Any, wanted: Any, shares: Any, key: Any) -> Any:
    """Cross-entropy of all labels that are known; a tenth of the vector and half of the hidden
    layer are left out at random."""
    jnp = jax.numpy
    first, second = jax.random.split(key)
    dense = dense * jax.random.bernoulli(first, 0.9, dense.shape) / 0.9
    hidden = jax.nn.relu(dense @ weights["inner"] * SCALE + weights["inner_bias"])
    hidden = hidden * jax.random.bernoulli(second, 1 - LEFT_OUT, hidden.shape) / (1 - LEFT_OUT)
    out = hidden @ weights["outer"] + dense @ weights["direct"] + weights["bias"]
    logit, truth = out[:, _TASKS[0]], wanted[:, _TASKS[0]]
    both = jnp.maximum(logit, 0) - logit * truth + jnp.log1p(jnp.exp(-jnp.abs(logit)))
    found = both.sum(1) * shares[:, 0]
    for task, columns in enumerate(MIXED, 1):
        said = (jax.nn.log_softmax(out[:, columns]) * wanted[:, columns]).sum(1)
        found -= said * shares[:, task]
    return found.mean()


def fit(lesson: Lesson, seed: int, epochs: int = EPOCHS) -> VectorNetwork:
    """AdamW with a linear decay."""
    jax: Any = importlib.import_module("jax")
    random = np.random.default_rng(seed)
    initial = jax.tree.map(jax.numpy.asarray, _initial(random))
    adam = Adam(jax, partial(_loss, jax), initial, DECAY)
    key = jax.random.PRNGKey(seed)
    count = len(lesson.dense)
    total, number = epochs * (count // BATCH), 0
    for _ in range(epochs):
        order = random.permutation(count)
        for start in range(0, count - BATCH + 1, BATCH):
            some = lesson[order[start : start + BATCH]]
            number += 1
            rate = RATE * min(1.0, number / 100) * max(0.02, 1 - number / total)
            key, now = jax.random.split(key)
            adam.step((some.dense, some.wanted, some.shares), rate, now)
    return VectorNetwork(**{name: np.asarray(values) for name, values in adam.weights.items()})
