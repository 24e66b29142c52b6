"""What holds for every request: ids, limits, problems, metrics, the log."""

import json
import logging
from datetime import datetime
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from pydantic import SecretStr

from assistant.api.limits import MOST_BUCKETS, RateLimit
from assistant.api.queries import FeedbackQuery
from assistant.api.routes import create_api
from assistant.app import App
from assistant.logs import logging_to
from assistant.models import Role
from assistant.settings import Settings
from assistant.tools.arguments import ScopeArgs
from retrieval.embedders import BuiltinEmbedder
from tests.api.conftest import KEY, NOW, Headers, bearer


def test_open_alerts_are_listed(client: TestClient, admin: Headers, app: App) -> None:
    said = "The kettle caught fire and burned my hand, this is dangerous!"
    client.post("/api/v1/feedback", json={"text": said, "product": "Kettle"}, headers=admin)
    answer = client.get("/api/v1/alerts", headers=admin)
    assert answer.status_code == 200
    assert (
        [each["subject"] for each in answer.json()["items"]]
        == [each["subject"] for each in app.alerting.open_json()]
        != []
    )


def test_a_checklist_is_ticked_and_kept_with_who_and_when(
    client: TestClient, keys: dict[Role, Headers], app: App
) -> None:
    said, agent = "The kettle caught fire and burned my hand!", keys[Role.AGENT]
    client.post("/api/v1/feedback", json={"text": said, "product": "Kettle"}, headers=agent)
    path = "/api/v1/alerts/checklist"
    key = client.get("/api/v1/alerts", headers=agent).json()["items"][0]["key"]
    before = client.get(path, params={"key": key}, headers=agent).json()["items"]
    assert {each["part"] for each in before} == {
        "prevention", "response", "communication", "review"
    }  # fmt: skip
    assert not any(each["done"] or each["who"] for each in before)
    assert "call_hurt" in {each["id"] for each in before}
    ticked = client.put(path, json={"key": key, "step": "call_hurt"}, headers=agent).json()["items"]
    (step,) = [each for each in ticked if each["done"]]
    assert (step["id"], step["who"], step["time"][:10]) == ("call_hurt", Role.AGENT, "2026-03-13")
    assert app.audited(1)[0].action == "alert.tick"
    back = {"key": key, "step": "call_hurt", "done": False}
    assert client.put(path, json=back, headers=agent).json()["items"] == before
    unknown = {"key": key, "step": "dance"}
    assert client.put(path, json=unknown, headers=agent).status_code == 422
    assert client.get(path, params={"key": "none"}, headers=agent).status_code == 404


class TestProblems:
    @pytest.mark.parametrize(
        ("method", "path", "status"),
        [
            ("GET", "/nothing", 404),
            ("GET", "/api/v1/nothing", 404),
            ("PUT", "/api/v1/ask", 405),
            ("GET", "/api/v1/feedback/none", 404),
            ("GET", "/api/v1/conversations/none", 404),
            ("GET", "/api/v1/figures/nps?start=2026-03-01", 422),
            ("GET", "/api/v1/figures/nps?start=2026-03-02&end=2026-03-01", 422),
            ("GET", "/api/v1/figures/nps?theme=unknown", 422),
            ("GET", "/api/v1/figures/nps?unknown=1", 422),
            ("GET", "/api/v1/feedback?start=2026-03-02&end=2026-03-01", 422),
        ],
    )
    def test_they_are_documents_of_one_sentence(
        self, client: TestClient, admin: Headers, method: str, path: str, status: int
    ) -> None:
        refused = client.request(method, path, headers=admin)
        assert refused.status_code == status
        assert refused.headers["content-type"] == "application/problem+json"
        body = refused.json()
        assert set(body) == {"type", "title", "status", "detail"}
        assert body["status"] == status
        assert body["detail"].endswith(".")

    def test_a_body_that_is_no_json(self, client: TestClient, admin: Headers) -> None:
        headers = admin | {"Content-Type": "application/json"}
        refused = client.post("/api/v1/ask", content=b"{", headers=headers)
        assert refused.status_code == 422
        assert refused.headers["content-type"] == "application/problem+json"


def test_a_query_takes_whatever_a_tool_takes() -> None:
    assert ScopeArgs.model_fields.keys() - {"period"} <= FeedbackQuery.model_fields.keys()


