from dataclasses import replace
from typing import Any

import pytest

from evals.cases.pets import make_pets
from evals.numbers import Expected
from evals.qa import QaResult, judge, to_markdown
from evals.qa_cases import HALVES, QaCase, load_qa

DAYS = {"start": "2026-03-01", "end": "2026-03-13"}


@pytest.fixture(scope="module")
def cases() -> tuple[QaCase, ...]:
    return load_qa()


def case(cases: tuple[QaCase, ...], question: str) -> QaCase:
    return next(each for each in cases if each.turns == (question,))


def answer(name: str, args: dict[str, Any], figures: Any = (), text: str = "It is fine.") -> Any:
    tools = [{"name": name, "args": args}] if name else []
    return {"answer": text, "verified": True, "tools": tools, "figures": figures, "elapsed_ms": 9}


def test_the_questions_are_many_bilingual_and_in_two_halves(cases: tuple[QaCase, ...]) -> None:
    assert len(cases) >= 300
    languages = [each.language for each in cases]
    assert abs(languages.count("en") - languages.count("zh")) <= 10
    assert {each.half for each in cases} == set(HALVES)
    assert len({each.turns for each in cases}) == len(cases)
    assert sum(len(each.turns) > 1 for each in cases) >= 30


def test_the_second_shop_is_always_the_same() -> None:
    first, second = make_pets(), make_pets()
    assert first.equals(second)
    assert len(first) > 4_000
    assert first["rating"].isna().any()


def test_a_right_call_with_right_figures_is_right(cases: tuple[QaCase, ...]) -> None:
    asked = case(cases, "what's our csat been this month?")
    figures = [
        {"name": e.name, "value": e.value, "period": e.period, "filters": e.filters}
        for e in asked.figures
    ]
    verdict = judge(asked, answer("csat", {"period": DAYS}, figures))
    assert verdict.right
    assert verdict.figures_right
    assert verdict.tokens > 0


@pytest.mark.parametrize(
    ("name", "args", "fault"),
    [
        ("nps", {"period": DAYS}, "called nps"),
        ("", {}, "called nothing"),
        ("csat", {}, "period None"),
        ("csat", {"period": DAYS, "product": ["Mug"]}, "product ['Mug'], not []"),
    ],
)
def test_a_wrong_call_is_named(
    cases: tuple[QaCase, ...], name: str, args: dict[str, Any], fault: str
) -> None:
    verdict = judge(case(cases, "what's our csat been this month?"), answer(name, args))
    assert not verdict.right
    assert fault in verdict.planned
    assert verdict.figures_right is False


def test_an_answer_where_there_is_none_to_give_is_wrong(cases: tuple[QaCase, ...]) -> None:
    toaster = case(cases, "nps of the toaster last month")
    told = "There is no toaster here; your products are Kettle and Mug."
    assert judge(toaster, answer("", {}, text=told)).right
    assert "does not say" in judge(toaster, answer("", {})).planned
    figure = {"name": "nps", "value": 1.0, "period": DAYS, "filters": {}}
    assert not judge(toaster, answer("nps", {"period": DAYS}, [figure])).right


def test_the_wrong_language_is_wrong(cases: tuple[QaCase, ...]) -> None:
    asked = replace(case(cases, "nps pls"), figures=())
    assert judge(asked, answer("nps", {})).right
    assert not judge(asked, answer("nps", {}, text="本店的净推荐值")).right


def test_shares_are_of_the_cases_that_have_them(cases: tuple[QaCase, ...]) -> None:
    asked = case(cases, "nps pls")
    none = judge(replace(asked, figures=()), answer("nps", {}))
    wrong = judge(replace(asked, figures=(Expected("nps", 1.0, DAYS, {}),)), answer("csat", {}))
    result = QaResult((none, wrong))
    assert result.right == 50.0
    assert result.figures == 0.0
    assert QaResult(()).right is None
    assert "called csat" in to_markdown(result)
