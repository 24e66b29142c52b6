"""Sentence vectors of many texts: like lengths together, so that little padding is computed."""

from collections.abc import Sequence

import numpy as np

from assistant.models.vectors import Encode, Vectors

__all__ = ["encoded", "given_or_encoded", "readable"]


READ = 1000
"""Characters of a text that are encoded."""

WIDTH = 512
_BATCH = 64


def encoded(encode: Encode, texts: Sequence[str]) -> Vectors:
    """Vectors in the order of the texts, shape (n, 512)."""
    out = np.zeros((len(texts), WIDTH), np.float32)
    order = sorted(range(len(texts)), key=lambda row: len(texts[row]))
    for start in range(0, len(order), _BATCH):
        rows = order[start : start + _BATCH]
        out[rows] = encode([readable(texts[row]) for row in rows])
    return out


def given_or_encoded(encode: Encode, texts: Sequence[str], vectors: Vectors | None) -> Vectors:
    """The vectors that the caller has of these texts, or new ones."""
    return encoded(encode, texts) if vectors is None else vectors


def readable(text: str) -> str:
    """What is encoded; half a surrogate pair, which no UTF-8 holds, becomes a question mark."""
    return text[:READ].encode("utf-8", "replace").decode()
