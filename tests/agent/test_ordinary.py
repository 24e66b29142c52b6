"""An ordinary word is told from the name of a thing, so that ordinary questions are answered."""

import pytest

from assistant.agent.names.ordinary import OrdinaryWords, load_ordinary
from retrieval.embedders import BuiltinEmbedder
from tests.agent.conftest import Ask


@pytest.fixture(scope="module")
def ordinary() -> OrdinaryWords:
    return load_ordinary()


@pytest.mark.parametrize("written", ["refund process", "reception", "退货流程", "续约阶段"])
def test_an_ordinary_word(ordinary: OrdinaryWords, written: str) -> None:
    assert ordinary.hold(written, BuiltinEmbedder().encode)


@pytest.mark.parametrize("written", ["trampoline", "zorbulator", "星巴克", "蹦床", "眼影盘"])
def test_a_name(ordinary: OrdinaryWords, written: str) -> None:
    assert not ordinary.hold(written, BuiltinEmbedder().encode)


@pytest.mark.parametrize("question", ["nps for the reception", "续约阶段的NPS"])
def test_a_score_is_given_for_all_and_the_answer_says_so(ask: Ask, question: str) -> None:
    plan = ask(question).plan
    assert [call.name for call in plan.calls] == ["nps"]
    assert [remark for remark, _ in plan.remarks] == ["word_passed_over"]


def test_a_word_in_capitals_is_a_name(ask: Ask) -> None:
    assert ask("nps for the Reception").plan.say == "unknown_name"


def test_a_filter_may_be_called_otherwise(ask: Ask) -> None:
    assert ask("三星以下的评价有多少").plan.calls[0].args["rating"] == [1, 2, 3]
