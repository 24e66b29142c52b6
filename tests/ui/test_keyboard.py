"""The window without a mouse: every stop of the Tab key has a name and is seen."""

from dataclasses import dataclass

import pytest

from assistant.app import App
from tests.ui.visiting import DISLIKE, IN_CHROMIUM, NARROW, QUESTIONS, RETRY, Visit

pytestmark = IN_CHROMIUM

LOOK = """() => {
  const at = document.activeElement;
  const block = at.closest('.block, button[id], [id]');
  const ring = (each) => {
    const style = getComputedStyle(each);
    return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
  };
  const labels = [...(at.labels || [])].map((each) => each.textContent);
  const name = at.getAttribute('aria-label') || labels.join('') || at.textContent || at.title;
  return {
    id: at.id || (block ? block.id : ''),
    tag: at.tagName,
    name: (name || at.placeholder || '').trim(),
    seen: ring(at) || Boolean(at.closest('label') && ring(at.closest('label')))
      || Boolean(at.closest('#question')),
  };
}"""


@dataclass(frozen=True)
class Stop:
    """Where the Tab key has come to."""

    id: str
    tag: str
    name: str
    seen: bool


def stops(visit: Visit, most: int = 90) -> list[Stop]:
    """The stops of the Tab key from the head of the page on, until it leaves the page."""
    page, found = visit.page, []
    page.locator("a.switch").focus()
    for _ in range(most):
        page.keyboard.press("Tab")
        found.append(Stop(**page.evaluate(LOOK)))
        if found[-1].tag == "BODY":
            return found[:-1]
    raise AssertionError(f"no end after {most} stops: {found[-5:]}")


def are_good(found: list[Stop]) -> bool:
    assert [stop for stop in found if not stop.name] == []
    assert [stop for stop in found if not stop.seen] == []
    return True


def test_all_of_the_chat_is_reached(visit: Visit, app: App) -> None:
    page, texts = visit.page, visit.texts
    for number in range(3):
        app.ask("NPS", conversation=f"keys-{number}-{texts.language}")
    visit.reload()
    box = page.locator("#question textarea")
    box.wait_for()
    box.fill("first line")
    box.press("Shift+Enter")
    box.type("second line")
    assert box.input_value() == "first line\nsecond line"
    visit.ask(QUESTIONS[texts.language])
    assert box.input_value() == ""
    found = stops(visit)
    assert are_good(found)
    ids = [stop.id for stop in found]
    for each in ("new-conversation", "rename-conversation", "delete-conversation", "question"):
        assert each in ids
    for field in ("period", "product", "channel", "language"):
        assert f"narrow-{field}" in ids
    assert ids.count("conversation-list") == 1
    names = {stop.name for stop in found}
    assert {RETRY[texts.language], texts("chat.send"), texts("chat.export")} <= names
    assert any(texts("steps.computed") in name for name in names)
    assert visit.is_clean()


def test_escape_closes_what_was_opened(visit: Visit) -> None:
    page, texts = visit.page, visit.texts
    visit.ask(QUESTIONS[texts.language])
    for opener, opened in (
        ("#delete-conversation", "#delete-sure"),
        ("#rename-conversation", "#renaming"),
    ):
        page.locator(opener).press("Enter")
        page.locator(f"{opened} :focus").wait_for()
        page.keyboard.press("Escape")
        page.locator(opened).wait_for(state="hidden")
        page.locator(f"{opener}:focus").wait_for()
    page.get_by_role("button", name=DISLIKE[texts.language]).last.press("Enter")
    page.locator("#verdict").wait_for()
    page.keyboard.press("Escape")
    page.locator("#verdict").wait_for(state="hidden")
    page.locator("#narrow-channel input").click()
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("Escape")
    page.get_by_role("option").first.wait_for(state="hidden")
    assert visit.is_clean()


def test_escape_closes_the_conversations_of_a_phone(visit: Visit) -> None:
    page = visit.page
    page.set_viewport_size(NARROW)
    page.locator("#show-conversations").press("Enter")
    page.locator("#conversations").wait_for()
    page.keyboard.press("Escape")
    page.locator("#conversations").wait_for(state="hidden")
    page.locator("#show-conversations:focus").wait_for()


def test_a_reply_is_chosen_and_drafted(visit: Visit) -> None:
    page = visit.page
    visit.open_tab("replies")
    first = page.locator("#reply-items input").first
    first.wait_for(state="attached")
    first.press("Space")
    page.locator("#reply-case .card").wait_for()
    shown = page.locator("#reply-case .id").inner_text()
    page.keyboard.press("ArrowDown")
    page.locator(f'#reply-case .id:not(:text-is("{shown}"))').wait_for()
    found = stops(visit)
    assert are_good(found)
    ids = [stop.id for stop in found]
    assert ids.count("reply-items") == 1
    for each in ("reply-bulk", "reply-draft", "reply-body", "reply-reason", "reply-approve"):
        assert each in ids
    assert ids.index("reply-items") < ids.index("reply-draft") < ids.index("reply-body")
    page.locator("#reply-draft").press("Enter")
    page.locator('#reply-told [role="status"]').wait_for()
    assert visit.is_clean()


@pytest.mark.parametrize("tab", ["feedback", "plans"])
def test_every_stop_of_a_tab_is_named_and_seen(visit: Visit, tab: str) -> None:
    visit.open_tab(tab)
    ready = {"feedback": "#cards .card", "plans": "#scorecard table"}
    visit.page.locator(ready[tab]).first.wait_for()
    assert are_good(stops(visit))
    assert visit.is_clean()
