import json
import stat
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import numpy as np
import pytest

from assistant.errors import IndexUnavailableError
from retrieval.index import ChromaIndex
from retrieval.ownership import (
    COUNT_PATH,
    QUERY_PATH,
    SECRET_HEADER,
    OwnedIndex,
    RemoteIndex,
    ServerNote,
    open_index,
)

VECTORS = np.eye(3, dtype=np.float32)


def serve(index: ChromaIndex, secret: str) -> HTTPServer:
    """A server of the two paths over a real index, as the owner offers them."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["content-length"])))
            if self.headers[SECRET_HEADER] != secret:
                self.send_response(403)
                self.end_headers()
                return
            answer: dict[str, Any] = {}
            if self.path == COUNT_PATH:
                answer = {"count": index.count()}
            elif self.path == QUERY_PATH:
                vector = np.array(body["vector"], np.float32)
                asked = body["filters"], body["limit"], body.get("among")
                answer = {"rows": index.query(vector, *asked)}
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps(answer).encode())

        def log_message(self, format: str, *args: Any) -> None:
            pass

    return HTTPServer(("127.0.0.1", 0), Handler)


@pytest.fixture
def owned(tmp_path: Path) -> Iterator[ChromaIndex]:
    index = open_index(tmp_path, None, "test")
    assert isinstance(index, OwnedIndex)
    index.upsert([1, 2, 3], VECTORS, [{"tenant": "a"}, {"tenant": "a"}, {"tenant": "b"}])
    yield index
    index.close()


@pytest.fixture
def note(owned: ChromaIndex, tmp_path: Path) -> Iterator[ServerNote]:
    """The note of a running server that owns the index."""
    secret = ServerNote.new("").secret
    running = serve(owned, secret)
    left = ServerNote(f"http://127.0.0.1:{running.server_port}", secret)
    left.leave(tmp_path)
    thread = Thread(target=running.serve_forever)
    thread.start()
    yield left
    running.shutdown()
    running.server_close()
    thread.join()


ASK = """
import sys
from pathlib import Path
import numpy as np
from retrieval.ownership import open_index
index = open_index(Path(sys.argv[1]), None, "test")
print(type(index).__name__, index.count(), index.query(np.eye(3)[1], {"tenant": "a"}, 5))
index.close()
"""


@pytest.mark.usefixtures("note")
def test_a_second_process_asks_the_running_server(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", ASK, str(tmp_path)],
        cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.stdout.strip() == "RemoteIndex 3 [2, 1]", ran.stderr


@pytest.mark.usefixtures("note")
def test_the_remote_index_answers_like_the_owner(owned: ChromaIndex, tmp_path: Path) -> None:
    remote = open_index(tmp_path, None, "test")
    assert isinstance(remote, RemoteIndex)
    assert remote.count() == owned.count() == 3
    for tenant in ("a", "b", "nobody"):
        filters = {"tenant": tenant}
        for among in (None, [1, 3], []):
            asked = VECTORS[1], filters, 5, among
            assert remote.query(*asked) == owned.query(*asked)
    remote.close()


def test_a_wrong_secret_is_refused(note: ServerNote) -> None:
    stranger = RemoteIndex(ServerNote(note.url, "guessed"))
    with pytest.raises(IndexUnavailableError, match="did not answer"):
        stranger.count()
    stranger.close()


@pytest.mark.usefixtures("owned")
def test_a_note_whose_server_is_gone(tmp_path: Path) -> None:
    ServerNote.new("http://127.0.0.1:1").leave(tmp_path)
    index = open_index(tmp_path, None, "test")
    with pytest.raises(IndexUnavailableError, match="restart"):
        index.count()
    index.close()


@pytest.mark.usefixtures("owned")
def test_without_a_note_the_index_cannot_be_had(tmp_path: Path) -> None:
    with pytest.raises(IndexUnavailableError, match="Another process holds") as caught:
        open_index(tmp_path, None, "test")
    assert "\n" not in str(caught.value)


def test_a_closed_index_can_be_owned_again(tmp_path: Path) -> None:
    first = open_index(tmp_path / "new home", None, "test")
    assert isinstance(first, ChromaIndex)
    first.upsert([1], VECTORS[:1], [{"tenant": "a"}])
    first.close()
    second = open_index(tmp_path / "new home", None, "test")
    assert isinstance(second, OwnedIndex)
    assert second.count() == 1
    second.close()


class TestServerNote:
    def test_it_is_found_as_it_was_left(self, tmp_path: Path) -> None:
        left = ServerNote.new("http://127.0.0.1:7860")
        left.leave(tmp_path)
        assert ServerNote.find(tmp_path) == left
        assert len(left.secret) >= 24
        assert stat.S_IMODE((tmp_path / "server.json").stat().st_mode) == 0o600
        assert ServerNote.new(left.url).secret != left.secret
        ServerNote.remove(tmp_path)
        ServerNote.remove(tmp_path)
        assert ServerNote.find(tmp_path) is None

    @pytest.mark.parametrize("content", ["", "{", "[]", '{"url": "x"}', '{"url": 1, "port": 2}'])
    def test_a_broken_one_is_none(self, tmp_path: Path, content: str) -> None:
        (tmp_path / "server.json").write_text(content)
        assert ServerNote.find(tmp_path) is None