class TestRequestIds:
    def test_one_that_came_goes_back(self, client: TestClient) -> None:
        answer = client.get("/healthz", headers={"X-Request-ID": "abc-1"})
        assert answer.headers["x-request-id"] == "abc-1"

    @pytest.mark.parametrize("given", ["a b", "x" * 65, "{}"])
    def test_one_that_could_harm_a_log_is_replaced(self, client: TestClient, given: str) -> None:
        made = client.get("/healthz", headers={"X-Request-ID": given}).headers["x-request-id"]
        assert made != given
        assert len(made) == 32

    def test_refusals_have_one_too(self, client: TestClient) -> None:
        assert client.get("/nothing").headers["x-request-id"]


class TestTheUnexpected:
    """What nobody foresaw is answered with an id under which the log tells where it was."""

    def test_an_error_has_the_id_of_its_line(self, app: App, tmp_path: Path) -> None:
        api = create_api(app, "s3cret")

        @api.get("/api/v1/boom")
        def boom() -> None:
            raise KeyError("call me: 13812345678")

        with logging_to(tmp_path) as path:
            answer = TestClient(api).get("/api/v1/boom", headers={"X-Request-ID": "r-7"})
        assert (answer.status_code, answer.headers["x-request-id"]) == (500, "r-7")
        assert answer.headers["content-type"] == "application/problem+json"
        lines = [json.loads(line) for line in path.read_text().splitlines()]
        assert [line["request_id"] for line in lines] == ["r-7", "r-7"]
        assert lines[0]["error"] == "KeyError"
        assert lines[0]["at"][-1].endswith(" boom")
        assert "13812345678" not in path.read_text()

    def test_a_stream_ends_with_the_error(self, encoder: BuiltinEmbedder, tmp_path: Path) -> None:
        def clock() -> datetime:
            if clocks_stop:
                raise OverflowError("date value out of range")
            return NOW

        clocks_stop = False
        app = App(Settings(home=tmp_path), clock=clock, embedder=encoder)
        client = TestClient(create_api(app, "s3cret", open_here=True))
        asked = {"question": "nps", "as_of": "2026-03-13", "conversation": "c"}
        with logging_to(tmp_path / "logs") as path:
            clocks_stop = True
            told = client.post("/api/v1/ask/stream", json=asked).text
            clocks_stop = False
        app.close()
        events = [line for line in told.splitlines() if line.startswith("event:")]
        assert events[0] == "event: started"
        assert events[-1] == "event: error"
        assert '"status": 500' in told
        assert '"error": "OverflowError"' in path.read_text()


class TestBodyLimit:
    def test_a_declared_body_is_refused_at_once(self, client: TestClient, admin: Headers) -> None:
        body = {"text": "x" * 1_000_001}
        assert client.post("/api/v1/feedback", json=body, headers=admin).status_code == 413

    def test_an_undeclared_one_when_it_grows_too_large(
        self, client: TestClient, admin: Headers
    ) -> None:
        pieces = (b'{"text": "', *(b"x" * 100_000 for _ in range(11)), b'"}')
        headers = admin | {"Content-Type": "application/json"}
        refused = client.post("/api/v1/feedback", content=iter(pieces), headers=headers)
        assert refused.status_code == 413
        assert refused.headers["content-type"] == "application/problem+json"

    def test_a_file_may_be_larger(self, client: TestClient, admin: Headers) -> None:
        files = {"file": ("a.csv", b"text\n" + b"x" * 2_000_000)}
        data = {"dry_run": "true"}
        sent = client.post("/api/v1/imports", files=files, data=data, headers=admin)
        assert sent.status_code == 202
        files = {"file": ("a.csv", b"x" * 50_000_001)}
        assert client.post("/api/v1/imports", files=files, headers=admin).status_code == 413


