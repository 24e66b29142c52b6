"""Endpoints and models that do things their own way, and are understood all the same."""

import json
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from assistant.agent.agent import Agent
from assistant.agent.events import Done
from assistant.agent.llm.budget import count_tokens
from assistant.agent.llm.calling import Limits
from assistant.agent.model_brain import RESULT_TOKENS, SLOW_RESULT_TOKENS
from assistant.agent.thread import Thread
from assistant.models import Trouble
from tests.agent.conftest import Ask
from tests.agent.endpoint import (
    Reply,
    calls,
    late,
    message,
    raw,
    said,
    silent,
    status,
    streamed,
)
from tests.agent.talk import (
    NPS,
    QUESTION,
    SPELLED,
    TRUE,
    WEEK,
    Body,
    MakeTalk,
    is_the_models,
)


def without(field: str, refusal: Reply) -> Callable[[Body], Reply | None]:
    return lambda body: refusal if field in body else None


@pytest.mark.parametrize(
    "refusal",
    [
        status(400, "Unsupported value: 'temperature' does not support 0 with this model."),
        status(400, "Bad request."),
        status(422, '[{"loc": ["body", "temperature"], "msg": "extra fields not permitted"}]'),
    ],
)
def test_a_refused_field_is_left_out_from_then_on(talk: MakeTalk, refusal: Reply) -> None:
    picky = talk(without("temperature", refusal))
    is_the_models(picky.answer(NPS, said(TRUE)))
    assert ["temperature" in body for body in picky.heard] == [True, False, False]
    assert all("tools" in body for body in picky.heard)
    is_the_models(picky.answer(NPS, said(TRUE)))
    assert not any("temperature" in body for body in picky.heard)


def test_a_planning_step_as_text_is_bound_to_a_schema_where_that_works(talk: MakeTalk) -> None:
    plain = talk(without("tools", status(400, "tools are not supported")))
    is_the_models(plain.answer(said(json.dumps({"calls": [json.loads(SPELLED)]})), said(TRUE)))
    formats = [body.get("response_format", {}) for body in plain.heard]
    assert [each.get("type") for each in formats] == [None, "json_schema", None]
    assert "\nnps(by, " in plain.heard[-1]["messages"][0]["content"]
    schema = without("response_format", status(400, "response_format is not supported"))
    tools = without("tools", status(400, "no tools here"))
    plainer = talk(lambda body: tools(body) or schema(body))
    is_the_models(plainer.answer(said(SPELLED), said(TRUE)))
    assert "response_format" not in plainer.heard[-1]


def test_something_said_in_the_planning_step_is_an_answer(talk: MakeTalk) -> None:
    plain = talk(without("tools", status(400, "tools are not supported")))
    answer = plain.answer(said('{"calls": [], "say": "Which week do you mean?"}'))
    assert (answer.mode, answer.answer) == ("llm", "Which week do you mean?")


@pytest.mark.parametrize(
    "refusal",
    ["System role not supported", "Only user and assistant roles are supported!",
     "Conversation roles must alternate user/assistant/user/assistant/..."],
)  # fmt: skip
def test_an_endpoint_that_knows_only_user_and_model(talk: MakeTalk, refusal: str) -> None:
    def objection(body: Body) -> Reply | None:
        roles = [each["role"] for each in body["messages"]]
        return status(500, refusal) if roles[0] == "system" else None

    strict = talk(objection)
    is_the_models(strict.answer(NPS, said(TRUE)))
    roles = [each["role"] for each in strict.heard[-1]["messages"]]
    assert roles == ["user", "assistant", "tool"]
    first = strict.heard[-1]["messages"][0]["content"]
    assert first.startswith("You are Hearken")
    assert first.rstrip().endswith(QUESTION)


STREAMED_CALL = (
    {"role": "assistant", "reasoning_content": "The user wants"},
    {"tool_calls": [{"index": 0, "id": "c", "type": "function",
                     "function": {"name": "nps", "arguments": json.dumps(WEEK)[:20]}}]},
    {"tool_calls": [{"index": 0, "function": {"arguments": json.dumps(WEEK)[20:]}}]},
)  # fmt: skip
STREAMED_TEXT = ({"role": "assistant", "content": TRUE[:9]}, {"content": TRUE[9:]})


