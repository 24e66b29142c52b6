"""Replies over HTTP: the caller's name on every step, roles, conflicts, the webhook."""

import csv
import io
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import ClassVar

import pytest
from fastapi.testclient import TestClient
from pydantic import SecretStr

from assistant.api.routes import create_api
from assistant.app import App
from assistant.models import Role
from assistant.settings import Settings
from retrieval.embedders import BuiltinEmbedder
from tests.api.conftest import KEY, NOW, OTHER, OTHER_TEXTS, Headers, bearer, fill

PATH = "/api/v1/replies"
ONE = f"{PATH}/F0"


def approved(client: TestClient, headers: Headers) -> int:
    """The version of the approved reply to F0."""
    drafted = client.post(f"{ONE}/draft", json={}, headers=headers).json()
    body = {"version": drafted["version"], "reason": "read by two"}
    case = client.post(f"{ONE}/approve", json=body, headers=headers).json()
    assert case["state"] == "approved"
    return int(case["version"])


def test_the_queue_is_listed_and_counted(client: TestClient, admin: Headers) -> None:
    items = client.get(PATH, headers=admin).json()["items"]
    assert [(each["feedback_id"], each["state"]) for each in items] == [("F0", "new")]
    assert client.get(PATH, params={"overdue": "true"}, headers=admin).json() == {"items": []}
    stats = client.get(f"{PATH}/stats", headers=admin).json()
    assert (stats["waiting"], stats["median_hours"]["value"]) == (1, None)


def test_every_step_bears_the_caller_s_name(client: TestClient, keys: dict[Role, Headers]) -> None:
    agent, manager = keys[Role.AGENT], keys[Role.MANAGER]
    assert client.post(f"{ONE}/claim", headers=agent).json()["holder"] == "agent"
    taken = client.post(f"{ONE}/claim", headers=manager)
    assert (taken.status_code, taken.json()["title"]) == (409, "Conflict")
    assert "agent is working" in taken.json()["detail"]
    reason = {"reason": "on leave"}
    assert client.post(f"{ONE}/take-over", json=reason, headers=agent).status_code == 403
    assert client.post(f"{ONE}/take-over", json=reason, headers=manager).status_code == 200
    case = client.get(ONE, headers=keys[Role.VIEWER]).json()
    assert [(each["actor"], each["role"]) for each in case["events"]] == [
        ("agent", "agent"),
        ("manager", "manager"),
    ]
    log = client.get("/api/v1/audit", headers=manager).json()["items"]
    assert [(each["action"], each["actor"], each["target"]) for each in log] == [
        ("reply.take_over", "manager", "F0"),
        ("reply.claim", "agent", "F0"),
    ]


def test_an_error_is_overridden_by_a_manager_alone(
    client: TestClient, keys: dict[Role, Headers]
) -> None:
    text = {"body": "We refund you twice the price, I promise!", "version": 0}
    case = client.put(f"{ONE}/text", json=text, headers=keys[Role.AGENT]).json()
    assert "error" in {each["severity"] for each in case["findings"]}
    body = {"version": case["version"]}
    assert client.post(f"{ONE}/approve", json=body, headers=keys[Role.AGENT]).status_code == 422
    body["reason"] = "agreed by phone"
    assert client.post(f"{ONE}/approve", json=body, headers=keys[Role.AGENT]).status_code == 403
    assert client.post(f"{ONE}/approve", json=body, headers=keys[Role.MANAGER]).status_code == 200


def test_a_stale_version_changes_nothing(client: TestClient, admin: Headers) -> None:
    version = approved(client, admin)
    stale = {"version": version - 1, "reason": "too long"}
    refused = client.post(f"{ONE}/reject", json=stale, headers=admin)
    assert refused.status_code == 409
    assert client.get(ONE, headers=admin).json()["state"] == "approved"


def test_the_worst_are_drafted_at_once(client: TestClient, admin: Headers) -> None:
    found = client.post(f"{PATH}/drafts", json={"limit": 5}, headers=admin).json()["items"]
    assert [(each["feedback_id"], each["outcome"]) for each in found] == [("F0", "drafted")]
    again = client.post(f"{PATH}/drafts", json={"limit": 5}, headers=admin)
    assert again.json() == {"items": []}


def test_what_is_approved_is_exported(client: TestClient, admin: Headers) -> None:
    empty = client.get(f"{PATH}/export", headers=admin)
    assert empty.headers["content-type"] == "text/csv; charset=utf-8"
    approved(client, admin)
    table = client.get(f"{PATH}/export", headers=admin).content.decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(table, newline=""))
    assert (row["feedback_id"], row["review"]) == ("F0", "The kettle leaks, I am angry")
    assert row["reply"]


def test_the_other_shop_sees_and_sends_nothing(
    client: TestClient, admin: Headers, app: App
) -> None:
    fill(app.of(OTHER), OTHER_TEXTS, "Bicycle")
    other = bearer(app.access.add_key("other", Role.ADMIN, OTHER))
    approved(client, admin)
    assert client.get(ONE, headers=other).json()["state"] == "new"
    refused = client.post(f"{ONE}/send", json={"version": 0}, headers=other)
    assert (refused.status_code, OTHER in refused.json()["detail"]) == (422, True)
    log = client.get("/api/v1/audit", headers=other).json()["items"]
    assert log == []


class Receiver(BaseHTTPRequestHandler):
    """Takes what is posted, or answers as it is told."""

    status: ClassVar[int] = 200

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(self.status)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@pytest.fixture
def webhook() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), Receiver) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/replies"
        server.shutdown()


def test_a_reply_that_is_not_taken_is_a_bad_gateway(
    app: App, encoder: BuiltinEmbedder, webhook: str, admin: Headers
) -> None:
    settings = Settings(
        home=app.settings.home,
        api_keys=SecretStr(KEY),
        reply_webhook=webhook,
        reply_secret=SecretStr("of the receiver"),
        webhook_private=True,
    )
    sending = App(settings, clock=lambda: NOW, embedder=encoder)
    client = TestClient(create_api(sending, "s3cret"))
    version = approved(client, admin)
    Receiver.status = 400
    refused = client.post(f"{ONE}/send", json={"version": version}, headers=admin)
    assert refused.status_code == 502
    assert "status 400" in refused.json()["detail"]
    case = client.get(ONE, headers=admin).json()
    assert (case["state"], case["events"][-1]["action"]) == ("approved", "send_failed")
    Receiver.status = 200
    body = {"version": case["version"], "target": "zendesk"}
    assert client.post(f"{ONE}/send", json=body, headers=admin).json()["state"] == "sent"
    sending.close()