class TestRateLimit:
    def test_it_lets_so_many_through_and_more_with_time(self) -> None:
        now = [0.0]
        limit = RateLimit(6, lambda: now[0])
        assert [limit.wait("a") for _ in range(6)] == [0.0] * 6
        assert limit.wait("a") == pytest.approx(10)
        assert limit.wait("b") == 0.0
        now[0] = 9.0
        assert limit.wait("a") == pytest.approx(1)
        now[0] = 10.0
        assert limit.wait("a") == 0.0
        now[0] = 1_000.0
        assert [limit.wait("a") for _ in range(7)][:6] == [0.0] * 6
        assert limit.wait("a") > 0

    def test_of_many_callers_the_ones_who_asked_last_are_remembered(self) -> None:
        limit = RateLimit(1, lambda: 0.0)
        assert limit.wait("first") == 0.0
        for number in range(MOST_BUCKETS - 1):
            limit.wait(str(number))
        assert limit.wait("first") > 0
        assert [limit.wait("one more"), limit.wait("0")] == [0.0, 0.0]
        assert limit.wait("first") > 0

    def test_zero_is_no_limit(self) -> None:
        limit = RateLimit(0)
        assert not any(limit.wait("a") for _ in range(1_000))

    def test_a_caller_who_asks_too_often_waits(self, app: App, encoder: BuiltinEmbedder) -> None:
        settings = Settings(home=app.settings.home, api_keys=SecretStr(KEY), rate_limit=2)
        limited = App(settings, clock=app.clock, embedder=encoder)
        client = TestClient(create_api(limited, "s3cret"))
        got = [client.get("/api/v1/session", headers=bearer(KEY)) for _ in range(3)]
        assert [answer.status_code for answer in got] == [200, 200, 429]
        assert 1 <= int(got[2].headers["retry-after"]) <= 30
        assert client.get("/healthz").status_code == 200
        limited.close()


class TestMetrics:
    def test_requests_and_answers_are_counted_by_route(
        self, client: TestClient, admin: Headers
    ) -> None:
        client.get("/api/v1/feedback/F1", headers=admin)
        client.get("/api/v1/feedback/none", headers=admin)
        client.get("/made/up")
        client.post("/api/v1/ask", json={"question": "nps this week"}, headers=admin)
        lines = client.get("/metrics", headers=admin).text.splitlines()
        route = 'method="GET",route="/api/v1/feedback/{feedback_id}"'
        assert f'hearken_http_requests_total{{{route},status="200"}} 1.0' in lines
        assert f'hearken_http_requests_total{{{route},status="404"}} 1.0' in lines
        assert 'hearken_answers_total{mode="planner",verified="true"} 1.0' in lines
        assert "hearken_feedback 3.0" in lines
        assert not [line for line in lines if "made" in line]

    def test_two_servers_count_apart(self, client: TestClient, app: App, admin: Headers) -> None:
        second = TestClient(create_api(app, "s3cret"))
        client.get("/healthz")
        assert "/healthz" not in second.get("/metrics", headers=admin).text


class TestLog:
    def test_a_request_is_one_line_without_words_or_keys(
        self, client: TestClient, admin: Headers, tmp_path: Path
    ) -> None:
        said = {"id": "S-1", "text": "Call me: 13812345678, lin@example.com"}
        with logging_to(tmp_path) as path:
            client.post("/api/v1/feedback", json=said, headers=admin | {"X-Request-ID": "r-1"})
            client.get("/api/v1/feedback/search", params={"q": "secret words"}, headers=admin)
        written = path.read_text()
        first, second = (json.loads(line) for line in written.splitlines())
        assert first["message"] == "POST /api/v1/feedback 201"
        assert (first["request_id"], first["actor"]) == ("r-1", "bootstrap-key")
        assert second["message"] == "GET /api/v1/feedback/search 200"
        for secret in ("13812345678", "lin@", "secret words", KEY, "S-1"):
            assert secret not in written

    def test_no_text_can_start_a_line_or_leave_personal_data(self, tmp_path: Path) -> None:
        with logging_to(tmp_path) as path:
            log = logging.getLogger("hearken.test")
            log.info('a\n{"level": "forged"}\r\u2028 %s', "lin@example.com \x1b[31m")
            try:
                raise ValueError("the customer said: 13812345678")
            except ValueError:
                log.exception("it failed")
        lines = path.read_text().splitlines()
        assert len(lines) == 2
        assert json.loads(lines[0])["message"].startswith('a\n{"level"')
        assert "lin@example.com" not in lines[0]
        assert "\x1b" not in lines[0]
        failed = json.loads(lines[1])
        assert failed["error"] == "ValueError"
        assert "customer" not in lines[1]
        assert "test_traffic.py" in failed["at"][-1]
