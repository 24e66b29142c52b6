"""Takes imported feedback in: embedded and understood at once, then stored in one transaction."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from assistant.models import Incoming, Labels
from assistant.store.feedback import FeedbackStore
from assistant.understanding.reader import Reader
from retrieval.embedders import Embedder, Vectors

__all__ = ["Intake", "Partner"]


class Partner(Protocol):
    """Another process that understands texts as this one does."""

    def ready(self) -> bool: ...
    def give(self, texts: Sequence[str]) -> None: ...
    def take(self) -> tuple[list[Labels], Vectors]: ...


class Intake:
    """The sink of the import job. A partner, once it is ready, does half of the reading."""

    def __init__(
        self,
        store: FeedbackStore,
        reader: Reader,
        embedder: Embedder,
        tenant: str,
        partner: Partner | None = None,
    ) -> None:
        self._store = store
        self._reader = reader
        self._embedder = embedder
        self._tenant = tenant
        self._partner = partner

    def known(self, batch: Sequence[Incoming]) -> set[str]:
        """The keys of the batch whose feedback is stored already."""
        return set(self._store.stored_ids(batch, self._tenant))

    def add(self, batch: Sequence[Incoming]) -> int:
        """Label, embed and store what is new; returns how many that were."""
        known = self.known(batch)
        fresh = list({item.key: item for item in batch if item.key not in known}.values())
        if not fresh:
            return 0
        labels, vectors = self._understand([item.feedback.full_text for item in fresh])
        return self._store.add(fresh, labels, vectors)

    def _understand(self, texts: Sequence[str]) -> tuple[list[Labels], Vectors]:
        if self._partner is None or len(texts) < 2 or not self._partner.ready():
            return self._read(texts)
        middle = len(texts) // 2
        self._partner.give(texts[middle:])
        labels, vectors = self._read(texts[:middle])
        more_labels, more_vectors = self._partner.take()
        return labels + more_labels, np.concatenate([vectors, more_vectors])

    def _read(self, texts: Sequence[str]) -> tuple[list[Labels], Vectors]:
        vectors = self._embedder.encode(texts)
        return self._reader.read(texts, vectors), vectors
