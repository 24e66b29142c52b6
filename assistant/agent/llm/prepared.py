"""A request as the endpoint of the turn is asked: what stays the same first, the question last."""

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias, cast

from langchain.agents.middleware import ModelRequest
from langchain_core.messages import (
    AIMessage,
    AnyMessage,
    BaseMessage,
    HumanMessage,
    SystemMessage,
    ToolMessage,
)

from assistant.agent.llm.budget import shortened
from assistant.agent.llm.instructing import asked, write_now
from assistant.agent.llm.offer import CORE
from assistant.agent.llm.other_tool import OTHER_TOOL
from assistant.agent.llm.schemas import plan_schema
from assistant.agent.llm.text_calls import as_plain_messages
from assistant.agent.session import Session
from assistant.understanding.outgoing import masked, masked_within

__all__ = ["Instruct", "prepared"]

Instruct: TypeAlias = Callable[[Session], str]

SLOW_HISTORY_TOKENS = 120
"""What a slow model is given to read of the turns before."""


def prepared(request: ModelRequest[Session], instruct: Instruct) -> ModelRequest[Session]:
    """The request with the system prompt, the question as a model gets it, and the tools of the
    turn, natively or as text."""
    session: Session = request.runtime.context
    messages = _with_question(_without_vain_calls(request.messages, session), session)
    messages = [_with_masked_calls(message) for message in messages]
    by_name = {getattr(tool, "name", ""): tool for tool in request.tools}
    # What comes after results is read by a person, who may watch it come.
    settings: dict[str, Any] = {"stream": bool(session.results)}
    shown = session.offered[: len(CORE) + 1] if session.slow else session.offered
    if session.planned and isinstance(messages[-1], ToolMessage):
        messages.append(HumanMessage(write_now()))
    if session.in_text:
        if str(request.messages[-1].text) == masked(session.turn.question):
            settings |= _in_json()
        messages = as_plain_messages(messages)
    return request.override(
        system_message=SystemMessage(instruct(session)),
        messages=cast("list[AnyMessage]", messages),
        tools=[] if session.in_text else [by_name[name] for name in (*shown, OTHER_TOOL)],
        model_settings=settings,
    )


def _without_vain_calls(messages: Sequence[BaseMessage], session: Session) -> list[BaseMessage]:
    """The messages without what a model tried before the planner called for it: its own mistakes
    are no example to follow."""
    planned = [
        place
        for place, message in enumerate(messages)
        if isinstance(message, AIMessage)
        and any(call["id"] in session.planned for call in message.tool_calls)
    ]
    if not planned:
        return list(messages)
    place = _question_at(messages[: planned[0]], session)
    return [*messages[: place + 1], *messages[planned[0] :]]


def _with_question(messages: Sequence[BaseMessage], session: Session) -> list[BaseMessage]:
    """The messages with the question as a model gets it, and with little before it for a slow
    one."""
    place = _question_at(messages, session)
    if place < 0:
        return list(messages)
    before = list(messages[:place])
    if session.slow:
        before = [
            type(message)(shortened(str(message.text), SLOW_HISTORY_TOKENS))
            for message in before[-2:]
        ]
    return [*before, HumanMessage(asked(session)), *messages[place + 1 :]]


def _question_at(messages: Sequence[BaseMessage], session: Session) -> int:
    """Where the question of the turn stands; -1 where it does not."""
    words = masked(session.turn.question)
    places = [
        place
        for place, message in enumerate(messages)
        if isinstance(message, HumanMessage) and str(message.text) == words
    ]
    return places[-1] if places else -1


def _with_masked_calls(message: BaseMessage) -> BaseMessage:
    """A call that the planner made bears the user's words, and a refusal may repeat them."""
    if isinstance(message, AIMessage) and message.tool_calls:
        calls = [{**call, "args": masked_within(call["args"])} for call in message.tool_calls]
        return message.model_copy(update={"tool_calls": calls})
    if isinstance(message, ToolMessage) and message.status == "error":
        return message.model_copy(update={"content": masked(str(message.text))})
    return message


def _in_json() -> dict[str, Any]:
    """Binds the planning step to its schema, where the endpoint can; the client's own check of
    the answer is passed by."""
    schema = {"name": "plan", "schema": plan_schema()}
    return {"extra_body": {"response_format": {"type": "json_schema", "json_schema": schema}}}
