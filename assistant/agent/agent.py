"""Runs a turn through the graph, checks it against the ledger, and falls back when it must."""

import time
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import (
    AIMessage,
    AIMessageChunk,
    BaseMessage,
    HumanMessage,
    ToolMessage,
)

from assistant.agent.checking.answer_check import check_answer
from assistant.agent.checking.definitions import defined_in_words
from assistant.agent.checking.ledger import Finding
from assistant.agent.events import Done, Event, Started, ToolRan, Waiting, Writing
from assistant.agent.graph import build_graph
from assistant.agent.llm.budget import recent
from assistant.agent.llm.calling import Limits, Meter, Patience
from assistant.agent.llm.draft import Draft
from assistant.agent.llm.instructing import brief, repair
from assistant.agent.llm.offer import offer
from assistant.agent.results import Results, ledger_of, tool_results, without_repeats
from assistant.agent.session import Session
from assistant.agent.turn import Turn
from assistant.errors import ModelError
from assistant.models import Answer, Figure, Ledger, Trouble
from assistant.understanding.outgoing import masked
from prompts.formats import defused

__all__ = ["Agent"]

HISTORY_TOKENS = 800
SPEAKER = "model"
"""The node of the graph whose model speaks to the user."""


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What one run of a graph came to; `mode` is who wrote it, `messages` are all that were said in
    it."""

    text: str
    results: Results
    mode: str
    planned_by: str
    findings: tuple[Finding, ...] = ()
    messages: tuple[BaseMessage, ...] = ()


class Agent:
    """Answers turns. `model` None means the built-in planner."""

    def __init__(
        self,
        model: BaseChatModel | None,
        limits: Limits | None = None,
        meter: Meter | None = None,
    ) -> None:
        self._limits = limits or Limits()
        self._meter = meter
        self._planner = build_graph(None, brief)
        self._model = build_graph(model, brief) if model else None

    def answer(
        self, turn: Turn, history: Sequence[dict[str, Any]] = (), answer_id: str = ""
    ) -> Answer:
        """The finished answer of a turn."""
        *_, last = self.stream(turn, history, answer_id)
        assert isinstance(last, Done)
        return last.answer

    def stream(
        self, turn: Turn, history: Sequence[dict[str, Any]] = (), answer_id: str = ""
    ) -> Iterator[Event]:
        """The events of a turn; the last one is Done. Closing the iterator stops the turn.

        The tools are seen as they run, a model's text while it is written; its numbers, quotes and
        ids when they have been checked, so that none is seen that no tool computed.
        """
        began = time.perf_counter()
        yield Started()
        meter = self._meter.of(turn.tools.tenant) if self._meter else None
        session = Session(turn, Patience(self._limits), meter)
        try:
            outcome, note = None, ""
            if self._model:
                session.offered = offer(turn)
                try:
                    outcome = yield from self._by_model(session, history)
                except ModelError as error:
                    note = _note(turn, error.trouble)
            if outcome is None:
                asked = [HumanMessage(turn.question)]
                outcome = yield from self._run(self._planner, asked, session, "planner")
                if note:
                    outcome = replace(outcome, text=f"{note}\n\n{outcome.text}")
            remembered = [kept for _, result in outcome.results for kept in result.remembered]
            yield Done(_finished(outcome, turn, answer_id, began), tuple(remembered))
        finally:
            session.patience.stopped.set()

    def _by_model(
        self, session: Session, history: Sequence[dict[str, Any]]
    ) -> Generator[Event, None, _Outcome]:
        """What a model says and the ledger backs, after one repair at most.

        Raises ModelError where it fails, or is wrong a second time.
        """
        said = [*_messages(history), HumanMessage(masked(session.turn.question))]
        outcome = yield from self._run(self._model, said, session, "llm")
        if outcome.findings:
            again = [*outcome.messages, HumanMessage(repair(outcome.findings, outcome.text))]
            outcome = yield from self._run(self._model, again, session, "llm", outcome.results)
        if outcome.findings:
            raise ModelError("The language model said what no tool found.", Trouble.UNVERIFIED)
        # What was quoted is backed, yet a stranger's words must not become a link or an image.
        return replace(outcome, text=defused(outcome.text))

    def _run(
        self,
        graph: Any,
        messages: Sequence[BaseMessage],
        session: Session,
        mode: str,
        known: Results = (),
    ) -> Generator[Event, None, _Outcome]:
        """Run a graph to its end; `known` are results of the turn that its text may rest on.

        Raises ModelError.
        """
        said: list[BaseMessage] = list(messages)
        draft = Draft()
        # Where signs of life are waited for, each step takes threads of its own; the planner, which
        # gives none, is spared them.
        modes = ["updates", "custom", "messages"] if mode == "llm" else ["updates"]
        updates = graph.stream({"messages": list(messages)}, context=session, stream_mode=modes)
        try:
            for kind, update in updates:
                yield from _events(kind, update, said, draft)
        except GeneratorExit:
            # Before `updates` is closed, which waits for the call that is under way.
            session.patience.stopped.set()
            raise
        last = said[-1]
        text = str(last.text).strip() if isinstance(last, AIMessage) else ""
        results = without_repeats([*known, *tool_results(said)])
        handed_over = bool(session.planned)
        findings = check_answer(text, results, session.turn, mode, handed_over=handed_over)
        if mode == "llm":  # once checked: "3.47 out of five" would be read as a share
            text = defined_in_words(text, session.turn.language())
        planned_by = "planner" if handed_over else mode
        return _Outcome(text, results, mode, planned_by, tuple(findings), tuple(said))


def _events(kind: str, update: Any, said: list[BaseMessage], draft: Draft) -> Iterator[Event]:
    """What a step of the graph shows; its messages are added to `said`."""
    if kind == "custom":
        yield Waiting(update)
        return
    if kind == "messages":
        piece, of = update
        spoken = isinstance(piece, AIMessageChunk) and piece.text
        # A tool may have a model write too: the draft of a reply.
        if spoken and of["langgraph_node"] == SPEAKER and draft.grows(piece):
            yield Writing(draft.shown)
        return
    for message in _new_messages(update):
        said.append(message)
        if isinstance(message, ToolMessage) and message.artifact is not None:
            call, result = message.artifact
            ledger = result.ledger
            yield ToolRan(call, len(ledger.figures), len(ledger.citations))


def _new_messages(update: dict[str, Any]) -> Iterator[BaseMessage]:
    for change in update.values():
        yield from (change or {}).get("messages", ())


def _note(turn: Turn, trouble: Trouble) -> str:
    return turn.wording(turn.language()).render("model_failed", trouble=trouble)


def _finished(outcome: _Outcome, turn: Turn, answer_id: str, began: float) -> Answer:
    ledger = ledger_of(outcome.results)
    wording = turn.wording(turn.language())
    tools = [call for call, _ in outcome.results]
    return Answer(
        id=answer_id,
        question=turn.question,
        language=wording.language,
        answer=outcome.text,
        verified=not outcome.findings,
        mode=outcome.mode,
        planned_by=outcome.planned_by,
        tools=tuple(tools),
        figures=_distinct(outcome.results),
        citations=tuple(_cited(ledger, outcome.text)),
        suggestions=tuple(wording.suggestions(tools[-1].name if tools else "any")),
        elapsed_ms=round(1000 * (time.perf_counter() - began)),
        as_of=turn.tools.as_of,
    )


def _cited(ledger: Ledger, text: str) -> dict[str, None]:
    """The ids that the text cites, each once, in the order in which the tools gave them."""
    return dict.fromkeys(c.id for c in ledger.citations if f"[{c.id}]" in text)


def _distinct(results: Results) -> tuple[Figure, ...]:
    """Every figure once, with the place of the first call that computed it."""
    seen: dict[object, Figure] = {}
    for place, (_, result) in enumerate(results):
        for figure in result.ledger.figures:
            number = figure.value, figure.n, figure.low, figure.high
            key = figure.name, *number, figure.unit, figure.period, repr(figure.filters)
            if key not in seen:
                seen[key] = replace(figure, tool=place)
    return tuple(seen.values())


def _messages(history: Sequence[dict[str, Any]]) -> list[BaseMessage]:
    found: list[BaseMessage] = []
    for each in recent(history, HISTORY_TOKENS):
        found += [HumanMessage(masked(each["question"])), AIMessage(masked(each["answer"]))]
    return found
