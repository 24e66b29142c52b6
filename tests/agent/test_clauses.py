"""Clauses that nothing of a plan answers: asked after the rest, or said."""

from typing import Any

import pytest

from assistant.agent.question.clauses import asking_clauses
from tests.agent.conftest import Ask, Converse
from tests.agent.planned import LAST_MONTH, planned


@pytest.mark.parametrize(
    ("question", "calls"),
    [
        ("how many complaints about the kettle last month and what is the main reason",
         [("volume", {"product": ["Kettle"], "period": LAST_MONTH}),
          ("complaints", {"product": ["Kettle"], "period": LAST_MONTH})]),
        ("what is the nps and why is it low", [("nps", {}), ("complaints", {})]),
        ("上个月水壶的差评有多少，主要是什么原因",
         [("volume", {"product": ["Kettle"], "period": LAST_MONTH}),
          ("complaints", {"product": ["Kettle"], "period": LAST_MONTH})]),
    ],
)  # fmt: skip
def test_a_clause_is_asked_after_the_rest(
    ask: Ask, question: str, calls: list[tuple[str, dict[str, Any]]]
) -> None:
    found = planned(ask, question)
    assert [name for name, _ in found] == [name for name, _ in calls]
    for (_, args), (_, wanted) in zip(found, calls, strict=True):
        assert {name: args.get(name) for name in wanted} == wanted


@pytest.mark.parametrize(
    ("question", "clause"),
    [
        ("show me complaints about the kettle with their invoice numbers",
         "with their invoice numbers"),
        ("list all kettle reviews, along with the customer ids", "along with the customer ids"),
        ("what is the nps of the mug, and who won the cup", "who won the cup"),
    ],
)  # fmt: skip
def test_a_clause_that_chose_nothing_is_said(ask: Ask, question: str, clause: str) -> None:
    remarks = dict(ask(question).plan.remarks)
    assert remarks["clause_unused"] == {"clauses": [clause]}
    assert "word_unused" not in remarks


@pytest.mark.parametrize(
    "question",
    [
        "which product has the most complaints, and what do people say",
        "csat and nps for the mug",
        "what do people say about the kettle and the mug",
        "水壶和保温杯哪个更受欢迎",
        "hi there, what is the nps of the mug",
        "一月和二月对比，满意度怎么样",
    ],
)
def test_what_is_answered_is_not_said(ask: Ask, question: str) -> None:
    assert "clause_unused" not in dict(ask(question).plan.remarks)


def test_the_answer_tells_each_clause(converse: Converse) -> None:
    (answer,) = converse("how many complaints last month, and what is the main reason")
    assert {call["name"] for call in answer["tools"]} == {"volume", "complaints"}
    assert answer["verified"]


def test_clauses_stand_between_what_is_before_and_behind() -> None:
    assert [*asking_clauses("nps last week, and why so low")] == [
        ("nps last week", "why so low", "")
    ]
    assert not [*asking_clauses("nps of the mug and the lamp")]
