"""How the staff of a shop for bike parts and of one for babies put their questions."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from assistant.agent.planner.columns.named import with_kept
from assistant.agent.planner.shop.mind import Mind
from assistant.agent.question.reader import read_question
from assistant.models import ToolCall
from tests.agent.conftest import Ask
from tests.agent.planned import MONTH


@pytest.mark.parametrize(
    ("question", "tool", "args"),
    [
        ("so is the kettle actually any good", "overview", {"product": ["Kettle"]}),
        ("give me the 3 nastiest ones this month", "quotes", {"period": MONTH, "limit": 3}),
        ("谁老是给差评", "volume", {"by": "customer_id"}),
        ("下周一要开会，帮我总结下这个月", "overview", {"period": MONTH}),
        ("got a meeting with the boss tomorrow, nps this month?", "nps", {"period": MONTH}),
    ],
)
def test_busy_questions(ask: Ask, question: str, tool: str, args: dict[str, Any]) -> None:
    first = ask(question).plan.calls[0]
    assert first.name == tool
    assert first.args.items() >= args.items()


@pytest.mark.parametrize("question", ["那怎么办", "what should we do about that"])
def test_what_to_do_is_asked_of_what_was_shown(ask: Ask, question: str) -> None:
    shown = ToolCall("nps", {"product": ["Kettle"], "period": MONTH})
    (call,) = ask(question, [shown]).plan.calls
    assert call == ToolCall("priority", {"product": ["Kettle"], "period": MONTH})


def test_values_that_end_alike_go_without_their_end(mind: Mind) -> None:
    known = replace(mind, columns={"仓库": ("太仓仓", "佛山仓")})
    read = read_question("佛山的NPS", date(2026, 3, 13), mind.books)
    assert with_kept(read, known).filters["kept"] == ("仓库=佛山仓",)
