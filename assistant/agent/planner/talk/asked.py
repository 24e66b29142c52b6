"""A follow-up that asks something of the answer before it, and what it leans on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from assistant.agent.planner.calls.call_args import fitted
from assistant.agent.planner.calls.call_plan import CallPlan
from assistant.agent.question.question import Question
from assistant.agent.thread import Thread
from assistant.models import Period, ToolCall
from assistant.tools.context import ToolContext

__all__ = ["Asked"]


@dataclass(frozen=True, slots=True)
class Asked:
    """A follow-up and what it leans on. `written` gives how an answer writes a name of a field."""

    question: Question
    thread: Thread
    tools: ToolContext
    whole: Period | None
    written: Callable[[str, str], str]

    @property
    def as_of(self) -> date:
        return self.tools.as_of

    @property
    def before(self) -> ToolCall:
        return self.thread.last

    @property
    def args(self) -> dict[str, Any]:
        return dict(self.before.args)

    def plan(self, name: str, args: Mapping[str, Any]) -> CallPlan:
        """The plan of one call."""
        return CallPlan(self.question.language, (fitted(ToolCall(name, args)),))

    def said(self, name: str) -> CallPlan:
        return CallPlan(self.question.language, say=name)
