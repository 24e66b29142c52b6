"""Who owns the embedded index: one process by a file lock, everyone else asks that process.

`hearken serve` holds the lock as long as it runs and leaves its address and a secret in
`server.json`; another process that needs the index sends its query there.
"""

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2
from filelock import FileLock, Timeout

from assistant.errors import IndexUnavailableError
from assistant.models.vectors import Vectors
from retrieval.index import ChromaIndex

__all__ = [
    "COUNT_PATH",
    "QUERY_PATH",
    "SECRET_HEADER",
    "OwnedIndex",
    "RemoteIndex",
    "ServerNote",
    "open_index",
]

COUNT_PATH = "/internal/index/count"
QUERY_PATH = "/internal/index/query"
SECRET_HEADER = "x-hearken-secret"
SECONDS_TO_WAIT = 5


@dataclass(frozen=True, slots=True)
class ServerNote:
    """Where the process that owns the index listens, and the secret that it asks for."""

    url: str
    secret: str

    @classmethod
    def new(cls, url: str) -> "ServerNote":
        """A note with a fresh secret."""
        return cls(url, secrets.token_urlsafe(24))

    def leave(self, home: Path) -> None:
        """Write the note where the other processes of this home look, for its owner's eyes."""
        path = home / "server.json"
        path.unlink(missing_ok=True)
        path.touch(mode=0o600)
        path.write_text(json.dumps({"url": self.url, "secret": self.secret}))

    @classmethod
    def find(cls, home: Path) -> "ServerNote | None":
        try:
            return cls(**json.loads((home / "server.json").read_text()))
        except (OSError, ValueError, TypeError):
            return None

    @staticmethod
    def remove(home: Path) -> None:
        (home / "server.json").unlink(missing_ok=True)


class OwnedIndex(ChromaIndex):
    """The embedded index together with the lock that makes it ours."""

    def __init__(self, home: Path, embedder_name: str, wait: float) -> None:
        self._lock = FileLock(home / "index.lock")
        self._lock.acquire(timeout=wait)
        try:
            super().__init__(home / "index", embedder_name)
        except BaseException:
            self._lock.release()
            raise

    def close(self) -> None:
        super().close()
        self._lock.release()


class RemoteIndex:
    """The index of the server that owns it, for reading."""

    def __init__(self, note: ServerNote) -> None:
        self._client = httpx2.Client(
            base_url=note.url, headers={SECRET_HEADER: note.secret}, timeout=20, trust_env=False
        )

    def query(
        self,
        vector: Vectors,
        filters: Mapping[str, Any],
        limit: int,
        among: Sequence[int] | None = None,
    ) -> list[int]:
        body: dict[str, Any] = {"vector": vector.tolist(), "filters": dict(filters), "limit": limit}
        if among is not None:
            body["among"] = list(among)
        return list(self._post(QUERY_PATH, body)["rows"])

    def count(self) -> int:
        return int(self._post(COUNT_PATH, {})["count"])

    def close(self) -> None:
        self._client.close()

    def _post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        try:
            answer = self._client.post(path, json=body)
            answer.raise_for_status()
            found: dict[str, Any] = answer.json()
        except (httpx2.HTTPError, ValueError) as error:
            raise IndexUnavailableError(
                "The running Hearken server owns the search index and did not answer "
                f"({type(error).__name__}); restart `hearken serve`."
            ) from error
        return found


def open_index(home: Path, chroma_url: str | None, embedder_name: str) -> ChromaIndex | RemoteIndex:
    """The index that this process may use: a Chroma server's, our own, or the running server's.

    Raises IndexUnavailableError when another process holds it and does not serve it.
    """
    if chroma_url:
        return ChromaIndex(chroma_url, embedder_name)
    home.mkdir(parents=True, exist_ok=True)
    for wait in (0, SECONDS_TO_WAIT):
        try:
            return OwnedIndex(home, embedder_name, wait)
        except Timeout:
            note = ServerNote.find(home)
            if note:
                return RemoteIndex(note)
    raise IndexUnavailableError(
        f"Another process holds the search index in {home}; wait until it ends, or ask through "
        "`hearken serve`."
    )
