"""A convolutional network trained with JAX, which `assistant.understanding.convolution` runs on
numpy. JAX is needed for training alone, beside the `train` extra.
"""

import importlib
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.models import Emotion, Urgency
from assistant.models.vectors import Floats
from assistant.understanding.convolution import pair_rows, points
from assistant.understanding.linear import THEMES
from evals.training.adam import Adam
from evals.training.heads import READERS

__all__ = ["MOODS", "SIDES", "URGENT", "Example", "Tokens", "Trainer", "alphabet", "tokens"]

EMBEDDING = 64
PAIRS = 1 << 15
FILTERS = {3: 128, 5: 96}
ALPHABET = 5000
RARE = 3
WIDTHS = (16, 32, 48, 72, 112, 160, 240)
BATCH = 128
EPOCHS = 5
RATE = 2e-3
DECAY = 0.02

T, E, U = len(THEMES), len(Emotion), len(Urgency)
OUTPUTS = 2 + 2 * T + E + U
SIDES = slice(2 + T, 2 + 2 * T)
MOODS = slice(2 + 2 * T, 2 + 2 * T + E)
URGENT = slice(2 + 2 * T + E, OUTPUTS)

Tokens = tuple[NDArray[np.int64], NDArray[np.int64]]
Example = tuple[Tokens, float, Floats]
"""Tokens, praise in 0…1 or -1 where unknown, and weight, neither, themes, sides, moods, urgency,
reader."""


def alphabet(texts: Sequence[str]) -> NDArray[np.int32]:
    """The code points that get an embedding of their own, commonest first."""
    counts = Counter(char for text in texts for char in text)
    return np.array([ord(c) for c, n in counts.most_common(ALPHABET) if n >= RARE], np.int32)


def tokens(text: str, symbol_of: NDArray[np.int64]) -> Tokens:
    """Embedding rows of the characters and of the pairs that the network reads."""
    found, _ = points(text)
    row = symbol_of[found]
    return row, pair_rows(row)


