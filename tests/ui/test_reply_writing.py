"""A reply is checked while it is written, and the next one is a press away; in a real browser."""

from assistant.app import App
from tests.ui.visiting import IN_CHROMIUM, Visit

pytestmark = IN_CHROMIUM
PROMISES = {
    "en": "We will refund you 900 dollars today, guaranteed.",
    "zh": "我们保证今天赔您九百元。",
}


def test_a_text_is_checked_when_its_writer_pauses(visit: Visit, app: App) -> None:
    page, texts = visit.page, visit.texts
    visit.open_tab("replies")
    line = page.locator("#reply-items label").nth(2)
    line.click()
    page.locator("#reply-case .card").wait_for()
    chosen = page.locator("#reply-case .card .id").inner_text()
    assert "Email" in line.inner_text() or "微信" in line.inner_text()
    page.locator("#reply-body textarea").fill(PROMISES[texts.language])
    page.locator("#reply-findings .error").first.wait_for()
    assert app.replies.show(chosen).body == ""
    page.locator("#reply-next").click()
    page.locator("#reply-case .card .id", has_not_text=chosen).wait_for()
    assert page.locator("#reply-body textarea").input_value() == ""
    following = page.locator("#reply-items label").nth(3)
    assert page.locator("#reply-case .card .id").inner_text() in following.inner_text()
    assert visit.is_clean()
