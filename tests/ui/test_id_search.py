"""What is written like an id is looked for as one."""

from datetime import date

import pytest

from assistant.tools.result import Quote
from tests.ui.visiting import IN_CHROMIUM, Visit
from ui.feedback.id_search import is_unknown_id


def quote(id: str, text: str, product: str | None = None) -> Quote:
    day = date(2026, 3, 1)
    return Quote(id, text, day, product, None, None, "en", "neutral", "calm", "normal")


@pytest.mark.parametrize(
    ("query", "unknown"),
    [("R999", True), ("r99999", True), ("M400", False), ("K2", False), ("leaks 300", False)],
)
def test_an_id_of_nobody(query: str, unknown: bool) -> None:
    found = [quote("R001", "The M400 leaks"), quote("R002", "broken", "Kettle")]
    assert is_unknown_id(query, found) is unknown


@IN_CHROMIUM
def test_the_list_says_how_it_is_ordered(visit: Visit) -> None:
    page, texts = visit.page, visit.texts
    visit.open_tab("feedback")
    page.locator("#cards .card").first.wait_for()
    search = page.locator("#feedback-query textarea, #feedback-query input").first
    order = page.locator("#feedback-sort input")
    search.fill("R99999")
    search.press("Enter")
    page.get_by_text(texts("feedback.no_id", id="R99999")).wait_for()
    search.fill("the handle broke")
    search.press("Enter")
    page.locator("#cards .card").first.wait_for()
    assert order.input_value() == texts("feedback.sort_match")
    search.fill("")
    search.press("Enter")
    page.locator("#more-feedback").wait_for()
    visit.settle()
    assert order.input_value() == texts("feedback.sort_newest")
    assert visit.is_clean()