def test_an_endpoint_that_only_streams(talk: MakeTalk) -> None:
    refusal = status(400, "This model only supports the stream mode; set stream=true.")
    only = talk(lambda body: None if body.get("stream") else refusal)
    script = streamed(*STREAMED_CALL, finish="tool_calls"), streamed(*STREAMED_TEXT)
    is_the_models(only.answer(*script))


def test_an_endpoint_that_streams_unasked(talk: MakeTalk) -> None:
    always = talk()
    answer = always.answer(
        streamed(*STREAMED_CALL), streamed(*STREAMED_CALL), streamed(*STREAMED_TEXT)
    )
    is_the_models(answer)


def test_a_stream_by_mistake_is_not_expected_for_ever(talk: MakeTalk) -> None:
    moody = talk()
    is_the_models(moody.answer(streamed(*STREAMED_CALL), NPS, NPS, said(TRUE)))
    is_the_models(moody.answer(NPS, said(TRUE)))


def test_half_a_stream_is_no_answer(talk: MakeTalk) -> None:
    answer = talk().answer(NPS, streamed(*STREAMED_TEXT[:1], finish=None))
    assert answer.mode == "planner"
    assert "12.5" in answer.answer


@pytest.mark.parametrize(
    ("trouble", "reply"),
    [
        (Trouble.CUT_OFF, message(TRUE[:15], finish="length")),
        (Trouble.CUT_OFF, message("", finish="length", reasoning_content="Let me think")),
        (Trouble.EMPTY, message("", reasoning_content="Let me think.")),
        (Trouble.EMPTY, said("<think>Let me think about the NPS of")),
    ],
)
def test_no_answer_yet(talk: MakeTalk, trouble: Trouble, reply: Reply, ask: Ask) -> None:
    answer = talk().answer(NPS, reply)
    assert answer.mode == "planner"
    assert "12.5" in answer.answer
    note = ask(QUESTION).wording("en").render("model_failed", trouble=trouble)
    assert answer.answer.startswith(note)


@pytest.mark.parametrize(
    ("args", "says"),
    [
        ({**WEEK, "by": "produkt"}, "'product'"),
        ({**WEEK, "filters": {"sentiment": ["bad"]}}, "'negative'"),
        ({**WEEK, "colour": "red"}, "takes period, product"),
        ({"period": "last week"}, "2026-03-01..2026-03-31"),
        ("{period: ", "takes period"),
        ({**WEEK, "filters": "Kettle"}, "takes period"),
    ],
)
def test_a_wrong_argument_is_told_in_one_clear_sentence(
    talk: MakeTalk, args: Any, says: str
) -> None:
    mending = talk()
    is_the_models(mending.answer(calls("nps", args), NPS, said(TRUE)))
    told = [each for each in mending.heard[1]["messages"] if each["role"] == "tool"]
    assert len(told) == 1
    assert says in told[0]["content"]
    assert told[0]["content"].count(". ") == 0


RECORDED = '```json\n{\n  "name": "nps",\n  "arguments": {\n    "by": "product"\n  }\n}\n```'
"""What Qwen2.5-Coder 1.5B wrote when it was offered native tools and asked for NPS by product."""

RECORDED_CUT = (
    '```json\n{\n  "name": "nps",\n  "arguments": {\n    "period": "2026-03-01..2026-03-31",\n'
    '    "filters": {\n      "product": "Air Fryer",\n      "channel": "website",\n'
    '      "language": "'
)
"""Its first 70 tokens to a question that names nothing: it fills in all that it can."""


def test_what_a_small_model_wrote(talk: MakeTalk) -> None:
    small = talk()
    small.question = "nps by product this week"
    answer = small.answer(said(RECORDED), said("The products differ."))
    assert (answer.mode, answer.tools[0].args) == ("llm", {**WEEK, "by": "product"})
    cut = small.answer(message(RECORDED_CUT, finish="length"))
    assert cut.mode == "planner"
    assert "Air Fryer" not in cut.answer.partition("\n")[0]


def test_what_the_question_does_not_name_is_doubted_once(talk: MakeTalk) -> None:
    filling = calls("nps", {**WEEK, "filters": {"product": ["Mug"], "segment": []}})
    weak = talk()
    is_the_models(weak.answer(filling, NPS, said(TRUE)))
    told = weak.heard[1]["messages"][-1]["content"]
    assert told.startswith("The question names no product 'Mug'")
    starred = calls("nps", {**WEEK, "filters": {"rating": [5]}})
    is_the_models(talk().answer(starred, NPS, said(TRUE)))
    sure = talk().answer(filling, filling, said("Few answered."))
    assert [call.args["product"] for call in sure.tools] == [["Mug"]]


