"""The login page, whom the gate lets in, and what a viewer may press."""

import asyncio
import re
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import gradio as gr
import httpx2
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.requests import Request

from assistant.access.access import Caller
from assistant.api.routes import create_api
from assistant.app import App
from assistant.errors import NotAllowedError
from assistant.models import Actor, Role
from assistant.settings import Settings
from tests.ui.conftest import NOW
from ui.actors import acting
from ui.markup import account
from ui.pages.mounting import mount_window
from ui.pages.window import Window
from ui.wording import LANGUAGES, Texts

PASSWORD = "correct horse battery"


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    opened = App(Settings(home=tmp_path_factory.mktemp("login")), clock=lambda: NOW)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def served(shop: App) -> FastAPI:
    return mount_window(create_api(shop, "s3cret"), shop)


@pytest.fixture
def browser(served: FastAPI, shop: App) -> Iterator[TestClient]:
    """A browser without cookies; lin is a viewer whom nobody has locked."""
    served.state.services.logins._buckets.clear()
    shop.access.add_user("lin", PASSWORD, Role.VIEWER)
    yield TestClient(served, base_url="https://testserver", follow_redirects=False)
    shop.access.remove_user("lin")


def log_in(browser: TestClient, **other: str) -> httpx2.Response:
    """Open the form and send it as a browser does."""
    page = browser.get("/login?language=en").text
    (token,) = re.findall(r'name="form" value="([^"]+)"', page)
    form = {"name": "lin", "password": PASSWORD, "form": token} | other
    answer: Any = browser.post("/login?language=en", data=form)
    return answer  # type: ignore[no-any-return]


