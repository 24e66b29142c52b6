"""Calls and answers in every form that models give them."""

import json

import pytest

from tests.agent.endpoint import (
    Reply,
    calls,
    message,
    said,
)
from tests.agent.talk import (
    NPS,
    SPELLED,
    TRUE,
    WEEK,
    MakeTalk,
    is_the_models,
)

DATES = "2026-03-09..2026-03-13"
FORMS: dict[str, Reply] = {
    "a prefix": calls("functions.nps", WEEK),
    "another case": calls("NPS", WEEK),
    "arguments as an object": message(None, [{"id": "1", "type": "function",
        "function": {"name": "nps", "arguments": WEEK}}]),
    "no id": message(None, [{"type": "function",
        "function": {"name": "nps", "arguments": json.dumps(WEEK)}}]),
    "two calls of one id": message(None, [{"id": "", "type": "function",
        "function": {"name": "nps", "arguments": json.dumps(WEEK)}}] * 2),
    "the old kind": message(None, function_call={"name": "nps", "arguments": json.dumps(WEEK)}),
    "single quotes": calls("nps", str(WEEK)),
    "a comma too many": calls("nps", json.dumps(WEEK)[:-1] + ",}"),
    "a period in a string": calls("nps", {"period": DATES}),
    "a period from and to": calls("nps", {"period": {"from": "2026-03-09", "to": "2026-03-13"}}),
    "no period, which the question names": calls("nps", {}),
    "no arguments at all": calls("nps", ""),
    "nothing where nothing is meant": calls("nps", {**WEEK, "by": None, "filters": {}}),
    "fenced": said(f"I will look.\n```json\n{SPELLED}\n```\nOne moment."),
    "listed": said(json.dumps({"calls": [json.loads(SPELLED)]})),
    "twice": said(f"{SPELLED}\n{SPELLED}"),
    "arguments in a string": said(json.dumps({"name": "nps", "arguments": json.dumps(WEEK)})),
    "arguments beside the name": said(json.dumps({"tool": "functions.nps", **WEEK})),
    "an action": said(json.dumps({"action": "nps", "action_input": WEEK})),
    "python": said(str({"name": "nps", "arguments": WEEK})),
    "tagged": said(f"<function=nps>{json.dumps(WEEK)}</function>"),
    "tagged parameters": said(
        f"<tool_call><function=nps><parameter=period>{DATES}</parameter></function></tool_call>"),
    "mistral": said(f"[TOOL_CALLS][{SPELLED}]"),
    "llama": said(f'<|python_tag|>{json.dumps({"name": "nps", "parameters": WEEK})}'),
    "after a thought": said(f'<think>{{"name": "csat", "arguments": {{}}}}?</think>{SPELLED}'),
    "in the thought alone": message("", reasoning_content=f"I call {SPELLED}"),
    "in parts": message([{"type": "text", "text": SPELLED}]),
    "an odd field": message(SPELLED, annotations=[], audio=None, refusal=None),
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_a_call_in_any_form(talk: MakeTalk, form: str) -> None:
    is_the_models(talk().answer(FORMS[form], said(TRUE)))


ANSWERS: dict[str, Reply] = {
    "after a thought": said(f"<think>NPS 99? No.</think>\n{TRUE}"),
    "after a thought whose start is lost": said(f"NPS 99? No.</think>{TRUE}"),
    "after reasoning": said(f"<reasoning>99?</reasoning>{TRUE}"),
    "in parts": message([{"type": "thinking", "thinking": "99"}, {"type": "text", "text": TRUE}]),
    "with reasoning beside": message(TRUE, reasoning_content="99?"),
    "in the final channel": said(
        f"<|channel|>analysis<|message|>99?<|end|><|channel|>final<|message|>{TRUE}"
    ),
    "as an object": said(json.dumps({"answer": TRUE})),
}


@pytest.mark.parametrize("form", ANSWERS)
def test_an_answer_in_any_form(talk: MakeTalk, form: str) -> None:
    is_the_models(talk().answer(NPS, ANSWERS[form]))
