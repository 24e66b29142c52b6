from typing import Any

import pytest

from assistant.agent.planner.calls.call_plan import CallPlan
from assistant.agent.planner.calls.defaults import Defaults
from assistant.agent.turn import Turn
from assistant.errors import InvalidInputError
from assistant.models import ToolCall
from tests.agent.conftest import Ask

MARCH = {"start": "2026-03-01", "end": "2026-03-07"}
CHOSEN = {"period": MARCH, "channel": ["web"], "language": ["en"]}


def planned(ask: Ask, question: str, chosen: dict[str, Any]) -> dict[str, Any]:
    turn = ask(question)
    made = Turn(turn.question, turn.tools, turn.mind, turn.thread, Defaults.of(chosen)).plan
    return dict(made.calls[0].args)


def test_they_fill_what_a_question_leaves_open(ask: Ask) -> None:
    assert planned(ask, "NPS", CHOSEN) == CHOSEN
    assert planned(ask, "NPS", {}) == {}


@pytest.mark.parametrize(
    ("question", "kept"),
    [
        ("NPS on trustpilot", {"channel": ["trustpilot"], "language": ["en"], "period": MARCH}),
        ("NPS by channel", {"by": "channel", "language": ["en"], "period": MARCH}),
        ("NPS over all channels", {"language": ["en"], "period": MARCH}),
        ("所有渠道的NPS", {"language": ["en"], "period": MARCH}),
    ],
)
def test_what_the_question_says_stands(ask: Ask, question: str, kept: dict[str, Any]) -> None:
    assert planned(ask, question, CHOSEN) == kept


def test_a_period_of_the_question_stands(ask: Ask) -> None:
    args = planned(ask, "NPS in February 2026", CHOSEN)
    assert args["period"] == {"start": "2026-02-01", "end": "2026-02-28"}


def test_single_items_and_named_days_are_left_alone() -> None:
    chosen = Defaults.of(CHOSEN)
    for args in ({"ids": ["R1"]}, {"customer_id": ["C1"]}, {"order_id": ["O1"]}):
        assert chosen.filled("quotes", args) == args
    assert "period" not in chosen.filled("before_after", {"changed_on": "2026-03-01"})
    assert chosen.filled("policy", {"query": "returns"}) == {"query": "returns"}
    plan = CallPlan("en", (ToolCall("nps", {"channel": ["app"]}),))
    assert chosen.apply(plan).calls[0].args == {**CHOSEN, "channel": ["app"]}


@pytest.mark.parametrize(
    "wrong",
    [{"theme": ["delivery"]}, {"period": {"start": "x", "end": "y"}}, {"channel": "web"}],
)
def test_what_cannot_be_chosen_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(InvalidInputError):
        Defaults.of(wrong)
