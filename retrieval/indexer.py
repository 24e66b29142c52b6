"""Moves what waits in the outbox into the index."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol, TypeVar

import numpy as np

from assistant.models.vectors import Vectors
from retrieval.embedders import Embedder
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


Each = TypeVar("Each", bound=Waiting)


class Queue(Protocol[Each]):
    """Rows that wait for the index; a taken row stays until it is done."""

    def take(self, limit: int) -> Sequence[Each]: ...
    def done(self, taken: Sequence[Each]) -> None: ...


def drain(
    queue: Queue[Each],
    index: ChromaIndex,
    embedder: Embedder,
    progress: Callable[[int], None] = lambda _: None,
) -> int:
    """Index everything that waits; returns how many rows that were.

    A row leaves the queue after the index has it, so a crash between costs a second upsert and
    loses nothing. One that the index has already keeps its vector.
    """
    moved = 0
    while batch := queue.take(BATCH):
        held = index.held([each.row for each in batch if each.vector is None])
        again = [each for each in batch if each.row in held]
        new = [each for each in batch if each.row not in held]
        index.relabel([each.row for each in again], [each.metadata for each in again])
        if new:
            vectors = _vectors(new, embedder)
            index.upsert([each.row for each in new], vectors, [each.metadata for each in new])
        queue.done(batch)
        moved += len(batch)
        progress(len(batch))
    return moved


def _vectors(batch: Sequence[Waiting], embedder: Embedder) -> Vectors:
    missing = [each.text for each in batch if each.vector is None]
    computed = iter(embedder.encode(missing)) if missing else iter(())
    return np.stack([next(computed) if e.vector is None else e.vector for e in batch])
