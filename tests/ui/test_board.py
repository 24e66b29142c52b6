"""Numbers of the scorecard carry their units."""

import pytest

from assistant.analytics.intervals import Estimate
from assistant.plans.known_measures import Source
from assistant.plans.scorecard import Cell
from tests.ui.visiting import IN_CHROMIUM, NARROW, Visit
from ui.plans.board import scorecard_html
from ui.wording import Texts


def cell(unit: str, name: str) -> Cell:
    value = Estimate(25.0, None, None, 3)
    names = {"en": name, "zh": name}
    return Cell("finance", "m", names, unit, value, None, 30.0, Source.IMPORT, False)


@pytest.mark.parametrize(
    ("unit", "name", "value"),
    [
        ("%", "Margin", ">25.0%<"),
        ("hours", "Training hours 小时", ">25.0<"),
        ("", "Sales", ">25.0<"),
    ],
)
def test_a_value_has_its_unit(texts: Texts, unit: str, name: str, value: str) -> None:
    shown = scorecard_html([cell(unit, name)], texts)
    assert value in shown
    assert f">{name}<" in shown
    assert texts("scorecard.missed") in shown


@IN_CHROMIUM
def test_a_phone_shows_a_measure_in_two_lines(visit: Visit) -> None:
    page = visit.page
    page.set_viewport_size(NARROW)
    visit.open_tab("plans")
    rows = page.locator("#scorecard tbody tr:not(.group)")
    rows.first.wait_for()
    assert rows.evaluate_all("all => Math.max(...all.map(each => each.offsetHeight))") < 72
    assert page.locator("#scorecard td.nothing.target:visible").count() == 0
    assert page.locator("#scorecard thead").inner_text().strip() == visit.texts("scorecard.value")
    assert visit.is_clean()


def test_a_unit_that_is_no_percent_stands_beside_the_name(texts: Texts) -> None:
    shown = scorecard_html([cell("hours", "First reply")], texts)
    assert f">First reply ({texts.word('hours', 'units')})<" in shown
