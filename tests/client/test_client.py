"""The client beside a server that answers badly."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from assistant.client import Client
from assistant.errors import ClientError

STARTED = b"event: started\ndata: {}\n\n"


class Answering(BaseHTTPRequestHandler):
    """Says `body` under `length` to whatever it is asked, and hangs up."""

    body = b""
    length: int | None = None

    def do_GET(self) -> None:
        self.send_response(200)
        if self.length is not None:
            self.send_header("Content-Length", str(self.length))
        self.end_headers()
        self.wfile.write(self.body)

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.do_GET()

    def log_message(self, *_: object) -> None:
        """Keep the output of the tests clean."""


@contextmanager
def serving(said: bytes, promised: int | None = None) -> Iterator[str]:
    """The address of a server that says so much to everything, whatever length it promised."""

    class Handler(Answering):
        body = said
        length = promised

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(
    ("body", "length", "said"),
    [
        (STARTED, None, "ended before its answer"),
        (b"", None, "ended before its answer"),
        (STARTED, 10_000, "did not answer"),
        (STARTED + b'event: answer\ndata: {"ans', None, "other than JSON"),
    ],
)
def test_a_stream_that_breaks_off_is_an_error(body: bytes, length: int | None, said: str) -> None:
    with (
        serving(body, length) as url,
        Client(url) as client,
        pytest.raises(ClientError, match=said),
    ):
        list(client.stream("nps"))


def test_a_stream_that_ends_with_an_error_is_whole() -> None:
    body = STARTED + b'event: error\ndata: {"status": 400}\n\n'
    with serving(body) as url, Client(url) as client:
        assert list(client.stream("nps")) == [("started", {}), ("error", {"status": 400})]


def test_a_page_of_another_server_is_an_error() -> None:
    with (
        serving(b"<h1>Welcome</h1>") as url,
        Client(url) as client,
        pytest.raises(ClientError, match="is it Hearken"),
    ):
        client.who()


def test_an_address_that_is_none_is_an_error() -> None:
    with pytest.raises(ClientError, match="no address"):
        Client("http://[::1")
    with Client("ftp://127.0.0.1") as client, pytest.raises(ClientError, match="did not answer"):
        client.who()


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with (
        Client("http://127.0.0.1:9") as client,
        pytest.raises(ClientError, match=r"none\.csv cannot be read"),
    ):
        client.import_file(tmp_path / "none.csv")
