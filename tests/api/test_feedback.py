"""Feedback over HTTP: handed over once, listed by cursor, found, read."""

from contextlib import suppress
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from assistant.api.pages import page_of, place_at
from assistant.errors import InvalidInputError
from assistant.models import Role
from tests.api.conftest import NOW, TEXTS, Headers

PATH = "/api/v1/feedback"
SAID = {"id": "T-1", "text": "The handle broke.", "rating": 1, "product": "Kettle"}


def test_one_is_read_and_stored(client: TestClient, admin: Headers) -> None:
    posted = client.post(PATH, json=SAID, headers=admin)
    assert posted.status_code == 201
    assert posted.json() == {"items": [{"id": "T-1", "new": True}]}
    kept = client.get(f"{PATH}/T-1", headers=admin).json()
    assert (kept["text"], kept["rating"], kept["sentiment"]) == (SAID["text"], 1, "negative")
    assert kept["time"] == "2026-03-13T12:00:00Z"
    assert "product_quality" in [theme["theme"] for theme in kept["themes"]]
    found = client.get(f"{PATH}/search", params={"q": "handle broke"}, headers=admin).json()
    assert found["items"][0]["id"] == "T-1"


@pytest.mark.parametrize(
    ("body", "kind", "said"),
    [
        (b'{"text": "hm", "rating": 9}', "application/json", "body.rating: Input should be less"),
        (b'[{"text": "hm", "nps": 11}]', "application/json", "body.0.nps: Input should be less"),
        (b"[" + b'{"text":"x"},' * 500 + b'{"text":"x"}]', "application/json", "body: List should"),
        (b'{"text": "hm", "Rating": 5}', "application/json", "body.Rating: Extra inputs"),
        ('{"text": "hm", "评分": 5}'.encode(), "application/json", "body.评分: Extra inputs"),
        (b"text=hello", "text/plain", "The body was not sent as JSON"),
        (b"{text", "application/json", "The body is no JSON"),
        (b'{"text": "\xff\xfe"}', "application/json", "The body is no JSON"),
        (b"[" * 50_000, "application/json", "The body is no JSON"),
    ],
)
def test_what_does_not_fit_is_said_in_the_callers_own_names(
    client: TestClient, admin: Headers, body: bytes, kind: str, said: str
) -> None:
    refused = client.post(PATH, content=body, headers=admin | {"Content-Type": kind})
    assert refused.status_code in (400, 422)
    assert refused.json()["detail"].startswith(said)


def test_the_same_again_is_no_second_one(client: TestClient, admin: Headers) -> None:
    batch = [SAID, {"text": "没有编号"}, SAID, {"text": "没有编号"}]
    first = client.post(PATH, json=batch, headers=admin).json()["items"]
    assert [item["new"] for item in first] == [True, True, False, False]
    assert [item["id"] for item in first[2:]] == [item["id"] for item in first[:2]]
    again = client.post(PATH, json=batch, headers=admin).json()["items"]
    assert not any(item["new"] for item in again)
    assert len(client.get(PATH, headers=admin).json()["items"]) == len(TEXTS) + 2


