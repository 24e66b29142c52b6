"""The vector index of one home: opened at its first use, kept equal to the store."""

from pathlib import Path

from assistant.errors import IndexUnavailableError
from assistant.store.feedback import FeedbackStore
from assistant.store.outbox import Outbox
from retrieval.embedders import Embedder
from retrieval.index import ChromaIndex
from retrieval.indexer import drain
from retrieval.ownership import RemoteIndex, open_index

__all__ = ["Indexing"]


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

    def index(self) -> ChromaIndex | RemoteIndex:
        """The index itself. Raises IndexUnavailableError."""
        if self._index is None:
            self._index = open_index(self._home, self._chroma_url, self._embedder.name)
            if isinstance(self._index, ChromaIndex) and self._has_lost_rows(self._index):
                self._outbox.refill()
        return self._index

    def catch_up(self) -> int:
        """Index what waits in the outbox, if this process may; returns how many rows it took."""
        if not self._outbox.size():
            return 0
        try:
            index = self.index()
        except IndexUnavailableError:
            return 0
        return drain(self._outbox, index, self._embedder) if isinstance(index, ChromaIndex) else 0

    def rebuild(self) -> int:
        """Rebuild the index from the database; returns how many rows it holds.

        Raises IndexUnavailableError while another process owns it.
        """
        index = self.index()
        if not isinstance(index, ChromaIndex):
            raise IndexUnavailableError(
                "The running Hearken server owns the search index; stop `hearken serve` first."
            )
        index.clear()
        self._outbox.refill()
        return drain(self._outbox, index, self._embedder)

    def close(self) -> None:
        """Release the index for other processes."""
        if self._index:
            self._index.close()
            self._index = None

    def _has_lost_rows(self, index: ChromaIndex) -> bool:
        """Whether the index and the outbox together hold less than the store."""
        return index.count() + self._outbox.size() < self._feedback.size()
