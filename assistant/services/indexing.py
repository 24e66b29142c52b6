"""The vector index of one home: opened at its first use, kept equal to the store."""

import logging
import threading
from pathlib import Path

from assistant.errors import IndexUnavailableError
from assistant.store.feedback import FeedbackStore
from assistant.store.outbox import Outbox
from retrieval.embedders import Embedder
from retrieval.index import ChromaIndex
from retrieval.indexer import drain
from retrieval.ownership import RemoteIndex, open_index

__all__ = ["Indexing"]

LOG = logging.getLogger("hearken")


class Indexing:
    """Opens, fills and rebuilds the index of a home; the store is the truth."""

    def __init__(
        self,
        home: Path,
        chroma_url: str | None,
        embedder: Embedder,
        feedback: FeedbackStore,
        outbox: Outbox,
    ) -> None:
        self._home = home
        self._chroma_url = chroma_url
        self._embedder = embedder
        self._feedback = feedback
        self._outbox = outbox
        self._index: ChromaIndex | RemoteIndex | None = None
        self._opening = threading.Lock()
        self._draining = threading.Lock()
        self._has_worker = False

    def index(self) -> ChromaIndex | RemoteIndex:
        """The index itself. Raises IndexUnavailableError."""
        with self._opening:
            if self._index is None:
                self._index = open_index(self._home, self._chroma_url, self._embedder.name)
                if isinstance(self._index, ChromaIndex) and self._has_lost_rows(self._index):
                    self._outbox.refill()
            return self._index

    def is_ours(self) -> bool:
        """Whether this process owns the index. Raises IndexUnavailableError."""
        return isinstance(self.index(), ChromaIndex)

    def stored(self) -> int:
        """How many records the store holds, of all tenants."""
        return self._feedback.size()

    def waiting(self) -> int:
        """How many of them wait for the index."""
        return self._outbox.size()

    def indexed(self) -> int:
        """How many rows the index holds. Raises IndexUnavailableError."""
        return self.index().count()

    def catch_up(self) -> int:
        """Index what waits in the outbox, if this process may; returns how many rows it took.

        It takes none while another thread is at it, which then takes these rows as well.
        """
        if not self._outbox.size() or not self._draining.acquire(blocking=False):
            return 0
        try:
            index = self.index()
            if not isinstance(index, ChromaIndex):
                return 0
            return drain(self._outbox, index, self._embedder)
        except IndexUnavailableError:
            return 0
        finally:
            self._draining.release()

    def leave_to_worker(self) -> None:
        """From now on a thread of this process calls `catch_up`, and nobody waits for it."""
        self._has_worker = True

    def keep_up(self) -> None:
        """Index what was just stored, where no worker does.

        It is stored already and waits in the outbox, so what fails here is logged and fails nobody.
        """
        if self._has_worker:
            return
        try:
            self.catch_up()
        except Exception as error:  # whatever the index raises, the next one tries again
            LOG.warning(
                "Some feedback is stored but not in the search index yet (%s); the next import "
                "or `hearken reindex` adds it.",
                type(error).__name__,
                exc_info=LOG.isEnabledFor(logging.DEBUG),
            )

    def rebuild(self) -> int:
        """Rebuild the index from the database; returns how many rows it holds.

        Raises IndexUnavailableError while another process owns it.
        """
        index = self.index()
        if not isinstance(index, ChromaIndex):
            raise IndexUnavailableError(
                "The running Hearken server owns the search index; stop `hearken serve` first."
            )
        with self._draining:
            index.clear()
            self._outbox.refill()
            return drain(self._outbox, index, self._embedder)

    def close(self) -> None:
        """Release the index for other processes."""
        with self._opening:
            if self._index:
                self._index.close()
                self._index = None

    def _has_lost_rows(self, index: ChromaIndex) -> bool:
        """Whether the index and the outbox together hold less than the store."""
        return index.count() + self._outbox.size() < self._feedback.size()
