"""A reply that others have changed while it stood open: what is shown, and what was typed."""

import gradio as gr
import pytest

from assistant.app import App
from assistant.models import Actor, Role
from tests.ui.conftest import drawn
from tests.ui.visiting import IN_CHROMIUM, Visit
from ui.replies.tab import RepliesTab
from ui.wording import Texts

OTHER = Actor("hearken-bulk", Role.MANAGER)
MINE = {"en": "Mine, half written", "zh": "我写了一半"}


@pytest.fixture
def feedback_id(texts: Texts) -> str:
    return {"en": "R074", "zh": "R080"}[texts.language]


def test_what_was_drafted_meanwhile_is_shown_unless_something_was_typed(
    app: App, texts: Texts, feedback_id: str
) -> None:
    tab = drawn(RepliesTab, app, texts)
    version = tab.opened(feedback_id)[tab.version]
    unchanged = {tab.anew: gr.update()}
    assert tab.renewed(feedback_id, version, "") == unchanged
    _, case = app.replies.draft(feedback_id, OTHER)
    assert tab.renewed(feedback_id, version, "")[tab.body] == case.body
    assert tab.renewed(feedback_id, version, "")[tab.version] == case.reply.version
    kept = tab.renewed(feedback_id, version, "Half a sentence")
    assert (tab.body in kept, kept[tab.anew]["visible"]) == (False, True)
    assert tab.renewed("", 0, "") == tab.renewed("R404", 0, "") == unchanged


@IN_CHROMIUM
def test_a_stale_reply_is_opened_anew_by_one_press(visit: Visit, app: App) -> None:
    page, texts = visit.page, visit.texts
    feedback_id = {"en": "R072", "zh": "R078"}[texts.language]
    app.replies.draft(feedback_id, OTHER)
    visit.open_tab("replies")
    page.locator("#reply-items label").filter(has_text=feedback_id).first.click()
    body = page.locator("#reply-body textarea")
    body.wait_for()
    version = app.replies.show(feedback_id).reply.version
    theirs = app.replies.edit(feedback_id, OTHER, "Theirs, and kept.", version).body
    app.replies.release(feedback_id, OTHER)
    body.fill(MINE[texts.language])
    page.locator("#reply-edit").click()
    page.locator('#reply-told .refused[role="alert"]').wait_for()
    assert body.input_value() == MINE[texts.language]
    page.locator("#reply-anew").click()
    page.locator("#reply-anew").wait_for(state="hidden")
    assert body.input_value() == theirs
    assert visit.is_clean()


@IN_CHROMIUM
def test_an_open_reply_shows_the_text_that_the_bulk_wrote(visit: Visit, app: App) -> None:
    page, texts = visit.page, visit.texts
    feedback_id = {"en": "R060", "zh": "R066"}[texts.language]
    app.replies.edit(feedback_id, OTHER, "No good.", app.replies.show(feedback_id).reply.version)
    version = app.replies.show(feedback_id).reply.version
    app.replies.reject(feedback_id, OTHER, "begin again", version)
    visit.open_tab("replies")
    page.locator("#reply-items label").filter(has_text=feedback_id).first.click()
    page.locator("#reply-body textarea").wait_for()
    page.locator("#reply-body textarea").fill("")
    for _ in range(10):
        page.locator("#reply-bulk").click()
        page.locator("#bulk-told .told").filter(has_text="0").wait_for()
        visit.settle()
        if app.replies.show(feedback_id).reply.version > version + 1:
            break
    assert page.locator("#reply-body textarea").input_value() == app.replies.show(feedback_id).body
    assert page.locator("#reply-shown").get_by_text(texts("states.drafted")).is_visible()
    assert visit.is_clean()
