"""Remembers the vectors of the latest texts."""

from collections.abc import Sequence

import numpy as np

from assistant.kept import Kept
from assistant.models.vectors import Floats, Vectors
from retrieval.embedders import Embedder

__all__ = ["RememberedVectors"]

MOST_TEXTS = 2_000


class RememberedVectors:
    """Encodes through an embedder, each of the latest texts once only: what is read anew after
    every import is mostly what was read before. A text never changes its vector."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._kept = Kept[str, Floats](MOST_TEXTS)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors (n, dimension) of length one, as the embedder gives them."""
        found: dict[str, Floats] = {}
        for text in texts:
            if (kept := self._kept.find(None, text)) is not None:
                found[text] = kept
        new = [text for text in dict.fromkeys(texts) if text not in found]
        made = self._embedder.encode(new)
        for text, vector in zip(new, made, strict=True):
            found[text] = vector.copy()  # a row alone, lest it keep all of them in memory
            self._kept.keep(None, text, found[text])
        return np.stack([found[text] for text in texts]) if texts else made
