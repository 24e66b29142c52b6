"""What a click in the chat shows at once, and where the box below it stays; in a real browser."""

import threading
from collections.abc import Iterator
from typing import Any

import pytest

from assistant.agent.events import Event
from assistant.services.asking import Asking
from tests.ui.visiting import IN_CHROMIUM, NARROW, QUESTIONS, RETRY, WIDE, Visit

pytestmark = IN_CHROMIUM


def test_what_opens_beside_the_chat_leaves_the_box_in_sight(visit: Visit) -> None:
    page = visit.page
    for size in (WIDE, NARROW):
        page.set_viewport_size(size)
        visit.ask("NPS")
        page.locator("#question .submit-button").wait_for()
        before = visit.top(page.locator("#question"))
        page.locator("#chatbot .message-buttons-left button").last.click()
        page.locator("#verdict").wait_for()
        page.wait_for_timeout(300)
        assert abs(visit.top(page.locator("#question")) - before) < 2
        page.locator("#verdict-no").click()
        page.locator("#verdict").wait_for(state="hidden")
        page.locator("#rename-conversation").click()
        page.locator("#renaming").wait_for()
        page.wait_for_timeout(300)
        assert abs(visit.top(page.locator("#question")) - before) < 2
        page.locator("#rename-no").click()
        page.locator("#renaming").wait_for(state="hidden")


def test_an_answer_with_a_picture_is_copied_too(visit: Visit) -> None:
    page, texts = visit.page, visit.texts
    visit.ask(QUESTIONS[texts.language])
    page.locator("#chatbot .js-plotly-plot .bars").first.wait_for()
    button = page.locator("#chatbot .message-buttons-left .copy-answer")
    assert button.get_attribute("aria-label") == texts("chat.copy")
    button.click()
    page.locator(".copy-answer.done").wait_for()
    page.locator("#question textarea").focus()
    page.keyboard.press("Control+V")
    copied = page.locator("#question textarea").input_value()
    assert texts.theme("delivery") in copied
    assert texts("steps.computed") not in copied


def test_a_conversation_is_found_by_composed_text(visit: Visit) -> None:
    """An input method presses no keys that the page could count."""
    page = visit.page
    visit.ask("NPS")
    page.locator("#conversation-search textarea").focus()
    page.keyboard.insert_text("无此对话")
    page.get_by_text(visit.texts("chat.none_found")).wait_for()
    page.locator("#conversation-search textarea").fill("")


def test_a_button_of_the_overview_asks_before_the_server_hears_of_it(visit: Visit) -> None:
    page = visit.page
    visit.open_tab("overview")
    button = page.locator(".tile [data-ask]").first
    asked = button.get_attribute("data-ask") or ""
    page.route("**/queue/join*", lambda route: None)
    button.click()
    assert page.locator("#sent p").inner_text() == asked
    assert page.locator("#sent").is_visible()
    page.unroute("**/queue/join*")


def test_asking_again_is_seen_before_the_server_hears_of_it(visit: Visit) -> None:
    page, texts = visit.page, visit.texts
    visit.ask("NPS")
    page.locator("#question .submit-button").wait_for()
    page.route("**/queue/join*", lambda route: None)
    page.get_by_role("button", name=RETRY[texts.language]).last.click()
    assert page.locator("#sent").inner_text() == texts("chat.working")
    page.unroute("**/queue/join*")


def test_escape_leaves_the_editing_of_a_question(visit: Visit) -> None:
    page = visit.page
    page.set_viewport_size(NARROW)
    visit.ask("NPS")
    page.locator("#question .submit-button").wait_for()
    page.locator("#chatbot .user-row").hover()
    page.locator("#chatbot .message-buttons-right button").last.click()
    box = page.locator("#chatbot textarea")
    box.fill("CSAT")
    left = "document.querySelector('#chatbot%s').getBoundingClientRect().left"
    assert page.evaluate(left % " textarea") > page.evaluate(left % "")
    box.press("Escape")
    box.wait_for(state="detached")
    assert page.locator("#chatbot .user-row").inner_text() == "NPS"


def test_a_question_is_stopped_and_left_without_a_trace(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, texts = visit.page, visit.texts
    answered, released = Asking.stream, threading.Event()

    def held(*given: Any, **named: Any) -> Iterator[Event]:
        released.wait(timeout=30)
        yield from answered(*given, **named)

    monkeypatch.setattr(Asking, "stream", held)
    page.locator("#question textarea").fill("NPS")
    page.keyboard.press("Enter")
    page.locator("#question .stop-button").click()
    page.locator("#chatbot").get_by_text(texts("chat.stopped")).wait_for()
    page.locator("#new-conversation").click()  # cancels once more
    page.locator("#chatbot .user-row").wait_for(state="hidden")
    released.set()
    monkeypatch.undo()
    visit.settle()
    assert page.locator("#chatbot .user-row").count() == 0
    visit.ask("CSAT")
    assert visit.is_clean()
