"""The HTTP API over a real store."""

import pytest
from fastapi.testclient import TestClient

from assistant.app import App
from retrieval.ownership import COUNT_PATH, QUERY_PATH, SECRET_HEADER
from tests.api.conftest import KEY as SECOND_KEY
from tests.api.conftest import bearer

KEY = bearer(SECOND_KEY)


def test_health_needs_no_key(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "ok", "feedback": 3, "pending": 0}


def test_ask_answers_with_figures(client: TestClient) -> None:
    answer = client.post("/api/v1/ask", json={"question": "nps this week"}, headers=KEY).json()
    assert answer["verified"]
    named = {figure["name"]: figure["value"] for figure in answer["figures"]}
    assert named["nps"] == pytest.approx(100 * (1 - 2) / 3)


def test_a_conversation_continues(client: TestClient) -> None:
    def ask(question: str) -> dict[str, object]:
        body = {"question": question, "conversation": "c1"}
        found: dict[str, object] = client.post("/api/v1/ask", json=body, headers=KEY).json()
        return found

    ask("nps this week")
    followed = ask("and last week?")
    assert followed["tools"] == [
        {"name": "nps", "args": {"period": {"start": "2026-03-02", "end": "2026-03-08"}}}
    ]


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer three"}])
def test_a_missing_or_wrong_key_is_refused(client: TestClient, headers: dict[str, str]) -> None:
    refused = client.post("/api/v1/ask", json={"question": "nps"}, headers=headers)
    assert refused.status_code == 401
    assert refused.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    "body",
    [{}, {"question": ""}, {"question": "nps", "tenant": "other"}, {"question": "x" * 5_000}],
)
def test_a_body_that_does_not_fit_is_one_problem(client: TestClient, body: dict[str, str]) -> None:
    refused = client.post("/api/v1/ask", json=body, headers=KEY)
    assert refused.status_code == 422
    assert refused.json()["detail"]


def test_the_index_answers_the_processes_of_the_same_home(client: TestClient, app: App) -> None:
    vector = app.commons.embedder.encode(["水壶漏水"])[0].tolist()
    body = {"vector": vector, "filters": {"tenant": "default"}, "limit": 1}
    assert client.post(QUERY_PATH, json=body).status_code == 401
    mine = {SECRET_HEADER: "s3cret"}
    assert client.post(QUERY_PATH, json=body, headers=mine).json() == {"rows": [1]}
    among = {**body, "among": [2, 3], "limit": 5}
    assert set(client.post(QUERY_PATH, json=among, headers=mine).json()["rows"]) == {2, 3}
    assert client.post(COUNT_PATH, json={}, headers=mine).json() == {"count": 3}
