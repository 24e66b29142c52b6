"""Takes imported feedback in: embedded and understood at once, then stored in one transaction."""

from collections.abc import Sequence

from assistant.models import Incoming
from assistant.store.feedback import FeedbackStore
from assistant.understanding.reader import Reader
from retrieval.embedders import Embedder

__all__ = ["Intake"]


class Intake:
    """The sink of the import job."""

    def __init__(
        self, store: FeedbackStore, reader: Reader, embedder: Embedder, tenant: str
    ) -> None:
        self._store = store
        self._reader = reader
        self._embedder = embedder
        self._tenant = tenant

    def known(self, keys: Sequence[str]) -> set[str]:
        """Those of the keys that are stored already."""
        return self._store.known(keys, self._tenant)

    def add(self, batch: Sequence[Incoming]) -> int:
        """Label, embed and store what is new; returns how many that were."""
        known = self.known([item.key for item in batch])
        fresh = list({item.key: item for item in batch if item.key not in known}.values())
        if not fresh:
            return 0
        texts = [item.feedback.full_text for item in fresh]
        vectors = self._embedder.encode(texts)
        return self._store.add(fresh, self._reader.read(texts, vectors), vectors)
