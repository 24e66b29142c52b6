"""The vector index in Chroma: the one file that imports chromadb.

The database is the truth and this a copy of it: rows are taken from the outbox, and the whole
index can be thrown away and rebuilt. An embedded Chroma is not safe for two processes, so whoever
opens one holds the lock of retrieval/ownership.py.
"""

import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol, cast

import numpy as np

from assistant.errors import IndexUnavailableError
from assistant.models import Scope
from assistant.models.vectors import Vectors

__all__ = ["ChromaIndex", "VectorIndex", "knows_all_of", "where"]

LARGEST_BATCH = 5_000
MOST_COMPARED = 1_000
"""Rows named to a query that are compared one by one, without the graph."""
BREADTH = 60
"""Neighbours weighed when a vector is added: with Chroma's 100 adding takes twice as long, and the
nearest ten are the same."""

PROBE = """
import sys, chromadb
from chromadb.config import Settings
client = chromadb.PersistentClient(sys.argv[1], Settings(anonymized_telemetry=False))
for collection in client.list_collections():
    collection.count() and collection.query(query_embeddings=collection.peek(1)["embeddings"])
"""


class VectorIndex(Protocol):
    """Rows of the store by the nearness of their vectors."""

    def query(
        self,
        vector: Vectors,
        filters: Mapping[str, Any],
        limit: int,
        among: Sequence[int] | None = None,
    ) -> list[int]:
        """The nearest rows to a vector (dimension,), nearest first; `filters` are of `where`,
        `among` the rows that come into question (None: all)."""
        ...

    def count(self) -> int:
        """How many rows it holds."""
        ...

    def close(self) -> None:
        """Release it for other processes."""
        ...


class ChromaIndex:
    """A collection of an embedded Chroma, or of a Chroma server that the operator runs."""

    def __init__(self, place: Path | str, embedder_name: str) -> None:
        import chromadb
        from chromadb.config import Settings

        settings = Settings(anonymized_telemetry=False)
        self._name = f"feedback-{embedder_name}"
        self._open_mark: Path | None = None
        try:
            if isinstance(place, Path):
                _set_aside_when_damaged(place)
                place.mkdir(parents=True, exist_ok=True)
                self._open_mark = place / "open"
                self._open_mark.touch()
                self._client = chromadb.PersistentClient(str(place), settings)
            else:
                host, _, port = place.removeprefix("http://").rstrip("/").rpartition(":")
                self._client = chromadb.HttpClient(host, int(port), settings=settings)
            self._collection = self._collection_of(self._name)
        except ValueError as error:
            raise IndexUnavailableError(
                f"The vector index at {place} cannot be reached ({error}); check CHROMA_URL, "
                "written like http://localhost:8000."
            ) from error

    def upsert(
        self, rows: Sequence[int], vectors: Vectors, metadata: Sequence[Mapping[str, Any]]
    ) -> None:
        """Take these rows with their vectors (n, dimension); a row that is there is replaced."""
        for start in range(0, len(rows), LARGEST_BATCH):
            some = slice(start, start + LARGEST_BATCH)
            self._collection.upsert(
                ids=[str(row) for row in rows[some]],
                embeddings=cast("Any", vectors[some]),
                metadatas=[dict(each) for each in metadata[some]],
            )

    def held(self, rows: Sequence[int]) -> set[int]:
        """Those of the rows that it holds."""
        found: set[int] = set()
        for start in range(0, len(rows), LARGEST_BATCH):
            ids = [str(row) for row in rows[start : start + LARGEST_BATCH]]
            found.update(int(each) for each in self._collection.get(ids=ids, include=[])["ids"])
        return found

    def relabel(self, rows: Sequence[int], metadata: Sequence[Mapping[str, Any]]) -> None:
        """Give rows that it holds other values to filter by; their vectors stay."""
        for start in range(0, len(rows), LARGEST_BATCH):
            some = slice(start, start + LARGEST_BATCH)
            self._collection.update(
                ids=[str(row) for row in rows[some]],
                metadatas=[dict(each) for each in metadata[some]],
            )

    def query(
        self,
        vector: Vectors,
        filters: Mapping[str, Any],
        limit: int,
        among: Sequence[int] | None = None,
    ) -> list[int]:
        from chromadb.errors import ChromaError

        try:
            if not self._collection.count() or among == []:
                return []
            ids = None if among is None else [str(row) for row in among]
            if ids is not None and len(ids) <= MOST_COMPARED:
                return self._nearest_of(ids, vector, filters)[:limit]
            found = self._collection.query(
                query_embeddings=cast("Any", [vector]),
                n_results=limit,
                where=dict(filters),
                ids=ids,
                include=[],
            )
        except ChromaError as error:
            raise IndexUnavailableError(
                f"The search index failed ({type(error).__name__}); stop what runs over this home "
                "and build it anew with `hearken reindex`."
            ) from error
        return [int(each) for each in found["ids"][0]]

    def _nearest_of(self, ids: list[str], vector: Vectors, filters: Mapping[str, Any]) -> list[int]:
        """Few rows, compared one by one: the graph may not lead to them behind many alike."""
        found = self._collection.get(ids=ids, where=dict(filters), include=["embeddings"])
        likeness = np.asarray(found["embeddings"], np.float32).reshape(-1, len(vector)) @ vector
        return [int(found["ids"][place]) for place in np.argsort(-likeness, kind="stable")]

    def count(self) -> int:
        return int(self._collection.count())

    def clear(self) -> None:
        """Forget every row."""
        self._client.delete_collection(self._name)
        self._collection = self._collection_of(self._name)

    def close(self) -> None:
        if self._open_mark:
            self._open_mark.unlink(missing_ok=True)

    def _collection_of(self, name: str) -> Any:
        return self._client.get_or_create_collection(
            name,
            embedding_function=None,
            configuration={"hnsw": {"space": "ip", "ef_construction": BREADTH}},
        )


_FIELDS = ("product", "channel", "language", "sentiment")


def knows_all_of(scope: Scope) -> bool:
    """Whether `where` says all that restricts a scope."""
    return scope.filters().keys() <= set(_FIELDS)


def where(scope: Scope) -> dict[str, Any]:
    """The part of a scope that the index knows, in Chroma's language."""
    parts: list[dict[str, Any]] = [{"tenant": scope.tenant}]
    if scope.period:
        parts.append({"day": {"$gte": scope.period.start.toordinal()}})
        parts.append({"day": {"$lte": scope.period.end.toordinal()}})
    for name in _FIELDS:
        values = getattr(scope, name)
        if values:
            parts.append({name: {"$in": [str(value) for value in values]}})
    return parts[0] if len(parts) == 1 else {"$and": parts}


def _set_aside_when_damaged(place: Path) -> None:
    """An index that was not closed is read in another process first: damage crashes its reader."""
    if not (place / "open").exists():
        return
    probe = subprocess.run(
        [sys.executable, "-c", PROBE, str(place)], capture_output=True, check=False
    )
    if probe.returncode:
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S")
        shutil.move(place, place.with_name(f"{place.name}-damaged-{stamp}"))
