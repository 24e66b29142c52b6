"""Handing over to a real HTTP server, and tables that no spreadsheet runs."""

import csv
import io
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from assistant.errors import ConflictError, DeliveryError, InvalidInputError, SettingsError
from assistant.models import ReplyState
from assistant.replies.workflow.poster import Poster, signature
from assistant.replies.workflow.sending import send
from assistant.replies.workflow.table import COLUMNS, write_csv
from assistant.replies.workflow.targets import TARGETS, Outgoing, target_of
from tests.replies.shop import ANNA, Shop
from tests.replies.test_workflow import GOOD

SECRET = "a shared secret"


class Receiver:
    """A web server that keeps what it is sent and answers as it is told, 200 at the end."""

    def __init__(self) -> None:
        self.got: list[tuple[dict[str, str], bytes]] = []
        self.answers: list[int] = []
        owner = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                owner.got.append(({k.lower(): v for k, v in self.headers.items()}, body))
                status = owner.answers.pop(0) if owner.answers else 200
                self.send_response(status)
                if status == 302:
                    self.send_header("Location", "/elsewhere")
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/hook"


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    found = Receiver()
    thread = threading.Thread(target=found.server.serve_forever, daemon=True)
    thread.start()
    yield found
    found.server.shutdown()
    found.server.server_close()
    thread.join(timeout=10)


def poster(url: str, allow_private: bool = True) -> Poster:
    return Poster(url, SECRET, allow_private, lambda seconds: None, lambda: 1_700_000_000.0)


def approved(shop: Shop, body: str = GOOD) -> tuple[str, int]:
    id = shop.add("R1")
    edited = shop.service.edit(id, ANNA, body, 0).reply
    return id, shop.service.approve(id, ANNA, edited.version).reply.version


class TestSending:
    def test_a_signed_post_marks_it_sent(self, shop: Shop, receiver: Receiver) -> None:
        id, version = approved(shop)
        done = send(shop.service, id, ANNA, version, target_of("plain"), poster(receiver.url))
        assert done.reply.state is ReplyState.SENT
        ((headers, body),) = receiver.got
        assert json.loads(body)["body"] == GOOD
        assert json.loads(body)["approved_by"] == "anna"
        assert len(headers["idempotency-key"]) == 64
        expected = signature(SECRET, 1_700_000_000, body)
        assert headers["x-hearken-signature"] == f"t=1700000000,v1={expected}"
        assert signature("another", 1_700_000_000, body) != expected

    def test_a_busy_server_is_asked_again_with_the_same_key(
        self, shop: Shop, receiver: Receiver
    ) -> None:
        receiver.answers = [503, 429]
        id, version = approved(shop)
        send(shop.service, id, ANNA, version, target_of("zendesk"), poster(receiver.url))
        assert len({headers["idempotency-key"] for headers, _ in receiver.got}) == 1
        assert len(receiver.got) == 3

    @pytest.mark.parametrize(("answers", "posts"), [([400], 1), ([302], 1), ([500] * 4, 4)])
    def test_a_refusal_is_kept_and_nothing_is_sent(
        self, shop: Shop, receiver: Receiver, answers: list[int], posts: int
    ) -> None:
        receiver.answers = list(answers)
        id, version = approved(shop)
        with pytest.raises(DeliveryError, match=str(answers[0])):
            send(shop.service, id, ANNA, version, target_of("plain"), poster(receiver.url))
        case = shop.service.show(id)
        assert case.reply.state is ReplyState.APPROVED
        assert case.events[-1].action == "send_failed"
        assert len(receiver.got) == posts
        send(shop.service, id, ANNA, case.reply.version, TARGETS["plain"], poster(receiver.url))
        assert receiver.got[0][0]["idempotency-key"] == receiver.got[-1][0]["idempotency-key"]

    def test_nothing_is_posted_before_the_approval_or_twice(
        self, shop: Shop, receiver: Receiver
    ) -> None:
        id = shop.add("R1")
        edited = shop.service.edit(id, ANNA, GOOD, 0).reply
        with pytest.raises(ConflictError):
            send(shop.service, id, ANNA, edited.version, TARGETS["plain"], poster(receiver.url))
        version = shop.service.approve(id, ANNA, edited.version).reply.version
        sent = send(shop.service, id, ANNA, version, TARGETS["plain"], poster(receiver.url))
        for again in (version, sent.reply.version):
            with pytest.raises(ConflictError):
                send(shop.service, id, ANNA, again, TARGETS["plain"], poster(receiver.url))
        assert len(receiver.got) == 1

    def test_a_server_that_is_gone(self, shop: Shop) -> None:
        id, version = approved(shop)
        with pytest.raises(DeliveryError, match="ConnectError") as caught:
            send(shop.service, id, ANNA, version, TARGETS["plain"], poster("http://127.0.0.1:9/"))
        assert "\n" not in str(caught.value)

    @pytest.mark.parametrize(
        "url",
        [
            "https://127.0.0.1:8/",
            "https://localhost:8/",
            "https://10.0.0.7/",
            "https://[::1]/",
            "https://169.254.169.254/latest",
            "https://0.0.0.0/",
        ],
    )
    def test_a_private_address_is_refused(self, url: str) -> None:
        with pytest.raises(DeliveryError, match="HEARKEN_WEBHOOK_PRIVATE"):
            poster(url, allow_private=False).post({}, "key")

    @pytest.mark.parametrize(
        "url",
        [
            "http://shop.example/",
            "https://name:secret@shop.example/",
            "file:///etc/passwd",
            "http://[",
            "nonsense",
        ],
    )
    def test_what_is_no_plain_https_address_is_refused(self, url: str) -> None:
        with pytest.raises(SettingsError, match="HEARKEN_REPLY_WEBHOOK"):
            poster(url, allow_private=False).post({}, "key")


class TestTargets:
    @pytest.mark.parametrize("name", TARGETS)
    def test_the_text_stands_in_every_shape(
        self, shop: Shop, receiver: Receiver, name: str
    ) -> None:
        id, version = approved(shop)
        send(shop.service, id, ANNA, version, target_of(name), poster(receiver.url))
        sent = receiver.got[0][1].decode()
        assert json.dumps(GOOD, ensure_ascii=False) in sent
        assert id in sent

    @pytest.mark.parametrize("name", sorted(TARGETS.keys() - {"plain"}))
    def test_an_id_cannot_leave_its_path(self, name: str) -> None:
        reply = Outgoing("../x?y=1 z", None, "en", True, "Hello.", "anna", None)
        path = TARGETS[name].payload(reply)["path"]
        assert ".." not in path.replace("..%2F", "")
        assert not set("? ") & set(path)

    def test_an_unknown_one(self) -> None:
        with pytest.raises(InvalidInputError, match="fax"):
            target_of("fax")


class TestTable:
    def test_what_is_written_is_read_back(self, shop: Shop) -> None:
        id = shop.add("R1", '=HYPERLINK("http://evil.example","x")\nThe kettle leaks and drips')
        edited = shop.service.edit(id, ANNA, GOOD, 0).reply
        shop.service.approve(id, ANNA, edited.version)
        file = io.StringIO(newline="")
        assert write_csv(shop.service.approved(), file) == 1
        header, row = csv.reader(io.StringIO(file.getvalue(), newline=""))
        assert tuple(header) == COLUMNS
        assert row[0] == id
        assert row[COLUMNS.index("review")].startswith("'=HYPERLINK")
        assert row[COLUMNS.index("reply")] == GOOD
        assert write_csv([], io.StringIO()) == 0
