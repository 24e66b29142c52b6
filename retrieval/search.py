"""Hybrid search: what is near in meaning and what shares words, fused."""

from collections.abc import Callable
from typing import Protocol

from assistant.errors import IndexUnavailableError
from assistant.models import Scope
from retrieval.embedders import Embedder
from retrieval.fusion import reciprocal_rank_fusion
from retrieval.index import VectorIndex, where

__all__ = ["HybridSearch", "Lexical"]

CANDIDATES = 200


class Lexical(Protocol):
    """Rows of a scope by lexical rank, best first."""

    def matching(self, query: str, scope: Scope, limit: int) -> list[int]: ...


class HybridSearch:
    """Fuses the vector index with the lexical one.

    `index` is called when a search first needs it, since opening one takes a lock and time.
    """

    def __init__(
        self, lexical: Lexical, index: Callable[[], VectorIndex], embedder: Embedder
    ) -> None:
        self._lexical = lexical
        self._index = index
        self._embedder = embedder

    def rows(self, query: str, scope: Scope) -> list[int]:
        """Candidate rows, best first.

        The index knows only a part of a scope's fields, so the caller filters the rows through
        the store. When the index cannot be reached the words alone decide.
        """
        rankings = [self._lexical.matching(query, scope, CANDIDATES)]
        try:
            vector = self._embedder.encode([query])[0]
            rankings.append(self._index().query(vector, where(scope), CANDIDATES))
        except IndexUnavailableError:
            pass
        return reciprocal_rank_fusion(rankings)
