"""What was chosen stays chosen when the store has changed."""

from datetime import UTC, datetime

import pytest

from assistant.app import App
from tests.ui.conftest import drawn
from ui.chat.narrowing import Narrowing
from ui.filters import Filters, renewed_choice
from ui.overview.tab import OverviewTab
from ui.renewal import store_kind
from ui.wording import Texts

CHOICES = [("Any", ""), ("Mail", "Email"), ("Chat", "Chat")]


@pytest.mark.parametrize("chosen", ["", "Email", [], ["Email", "Chat"]])
def test_what_is_still_there_is_left_alone(chosen: str | list[str]) -> None:
    update = renewed_choice(CHOICES, chosen)
    assert update["choices"] == CHOICES
    assert "value" not in update


@pytest.mark.parametrize(
    ("chosen", "left"), [("Fax", ""), (None, ""), (["Fax", "Chat"], ["Chat"]), (["Fax"], [])]
)
def test_what_is_gone_is_taken_away(chosen: str | list[str] | None, left: str | list[str]) -> None:
    assert renewed_choice(CHOICES, chosen)["value"] == left


def test_the_choices_beside_the_box_outlive_an_import(app: App, texts: Texts) -> None:
    updates = drawn(Narrowing, app, texts).renewed(["7", "Kettle", "Email", ""])
    assert not any("value" in update for update in updates)


def test_all_time_is_shown_where_the_usual_days_are_empty(app: App, texts: Texts) -> None:
    filters = drawn(lambda a, t: Filters(a, t, ("product",)), app, texts)
    assert "value" not in filters.renewed(["30", ["Kettle"]])[0]
    later = App(app.settings, clock=lambda: datetime(2026, 9, 1, tzinfo=UTC))
    old = drawn(lambda a, t: Filters(a, t, ("product",)), later, texts)
    assert old.renewed(["30", []])[0]["value"] == "all"
    assert "value" not in old.renewed(["7", []])[0]
    later.close()


def test_a_tenant_without_feedback_is_empty_whatever_the_others_hold(
    app: App, texts: Texts
) -> None:
    other = app.of("other-shop")
    assert store_kind(app) == ""
    assert store_kind(other) == "empty"
    overview = drawn(OverviewTab, other, texts)
    assert texts("overview.empty") in overview.show("nps", "30", [], [])[overview.tiles]
