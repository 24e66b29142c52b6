"""Two shops with the same ids behind one API: nothing crosses."""

import pytest
from fastapi.testclient import TestClient

from assistant.app import App
from assistant.models import Role
from tests.api.conftest import OTHER, OTHER_TEXTS, TEXTS, Headers, bearer, fill


@pytest.fixture
def other(app: App) -> Headers:
    """An administrator of the second shop, whose feedback has the ids of the first."""
    fill(app.of(OTHER), OTHER_TEXTS, "Bicycle")
    return bearer(app.access.add_key("other", Role.ADMIN, OTHER))


def test_lists_and_ids(client: TestClient, admin: Headers, other: Headers) -> None:
    for headers, texts in ((admin, TEXTS), (other, OTHER_TEXTS)):
        listed = client.get("/api/v1/feedback", headers=headers).json()["items"]
        assert [item["text"] for item in listed] == list(texts)
        assert client.get("/api/v1/feedback/F1", headers=headers).json()["text"] == texts[1]


def test_search_by_meaning_and_by_words(client: TestClient, admin: Headers, other: Headers) -> None:
    query = {"q": "the bicycle rattles 自行车"}
    mine = client.get("/api/v1/feedback/search", params=query, headers=admin).json()["items"]
    theirs = client.get("/api/v1/feedback/search", params=query, headers=other).json()["items"]
    assert {item["text"] for item in mine} <= set(TEXTS)
    assert theirs[0]["text"] in OTHER_TEXTS
    assert {item["text"] for item in theirs} <= set(OTHER_TEXTS)


def test_figures_and_answers(client: TestClient, admin: Headers, other: Headers) -> None:
    added = {"text": "The bicycle is fine.", "nps": 10, "product": "Bicycle"}
    assert client.post("/api/v1/feedback", json=added, headers=other).status_code == 201
    for headers, n, product in ((admin, 3, "Kettle"), (other, 4, "Bicycle")):
        found = client.get("/api/v1/figures/nps", headers=headers).json()
        assert found["figures"][0]["n"] == n
        body = {"question": "nps by product this week"}
        answer = client.post("/api/v1/ask", json=body, headers=headers).json()
        assert product in answer["answer"]
        assert {"Kettle": "Bicycle", "Bicycle": "Kettle"}[product] not in answer["answer"]


def test_names_of_the_other_shop_are_not_known(
    client: TestClient, admin: Headers, other: Headers
) -> None:
    body = {"question": "how many reviews of the bicycle this week"}
    theirs = client.post("/api/v1/ask", json=body, headers=other).json()
    mine = client.post("/api/v1/ask", json=body, headers=admin).json()
    assert theirs["tools"][0]["args"]["product"] == ["Bicycle"]
    assert not any("product" in tool["args"] for tool in mine["tools"])


def test_conversations_of_the_same_id(client: TestClient, admin: Headers, other: Headers) -> None:
    for headers, question in ((admin, "nps this week"), (other, "csat this week")):
        body = {"question": question, "conversation": "c1"}
        assert client.post("/api/v1/ask", json=body, headers=headers).status_code == 200
    followed = {"question": "and last week?", "conversation": "c1"}
    mine = client.post("/api/v1/ask", json=followed, headers=admin).json()
    theirs = client.post("/api/v1/ask", json=followed, headers=other).json()
    assert [mine["tools"][0]["name"], theirs["tools"][0]["name"]] == ["nps", "csat"]
    assert client.delete("/api/v1/conversations/c1", headers=other).status_code == 204
    assert client.get("/api/v1/conversations/c1", headers=other).status_code == 404
    kept = client.get("/api/v1/conversations/c1", headers=admin).json()
    assert [turn["question"] for turn in kept["turns"]] == ["nps this week", "and last week?"]


def test_idempotency_keys_and_the_audit_log(
    client: TestClient, admin: Headers, other: Headers
) -> None:
    said, key = {"id": "N1", "text": "The lid is loose."}, {"Idempotency-Key": "same"}
    for headers in (admin, other):
        posted = client.post("/api/v1/feedback", json=said, headers=headers | key).json()
        assert posted == {"items": [{"id": "N1", "new": True}]}
        log = client.get("/api/v1/audit", headers=headers).json()["items"]
        assert [entry["action"] for entry in log] == ["feedback.add"]


def test_policies_of_the_first_shop_stay_there(
    app: App, client: TestClient, admin: Headers, other: Headers
) -> None:
    folder = app.settings.home / "policies"
    folder.mkdir()
    (folder / "returns.md").write_text("# returns.1 Returns\n\nWithin 30 days.\n")
    ids = [
        [clause["id"] for clause in client.get("/api/v1/policies", headers=who).json()["items"]]
        for who in (admin, other)
    ]
    assert ids == [["returns.1"], []]
