"""The demo shop's golden answers: computed anew, and asked for in both languages."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from assistant.app import App
from assistant.settings import Settings
from evals.demo_gold import CASES, regenerate
from evals.demo_numbers import DemoResult, fill_demo, load, run

CASES_READ = load(CASES)


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    home = tmp_path_factory.mktemp("demo")
    opened = App(Settings(home=home), clock=lambda: datetime(2026, 3, 13, 20, tzinfo=UTC))
    fill_demo(opened.commons.stores.feedback, home, ZoneInfo("UTC"))
    yield opened
    opened.close()


def test_there_are_forty_questions_and_each_has_a_gold() -> None:
    assert len(CASES_READ) == 40
    assert all(case["expect"] and case["en"] and case["zh"] for case in CASES_READ)


def test_the_committed_gold_is_what_is_computed() -> None:
    committed = CASES.read_text(encoding="utf-8")
    assert regenerate(committed) == committed


@pytest.mark.parametrize("case", CASES_READ, ids=lambda case: case["id"])
def test_both_languages_give_the_same_right_figures(app: App, case: dict[str, Any]) -> None:
    def ask(question: str, as_of: date) -> dict[str, Any]:
        return app.ask(question, as_of=as_of).as_json()

    assert run(ask, [case]) == DemoResult(1)


def test_a_wrong_figure_and_a_difference_between_languages_are_told(app: App) -> None:
    def ask(question: str, as_of: date) -> dict[str, Any]:
        answer = app.ask(question, as_of=as_of).as_json()
        if question == CASES_READ[0]["zh"]:
            for figure in answer["figures"]:
                figure["value"] = (figure["value"] or 0) + 1
        return answer

    result = run(ask, CASES_READ[:1])
    assert result.passed == 0
    reasons = result.misses["demo-01"]
    assert any(reason.startswith("zh: expected") for reason in reasons)
    assert "the figures differ between the languages" in reasons
