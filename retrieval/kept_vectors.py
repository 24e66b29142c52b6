"""Keeps the vectors of texts that are the same at every start."""

import hashlib
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import numpy as np

from assistant.models.vectors import Vectors
from retrieval.embedders import Embedder

__all__ = ["KeptVectors"]


class KeptVectors:
    """Encodes through an embedder, and once only for the same texts: the vectors stay in `folder`.

    A folder that cannot be written only costs time.
    """

    def __init__(self, embedder: Embedder, folder: Path) -> None:
        self._embedder = embedder
        self._folder = folder

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors (n, dimension) of length one, as the embedder gives them."""
        said = "\0".join([self._embedder.name, *texts]).encode()
        file = self._folder / f"{hashlib.sha256(said).hexdigest()[:32]}.npy"
        with suppress(OSError, ValueError, EOFError):
            kept: Vectors = np.load(file, allow_pickle=False)
            if len(kept) == len(texts):
                return kept
        vectors = self._embedder.encode(texts)
        with suppress(OSError):
            self._write(file, vectors)
        return vectors

    def _write(self, file: Path, vectors: Vectors) -> None:
        """As a whole or not at all, since another process may read at the same time."""
        self._folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=self._folder, suffix=".part", delete=False) as draft:
            np.save(draft, vectors, allow_pickle=False)
        Path(draft.name).replace(file)