def test_the_way_in_and_out(browser: TestClient, shop: App) -> None:
    led = browser.get("/en/")
    assert (led.status_code, led.headers["location"]) == (303, "/login?language=en")
    answer = log_in(browser)
    assert (answer.status_code, answer.headers["location"]) == (303, "/en/")
    kept = next(c for c in answer.headers.get_list("set-cookie") if "hearken_session" in c)
    for part in ("HttpOnly", "Secure", "SameSite=strict"):
        assert part in kept
    assert browser.get("/en/").status_code == 200
    page = browser.get("/login?language=en").text
    assert "lin (viewer)" in page
    (token,) = re.findall(r'name="form" value="([^"]+)"', page)
    browser.post("/logout", data={"form": "x" * 43})
    assert browser.get("/en/config").status_code == 200
    assert browser.post("/logout", data={"form": token}).status_code == 303
    assert browser.get("/en/config").status_code == 401
    actions = [each.action for each in shop.audited(2)]
    assert actions == ["session.close", "session.open"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_speaks_the_language_and_runs_no_script(
    browser: TestClient, language: str
) -> None:
    page = browser.get("/login", params={"language": language})
    assert f'<html lang="{language}"' in page.text
    assert "<script" not in page.text
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert browser.get("/login/style.css").headers["content-type"].startswith("text/css")


def test_a_wrong_password_and_a_locked_name_are_told_alike(browser: TestClient) -> None:
    said = [log_in(browser, password="wrong horse battery") for _ in range(5)]
    locked = log_in(browser)
    assert {each.status_code for each in (*said, locked)} == {401}
    told = {re.findall(r'role="alert">([^<]+)<', each.text)[0] for each in (*said, locked)}
    assert len(told) == 1
    assert "15 minutes" in told.pop()


def test_a_form_from_elsewhere_opens_nothing(browser: TestClient) -> None:
    form = {"name": "lin", "password": PASSWORD, "form": "made up"}
    assert browser.post("/login", data=form).status_code == 403
    browser.get("/login")
    assert browser.post("/login", data=form).status_code == 403
    page = browser.get("/login").text
    form["form"] = re.findall(r'name="form" value="([^"]+)"', page)[0]
    evil = {"Origin": "https://evil.example"}
    assert browser.post("/login", data=form, headers=evil).status_code == 403
    assert "hearken_session" not in browser.cookies


def test_what_was_typed_comes_back_nowhere(browser: TestClient) -> None:
    answer = log_in(browser, name='"><script>x</script>', password="<b>")
    assert "script>" not in answer.text
    assert browser.get("/login?language=%22%3E%3Cscript%3E").text.count("<script") == 0


def test_guessing_is_slowed_down(browser: TestClient, served: FastAPI) -> None:
    logins = served.state.services.logins
    while not logins.wait("testclient"):
        pass
    assert log_in(browser).status_code == 429


def test_the_people_of_another_shop_are_told(browser: TestClient, shop: App) -> None:
    shop.access.add_user("wang", PASSWORD, Role.ADMIN, "other-shop")
    refused = log_in(browser, name="wang")
    assert (refused.status_code, "another shop" in refused.text) == (403, True)
    assert browser.get("/en/config").status_code == 401


def test_an_ended_login_opens_no_dialog_but_a_key_is_asked_for_on_demand(
    browser: TestClient,
) -> None:
    assert "www-authenticate" not in browser.get("/en/config").headers
    assert "www-authenticate" in browser.get("/en/?key").headers
    assert "www-authenticate" in browser.get("/window/window.js").headers


def test_a_page_of_another_site_presses_nothing(browser: TestClient) -> None:
    log_in(browser)
    evil = {"Origin": "https://evil.example"}
    assert browser.post("/en/gradio_api/queue/join", json={}, headers=evil).status_code == 403


def pressed_by(role: Role) -> gr.Request:
    """What an event is told of who pressed."""
    caller = Caller("default", Actor("lin", role))
    inner = Request({"type": "http", "headers": [], "hearken.caller": caller})
    return SimpleNamespace(request=inner)  # type: ignore[return-value]


class TestReadOnly:
    def test_roles_are_covered_upward(self, texts: Texts) -> None:
        for role in Role:
            if role is Role.VIEWER:
                with pytest.raises(NotAllowedError) as caught:
                    acting(pressed_by(role), texts)
                assert texts("roles.viewer") in str(caught.value)
            else:
                assert acting(pressed_by(role), texts).role is role
        with pytest.raises(NotAllowedError):
            acting(pressed_by(Role.AGENT), texts, Role.MANAGER)

    def test_what_changes_something_is_refused_to_a_viewer(self, app: App) -> None:
        texts, viewer = Texts("en", lambda: app.taxonomy), pressed_by(Role.VIEWER)
        conversation = "looked-at"
        for question in ("NPS by channel", "NPS by product"):
            app.ask(question, conversation=conversation)
        before = app.audited(1)
        said = texts("read_only", role=texts("roles.viewer"), least=texts("roles.agent"))
        window = asyncio.run(drawn(app, texts))
        replies, plans, item = window.replies, window.plans, window.feedback.item_panel
        form = ("R000", 0, "text", "because", "warm", viewer)
        for step in (replies._taken.claim, replies._taken.edit, replies._taken.not_needed):
            assert said in replies._taking(step)(*form)[replies.told]
        assert said in replies.list.drafts(viewer)
        corrected = item.correct("R000", {}, "negative", "angry", "high", [], "", viewer)
        assert said in corrected[item.told]
        wish = ("A plan of three words", "delivery", "nps", "", "", "", "", "")
        assert said in plans.opened(*wish, viewer)[plans.told]
        assert said in plans.moved("P1", "do", "why", viewer)[plans.told]
        manager = texts("roles.manager")
        columns = [""] * len(window.imports.columns)
        (refused,) = window.imports.run(viewer, "file.csv", "feedback", "", *columns)
        assert manager in refused[window.imports.report]
        assert window.imports.listed(viewer) == ""
        at: Any = SimpleNamespace(index=0, value="Another question")
        for turned in (window.chat.retry, window.chat.edit):
            (shown,) = turned(at, viewer, conversation, "", "", "", "")
            assert said in shown[window.chat.again.told]
        assert len(app.conversations.turns(conversation)) == 2
        assert manager in window._make_demo(viewer)[0]
        assert window.who(viewer) == ""  # nobody is asked here
        assert app.audited(1) == before

    def test_who_has_logged_in_is_shown(self, app: App) -> None:
        texts = Texts("en", lambda: app.taxonomy)
        assert "viewer · read only" in account(Actor("lin", Role.VIEWER), texts)
        assert "read only" not in account(Actor("lin", Role.AGENT), texts)


async def drawn(app: App, texts: Texts) -> Window:
    """Inside an event loop, as Gradio would make one and leave it open."""
    with gr.Blocks():
        return Window(app, texts)
