"""The calls of a question's plan, and the days of the small shop."""

from typing import Any

from assistant.models import ToolCall
from tests.agent.conftest import Ask

WEEK = {"start": "2026-03-09", "end": "2026-03-13"}
LAST_WEEK = {"start": "2026-03-02", "end": "2026-03-08"}
MONTH = {"start": "2026-03-01", "end": "2026-03-13"}
LAST_MONTH = {"start": "2026-02-01", "end": "2026-02-28"}
WHOLE = {"start": "2026-02-01", "end": "2026-03-13"}
WHY = ("why", "为什么")
NPS = (ToolCall("nps", {"period": MONTH}),)


def planned(ask: Ask, question: str, previous: tuple[ToolCall, ...] = ()) -> list[tuple[str, Any]]:
    plan = ask(question, previous).plan
    return [(call.name, dict(call.args)) for call in plan.calls] or [(f"say:{plan.say}", {})]
