"""The one listed tool that calls any other."""

import json

import pytest
from langchain_core.messages import AIMessage

from assistant.agent.agent import Agent
from assistant.agent.llm.other_tool import OTHER_TOOL, unwrapped
from assistant.tools.registry import TOOLS
from tests.agent.conftest import Ask
from tests.agent.endpoint import calls, said, status
from tests.agent.scripted import Scripted
from tests.agent.talk import NPS, SPELLED, TRUE, WEEK, Body, MakeTalk, is_the_models

NO_NUMBER = "The files hold what customers wrote."


@pytest.mark.parametrize(
    "args",
    [
        {"name": "nps", "arguments": WEEK},
        {"name": "nps", "arguments": json.dumps(WEEK)},
        {"name": "nps", **WEEK},
        {"name": "functions.NPS", "arguments": WEEK},
    ],
)
def test_a_call_through_it_is_one_of_the_tool_named(
    talk: MakeTalk, args: dict[str, object]
) -> None:
    is_the_models(talk().answer(calls(OTHER_TOOL, args), said(TRUE)))


def test_a_call_as_text_may_go_through_it(talk: MakeTalk) -> None:
    spelled = json.dumps({"name": OTHER_TOOL, "arguments": json.loads(SPELLED)})
    is_the_models(talk().answer(said(spelled), said(TRUE)))


def test_it_is_listed_beside_the_offered_tools_and_never_as_text(talk: MakeTalk) -> None:
    strict = talk()
    is_the_models(strict.answer(NPS, said(TRUE)))
    for body in strict.heard:
        listed = [each["function"]["name"] for each in body["tools"]]
        assert listed[-1] == OTHER_TOOL
        assert len(set(listed)) == len(listed)

    def refuse_tools(body: Body) -> object:
        return status(400, "this model does not support tools") if "tools" in body else None

    plain = talk(refuse_tools)
    is_the_models(plain.answer(said(SPELLED), said(TRUE)))
    assert OTHER_TOOL not in str(plain.heard[-1]["messages"])


def test_a_tool_that_is_not_listed_is_reached(ask: Ask) -> None:
    through = {"name": "catalogue", "arguments": {}}
    call = AIMessage("", tool_calls=[{"name": OTHER_TOOL, "args": through, "id": "1"}])
    answer = Agent(Scripted(script=[call, NO_NUMBER])).answer(ask("nps this week"))
    assert [each.name for each in answer.tools] == ["catalogue"]


def test_a_call_that_names_no_tool_is_refused_in_words(ask: Ask) -> None:
    call = AIMessage("", tool_calls=[{"name": OTHER_TOOL, "args": {"what": "x"}, "id": "1"}])
    named = AIMessage("", tool_calls=[{"name": "nps", "args": WEEK, "id": "2"}])
    model = Scripted(script=[call, named, TRUE])
    answer = Agent(model).answer(ask("nps this week"))
    assert answer.answer == TRUE
    assert "There is no tool" in str(model.heard[1])


def test_any_other_call_stays_as_it_is() -> None:
    assert unwrapped("policy", {"name": "nps"}) == ("policy", {"name": "nps"})
    assert OTHER_TOOL not in TOOLS
