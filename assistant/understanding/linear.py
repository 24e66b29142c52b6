"""The n-gram heads: one table per language, a column per label, sums over the features of a text."""

from dataclasses import dataclass
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from assistant.understanding.features import Ngrams

__all__ = ["Scores", "Table", "load_arrays"]

Floats = NDArray[np.float32]


def load_arrays(name: str) -> dict[str, NDArray[np.generic]]:
    """The arrays of a weights file that ships beside this module."""
    source = resources.files("assistant.understanding").joinpath("weights", f"{name}.npz")
    with source.open("rb") as file, np.load(file, allow_pickle=False) as stored:
        return {key: stored[key] for key in stored.files}


@dataclass(frozen=True, slots=True)
class Table:
    """A linear model over hashed features.

    `weights` has shape (2**bits, outputs), `bias` (outputs,).
    """

    weights: Floats
    bias: Floats
    bits: int

    @classmethod
    def of(cls, arrays: dict[str, NDArray[np.generic]], name: str) -> "Table":
        """From 8-bit integers with one scale a column."""
        whole = arrays[f"{name}_weights"]
        weights = whole.astype(np.float32) * arrays[f"{name}_scale"].astype(np.float32)
        bits = int(whole.shape[0]).bit_length() - 1
        return cls(weights, arrays[f"{name}_bias"].astype(np.float32), bits)

    def __call__(self, ngrams: Ngrams) -> Floats:
        """Log-odds, shape (n, outputs)."""
        return ngrams.sums(self.weights, self.bits) + self.bias


@dataclass(frozen=True, slots=True)
class Scores:
    """What the heads say about n texts and their m clauses.

    `sentiment` (n, 3), `emotion` (n, 7), `urgency` (n, 4) are probabilities in the order of the
    enums; `themes` (n, t) are log-odds against each theme's threshold; `clause_themes` (m, t) and
    `clause_stance` (m,) say the same of the clauses, the stance as log-odds of praise.
    """

    sentiment: Floats
    emotion: Floats
    urgency: Floats
    themes: Floats
    clause_themes: Floats
    clause_stance: Floats
