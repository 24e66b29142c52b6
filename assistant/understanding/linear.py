"""Linear heads on n-grams and what all heads have in common."""

from dataclasses import dataclass
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from assistant.models.vectors import Floats
from assistant.understanding.features import Ngrams

__all__ = ["THEMES", "Scores", "Table", "load_arrays", "sigmoid", "softmax"]


THEMES = (
    "product_quality",
    "product_match",
    "authenticity",
    "packaging",
    "delivery",
    "price_value",
    "returns_refunds",
    "customer_service",
    "website_app",
    "payment_security",
    "usability",
    "brand_loyalty",
)
"""The trained themes, in the order of the weights' columns."""


def load_arrays(
    name: str, package: str = "assistant.understanding"
) -> dict[str, NDArray[np.generic]]:
    """The arrays of a weights file that ships with a package."""
    source = resources.files(package).joinpath("weights", f"{name}.npz")
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
        """From half floats, or from 8-bit integers with one scale a column."""
        stored = arrays[f"{name}_weights"]
        weights = stored.astype(np.float32)
        if f"{name}_weights_scale" in arrays:
            weights *= arrays[f"{name}_weights_scale"].astype(np.float32)
        bits = int(stored.shape[0]).bit_length() - 1
        return cls(weights, arrays[f"{name}_bias"].astype(np.float32), bits)

    def __call__(self, ngrams: Ngrams) -> Floats:
        """Log-odds, shape (n, outputs)."""
        return ngrams.sums(self.weights, self.bits) + self.bias


@dataclass(frozen=True, slots=True)
class Scores:
    """What the heads say about n texts and their m clauses.

    `sentiment` (n, 3), `emotion` (n, 7), `urgency` (n, 4) are probabilities in the order of the
    enums; `themes` (n, t) are log-odds over each theme's threshold, positive where the text has it;
    `clause_themes` (m, t) says how much each clause is about a theme; `stances` (m, t) is the
    log-odds of praise if the theme rests on that clause; `danger` (n,) are log-odds over the
    threshold, positive where the text names a danger.
    """

    sentiment: Floats
    emotion: Floats
    urgency: Floats
    themes: Floats
    clause_themes: Floats
    stances: Floats
    danger: Floats


def softmax(logits: Floats) -> Floats:
    """Rows to probabilities."""
    raised = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True), np.float32)


def sigmoid(logits: Floats) -> Floats:
    """Log-odds to probabilities."""
    return np.asarray(1 / (1 + np.exp(-np.clip(logits, -30, 30))), np.float32)
