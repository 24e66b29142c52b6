"""The two brains in the seat of the graph's chat model: the planner, and an outside model.

Both run their tools here, so that tenant and as-of day come from the turn alone.
"""

import re
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import Any, cast

from langchain.agents.middleware import AgentMiddleware, ModelRequest, ModelResponse
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import (
    AIMessage,
    AnyMessage,
    BaseMessage,
    HumanMessage,
    SystemMessage,
    ToolMessage,
)
from langgraph.prebuilt.tool_node import ToolCallRequest

from assistant.agent.llm.budget import count_tokens, shortened
from assistant.agent.llm.calling import call_model
from assistant.agent.llm.instructing import asked, opening
from assistant.agent.llm.offer import CORE
from assistant.agent.llm.outgoing import masked, spelled
from assistant.agent.llm.schemas import flattened, plan_schema, sent_tokens
from assistant.agent.llm.text_calls import as_plain_messages, with_text_calls
from assistant.agent.llm.warming import Warmer
from assistant.agent.planner.chat_model import Planner
from assistant.agent.session import Session
from assistant.errors import HearkenError, ModelError
from assistant.models import ToolCall, Trouble
from assistant.tools.registry import TOOLS
from assistant.tools.result import ToolResult

__all__ = ["RESULT_TOKENS", "SLOW_RESULT_TOKENS", "Instruct", "ModelBrain", "PlannerBrain"]

RESULT_TOKENS = 1_000
SLOW_RESULT_TOKENS = 300
SLOW_HISTORY_TOKENS = 120
"""What a model that takes a quarter of its time for a call is given to read."""
SLOW_SHARE = 4
WARM_SECONDS = 240.0
REFUSAL_SECONDS = 600.0
"""After this an endpoint is offered native tools again: its model may be another."""

TOOLS_REFUSED = re.compile(
    r"\btools?\b.{0,60}(?:support|requir|unknown|not )|support.{0,30}\b(?:tools?|function)"
    r"|jinja|\bno tools?\b"
)

Ran = tuple[ToolCall, ToolResult]
Handler = Callable[[ModelRequest[Session]], ModelResponse]
Instruct = Callable[[Session], str]


class _Brain(AgentMiddleware[Any, Session], ABC):
    """Runs the calls that its model makes; a refusal is told to the model in one sentence."""

    def wrap_tool_call(
        self,
        request: ToolCallRequest,
        handler: Callable[[ToolCallRequest], Any],  # noqa: ARG002
    ) -> ToolMessage:
        call, session = request.tool_call, cast("Session", request.runtime.context)
        about = {"tool_call_id": call["id"], "name": call["name"]}
        try:
            ran = self._run(session, call["name"], call["args"])
        except HearkenError as error:
            return ToolMessage(str(error), status="error", **about)
        return ToolMessage(self._told(session, ran), artifact=ran, **about)

    @abstractmethod
    def _run(self, session: Session, name: str, args: dict[str, Any]) -> Ran:
        """Run one call. Raises HearkenError where it is refused."""

    @abstractmethod
    def _told(self, session: Session, ran: Ran) -> str:
        """What the model reads of a result."""


class PlannerBrain(_Brain):
    """Seats the planner of the turn, which reads results as they are."""

    def wrap_model_call(self, request: ModelRequest[Session], handler: Handler) -> ModelResponse:
        return handler(request.override(model=Planner.seated(request.runtime.context.turn)))

    def _run(self, session: Session, name: str, args: dict[str, Any]) -> Ran:
        return session.run(name, args)

    def _told(self, session: Session, ran: Ran) -> str:  # noqa: ARG002
        return ""


