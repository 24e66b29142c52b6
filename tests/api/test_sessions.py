"""Logging in by password: the cookie, the token against other sites, the lock."""

from http.cookies import SimpleCookie

import pytest
from fastapi.testclient import TestClient

from assistant.api.routes import create_api
from assistant.app import App
from assistant.models import Role
from assistant.settings import Settings
from retrieval.embedders import BuiltinEmbedder
from tests.api.conftest import Headers

PASSWORD = "correct horse battery"
LOGIN = {"name": "lin", "password": PASSWORD}
HTTPS = "https://testserver"


@pytest.fixture
def browser(app: App) -> TestClient:
    app.access.add_user("lin", PASSWORD, Role.MANAGER)
    return TestClient(create_api(app, "s3cret"), base_url=HTTPS, raise_server_exceptions=False)


def logged_in(browser: TestClient) -> Headers:
    me = browser.post("/api/v1/session", json=LOGIN).json()
    return {"X-CSRF-Token": me["csrf"]}


def test_the_cookie_is_kept_from_scripts_and_other_sites(browser: TestClient) -> None:
    answer = browser.post("/api/v1/session", json=LOGIN)
    cookie = SimpleCookie(answer.headers["set-cookie"])["hearken_session"]
    assert cookie["httponly"]
    assert cookie["secure"]
    assert cookie["samesite"] == "strict"
    assert answer.json() | {"csrf": ""} == {
        "name": "lin",
        "role": "manager",
        "tenant": "default",
        "csrf": "",
    }


def test_a_login_reads_and_with_its_token_writes(browser: TestClient) -> None:
    token = logged_in(browser)
    assert browser.get("/api/v1/feedback").status_code == 200
    said = {"text": "The kettle whistles."}
    assert browser.post("/api/v1/feedback", json=said).status_code == 403
    wrong = {"X-CSRF-Token": "x" * 43}
    assert browser.post("/api/v1/feedback", json=said, headers=wrong).status_code == 403
    assert browser.post("/api/v1/feedback", json=said, headers=token).status_code == 201


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "https://evil.example"}, {"Origin": "http://["}, {"Sec-Fetch-Site": "cross-site"}],
)
def test_a_page_of_another_site_may_not_write(browser: TestClient, headers: Headers) -> None:
    token = logged_in(browser)
    said = {"text": "The kettle whistles."}
    refused = browser.post("/api/v1/feedback", json=said, headers=token | headers)
    assert refused.status_code == 403
    assert browser.post("/api/v1/session", json=LOGIN, headers=headers).status_code == 403
    allowed = token | {"Origin": HTTPS, "Sec-Fetch-Site": "same-origin"}
    assert browser.post("/api/v1/feedback", json=said, headers=allowed).status_code == 201


def test_logging_out_ends_it(browser: TestClient) -> None:
    token = logged_in(browser)
    kept = browser.cookies["hearken_session"]
    assert browser.delete("/api/v1/session", headers=token).status_code == 204
    browser.cookies.set("hearken_session", kept)
    assert browser.get("/api/v1/feedback").status_code == 401


def test_a_wrong_password_is_refused_and_five_lock_the_name(browser: TestClient) -> None:
    wrong = LOGIN | {"password": "wrong horse battery"}
    said = {browser.post("/api/v1/session", json=wrong).json()["detail"] for _ in range(5)}
    locked = browser.post("/api/v1/session", json=LOGIN)
    nobody = browser.post("/api/v1/session", json=LOGIN | {"name": "nobody"})
    assert locked.status_code == nobody.status_code == 401
    assert {*said, locked.json()["detail"], nobody.json()["detail"]} == said
    assert len(said) == 1


def test_guessing_is_slowed_down(browser: TestClient) -> None:
    logins = browser.app.state.services.logins  # type: ignore[attr-defined]
    while not logins.wait("testclient"):
        pass
    refused = browser.post("/api/v1/session", json=LOGIN)
    assert refused.status_code == 429
    assert 1 <= int(refused.headers["retry-after"]) <= 3


class TestFreshInstall:
    @pytest.fixture
    def fresh(self, app: App, encoder: BuiltinEmbedder) -> App:
        settings = Settings(home=app.settings.home)
        return App(settings, clock=app.clock, embedder=encoder)

    def test_on_loopback_nobody_is_asked_until_there_is_a_key(self, fresh: App) -> None:
        client = TestClient(create_api(fresh, "s3cret", open_here=True))
        assert client.get("/api/v1/session").json()["role"] == "admin"
        key = fresh.access.add_key("crm", Role.VIEWER)
        assert client.get("/api/v1/session").status_code == 401
        mine = {"Authorization": f"Bearer {key}"}
        assert client.get("/api/v1/session", headers=mine).json()["role"] == "viewer"

    def test_elsewhere_a_key_is_asked_from_the_start(self, fresh: App) -> None:
        client = TestClient(create_api(fresh, "s3cret"))
        assert client.get("/api/v1/session").status_code == 401

    def test_a_page_of_another_site_may_not_write_there_either(self, fresh: App) -> None:
        client = TestClient(create_api(fresh, "s3cret", open_here=True))
        said = {"text": "The kettle whistles."}
        evil = {"Origin": "http://evil.example"}
        assert client.post("/api/v1/feedback", json=said, headers=evil).status_code == 403
        assert client.post("/api/v1/feedback", json=said).status_code == 201
