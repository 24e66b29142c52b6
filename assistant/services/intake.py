"""Takes imported feedback in: understood, embedded, stored in one transaction, indexed."""

from collections.abc import Sequence

from assistant.models import Incoming
from assistant.services.indexing import Indexing
from assistant.services.reading import SharedReading
from assistant.store.feedback import FeedbackStore
from assistant.understanding.told import as_told

__all__ = ["Intake"]


class Intake:
    """The sink of the import job."""

    def __init__(
        self, store: FeedbackStore, reading: SharedReading, indexing: Indexing, tenant: str
    ) -> None:
        self._store = store
        self._reading = reading
        self._indexing = indexing
        self._tenant = tenant

    def known(self, batch: Sequence[Incoming]) -> set[str]:
        """The keys of the batch whose feedback is stored already."""
        return set(self._store.stored_ids(batch, self._tenant))

    def expect(self, batch: Sequence[Incoming]) -> None:
        """Let the reading of a batch begin that will be added soon."""
        self._reading.expect([item.feedback.full_text for item in self._fresh(batch)])

    def add(self, batch: Sequence[Incoming]) -> int:
        """Label, embed, store and index what is new; returns how many that were."""
        fresh = self._fresh(batch)
        if not fresh:
            return 0
        said = [item.feedback for item in fresh]
        read, vectors = self._reading.read([each.full_text for each in said])
        added = self._store.add(fresh, as_told(read, said), vectors)
        self._indexing.catch_up()
        return added

    def _fresh(self, batch: Sequence[Incoming]) -> list[Incoming]:
        known = self.known(batch)
        return list({item.key: item for item in batch if item.key not in known}.values())