class ModelBrain(_Brain):
    """Asks an outside model, within the limits of the turn.

    It learns of its endpoint: one that refuses native tools gets them as text for a while, one
    that writes its calls as text from the next turn on; a slow one is given less to read.
    """

    def __init__(self, instruct: Instruct) -> None:
        super().__init__()
        self._instruct = instruct
        self._refused_tools = float("-inf")
        self._writes_calls = False
        self._calls_natively = False
        self._slow = False
        self._warmer = Warmer()

    def wrap_model_call(self, request: ModelRequest[Session], handler: Handler) -> ModelResponse:
        session: Session = request.runtime.context
        if session.model_calls == 0:
            session.in_text, session.slow = self._speaks_text(), self._slow
        try:
            return self._ask(request, handler)
        except ModelError as error:
            if session.in_text or not _refuses_tools(error):
                raise
        session.in_text, self._refused_tools = True, time.monotonic()
        return self._ask(request, handler)

    def _speaks_text(self) -> bool:
        refused = time.monotonic() - self._refused_tools < REFUSAL_SECONDS
        return refused or self._writes_calls

    def _run(self, session: Session, name: str, args: dict[str, Any]) -> Ran:
        return session.run_for_model(name, flattened(args))

    def _told(self, session: Session, ran: Ran) -> str:
        tokens = SLOW_RESULT_TOKENS if self._slow else RESULT_TOKENS
        return spelled(ran[1], max(tokens // session.tool_calls, tokens // 3))

    def _ask(self, request: ModelRequest[Session], handler: Handler) -> ModelResponse:
        session: Session = request.runtime.context
        request = self._prepared(request)
        system = [request.system_message] if request.system_message else []
        sent = sent_tokens([*system, *request.messages], request.tools)
        session.admit(sent)
        session.spend(sent)
        began = time.monotonic()
        try:
            response = call_model(
                lambda: self._replied(handler(request)),
                session.patience,
                request.runtime.stream_writer,
            )
        except ModelError as error:
            if error.trouble is Trouble.SLOW:
                self._slow = True
                self._warm(request)
            raise
        finally:
            taken = time.monotonic() - began
        self._slow = taken > session.limits.call_seconds / SLOW_SHARE
        answer = cast("AIMessage", response.result[-1])
        session.spend(count_tokens(f"{answer.text}{answer.tool_calls or ''}"))
        return response

    def _replied(self, response: ModelResponse) -> ModelResponse:
        """The response with the calls of its last message read. Raises ModelError."""
        said = response.result[-1]
        assert isinstance(said, AIMessage)
        answer = with_text_calls(said, TOOLS)
        self._calls_natively = bool(
            self._calls_natively or said.tool_calls or said.invalid_tool_calls
        )
        if answer.tool_calls:
            self._writes_calls = not self._calls_natively
        if not answer.tool_calls and said.response_metadata.get("finish_reason") == "length":
            raise ModelError("The language model's answer was cut off.", Trouble.CUT_OFF)
        if not (answer.tool_calls or any(character.isalnum() for character in answer.text)):
            raise ModelError("The language model gave an empty answer.", Trouble.EMPTY)
        response.result = [answer]
        return response

    def _prepared(self, request: ModelRequest[Session]) -> ModelRequest[Session]:
        """The request as this endpoint is asked: what stays the same first, the question last."""
        session: Session = request.runtime.context
        system = SystemMessage(self._instruct(session))
        messages = _with_question(request.messages, session)
        by_name = {getattr(tool, "name", ""): tool for tool in request.tools}
        settings: dict[str, Any] = {}
        shown = session.offered[: len(CORE) + 1] if session.slow else session.offered
        tools = [] if session.in_text else [by_name[name] for name in shown]
        if session.in_text:
            if str(request.messages[-1].text) == masked(session.turn.question):
                settings = _in_json()
            messages = as_plain_messages(messages)
        return request.override(
            system_message=system,
            messages=cast("list[AnyMessage]", messages),
            tools=tools,
            model_settings=settings,
        )

    def _warm(self, request: ModelRequest[Session]) -> None:
        """Have the endpoint read in peace what it could not read in time."""
        session: Session = request.runtime.context
        said, tools = opening(session)
        model: BaseChatModel = request.model
        bound = model.bind_tools(tools) if tools else model

        def read() -> None:
            bound.invoke(said, max_tokens=1, timeout=WARM_SECONDS)
            session.spend(sent_tokens(said, tools))

        self._warmer.warm(read)


def _with_question(messages: Sequence[BaseMessage], session: Session) -> list[BaseMessage]:
    """The messages with the question as a model gets it, and with little before it for a slow
    one."""
    words = masked(session.turn.question)
    places = [
        place
        for place, message in enumerate(messages)
        if isinstance(message, HumanMessage) and str(message.text) == words
    ]
    if not places:
        return list(messages)
    before = list(messages[: places[-1]])
    if session.slow:
        before = [
            type(message)(shortened(str(message.text), SLOW_HISTORY_TOKENS))
            for message in before[-2:]
        ]
    return [*before, HumanMessage(asked(session)), *messages[places[-1] + 1 :]]


def _in_json() -> dict[str, Any]:
    """Binds the planning step to its schema, where the endpoint can; the client's own check of
    the answer is passed by."""
    schema = {"name": "plan", "schema": plan_schema()}
    return {"extra_body": {"response_format": {"type": "json_schema", "json_schema": schema}}}


def _refuses_tools(error: ModelError) -> bool:
    """Whether an endpoint says that it, or its model, knows no tools."""
    refusing = (Trouble.REFUSED_REQUEST, Trouble.UNKNOWN_MODEL, Trouble.BROKEN)
    said = str(error.__cause__).lower()
    return error.trouble in refusing and bool(TOOLS_REFUSED.search(said))
