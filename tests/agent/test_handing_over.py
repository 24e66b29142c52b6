"""A model that calls no tool, or none that works: the planner calls, the model writes."""

import json
from typing import Any

import pytest
from langchain_core.messages import AIMessage, HumanMessage, ToolMessage

from assistant.agent.agent import Agent
from assistant.agent.events import Done, ToolRan
from assistant.models import Answer, ToolCall
from tests.agent.conftest import Ask
from tests.agent.endpoint import message, said
from tests.agent.scripted import Scripted
from tests.agent.talk import QUESTION, TRUE, WEEK, MakeTalk

INVENTED = '{"calls": [], "say": "Your NPS is about 45."}'
SPLIT = {**WEEK, "by": "product"}
EXCUSE = "I cannot tell you that right now."


def call(name: str, args: dict[str, Any]) -> AIMessage:
    return AIMessage("", tool_calls=[{"name": name, "args": args, "id": "call-1"}])


def answered(ask: Ask, *lines: Any, question: str = QUESTION) -> tuple[Answer, Scripted]:
    model = Scripted(script=list(lines))
    return Agent(model).answer(ask(question)), model


@pytest.mark.parametrize("first", [INVENTED, EXCUSE, "Your NPS is 45.", "It is 45, right?"])
def test_the_planner_calls_and_the_model_writes(ask: Ask, first: str) -> None:
    answer, model = answered(ask, first, TRUE)
    assert (answer.mode, answer.planned_by, answer.verified) == ("llm", "planner", True)
    assert answer.answer == TRUE
    assert answer.tools == (ToolCall("nps", WEEK),)
    assert model.script == []


def test_what_the_model_made_up_is_not_shown_to_it_again(ask: Ask) -> None:
    _, model = answered(ask, INVENTED, TRUE)
    assert "about 45" not in str(model.heard[1])
    kinds = [type(each) for each in model.heard[1][-4:]]
    assert kinds == [HumanMessage, AIMessage, ToolMessage, HumanMessage]


def test_the_tools_are_seen_as_they_run(ask: Ask) -> None:
    events = list(Agent(Scripted(script=[EXCUSE, TRUE])).stream(ask(QUESTION)))
    assert [e.call.name for e in events if isinstance(e, ToolRan)] == ["nps"]
    assert isinstance(events[-1], Done)


def test_what_it_writes_is_checked_and_mended_once(ask: Ask) -> None:
    answer, _ = answered(ask, EXCUSE, "Your NPS is 13.5.", TRUE)
    assert (answer.mode, answer.answer) == ("llm", TRUE)
    computed, model = answered(ask, EXCUSE, "Your NPS is 13.5.", "Your NPS is 13.6.", TRUE)
    assert (computed.mode, computed.planned_by, computed.verified) == ("planner", "planner", True)
    assert model.script == [TRUE]


def test_calls_that_stay_malformed_are_made_for_it(ask: Ask) -> None:
    wrong = call("nps", {"colour": ["red"]})
    answer, model = answered(ask, wrong, call("weather", {}), wrong, TRUE)
    assert (answer.mode, answer.planned_by, answer.answer) == ("llm", "planner", TRUE)
    assert "colour" not in str(model.heard[-1])


def test_a_call_that_is_cut_off_is_made_for_it(talk: MakeTalk) -> None:
    answer = talk().answer(
        message('{"name": "nps", "arguments": {"per', finish="length"), said(TRUE)
    )
    assert (answer.mode, answer.planned_by, answer.answer) == ("llm", "planner", TRUE)


def test_a_model_that_calls_for_itself_says_so(ask: Ask) -> None:
    answer, _ = answered(ask, call("nps", WEEK), TRUE)
    assert (answer.mode, answer.planned_by) == ("llm", "llm")


def test_what_needs_no_tool_and_what_asks_back_stays_its_own(ask: Ask) -> None:
    kind, _ = answered(ask, "I only know your customers' feedback.", question="write me a poem")
    back, _ = answered(ask, "Which week do you mean?")
    assert [kind.planned_by, back.planned_by] == ["llm", "llm"]
    assert [kind.tools, back.tools] == [(), ()]


def test_the_second_look_of_the_planner_is_made_too(ask: Ask) -> None:
    question = "which product has the most complaints, and what do people say"
    answer, _ = answered(ask, EXCUSE, "Most complain of the kettle.", question=question)
    assert [each.name for each in answer.tools] == ["sentiment", "complaints"]
    assert answer.mode == "llm"


def test_an_endpoint_that_writes_its_calls_as_text_is_told_so(talk: MakeTalk) -> None:
    writing = talk()
    writing.answer(said(json.dumps({"name": "nps", "arguments": WEEK})), said(TRUE))
    answer = writing.answer(said(INVENTED), said(TRUE))
    assert (answer.mode, answer.planned_by, answer.answer) == ("llm", "planner", TRUE)
    roles = [each["role"] for each in writing.heard[-1]["messages"]]
    assert roles == ["system", "user", "assistant", "user"]
    assert writing.heard[-1]["messages"][-1]["content"].startswith("Result of nps")


class TestBounds:
    """A weak model fills in a bound that nobody set: groups would be missing."""

    @pytest.mark.parametrize(
        "bound",
        [{"side": "at_most", "value": 30}, {"side": "above"}, "30", {"side": "x", "value": "30"}],
    )
    def test_one_that_nobody_set_is_dropped_and_told(self, ask: Ask, bound: Any) -> None:
        called = call("nps", {**SPLIT, "bound": bound})
        answer, model = answered(ask, called, "They differ.", question="nps by product this week")
        assert answer.tools == (ToolCall("nps", SPLIT),)
        assert str(model.heard[1][-1].content).startswith("`bound` was left out")

    @pytest.mark.parametrize(
        ("question", "value"),
        [
            ("which products have an nps over 20 this week", 20),
            ("products with an nps of at least twenty this week", 20),
            ("本周NPS超过20的商品", 20),
        ],
    )
    def test_one_that_the_user_set_stays(self, ask: Ask, question: str, value: int) -> None:
        bound = {"side": "above", "value": value}
        answer, _ = answered(ask, call("nps", {**SPLIT, "bound": bound}), "Few.", question=question)
        assert answer.tools[0].args["bound"] == bound
