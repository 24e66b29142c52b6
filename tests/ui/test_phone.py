"""A conversation and its tables on a phone; in a real browser."""

from importlib import resources

import pytest

from tests.ui.visiting import IN_CHROMIUM, NARROW, QUESTIONS, WIDE, Visit

pytestmark = IN_CHROMIUM
OVER = "all => all.filter((each) => each.scrollWidth > each.clientWidth + 1).length"


def test_the_tables_of_an_answer_need_no_scrolling_sideways(visit: Visit) -> None:
    page, texts = visit.page, visit.texts
    page.set_viewport_size(NARROW)
    visit.ask(QUESTIONS[texts.language])
    page.get_by_text(texts("steps.computed")).last.click()
    page.locator("#chatbot .thought table.stack td[data-label]").first.wait_for()
    visit.settle()
    tables = page.locator("#chatbot table")
    assert tables.evaluate_all(OVER) == 0
    first = page.locator("#chatbot table.stack").first
    assert first.locator("td").nth(1).get_attribute("data-label")
    page.set_viewport_size(WIDE)
    page.locator("#chatbot table.stack").first.wait_for(state="detached")
    assert visit.is_clean()


def test_three_choices_stand_whole_beside_one_another(visit: Visit) -> None:
    page = visit.page
    page.set_viewport_size(NARROW)
    visit.open_tab("overview")
    page.locator("table.heat").wait_for()
    assert page.locator(".strip .form:visible").evaluate_all(OVER) == 0
    period = page.locator(".strip:visible input").first
    assert period.evaluate("each => each.scrollWidth <= each.clientWidth")
    assert page.locator(".overview-head .reports a").count() == 2
    assert visit.is_clean()


def test_what_scrolls_sideways_is_reached_by_the_keyboard(visit: Visit) -> None:
    pytest.importorskip("axe_playwright_python")
    page = visit.page
    page.set_viewport_size(NARROW)
    for tab, mark in (("overview", "table.heat"), ("plans", "#scorecard table")):
        visit.open_tab(tab)
        page.locator(mark).first.wait_for()
        visit.settle()
        script = resources.files("axe_playwright_python").joinpath("axe.min.js")
        page.evaluate(script.read_text("utf-8"))
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
        assert [each["id"] for each in found if each["impact"] in ("serious", "critical")] == []
    visit.open_tab("overview")
    wide = page.locator(".scroll:has(table.heat)")
    assert wide.evaluate_all(OVER) == 1
    assert wide.get_attribute("tabindex") == "0"


def test_a_conversation_takes_the_height_of_a_phone(visit: Visit) -> None:
    page = visit.page
    page.set_viewport_size(NARROW)
    assert page.locator("#footer").is_visible()
    visit.ask("NPS")
    page.locator("#question .submit-button").wait_for()
    box = page.locator("#narrowing").bounding_box()
    assert box is not None
    assert 0 <= NARROW["height"] - box["y"] - box["height"] < 24
    assert not page.locator("#footer").is_visible()
    assert page.evaluate("document.documentElement.scrollHeight <= window.innerHeight")
    visit.open_tab("overview")
    page.locator("#footer").wait_for()
