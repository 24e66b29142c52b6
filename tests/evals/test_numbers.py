import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import HearkenError, InvalidInputError, PeriodError
from evals.gold import CASES
from evals.numbers import NumbersCase, NumbersResult, load_cases, run, score

WEEK = {"start": "2026-03-09", "end": "2026-03-13"}
TEXT = {"en": "Here is what the data says.", "zh": "数据如下。"}


def _case(value: float | str | None = 12.345, name: str = "nps", **filters: list[str]) -> str:
    figure = {"name": name, "value": value, "period": WEEK, "filters": filters}
    question = {"id": "q", "question": "nps this week", "as_of": "2026-03-13", "language": "en"}
    return json.dumps({**question, "expect": [figure]})


def _loaded(tmp_path: Path, line: str) -> NumbersCase:
    path = tmp_path / "cases.jsonl"
    path.write_text(line + "\n", encoding="utf-8")
    return load_cases(path)[0]


def _answer(*figures: Mapping[str, Any], language: str = "en") -> dict[str, Any]:
    return {
        "language": language,
        "answer": TEXT[language],
        "verified": True,
        "figures": list(figures),
    }


def _figure(value: object, name: str = "nps", **filters: list[str]) -> dict[str, Any]:
    return {"name": name, "value": value, "period": WEEK, "filters": filters}


def _gold_answers(cases: tuple[NumbersCase, ...]) -> dict[str, dict[str, Any]]:
    return {
        case.question: _answer(
            *(
                {
                    "name": figure.name,
                    "value": figure.value,
                    "period": dict(figure.period),
                    "filters": dict(figure.filters),
                }
                for figure in case.expect
            ),
            language=case.language,
        )
        for case in cases
    }


def test_gold_answers_pass_whole() -> None:
    cases = load_cases(CASES)
    answers = _gold_answers(cases)
    result = run(lambda question, _: answers[question], cases)
    assert result == NumbersResult(total=len(cases))
    assert result.share == 1.0
    assert f"{len(cases)} of {len(cases)} right (100.0 %)" in result.to_markdown()


@pytest.mark.parametrize("position", [0, -1])
def test_a_wrong_number_is_found_in_every_case(position: int) -> None:
    cases = load_cases(CASES)
    answers = _gold_answers(cases)
    for answer in answers.values():
        figure = answer["figures"][position]
        right = figure["value"]
        figure["value"] = "Teapot" if isinstance(right, str) else right + 0.6
    result = run(lambda question, _: answers[question], cases)
    assert [miss.id for miss in result.misses] == [case.id for case in cases]
    assert all(len(miss.reasons) == 1 for miss in result.misses)


@pytest.mark.parametrize("value", [12.345, 12.3, 12.34])
def test_a_value_counts_after_rounding(tmp_path: Path, value: float) -> None:
    assert score(_loaded(tmp_path, _case()), _answer(_figure(value))) == ()


@pytest.mark.parametrize("value", [12.4, 12.2, -12.345, "12.3", None, True])
def test_a_wrong_value_is_a_miss_that_shows_both(tmp_path: Path, value: object) -> None:
    (reason,) = score(_loaded(tmp_path, _case()), _answer(_figure(value)))
    assert reason.startswith("expected nps = 12.3 (2026-03-09…2026-03-13, all feedback); found nps")


def test_ratings_are_compared_to_two_decimals(tmp_path: Path) -> None:
    case = _loaded(tmp_path, _case(3.841, "rating_mean"))
    assert score(case, _answer(_figure(3.84, "rating_mean"))) == ()
    assert score(case, _answer(_figure(3.8, "rating_mean")))


def test_another_period_or_scope_is_a_miss(tmp_path: Path) -> None:
    case = _loaded(tmp_path, _case(product=["Kettle"]))
    right = _figure(12.345, product=["Kettle"])
    assert score(case, _answer(right)) == ()
    assert score(case, _answer({**right, "period": {**WEEK, "end": "2026-03-15"}}))
    assert score(case, _answer({**right, "period": None}))
    assert score(case, _answer({**right, "filters": {}}))
    assert score(case, _answer({**right, "filters": {"product": ["Mug"]}}))
    assert score(case, _answer({**right, "filters": {**right["filters"], "channel": ["app"]}}))


def test_the_order_of_alternatives_says_nothing(tmp_path: Path) -> None:
    case = _loaded(tmp_path, _case(7, "count", rating=["1", "2"]))
    assert score(case, _answer(_figure(7, "count", rating=["2", "1"]))) == ()


def test_further_figures_are_welcome_but_not_a_contradiction(tmp_path: Path) -> None:
    case = _loaded(tmp_path, _case())
    assert score(case, _answer(_figure(12.3), _figure(80.0, "csat"))) == ()
    assert score(case, _answer(_figure(12.3), _figure(11.0)))


def test_the_name_of_the_best_is_compared_as_it_is(tmp_path: Path) -> None:
    case = _loaded(tmp_path, _case("Kettle", "best_product"))
    assert score(case, _answer(_figure("Kettle", "best_product"))) == ()
    assert score(case, _answer(_figure("Mug", "best_product")))


def test_no_data_is_not_zero(tmp_path: Path) -> None:
    case = _loaded(tmp_path, _case(None))
    assert score(case, _answer(_figure(None))) == ()
    assert score(case, _answer(_figure(0.0)))


def test_a_missing_figure_language_and_verification_are_all_named(tmp_path: Path) -> None:
    case = _loaded(tmp_path, _case())
    reasons = score(case, {**_answer(language="zh"), "verified": False})
    assert len(reasons) == 4
    assert "no figure has that name" in reasons[0]
    assert "language is 'zh', expected 'en'" in reasons[1]
    assert "not written in 'en'" in reasons[2]
    assert "not verified" in reasons[3]
    assert len(score(case, {})) == 4


def test_a_refused_question_is_a_miss_and_a_defect_passes_through(tmp_path: Path) -> None:
    case = _loaded(tmp_path, _case())

    def refuse(_question: str, _as_of: date) -> dict[str, Any]:
        raise PeriodError("Which week do you mean?")

    def break_down(_question: str, _as_of: date) -> dict[str, Any]:
        raise ZeroDivisionError

    result = run(refuse, [case])
    assert result.passed == 0
    assert "- **q** nps this week\n  - refused: Which week do you mean?" in result.to_markdown()
    with pytest.raises(ZeroDivisionError):
        run(break_down, [case])


def test_no_cases_have_no_share() -> None:
    empty = run(lambda *_: {}, [])
    assert empty.share is None
    assert "no cases" in empty.to_markdown()


@pytest.mark.parametrize("line", ["{", "{}", "[]", _case().replace("value", "worth")])
def test_a_broken_line_is_named(tmp_path: Path, line: str) -> None:
    with pytest.raises(InvalidInputError, match=r"Line 1 of cases\.jsonl") as caught:
        _loaded(tmp_path, line)
    assert isinstance(caught.value, HearkenError)
