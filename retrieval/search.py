"""Hybrid search: what is near in meaning and what shares words, fused."""

from collections.abc import Callable
from typing import Protocol

from assistant.errors import IndexUnavailableError, ModelError
from assistant.models import Scope
from retrieval.embedders import Embedder
from retrieval.fusion import reciprocal_rank_fusion
from retrieval.index import VectorIndex, knows_all_of, where

__all__ = ["HybridSearch", "Rows"]

CANDIDATES = 200
MOST_NAMED = 20_000
"""Rows that are named to the index one by one; a scope of more has its share of the nearest."""


class Rows(Protocol):
    """The rows of a scope in the store."""

    def matching(self, query: str, scope: Scope, limit: int) -> list[int]:
        """Those that share words with the query, by lexical rank, best first."""
        ...

    def rows(self, scope: Scope, limit: int) -> list[int]:
        """At most `limit` of them, in no order."""
        ...


class HybridSearch:
    """Fuses the vector index with the lexical one.

    `index` is called when a search first needs it, since opening one takes a lock and time.
    """

    def __init__(self, store: Rows, index: Callable[[], VectorIndex], embedder: Embedder) -> None:
        self._store = store
        self._index = index
        self._embedder = embedder

    def rows(self, query: str, scope: Scope) -> list[int]:
        """Candidate rows, best first.

        The index knows only a part of a scope's fields: by another field the rows of the scope
        are named to it, unless they are too many; so the caller filters what it gets through the
        store. When the index or the embedder cannot be reached the words alone decide.
        """
        rankings = [self._store.matching(query, scope, CANDIDATES)]
        try:
            vector = self._embedder.encode([query])[0]
            among = self._among(scope)
            rankings.append(self._index().query(vector, where(scope), CANDIDATES, among))
        except (IndexUnavailableError, ModelError):
            pass
        return reciprocal_rank_fusion(rankings)

    def _among(self, scope: Scope) -> list[int] | None:
        if knows_all_of(scope):
            return None
        rows = self._store.rows(scope, MOST_NAMED + 1)
        return rows if len(rows) <= MOST_NAMED else None
