"""Webhooks: signed, fresh, taken once, mapped."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant.api.routes import create_api
from assistant.app import App
from assistant.errors import ConflictError, SettingsError
from assistant.models import Scope
from assistant.services.hooks import load_hooks, signature_of
from tests.api.conftest import NOW, OTHER, Headers

SECRET = "a secret of the helpdesk"
FILE = f"""
hooks:
  helpdesk:
    secret: {SECRET}
    items: data.tickets
    fields: {{id: number, text: "comments[0].body", time: at, rating: survey.stars}}
  other:
    secret: {SECRET} too
    tenant: {OTHER}
    source: surveys
    fields: {{text: said, nps: score}}
"""
TICKET = {
    "number": 17,
    "comments": [{"body": "Nobody answers."}],
    "at": "2026-03-13T08:00:00+08:00",
    "survey": {"stars": "2"},
}


@pytest.fixture
def hooked(app: App) -> TestClient:
    (app.settings.home / "hooks.yaml").write_text(FILE)
    return TestClient(create_api(app, "s3cret"), raise_server_exceptions=False)


def signed(body: Any, secret: str = SECRET, age: int = 0) -> Mapping[str, Any]:
    content = json.dumps(body).encode()
    timestamp = str(int(NOW.timestamp()) - age)
    signature = "sha256=" + signature_of(secret, timestamp, content)
    headers = {"X-Hearken-Timestamp": timestamp, "X-Hearken-Signature": signature}
    return {"content": content, "headers": headers}


def test_a_signed_delivery_becomes_feedback(hooked: TestClient, admin: Headers) -> None:
    body = {"data": {"tickets": [TICKET, {"number": 18, "comments": [{"body": "快递太慢"}]}]}}
    taken = hooked.post("/api/v1/hooks/helpdesk", **signed(body))
    assert taken.json() == {"received": 2, "new": 2}
    kept = hooked.get("/api/v1/feedback/17", headers=admin).json()
    assert (kept["text"], kept["rating"], kept["source"]) == ("Nobody answers.", 2, "helpdesk")
    assert kept["time"] == "2026-03-13T00:00:00Z"
    assert hooked.get("/api/v1/feedback/18", headers=admin).json()["text"] == "快递太慢"
    log = hooked.get("/api/v1/audit", headers=admin).json()["items"]
    assert [(entry["actor"], entry["detail"]) for entry in log] == [
        ("hook helpdesk", {"received": 2, "new": 2})
    ]


def test_a_hook_may_belong_to_another_tenant(hooked: TestClient, admin: Headers, app: App) -> None:
    body = {"said": "The bell is loud", "score": 3}
    assert hooked.post("/api/v1/hooks/other", **signed(body, f"{SECRET} too")).status_code == 200
    assert "bell" not in hooked.get("/api/v1/feedback", headers=admin).text
    (only,) = app.of(OTHER).records.page(Scope(tenant=OTHER), 9)
    assert (only.feedback.nps, only.feedback.source) == (3, "surveys")


@pytest.mark.parametrize(
    "delivery",
    [
        {"content": b"{}"},
        signed({}, "another secret"),
        signed({}, age=301),
        signed({}, age=-301),
        {**signed({}), "content": b'{"changed": 1}'},
    ],
)
def test_unsigned_stale_and_changed_ones_are_refused(
    hooked: TestClient, delivery: Mapping[str, Any]
) -> None:
    assert hooked.post("/api/v1/hooks/helpdesk", **delivery).status_code == 401


def test_an_unknown_hook_is_refused_alike(hooked: TestClient) -> None:
    unknown = hooked.post("/api/v1/hooks/nobody", **signed({}, ""))
    wrong = hooked.post("/api/v1/hooks/helpdesk", **signed({}, "wrong"))
    assert (unknown.status_code, unknown.json()) == (401, wrong.json())


@pytest.mark.usefixtures("hooked")
def test_a_delivery_counts_as_taken_with_its_feedback_or_not_at_all(app: App) -> None:
    """Between the look and the write another process takes the same delivery."""
    hooks, body = app.commons.hooks, json.dumps({"data": {"tickets": [TICKET]}}).encode()
    timestamp = str(int(NOW.timestamp()))
    delivery = hooks.verify("helpdesk", timestamp, signature_of(SECRET, timestamp, body), body)
    assert delivery is not None
    before = app.indexing.stored()
    with app.commons.database.write() as connection:
        hooks.keep(delivery)(connection)
    assert hooks.taken(delivery)
    with pytest.raises(ConflictError, match="taken before"):
        app.imports.posting.add(hooks.read(delivery), hooks.keep(delivery))
    assert app.indexing.stored() == before


def test_a_delivery_that_was_not_stored_may_be_sent_again(hooked: TestClient, app: App) -> None:
    """As after the death of the process that took it: nothing of it is kept."""
    body = {"data": {"tickets": [TICKET]}}

    class Died(BaseException):
        pass

    def die(_connection: object) -> None:
        raise Died

    delivery = signed(body)
    hooks, headers = app.commons.hooks, delivery["headers"]
    timestamp, signature = headers.values()
    known = hooks.verify("helpdesk", timestamp, signature, delivery["content"])
    assert known is not None
    with pytest.raises(Died):
        app.imports.posting.add(hooks.read(known), die)
    assert hooked.post("/api/v1/hooks/helpdesk", **delivery).json() == {"received": 1, "new": 1}
    assert hooked.post("/api/v1/hooks/helpdesk", **delivery).status_code == 409


def test_a_replay_is_refused(hooked: TestClient) -> None:
    delivery = signed({"data": {"tickets": [TICKET]}})
    assert hooked.post("/api/v1/hooks/helpdesk", **delivery).status_code == 200
    assert hooked.post("/api/v1/hooks/helpdesk", **delivery).status_code == 409


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"data": {}}, "no list"),
        ({"data": {"tickets": [{"number": 1}]}}, "Item 1"),
        ({"data": {"tickets": [TICKET | {"survey": {"stars": 7}}]}}, "rating"),
        ({"data": {"tickets": [TICKET | {"survey": {"stars": "NaN"}}]}}, "rating"),
        ({"data": {"tickets": [TICKET | {"at": "yesterday"}]}}, "yesterday"),
        ({"data": {"tickets": [TICKET | {"at": 1e20}]}}, "1e+20"),
        ([1, 2], "no list"),
    ],
)
def test_what_cannot_be_read_may_be_sent_again(hooked: TestClient, body: Any, said: str) -> None:
    for _ in range(2):
        refused = hooked.post("/api/v1/hooks/helpdesk", **signed(body))
        assert refused.status_code == 422
        assert said in refused.json()["detail"]


@pytest.mark.parametrize(
    "text",
    [
        "hooks: [",
        "other: {}",
        "hooks: {a: {fields: {text: t}}}",
        "hooks: {a: {secret: short, fields: {text: t}}}",
        "hooks: {a: {secret: sixteen characters, fields: {words: t}}}",
        "hooks: {a: {secret: sixteen characters, fields: {text: t}, tenant: ../x}}",
    ],
)
def test_a_file_that_does_not_fit_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "hooks.yaml"
    path.write_text(text)
    with pytest.raises(SettingsError, match=r"hooks\.yaml") as caught:
        load_hooks(path)
    assert "\n" not in str(caught.value)
