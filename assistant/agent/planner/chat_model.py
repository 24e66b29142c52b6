"""The built-in chat model: it reads the question, calls tools, and writes from templates.

To the graph it is a chat model like any other, so that one graph serves both brains.
"""

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Any

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, ToolMessage
from pydantic import PrivateAttr

from assistant.agent.planner.plain_model import PlainModel
from assistant.agent.planner.second_looks import second_looks
from assistant.agent.planner.writer import say, write
from assistant.agent.question.question import LANGUAGES
from assistant.agent.results import Results, tool_results
from assistant.agent.turn import Turn
from assistant.errors import PeriodError
from assistant.models import ToolCall

__all__ = ["Planner", "calling", "next_calls", "reply"]


class Planner(PlainModel):
    """Plans with no model and no network, for the turn that it is seated in."""

    _turn: Turn | None = PrivateAttr(default=None)

    @classmethod
    def seated(cls, turn: Turn) -> "Planner":
        """The planner of one turn."""
        planner = cls()
        planner._turn = turn
        return planner

    def said(self, messages: Sequence[BaseMessage], **kwargs: Any) -> AIMessage:  # noqa: ARG002
        if self._turn is None:
            raise ValueError("the planner has no turn")
        return reply(messages, self._turn)


def reply(messages: Sequence[BaseMessage], turn: Turn) -> AIMessage:
    """Tool calls for a question, or the answer once its tools have spoken."""
    try:
        plan, question = turn.plan, turn.read
    except PeriodError as error:
        wording = turn.wording(turn.language())
        return AIMessage(say(turn.declined or "period", wording, period=str(error)))
    wording = turn.wording(plan.language)
    if refused := _refusals(messages):
        return AIMessage("\n\n".join(map(wording.sentence, refused)))
    results = sorted(tool_results(messages), key=lambda pair: _place(pair[0], plan.calls))
    if len(results) > len(plan.calls):
        looks = (*plan.calls, *second_looks(question, results[: len(plan.calls)]))
        results = sorted(results, key=lambda pair: _place(pair[0], looks))
    if calls := next_calls(turn, results):
        return calling(calls, len(results))
    if results:
        text = "\n\n".join(
            write(said, wording, part.read, part.plan.remarks, part.plan.lead)
            for part, said in _by_part(turn, results)
        )
        if question.foretells and results[0][0].name == "trend":
            text = f"*{wording.render('cannot_foretell')}*\n\n{text}"
        if span := turn.span if _found_nothing(results) else None:
            text = f"{text}\n\n{wording.render('span', first=span[0], last=span[1])}"
    else:
        text = say(str(plan.say), wording, **plan.details)
    if plan.language not in LANGUAGES:
        text = f"*{wording.render('language')}*\n\n{text}"
    return AIMessage(text)


def next_calls(turn: Turn, results: Results) -> tuple[ToolCall, ...]:
    """The calls of the turn that come after the results so far; empty where they are enough, and
    for a question that cannot be read."""
    try:
        plan, question = turn.plan, turn.read
    except PeriodError:
        return ()
    if not results:
        return plan.calls
    return () if turn.parts else second_looks(question, results)


def calling(calls: Sequence[ToolCall], after: int = 0) -> AIMessage:
    """A message that makes the calls; `after` is how many the turn has made before them."""
    return AIMessage(
        "",
        tool_calls=[
            {"name": call.name, "args": dict(call.args), "id": f"call-{n}"}
            for n, call in enumerate(calls, start=after + 1)
        ],
    )


def _by_part(turn: Turn, results: Results) -> Iterator[tuple[Turn, Results]]:
    """The results with the part of the question that each belongs to, all of them with the turn
    where it asks for one thing."""
    if not turn.parts:
        yield turn, results
    left = list(results)
    for part in turn.parts:
        count = len(part.plan.calls)
        yield part, left[:count]
        left = left[count:]


def _place(call: ToolCall, calls: Sequence[ToolCall]) -> int:
    """Where the plan has a call: tools run side by side and end in any order."""
    names = [each.name for each in calls]
    alike = [i for i, each in enumerate(calls) if each.name == call.name]
    exact = [i for i in alike if all(calls[i].args.get(k) == v for k, v in call.args.items())]
    return exact[0] if exact else names.index(call.name) if alike else len(names)


def _refusals(messages: Sequence[BaseMessage]) -> list[str]:
    """The sentences of the tools that refused their arguments (an id that does not exist …)."""
    latest = takewhile(lambda message: not isinstance(message, HumanMessage), reversed(messages))
    return [str(m.text) for m in latest if isinstance(m, ToolMessage) and m.status == "error"]


def _found_nothing(results: Results) -> bool:
    return all("no_data" in result.notes for _, result in results)
