import base64
import csv
import re
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import SecretStr

from assistant.api.routes import create_api
from assistant.app import App
from assistant.models import Actor, Role
from assistant.settings import Settings
from ui.pages.mounting import mount_window

KEY = "a-long-enough-key"


def _window(app: App) -> FastAPI:
    return mount_window(create_api(app, "s3cret", open_here=True), app)


@pytest.fixture(scope="module")
def client(app: App) -> TestClient:
    return TestClient(_window(app))


@pytest.mark.parametrize(
    ("accepted", "page"), [("zh-CN,zh", "/zh/"), ("en", "/en/"), ("fr", "/en/")]
)
def test_the_root_leads_to_the_page_of_the_language(
    client: TestClient, accepted: str, page: str
) -> None:
    answer = client.get("/", headers={"accept-language": accepted}, follow_redirects=False)
    assert answer.headers["location"] == page


def test_a_chosen_language_is_kept(app: App) -> None:
    client = TestClient(_window(app))
    english = {"accept-language": "en"}
    client.get("/?language=zh", headers=english, follow_redirects=False)
    again = client.get("/", headers=english, follow_redirects=False)
    assert again.headers["location"] == "/zh/"


def test_every_script_of_the_page_has_the_nonce_of_its_policy(client: TestClient) -> None:
    answer = client.get("/zh/")
    policy = answer.headers["content-security-policy"]
    nonce = re.search(r"'nonce-([^']+)'", policy)
    assert nonce
    scripts = re.findall(r"<script[^>]*>", answer.text)
    assert scripts
    assert all(f'nonce="{nonce[1]}"' in script for script in scripts)
    assert "unsafe-eval" not in policy
    assert "'unsafe-inline'" not in policy.split("script-src")[1].split(";")[0]
    assert client.get("/zh/").headers["content-security-policy"] != policy


def test_the_page_names_its_language_and_nothing_foreign(client: TestClient) -> None:
    page = client.get("/zh/").text
    assert '<html\n\tlang="zh"' in page
    assert "og:image" not in page
    assert "githubusercontent" not in page


def test_files_below_the_page_carry_the_policy_too(client: TestClient) -> None:
    assert "content-security-policy" in client.get("/en/gradio_api/info").headers


def test_no_event_is_a_public_endpoint(client: TestClient) -> None:
    named = client.get("/en/gradio_api/info").json()
    assert named == {"named_endpoints": {}, "unnamed_endpoints": {}}


@pytest.mark.parametrize("name", ["window.js", "chat.js", "narrow.css", "icon.svg"])
def test_own_files_are_served(client: TestClient, name: str) -> None:
    assert client.get(f"/window/{name}").text == (
        Path(__file__).parents[2] / "ui/static" / name
    ).read_text("utf-8")


def test_nothing_else_is(client: TestClient) -> None:
    assert client.get("/window/window.py").status_code == 404


def test_a_conversation_can_be_taken_along(client: TestClient, app: App) -> None:
    app.ask("NPS by channel", conversation="to-export")
    answer = client.get("/window/conversations/to-export.md?language=zh")
    assert answer.headers["content-disposition"].startswith("attachment")
    assert "## NPS by channel" in answer.text


@pytest.mark.parametrize(("language", "said"), [("en", "At a glance"), ("zh", "一眼看全")])
def test_the_report_of_a_week_can_be_taken_along(
    client: TestClient, language: str, said: str
) -> None:
    answer = client.get(f"/window/reports/2026-W11.html?language={language}")
    assert answer.headers["content-disposition"] == (
        'attachment; filename="hearken-report-2026-W11.html"'
    )
    assert said in answer.text
    assert "<script>window.hacked" not in answer.text


@pytest.mark.parametrize("week", ["2099-W01", "2026-W99", "week", "<b>"])
def test_a_week_without_a_report_is_refused_in_a_sentence(client: TestClient, week: str) -> None:
    answer = client.get(f"/window/reports/{week}.html")
    assert (answer.status_code, answer.text.count("\n")) == (404, 0)
    assert answer.headers["content-type"].startswith("text/plain")


def test_approved_replies_can_be_taken_along(client: TestClient, app: App) -> None:
    who = Actor("mei", Role.MANAGER)
    version = app.replies.show("R086").reply.version
    case = app.replies.edit("R086", who, "=1+1 We are sorry about the delay.", version)
    app.replies.approve("R086", who, case.reply.version, "checked by hand")
    answer = client.get("/window/replies/approved.csv")
    assert answer.headers["content-disposition"].startswith("attachment")
    (row,) = [row for row in csv.reader(answer.text.lstrip("\ufeff").splitlines()) if "R086" in row]
    assert "'=1+1 We are sorry about the delay." in row


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    settings = Settings(home=tmp_path_factory.mktemp("guarded"), api_keys=SecretStr(KEY))
    return TestClient(_window(App(settings)))


def basic(key: str) -> dict[str, str]:
    return {"authorization": "Basic " + base64.b64encode(f"me:{key}".encode()).decode()}


@pytest.mark.parametrize(
    "path",
    [
        "/en/",
        "/zh/",
        "/en/config",
        "/en/gradio_api/info",
        "/window/conversations/x.md",
        "/window/reports/2026-W11.html",
        "/window/replies/approved.csv",
    ],
)
def test_keys_guard_the_window(guarded: TestClient, path: str) -> None:
    assert guarded.get(path).status_code == 401
    assert guarded.get(path, headers=basic("wrong")).status_code == 401
    assert guarded.get(path, headers={"authorization": "Basic %%%"}).status_code == 401
    assert guarded.get(path, headers=basic(KEY)).status_code == 200


def test_wrong_keys_and_changes_are_bounded_by_the_minute(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, api_keys=SecretStr(KEY), rate_limit=2)
    client = TestClient(_window(App(settings)))
    posted = [client.post("/window/none", headers=basic(KEY)) for _ in range(3)]
    assert [answer.status_code for answer in posted] == [405, 405, 429]
    assert client.get("/en/config", headers=basic(KEY)).status_code == 200
    tried = (client.get("/en/config", headers=basic("wrong")).status_code for _ in range(600))
    assert next(tried) == 401
    # The bucket fills again meanwhile, on a slow machine by several tries.
    assert 429 in tried
    assert client.get("/en/config").status_code == 401


def test_logins_and_keys_of_the_own_shop_open_the_window(tmp_path: Path) -> None:
    app = App(Settings(home=tmp_path))
    client = TestClient(_window(app))
    assert client.get("/en/config").status_code == 200
    own = app.access.add_key("own", Role.MANAGER)
    weak = app.access.add_key("weak", Role.VIEWER)
    other = app.access.add_key("other", Role.ADMIN, "other-shop")
    app.access.add_user("lin", "correct horse battery", Role.MANAGER)
    assert client.get("/en/config").status_code == 401
    assert client.get("/en/config", headers=basic(own)).status_code == 200
    assert client.get("/en/config", headers=basic(weak)).status_code == 200
    assert client.get("/en/config", headers=basic(other)).status_code == 401
    opened = app.access.log_in("lin", "correct horse battery")
    assert opened is not None
    client.cookies.set("hearken_session", opened.token)
    assert client.get("/en/config").status_code == 200
    app.access.log_out(opened.token)
    assert client.get("/en/config").status_code == 401
