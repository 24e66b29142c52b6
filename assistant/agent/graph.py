"""The one graph of both brains: a chat model plans, tools compute, the model writes."""

import json
from collections.abc import Callable
from typing import Any, cast

from langchain.agents import create_agent
from langchain.agents.middleware import (
    AgentMiddleware,
    ModelCallLimitMiddleware,
    ModelRequest,
    ModelResponse,
    ToolCallLimitMiddleware,
)
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, SystemMessage, ToolMessage
from langgraph.prebuilt.tool_node import ToolCallRequest

from assistant.agent.budget import shortened
from assistant.agent.outgoing import for_model
from assistant.agent.planner import Planner
from assistant.agent.schemas import as_schema, flattened
from assistant.agent.text_calls import with_text_calls
from assistant.agent.turn import Turn
from assistant.errors import HearkenError, ModelError
from assistant.tools.registry import TOOLS, call_tool

__all__ = ["build_graph"]

MOST_MODEL_CALLS = 6
MOST_TOOL_CALLS = 8
RESULT_TOKENS = 1_500


class Brain(AgentMiddleware[Any, Turn]):
    """Chooses the chat model of the turn and runs its tool calls in the turn's own context."""

    def __init__(self, instructions: Callable[[Turn], str], shows_results: bool) -> None:
        """`shows_results` spells results out as text, which the planner has no use for."""
        super().__init__()
        self._shows_results = shows_results
        self._instructions = instructions

    def wrap_model_call(
        self, request: ModelRequest[Turn], handler: Callable[[ModelRequest[Turn]], ModelResponse]
    ) -> ModelResponse:
        turn: Turn = request.runtime.context
        if isinstance(request.model, Planner):
            return handler(request.override(model=Planner.seated(turn)))
        instructions = SystemMessage(self._instructions(turn))
        try:
            response = handler(request.override(system_message=instructions))
        except HearkenError:
            raise
        except Exception as error:  # whatever a provider's client raises, the planner serves
            raise ModelError(f"The language model failed ({type(error).__name__}).") from error
        response.result = [
            with_text_calls(message, TOOLS) if isinstance(message, AIMessage) else message
            for message in response.result
        ]
        return response

    def wrap_tool_call(
        self,
        request: ToolCallRequest,
        handler: Callable[[ToolCallRequest], Any],  # noqa: ARG002
    ) -> ToolMessage:
        """Tools run here, so that tenant and as-of day come from the turn alone."""
        call = request.tool_call
        turn = cast("Turn", request.runtime.context)
        try:
            called, result = call_tool(call["name"], flattened(call["args"]), turn.tools)
        except HearkenError as error:
            return ToolMessage(str(error), tool_call_id=call["id"], status="error")
        content = ""
        if self._shows_results:
            spelled = json.dumps(for_model(result), ensure_ascii=False, separators=(",", ":"))
            content = shortened(spelled, RESULT_TOKENS)
        return ToolMessage(
            content,
            artifact=(called, result),
            tool_call_id=call["id"],
            name=call["name"],
        )


def build_graph(model: BaseChatModel | None, instructions: Callable[[Turn], str]) -> Any:
    """The compiled graph. `model` None seats the built-in planner."""
    limits: list[AgentMiddleware[Any, Any]] = [
        ModelCallLimitMiddleware(run_limit=MOST_MODEL_CALLS, exit_behavior="end"),
        ToolCallLimitMiddleware(run_limit=MOST_TOOL_CALLS, exit_behavior="continue"),
    ]
    return create_agent(
        model or Planner(),
        tools=[as_schema(tool) for tool in TOOLS.values()],
        context_schema=Turn,
        middleware=[Brain(instructions, model is not None), *limits],
    )
