"""An approval that a check refuses, in a real browser."""

from assistant.app import App
from tests.ui.visiting import IN_CHROMIUM, Visit

pytestmark = IN_CHROMIUM
PROMISE = {
    "en": "We guarantee you a full refund within one hour.",
    "zh": "我们保证一小时内全额退款。",
}
PLAIN = {
    "en": "We are sorry that this went wrong. Thank you for telling us.",
    "zh": "非常抱歉给您带来不便，谢谢您告诉我们。",
}


def test_a_refused_text_is_kept_and_approved_once_it_is_mended(visit: Visit, app: App) -> None:
    page, texts = visit.page, visit.texts
    feedback_id = {"en": "R056", "zh": "R068"}[texts.language]
    visit.open_tab("replies")
    page.locator("#reply-items label").filter(has_text=feedback_id).first.click()
    body = page.locator("#reply-body textarea")
    body.wait_for()
    body.fill(PROMISE[texts.language])
    page.locator("#reply-approve").click()
    page.locator('#reply-told .refused[role="alert"]').wait_for()
    assert body.input_value() == PROMISE[texts.language]
    page.locator("#reply-findings .error").first.wait_for()
    assert page.locator("#reply-shown").get_by_text(texts("states.in_review")).is_visible()
    body.fill(PLAIN[texts.language])
    page.locator("#reply-reason textarea").fill("checked by hand")
    page.locator("#reply-approve").click()
    page.get_by_text(texts("replies.approved_told")).wait_for()
    case = app.replies.show(feedback_id)
    assert (case.reply.state, case.body) == ("approved", PLAIN[texts.language])
    assert visit.is_clean()
