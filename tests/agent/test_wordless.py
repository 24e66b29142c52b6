"""Questions without words follow the language of the conversation, else of who asks."""

from dataclasses import replace

import pytest

from assistant.agent.agent import Agent
from tests.agent.conftest import Ask, Converse


@pytest.mark.parametrize("question", ["NPS", "nps?", "CSAT 2026-02", "NPS vs CSAT"])
def test_who_asks_decides(ask: Ask, planner: Agent, question: str) -> None:
    turn = ask(question)
    assert planner.answer(turn).language == "en"
    answer = planner.answer(replace(turn, usual="zh"))
    assert answer.language == "zh"
    assert "范围" in answer.answer


def test_the_conversation_decides_before(converse: Converse) -> None:
    *_, last = converse("这周客户在抱怨什么", "NPS?")
    assert last["language"] == "zh"


def test_words_decide_before_all(ask: Ask, planner: Agent) -> None:
    turn = replace(ask("csat this month"), usual="zh")
    assert planner.answer(turn).language == "en"