@pytest.mark.parametrize(
    ("body", "where"),
    [
        ({}, "neither a text"),
        ({"text": "   "}, "neither a text"),
        ([{"text": "a"}, {"text": ""}], "Item 2"),
        ({"text": "a", "rating": 9}, "rating"),
        ([{"text": "a", "nps": 11}], "nps"),
        ({"text": "a", "time": "2031-01-01T00:00:00Z"}, "tomorrow"),
        ({"text": "a", "time": "0001-01-01T00:00:00+14:00"}, "1990"),
        ({"text": "a", "tenant": "other"}, "tenant"),
        ([], "body"),
        ([{"text": "a"}] * 501, "body"),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_is_stored(
    client: TestClient, admin: Headers, body: Any, where: str
) -> None:
    refused = client.post(PATH, json=body, headers=admin)
    assert refused.status_code == 422
    assert where in refused.json()["detail"]
    assert len(client.get(PATH, headers=admin).json()["items"]) == len(TEXTS)


def test_characters_that_no_database_takes(client: TestClient, admin: Headers) -> None:
    said = {"id": "N\0", "text": "a\0b \U0001f600 \u202e", "product": "Ket\0tle"}
    assert client.post(PATH, json=said, headers=admin).status_code == 201
    kept = client.get(f"{PATH}/N", headers=admin).json()
    assert (kept["text"], kept["product"]) == ("ab \U0001f600 \u202e", "Kettle")
    assert client.get(f"{PATH}?product=%00", headers=admin).status_code == 422


def test_a_correction_wins_and_is_remembered(client: TestClient, admin: Headers) -> None:
    path = f"{PATH}/F0/corrections"
    body = {"emotion": "anxious", "themes": {"delivery": "negative"}, "reason": "I called them"}
    answer = client.post(path, json=body, headers=admin)
    assert (answer.status_code, answer.json()) == (201, {"changed": ["emotion", "themes"]})
    kept = client.get(f"{PATH}/F0", headers=admin).json()
    assert kept["emotion"] == "anxious"
    assert [theme["theme"] for theme in kept["themes"]] == ["delivery"]
    said = client.get(path, headers=admin).json()["items"]
    assert {(each["label"], each["actor"]) for each in said} == {
        ("emotion", "bootstrap-key"),
        ("themes", "bootstrap-key"),
    }
    log = client.get("/api/v1/audit", headers=admin).json()["items"]
    assert "I called" not in repr(log)
    assert client.post(path, json={}, headers=admin).status_code == 422


class TestIdempotency:
    def test_the_same_request_gets_the_same_answer(
        self, client: TestClient, admin: Headers
    ) -> None:
        headers = admin | {"Idempotency-Key": "k-1"}
        first = client.post(PATH, json=SAID, headers=headers)
        second = client.post(PATH, json=SAID, headers=headers)
        assert second.json() == first.json() == {"items": [{"id": "T-1", "new": True}]}
        assert "idempotency-replayed" not in first.headers
        assert second.headers["idempotency-replayed"] == "true"

    def test_another_request_under_the_key_is_refused(
        self, client: TestClient, admin: Headers
    ) -> None:
        headers = admin | {"Idempotency-Key": "k-1"}
        client.post(PATH, json=SAID, headers=headers)
        refused = client.post(PATH, json=SAID | {"text": "Other."}, headers=headers)
        assert refused.status_code == 422
        assert "Idempotency-Key" in refused.json()["detail"]

    def test_a_request_that_failed_gives_the_key_free(
        self, client: TestClient, admin: Headers
    ) -> None:
        headers = admin | {"Idempotency-Key": "k-1"}
        assert client.post(PATH, json={"text": " "}, headers=headers).status_code == 422
        assert client.post(PATH, json=SAID, headers=headers).status_code == 201


class TestPages:
    def test_they_follow_each_other(self, client: TestClient, admin: Headers) -> None:
        batch = [{"id": f"P{n}", "text": f"Text {n}"} for n in range(8)]
        client.post(PATH, json=batch, headers=admin)
        whole = client.get(PATH, headers=admin).json()
        assert whole["next"] is None
        ids, cursor, pages = [], None, 0
        while pages == 0 or cursor:
            query = {"limit": "4"} | ({"cursor": cursor} if cursor else {})
            page = client.get(PATH, params=query, headers=admin).json()
            ids += [item["id"] for item in page["items"]]
            cursor, pages = page["next"], pages + 1
        assert ids == [item["id"] for item in whole["items"]]
        assert (len(ids), pages) == (11, 3)

    def test_filters_hold_on_every_page(self, client: TestClient, admin: Headers) -> None:
        query = {"sentiment": "negative", "limit": "1", "start": "2026-03-13"}
        page = client.get(PATH, params=query, headers=admin).json()
        assert [item["id"] for item in page["items"]] == ["F0"]
        assert page["next"] is None
        none = client.get(PATH, params={"end": "2026-03-12"}, headers=admin).json()
        assert none == {"items": [], "next": None}

    @pytest.mark.parametrize("cursor", ["x", "W10", "WzFd", "bnVsbA", "WyJhIiwgMV0", "é"])
    def test_an_invented_cursor_is_refused(
        self, client: TestClient, admin: Headers, cursor: str
    ) -> None:
        refused = client.get(PATH, params={"cursor": cursor}, headers=admin)
        assert refused.status_code == 422
        assert "cursor" in refused.json()["detail"]

    @given(st.text(max_size=50))
    def test_any_text_is_read_or_refused(self, text: str) -> None:
        with suppress(InvalidInputError):
            assert place_at(text, int)

    @given(st.integers(0, 2**31))
    def test_a_cursor_comes_back_as_its_place(self, row: int) -> None:
        shown, cursor = page_of([row, -1], 1, lambda each: (NOW, each))
        assert shown == [row]
        assert place_at(cursor, int) == (NOW, row)


def test_an_id_with_slashes_is_reached(client: TestClient, keys: dict[Role, Headers]) -> None:
    agent, path = keys[Role.AGENT], "2026%2F11%2F1"
    sent = {"id": "2026/11/1", "text": "The kettle leaks", "rating": 1}
    assert client.post("/api/v1/feedback", json=sent, headers=agent).status_code == 201
    assert client.get(f"/api/v1/feedback/{path}", headers=agent).json()["id"] == "2026/11/1"
    correction = {"sentiment": "neutral"}
    corrections = f"/api/v1/feedback/{path}/corrections"
    assert client.post(corrections, json=correction, headers=agent).status_code == 201
    assert len(client.get(corrections, headers=agent).json()["items"]) == 1
    drafted = client.post(f"/api/v1/replies/{path}/draft", json={}, headers=agent)
    assert drafted.status_code < 300
    shown = client.get(f"/api/v1/replies/{path}", headers=agent).json()
    assert (shown["feedback_id"], shown["version"]) == ("2026/11/1", 1)
