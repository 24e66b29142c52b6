"""A small network on the sentence vector: every label, in the one space of all languages."""

from dataclasses import dataclass, fields
from functools import lru_cache

import numpy as np

from assistant.models.vectors import Floats, Vectors
from assistant.understanding.linear import THEMES, load_arrays

__all__ = ["EMOTIONS", "MIXED", "OUTPUTS", "SENTIMENTS", "URGENCIES", "VectorNetwork"]

# Columns of the output: the themes first, then the enums in their order.
SENTIMENTS = slice(len(THEMES), len(THEMES) + 3)
EMOTIONS = slice(SENTIMENTS.stop, SENTIMENTS.stop + 7)
URGENCIES = slice(EMOTIONS.stop, EMOTIONS.stop + 4)
OUTPUTS = URGENCIES.stop
MIXED = (SENTIMENTS, EMOTIONS, URGENCIES)
"""Columns of which exactly one is true."""

SCALE = np.float32(4)
"""What a unit vector is multiplied by before the hidden layer."""


@dataclass(frozen=True, slots=True)
class VectorNetwork:
    """One hidden layer beside a direct path.

    `inner` (512, hidden), `inner_bias` (hidden,), `outer` (hidden, OUTPUTS), `direct`
    (512, OUTPUTS), `bias` (OUTPUTS,).
    """

    inner: Floats
    inner_bias: Floats
    outer: Floats
    direct: Floats
    bias: Floats

    @classmethod
    @lru_cache
    def load(cls) -> "VectorNetwork":
        """The network that ships, stored as half floats."""
        arrays = load_arrays("vectors")
        return cls(*(arrays[field.name].astype(np.float32) for field in fields(cls)))

    def __call__(self, vectors: Vectors) -> Floats:
        """Log-odds, shape (n, OUTPUTS), of unit vectors (n, 512)."""
        hidden = np.maximum(vectors @ self.inner * SCALE + self.inner_bias, 0)
        return np.asarray(hidden @ self.outer + vectors @ self.direct + self.bias, np.float32)
