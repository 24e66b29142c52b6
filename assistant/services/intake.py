"""Takes imported feedback in: understood, embedded, stored in one transaction, indexed.

The index takes a batch while the next is read and stored.
"""

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor

from assistant.models import Incoming
from assistant.services.indexing import Indexing
from assistant.services.reading import SharedReading
from assistant.store.feedback import Also, FeedbackStore
from assistant.understanding.told import as_told

__all__ = ["Intake"]


class Intake:
    """The sink of the import job, to be closed."""

    def __init__(
        self, store: FeedbackStore, reading: SharedReading, indexing: Indexing, tenant: str
    ) -> None:
        self._store = store
        self._reading = reading
        self._indexing = indexing
        self._tenant = tenant
        self._beside = ThreadPoolExecutor(1, "intake")
        self._indexed: Future[None] | None = None

    def known(self, batch: Sequence[Incoming]) -> set[str]:
        """The keys of the batch whose feedback is stored already."""
        return set(self._store.stored_ids(batch, self._tenant))

    def expect(self, batch: Sequence[Incoming]) -> None:
        """Start to read a batch that will be added soon."""
        known = self.known(batch)
        self._reading.expect([i.feedback.full_text for i in batch if i.key not in known])

    def add(self, batch: Sequence[Incoming], also: Also | None = None) -> int:
        """Label, embed and store a batch, and let it be indexed; returns how many were new.

        A key that is stored already is passed over. `also` is done in the transaction that stores
        the batch, for an empty one too.
        """
        if not batch:
            return self._store.add([], [], also=also)
        said = [item.feedback for item in batch]
        read, vectors = self._reading.read([each.full_text for each in said])
        added = self._store.add(batch, as_told(read, said), vectors, also)
        if self._indexed is None or self._indexed.done():
            self._indexed = self._beside.submit(self._indexing.keep_up)
        return added

    def close(self) -> None:
        """Wait until everything added is indexed, unless that is left to a worker."""
        self._beside.shutdown()
        if self._indexed is not None:
            self._indexing.keep_up()
