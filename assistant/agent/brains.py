"""What sits in the seat of the graph's chat model: here what all brains share, and the planner.

Every brain runs its tools itself, so that tenant and as-of day come from the turn alone.
"""

import logging
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any, TypeAlias, cast

from langchain.agents.middleware import AgentMiddleware, ModelRequest, ModelResponse
from langchain_core.messages import ToolMessage
from langchain_core.messages.tool import ToolCall as CallMessage
from langgraph.prebuilt.tool_node import ToolCallRequest

from assistant.agent.planner.chat_model import Planner
from assistant.agent.session import Session
from assistant.errors import HearkenError
from assistant.models import ToolCall
from assistant.tools.result import ToolResult

__all__ = ["Brain", "Handler", "PlannerBrain", "Ran"]

Ran: TypeAlias = tuple[ToolCall, ToolResult]
FAILED = "{name} failed over this data; the log says why. Ask in another way."
log = logging.getLogger("hearken.agent")

Handler: TypeAlias = Callable[[ModelRequest[Session]], ModelResponse]


class Brain(AgentMiddleware[Any, Session], ABC):
    """Runs the calls that its model makes; a refusal is told to the model in one sentence, and so
    is a tool that fails: a turn ends in an answer."""

    def wrap_tool_call(
        self,
        request: ToolCallRequest,
        handler: Callable[[ToolCallRequest], Any],  # noqa: ARG002
    ) -> ToolMessage:
        call = request.tool_call
        about = {"tool_call_id": call["id"], "name": call["name"]}
        try:
            ran, told = self._run(cast("Session", request.runtime.context), call)
        except HearkenError as error:
            return ToolMessage(str(error), status="error", **about)
        except Exception as error:  # nobody knows what a tool may raise over data unseen
            log.error("the tool %s failed", call["name"], exc_info=error)
            return ToolMessage(FAILED.format(name=call["name"]), status="error", **about)
        return ToolMessage(told, artifact=ran, **about)

    @abstractmethod
    def _run(self, session: Session, call: CallMessage) -> tuple[Ran, str]:
        """Run one call; the result, and what the model reads of it. Raises HearkenError where it
        is refused."""


class PlannerBrain(Brain):
    """Seats the planner of the turn, which reads results as they are."""

    def wrap_model_call(self, request: ModelRequest[Session], handler: Handler) -> ModelResponse:
        return handler(request.override(model=Planner.seated(request.runtime.context.turn)))

    def _run(self, session: Session, call: CallMessage) -> tuple[Ran, str]:
        return session.run(call["name"], call["args"]), ""
