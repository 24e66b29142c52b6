"""The other brain: a language model plans and writes in a LangChain graph, the ledger checks."""

from collections.abc import Generator, Iterator, Sequence
from dataclasses import replace
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, ToolMessage

from assistant.agent.budget import recent
from assistant.agent.events import Event, ToolRan, Waiting
from assistant.agent.graph import build_graph
from assistant.agent.instructing import brief, repair
from assistant.agent.offer import offer
from assistant.agent.outcome import Outcome, checked, once
from assistant.agent.outgoing import masked
from assistant.agent.session import Session
from assistant.agent.writer import Results
from assistant.errors import ModelError
from assistant.models import ToolCall, Trouble
from assistant.tools.result import ToolResult
from prompts.formats import defused

__all__ = ["ByModel"]

HISTORY_TOKENS = 800

Said = tuple[Outcome, list[BaseMessage]]
"""What one run of the graph came to, and all that was said in it."""


class ByModel:
    """Answers turns with one language model."""

    def __init__(self, model: BaseChatModel) -> None:
        self._graph = build_graph(model, brief)

    def answered(
        self, session: Session, history: Sequence[dict[str, Any]]
    ) -> Generator[Event, None, Outcome]:
        """What the model says and the ledger backs, after one repair at most.

        Raises ModelError where it fails, or is wrong a second time.
        """
        session.offered = offer(session.turn)
        asked = [*_messages(history), HumanMessage(masked(session.turn.question))]
        outcome, said = yield from self._run(asked, session)
        if outcome.findings:
            again = [*said, HumanMessage(repair(outcome.findings))]
            outcome, _ = yield from self._run(again, session, outcome.results)
        if outcome.findings:
            raise ModelError("The language model said what no tool found.", Trouble.UNVERIFIED)
        # What was quoted is backed, yet a stranger's words must not become a link or an image.
        return replace(outcome, text=defused(outcome.text))

    def _run(
        self, messages: Sequence[BaseMessage], session: Session, known: Results = ()
    ) -> Generator[Event, None, Said]:
        """Run the graph to its end; `known` are results of the turn that its text may rest on.

        Raises ModelError.
        """
        said: list[BaseMessage] = list(messages)
        updates = self._graph.stream(
            {"messages": list(messages)}, context=session, stream_mode=["updates", "custom"]
        )
        try:
            for kind, update in updates:
                yield from _events(kind, update, said)
        except GeneratorExit:
            # Before `updates` is closed, which waits for the call that is under way.
            session.patience.stopped.set()
            raise
        last = said[-1]
        text = str(last.text).strip() if isinstance(last, AIMessage) else ""
        results = once([*known, *_results(said)])
        return checked(text, results, session.turn, "llm"), said


def _events(kind: str, update: Any, said: list[BaseMessage]) -> Iterator[Event]:
    """What a step of the graph shows; its messages are added to `said`."""
    if kind == "custom":
        yield Waiting(update)
        return
    for message in _new_messages(update):
        said.append(message)
        if isinstance(message, ToolMessage) and message.artifact is not None:
            yield ToolRan.of(*message.artifact)


def _new_messages(update: dict[str, Any]) -> Iterator[BaseMessage]:
    for change in update.values():
        yield from (change or {}).get("messages", ())


def _results(messages: Sequence[BaseMessage]) -> list[tuple[ToolCall, ToolResult]]:
    """The results of the tools that ran since the user last spoke."""
    found: list[tuple[ToolCall, ToolResult]] = []
    for message in reversed(messages):
        if isinstance(message, HumanMessage):
            break
        if isinstance(message, ToolMessage) and message.artifact is not None:
            found.append(message.artifact)
    return found[::-1]


def _messages(history: Sequence[dict[str, Any]]) -> list[BaseMessage]:
    found: list[BaseMessage] = []
    for each in recent(history, HISTORY_TOKENS):
        found += [HumanMessage(masked(each["question"])), AIMessage(masked(each["answer"]))]
    return found
