"""Moves what waits in the outbox into the index."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

import numpy as np

from retrieval.embedders import Embedder, Vectors
from retrieval.index import ChromaIndex

__all__ = ["Queue", "Waiting", "drain"]

BATCH = 1_000


class Waiting(Protocol):
    """A row with its text, its vector where one was computed, and what to filter by."""

    @property
    def row(self) -> int: ...
    @property
    def text(self) -> str: ...
    @property
    def vector(self) -> Vectors | None: ...
    @property
    def metadata(self) -> Mapping[str, Any]: ...


class Queue(Protocol):
    """Rows that wait for the index; a taken row stays until it is done."""

    def take(self, limit: int) -> Sequence[Waiting]: ...
    def done(self, rows: Sequence[int]) -> None: ...


def drain(
    queue: Queue,
    index: ChromaIndex,
    embedder: Embedder,
    progress: Callable[[int], None] = lambda _: None,
) -> int:
    """Index everything that waits; returns how many rows that were.

    A row leaves the queue after the index has it, so a crash between costs a second upsert and
    loses nothing.
    """
    moved = 0
    while batch := queue.take(BATCH):
        rows = [each.row for each in batch]
        index.upsert(rows, _vectors(batch, embedder), [each.metadata for each in batch])
        queue.done(rows)
        moved += len(rows)
        progress(len(rows))
    return moved


def _vectors(batch: Sequence[Waiting], embedder: Embedder) -> Vectors:
    missing = [each.text for each in batch if each.vector is None]
    computed = iter(embedder.encode(missing)) if missing else iter(())
    return np.stack([next(computed) if e.vector is None else e.vector for e in batch])
