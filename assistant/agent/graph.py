"""The one graph of both brains: a chat model plans, tools compute, the model writes."""

from collections.abc import Callable
from typing import Any, cast

from langchain.agents import create_agent
from langchain.agents.middleware import AgentMiddleware, ModelRequest, ModelResponse
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AnyMessage, SystemMessage, ToolMessage
from langchain_core.utils.function_calling import convert_to_openai_tool
from langgraph.prebuilt.tool_node import ToolCallRequest

from assistant.agent.budget import count_tokens
from assistant.agent.calling import call_model
from assistant.agent.outgoing import spelled
from assistant.agent.planner import Planner
from assistant.agent.schemas import as_name, as_schema, flattened
from assistant.agent.session import Session
from assistant.agent.text_calls import as_plain_messages, with_text_calls
from assistant.errors import HearkenError, ModelError
from assistant.models import Trouble
from assistant.tools.registry import TOOLS
from prompts.wording import instructions

__all__ = ["build_graph"]

RESULT_TOKENS = 1_100
STEPS = 60
"""More than any turn's limits allow; it only keeps the graph's own limit out of the way."""

Instruct = Callable[[Session], str]


class PlannerBrain(AgentMiddleware[Any, Session]):
    """Seats the planner of the turn and runs its tool calls."""

    def wrap_model_call(
        self,
        request: ModelRequest[Session],
        handler: Callable[[ModelRequest[Session]], ModelResponse],
    ) -> ModelResponse:
        return handler(request.override(model=Planner.seated(request.runtime.context.turn)))

    def wrap_tool_call(
        self,
        request: ToolCallRequest,
        handler: Callable[[ToolCallRequest], Any],  # noqa: ARG002
    ) -> ToolMessage:
        """Tools run here, so that tenant and as-of day come from the turn alone."""
        call, session = request.tool_call, cast("Session", request.runtime.context)
        try:
            ran = session.run(call["name"], call["args"])
        except HearkenError as error:
            return ToolMessage(str(error), tool_call_id=call["id"], status="error")
        return ToolMessage("", artifact=ran, tool_call_id=call["id"], name=call["name"])


class ModelBrain(AgentMiddleware[Any, Session]):
    """Asks an outside model, within the limits of the turn, and runs its tool calls.

    Endpoints that refuse native tools get them as text from then on.
    """

    def __init__(self, instruct: Instruct) -> None:
        super().__init__()
        self._instruct = instruct
        self._speaks_text = False

    def wrap_model_call(
        self,
        request: ModelRequest[Session],
        handler: Callable[[ModelRequest[Session]], ModelResponse],
    ) -> ModelResponse:
        session: Session = request.runtime.context
        chosen = [t for t in request.tools if getattr(t, "name", None) in session.offered]
        request = request.override(
            system_message=SystemMessage(self._instruct(session)), tools=chosen
        )
        if not self._speaks_text:
            try:
                return self._ask(request, handler)
            except ModelError as error:
                if not _refuses_tools(error):
                    raise
                self._speaks_text = True
        return self._ask(_in_text(request), handler)

    def wrap_tool_call(
        self,
        request: ToolCallRequest,
        handler: Callable[[ToolCallRequest], Any],  # noqa: ARG002
    ) -> ToolMessage:
        call, session = request.tool_call, cast("Session", request.runtime.context)
        try:
            ran = session.run_for_model(call["name"], flattened(call["args"]))
        except HearkenError as error:
            return ToolMessage(
                str(error), tool_call_id=call["id"], name=call["name"], status="error"
            )
        share = max(RESULT_TOKENS // session.tool_calls, RESULT_TOKENS // 3)
        content = spelled(ran[1], share)
        return ToolMessage(content, artifact=ran, tool_call_id=call["id"], name=call["name"])

    def _ask(
        self,
        request: ModelRequest[Session],
        handler: Callable[[ModelRequest[Session]], ModelResponse],
    ) -> ModelResponse:
        session: Session = request.runtime.context
        sent = _sent_tokens(request)
        session.admit(sent)
        session.spend(sent)

        def ask() -> ModelResponse:
            response = handler(request)
            response.result = [
                with_text_calls(message, TOOLS) if isinstance(message, AIMessage) else message
                for message in response.result
            ]
            answer = response.result[-1]
            if not (isinstance(answer, AIMessage) and (answer.tool_calls or answer.text.strip())):
                raise ModelError("The language model gave an empty answer.", Trouble.EMPTY)
            return response

        response = call_model(ask, session.patience, request.runtime.stream_writer)
        answer = response.result[-1]
        received = count_tokens(f"{answer.text}{getattr(answer, 'tool_calls', '')}")
        session.spend(received)
        return response


def _sent_tokens(request: ModelRequest[Session]) -> int:
    said = [request.system_message, *request.messages]
    texts = [str(message.text) for message in said if message]
    schemas = [str(convert_to_openai_tool(tool)) for tool in request.tools]
    return count_tokens("\n".join([*texts, *schemas]))


def _refuses_tools(error: ModelError) -> bool:
    """Whether an endpoint says that it, or its model, knows no tools."""
    said = str(error.__cause__).lower()
    return error.trouble in (Trouble.REFUSED_REQUEST, Trouble.UNKNOWN_MODEL, Trouble.BROKEN) and (
        "tool" in said or "function" in said or "jinja" in said
    )


def _in_text(request: ModelRequest[Session]) -> ModelRequest[Session]:
    assert request.system_message is not None
    functions = [convert_to_openai_tool(tool)["function"] for tool in request.tools]
    system = f"{request.system_message.text}\n{instructions('text_calls', tools=functions)}"
    return request.override(
        tools=[],
        system_message=SystemMessage(system),
        messages=cast("list[AnyMessage]", as_plain_messages(request.messages)),
    )


def build_graph(model: BaseChatModel | None, instruct: Instruct) -> Any:
    """The compiled graph. `model` None seats the built-in planner."""
    brain: AgentMiddleware[Any, Session] = ModelBrain(instruct) if model else PlannerBrain()
    graph = create_agent(
        model or Planner(),
        tools=[as_schema(tool) if model else as_name(tool) for tool in TOOLS.values()],
        context_schema=Session,
        middleware=[brain],
    )
    return graph.with_config({"recursion_limit": STEPS})