def test_a_group_of_the_answer_before_is_not_doubted(talk: MakeTalk, ask: Ask) -> None:
    """ "The first one" names no product, and the last answer did."""
    before = Agent(None).answer(ask("nps by product this week")).as_json()
    turn = replace(ask("and for the first one, why?"), thread=Thread.of([before]))
    mug = calls("nps", {**WEEK, "filters": {"product": ["Mug"]}})
    *_, last = talk().stream(mug, said("Few answered."), turn=turn)
    assert isinstance(last, Done)
    assert [call.args["product"] for call in last.answer.tools] == [["Mug"]]


@pytest.mark.parametrize("tool", ["volume", "trend", "quotes"])
def test_a_stance_without_a_theme_counts_moods(talk: MakeTalk, tool: str) -> None:
    """It restricts nothing by itself, and all records were told as complaints."""
    answer = talk().answer(calls(tool, {"filters": {"stance": ["negative"]}}), said("Few wrote."))
    assert answer.tools[0].args["sentiment"] == ["negative"]
    assert "stance" not in answer.tools[0].args


def test_a_stance_towards_themes_stays(talk: MakeTalk) -> None:
    themed = calls("volume", {"filters": {"stance": ["negative"], "theme": ["delivery"]}})
    for call in (themed, calls("themes", {"filters": {"stance": ["negative"]}})):
        assert talk().answer(call, said("Few wrote.")).tools[0].args["stance"] == ["negative"]


def test_what_the_question_names_is_filled_in(talk: MakeTalk) -> None:
    named = talk()
    named.question = "nps of the mug this week on trustpilot"
    answer = named.answer(calls("nps", {"channel": []}), said("Few answered."))
    assert [call.args for call in answer.tools] == [{**WEEK, "product": ["Mug"]}]


def test_who_writes_calls_as_text_is_asked_so_in_the_next_turn(talk: MakeTalk) -> None:
    writing = talk()
    is_the_models(writing.answer(said(SPELLED), said(TRUE)))
    assert all("tools" in body for body in writing.heard)
    is_the_models(writing.answer(said(SPELLED), said(TRUE)))
    assert not any("tools" in body for body in writing.heard)
    native = talk()
    is_the_models(native.answer(NPS, said(SPELLED), said(TRUE)))
    is_the_models(native.answer(NPS, said(TRUE)))
    assert all("tools" in body for body in native.heard)


def test_a_slow_model_is_given_less_to_read(talk: MakeTalk) -> None:
    complaints = calls("complaints", {"period": "2026-02-01..2026-03-13"})

    def told(*script: Reply) -> list[int]:
        asked = talk()
        asked.agent = Agent(asked.model, Limits(call_seconds=2, turn_seconds=60))
        asked.answer(*script, said("There are complaints."))
        results = [each for each in asked.heard[-1]["messages"] if each["role"] == "tool"]
        return [count_tokens(each["content"]) for each in results]

    (much,), (little,) = told(complaints), told(late(0.6, complaints))
    assert little <= SLOW_RESULT_TOKENS + 2 < much <= RESULT_TOKENS + 2


def test_what_could_not_be_read_in_time_is_read_beside_the_turns(talk: MakeTalk) -> None:
    slow = talk()
    slow.agent = Agent(slow.model, Limits(call_seconds=0.3, turn_seconds=60))
    answer = slow.answer(silent(0.6), said("x"))
    assert answer.mode == "planner"
    deadline = time.monotonic() + 20
    while len(slow.heard) < 2 and time.monotonic() < deadline:
        time.sleep(0.02)
    cut, read = slow.heard
    assert read["max_completion_tokens"] == 1
    assert [read["messages"], read["tools"]] == [cut["messages"], cut["tools"]]
    assert slow.answer(NPS, said(TRUE)).mode == "llm"
    assert len(slow.heard) == 2  # once is enough


def test_html_is_still_no_answer(talk: MakeTalk) -> None:
    page = raw(b"<html>data: gateway</html>", "text/html")
    assert talk().answer(page).mode == "planner"