class Trainer:
    """A network in JAX that `assistant.understanding.convolution` computes with numpy."""

    def __init__(self, symbols: int, seed: int) -> None:
        self.jax: Any = importlib.import_module("jax")
        self.np: Any = importlib.import_module("jax.numpy")
        self.rng = np.random.default_rng(seed)
        self.key = self.jax.random.PRNGKey(seed)
        self.weights = self._initial(symbols)
        self._forward = self.jax.jit(self.forward)

    def _initial(self, symbols: int) -> dict[str, Any]:
        def normal(shape: tuple[int, ...], scale: float) -> Any:
            return self.np.asarray(self.rng.normal(0, scale, shape), "float32")

        hidden = sum(FILTERS.values())
        found = {
            "symbols": normal((symbols + 2, EMBEDDING), 0.1),
            "pairs": normal((PAIRS, EMBEDDING), 0.05),
            "attention": normal((hidden,), 0.05),
            "output": normal((2 * hidden, OUTPUTS), 0.03),
            "bias": self.np.zeros(OUTPUTS),
            "readers": self.np.zeros((READERS, OUTPUTS)),
        }
        for width, filters in FILTERS.items():
            scale = (2 / (width * EMBEDDING)) ** 0.5
            found[f"kernel{width}"] = normal((width, EMBEDDING, filters), scale)
            found[f"bias{width}"] = self.np.zeros(filters)
        return found

    def forward(self, w: dict[str, Any], symbols: Any, pairs: Any, key: Any = None) -> Any:
        """Log-odds, shape (batch, OUTPUTS); with a random key a quarter of the characters is left
        out, and half of what was pooled."""
        jax, jnp = self.jax, self.np
        inside = (symbols > 0)[..., None].astype("float32")
        x = (w["symbols"][symbols] + w["pairs"][pairs]) * inside
        if key is not None:
            first, second = jax.random.split(key)
            x = x * jax.random.bernoulli(first, 0.75, (*x.shape[:2], 1)) / 0.75
        layers = [
            jax.lax.conv_general_dilated(
                x, w[f"kernel{width}"], (1,), "SAME", dimension_numbers=("NWC", "WIO", "NWC")
            )
            + w[f"bias{width}"]
            for width in FILTERS
        ]
        hidden = jax.nn.relu(jnp.concatenate(layers, -1)) * inside
        weight = jnp.exp(jnp.clip(hidden @ w["attention"], -8, 8)) * inside[..., 0]
        weight = weight / (weight.sum(1, keepdims=True) + 1e-6)
        pooled = jnp.concatenate([hidden.max(1), (hidden * weight[..., None]).sum(1)], -1)
        if key is not None:
            pooled = pooled * jax.random.bernoulli(second, 0.5, pooled.shape) / 0.5
        return pooled @ w["output"] + w["bias"]

    def loss(self, w: Any, symbols: Any, pairs: Any, praise: Any, wanted: Any, key: Any) -> Any:
        """Cross-entropy of all heads; an unknown stance or side counts nothing."""
        jnp, log_softmax = self.np, self.jax.nn.log_softmax
        out = self.forward(w, symbols, pairs, key)
        reader = wanted[:, OUTPUTS].astype("int32")
        # The stance is the same for all, and the first reader's practice is what is kept.
        aside = w["readers"].at[0].set(0).at[:, 0].set(0)
        out = out + aside[reader]

        def two(logit: Any, truth: Any) -> Any:
            return jnp.maximum(logit, 0) - logit * truth + jnp.log1p(jnp.exp(-jnp.abs(logit)))

        stance = two(out[:, 0], jnp.maximum(praise, 0)) * (praise >= 0)
        sides = wanted[:, SIDES]
        labels = 0.5 * two(out[:, 1], wanted[:, 1])
        labels += 0.6 * two(out[:, 2 : 2 + T], wanted[:, 2 : 2 + T]).sum(1)
        labels += 0.5 * (two(out[:, SIDES], jnp.maximum(sides, 0)) * (sides >= 0)).sum(1)
        for heads in (MOODS, URGENT):
            labels -= (log_softmax(out[:, heads]) * wanted[:, heads]).sum(1)
        return (stance + 0.5 * wanted[:, 0] * labels).mean()

    def fit(self, examples: Sequence[Example], epochs: int = EPOCHS, highest: float = RATE) -> None:
        """AdamW with a linear decay over all epochs; batches hold texts of like length."""
        adam = Adam(self.jax, self.loss, self.weights, DECAY)
        total = epochs * sum(1 for _ in self._batches(examples))
        number = 0
        for _ in range(epochs):
            for batch in self._batches(examples):
                number += 1
                rate = highest * min(1.0, number / 200) * max(0.02, 1 - number / total)
                self.key, key = self.jax.random.split(self.key)
                adam.step(batch, rate, key)
        self.weights = adam.weights

    def _batches(self, examples: Sequence[Example]) -> Iterator[tuple[Any, ...]]:
        groups: list[tuple[int, NDArray[np.int64]]] = []
        lengths = np.array([_width(len(example[0][0])) for example in examples])
        for width in WIDTHS:
            rows = self.rng.permutation(np.flatnonzero(lengths == width))
            whole = range(0, len(rows) - BATCH + 1, BATCH)
            groups += [(width, rows[start : start + BATCH]) for start in whole]
        for place in self.rng.permutation(len(groups)):
            width, rows = groups[place]
            chosen = [examples[row] for row in rows]
            praise = np.array([example[1] for example in chosen], np.float32)
            wanted = np.stack([example[2] for example in chosen])
            yield (*_padded([example[0] for example in chosen], width), praise, wanted)

    def predict(self, texts: Sequence[Tokens]) -> Floats:
        """Log-odds, shape (n, OUTPUTS)."""
        out = np.zeros((len(texts), OUTPUTS), np.float32)
        lengths = np.array([_width(len(row)) for row, _ in texts])
        for width in WIDTHS:
            rows = np.flatnonzero(lengths == width)
            for start in range(0, len(rows), BATCH):
                some = rows[start : start + BATCH]
                given = [texts[row] for row in some] + [texts[some[0]]] * (BATCH - len(some))
                found = self._forward(self.weights, *_padded(given, width))
                out[some] = np.asarray(found)[: len(some)]
        return out


def _width(length: int) -> int:
    return next(width for width in WIDTHS if length <= width)


def _padded(rows: Sequence[Tokens], width: int) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    symbols = np.zeros((len(rows), width), np.int32)
    pairs = np.zeros((len(rows), width), np.int32)
    for place, (row, pair) in enumerate(rows):
        symbols[place, : len(row)] = row
        pairs[place, : len(pair)] = pair
    return symbols, pairs
