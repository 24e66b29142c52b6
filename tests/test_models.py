"""The words of the code, written as JSON and read again."""

import json
from datetime import date

from assistant.models import Answer, Figure, Period, ToolCall

WEEK = Period(date(2026, 3, 2), date(2026, 3, 8))
ANSWER = Answer(
    id="a1",
    question="CSAT?",
    language="en",
    answer="51.5 % [F1]",
    verified=True,
    mode="llm",
    planned_by="planner",
    tools=(ToolCall("csat", {"period": WEEK.as_json()}),),
    figures=(
        Figure(name="csat", value=51.5, unit="%", n=8, low=20.0, high=80.0, period=WEEK, tool=0),
        Figure(name="best_product", value="Kettle", filters={"channel": ["Email"]}),
    ),
    citations=("F1",),
    suggestions=("And NPS?",),
    elapsed_ms=12,
    as_of=date(2026, 3, 9),
)


def test_an_answer_comes_back_from_json() -> None:
    stored = json.loads(json.dumps(ANSWER.as_json()))
    assert Answer.from_json(stored) == ANSWER


def test_an_answer_is_read_from_more_and_from_less_than_it_has() -> None:
    stored = ANSWER.as_json() | {"defaults": {"product": ["Kettle"]}}
    for name in ("planned_by", "as_of", "elapsed_ms"):
        del stored[name]
    read = Answer.from_json(stored)
    assert (read.planned_by, read.as_of, read.elapsed_ms) == ("", None, 0)
    assert read.figures == ANSWER.figures
