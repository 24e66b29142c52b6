"""An outside model in the seat of the graph's chat model, within the limits of the turn."""

import re
import time
from typing import TYPE_CHECKING, cast

from langchain.agents.middleware import ModelRequest, ModelResponse
from langchain_core.messages import AIMessage
from langchain_core.messages.tool import ToolCall as CallMessage

from assistant.agent.brains import Brain, Handler, Ran
from assistant.agent.checking.answer_check import check_answer
from assistant.agent.llm.budget import count_tokens
from assistant.agent.llm.calling import call_model
from assistant.agent.llm.instructing import opening
from assistant.agent.llm.invented import without_invented
from assistant.agent.llm.prepared import Instruct, prepared
from assistant.agent.llm.schemas import flattened, sent_tokens
from assistant.agent.llm.telling import spelled
from assistant.agent.llm.text_calls import with_text_calls
from assistant.agent.llm.warming import Warmer
from assistant.agent.planner.chat_model import calling, next_calls
from assistant.agent.session import Session
from assistant.errors import ModelError
from assistant.models import Trouble
from assistant.tools.registry import TOOLS

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

__all__ = ["RESULT_TOKENS", "SLOW_RESULT_TOKENS", "ModelBrain"]

RESULT_TOKENS = 1_000
SLOW_RESULT_TOKENS = 300
"""What a model that takes a quarter of its time for a call is given to read of a result."""
SLOW_SHARE = 4
WARM_SECONDS = 240.0
REFUSAL_SECONDS = 600.0
"""After this an endpoint is offered native tools again: its model may be another."""
MOST_IN_VAIN = 3
"""Calls of the model that came to no result, after which the planner chooses the tools."""

TOOLS_REFUSED = re.compile(
    r"\btools?\b.{0,60}(?:support|requir|unknown|not )|support.{0,30}\b(?:tools?|function)"
    r"|jinja|\bno tools?\b"
)


class ModelBrain(Brain):
    """Asks an outside model, within the limits of the turn.

    It learns of its endpoint: one that refuses native tools gets them as text for a while, one
    that writes its calls as text from the next turn on; a slow one is given less to read. Where
    the model says what only a tool could know and calls none that works, the planner chooses the
    calls, and the model writes from their results.
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
        in_vain = session.model_calls >= MOST_IN_VAIN and not session.results
        if (session.planned or in_vain) and (planned := _planned(session)):
            return planned
        try:
            response = self._asked(request, handler)
        except ModelError as error:
            planned = None if session.results else _planned(session)
            if error.trouble is not Trouble.CUT_OFF or planned is None:
                raise
            return planned
        answer = cast("AIMessage", response.result[-1])
        session.expect(len(answer.tool_calls))
        if answer.tool_calls or session.results:
            return response
        holds = not check_answer(str(answer.text), (), session.turn, "llm")
        return response if holds else _planned(session) or response

    def _asked(self, request: ModelRequest[Session], handler: Handler) -> ModelResponse:
        """What the model says, with its tools as text where it refuses native ones."""
        session: Session = request.runtime.context
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

    def _run(self, session: Session, call: CallMessage) -> tuple[Ran, str]:
        if call["id"] in session.planned:
            notes: list[str] = []
            ran = session.run_planned(call["name"], call["args"])
        else:
            args, notes = without_invented(flattened(call["args"]), session.turn)
            ran = session.run_for_model(call["name"], args)
        tokens = SLOW_RESULT_TOKENS if self._slow else RESULT_TOKENS
        told = spelled(ran[1], max(tokens // session.share, tokens // 3))
        return ran, "\n".join([*notes, told])

    def _ask(self, request: ModelRequest[Session], handler: Handler) -> ModelResponse:
        session: Session = request.runtime.context
        request = prepared(request, self._instruct)
        system = [request.system_message] if request.system_message else []
        sent = sent_tokens([*system, *request.messages], request.tools)
        session.admit(sent)
        said, began = 0, time.monotonic()
        try:
            response = call_model(
                lambda: self._replied(handler(request)),
                session.patience,
                request.runtime.stream_writer,
            )
            answer = cast("AIMessage", response.result[-1])
            said = count_tokens(f"{answer.text}{answer.tool_calls or ''}")
        except ModelError as error:
            if error.trouble is Trouble.SLOW:
                self._slow = True
                self._warm(request)
            raise
        finally:
            taken = time.monotonic() - began
            session.spend(sent + said)
        self._slow = taken > session.limits.call_seconds / SLOW_SHARE
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


def _planned(session: Session) -> ModelResponse | None:
    """The planner's next calls in the place of the model's; None where it makes none."""
    made = session.planned.values()
    calls = [call for call in next_calls(session.turn, session.results) if call not in made]
    if not calls:
        return None
    message = calling(calls, len(made))
    session.expect(len(calls))
    session.planned |= {str(m["id"]): c for m, c in zip(message.tool_calls, calls, strict=True)}
    return ModelResponse(result=[message])


def _refuses_tools(error: ModelError) -> bool:
    """Whether an endpoint says that it, or its model, knows no tools."""
    refusing = (Trouble.REFUSED_REQUEST, Trouble.UNKNOWN_MODEL, Trouble.BROKEN)
    said = str(error.__cause__).lower()
    return error.trouble in refusing and bool(TOOLS_REFUSED.search(said))
