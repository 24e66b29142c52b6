"""Runs a turn through the graph, checks it against the ledger, and falls back when it must."""

import time
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, ToolMessage

from assistant.agent.budget import recent
from assistant.agent.calendar import week_of
from assistant.agent.events import Done, Event, Started, ToolRan
from assistant.agent.graph import build_graph
from assistant.agent.ledger import Finding, check
from assistant.agent.outgoing import masked, with_masked_quotes
from assistant.agent.planner import tool_results
from assistant.agent.turn import Turn
from assistant.agent.writer import Results
from assistant.errors import ModelError
from assistant.models import Answer, Figure, Ledger
from prompts.wording import instructions

__all__ = ["Agent"]

HISTORY_TOKENS = 1_500
MOST_NAMES = 30


@dataclass(frozen=True, slots=True)
class _Outcome:
    text: str
    results: Results
    mode: str
    findings: tuple[Finding, ...] = ()


class Agent:
    """Answers turns. `model` None means the built-in planner."""

    def __init__(self, model: BaseChatModel | None) -> None:
        self._mode = "planner" if model is None else "llm"
        self._graph = build_graph(model, _instructions)
        self._planner = self._graph if model is None else build_graph(None, _instructions)

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
        """The events of a turn; the last one is Done.

        The text is shown when it has been checked, so that no number is seen that no tool
        computed; the tools are seen as they run.
        """
        began = time.perf_counter()
        yield Started()
        # The planner needs no words of the past: the calls of the last turn are in `turn`.
        llm = self._mode == "llm"
        past = _messages(history) if llm else []
        messages = [*past, HumanMessage(masked(turn.question) if llm else turn.question)]
        outcome = yield from self._attempt(self._graph, messages, turn)
        if self._mode == "llm" and outcome and outcome.findings:
            again = [*messages, AIMessage(outcome.text), HumanMessage(_repair(outcome.findings))]
            outcome = yield from self._attempt(self._graph, again, turn, outcome.results)
        if self._mode == "llm" and (outcome is None or outcome.findings):
            outcome = yield from self._attempt(self._planner, messages, turn)
            assert outcome is not None
            note = turn.wording(turn.language()).render("model_failed")
            outcome = replace(outcome, text=f"{note}\n\n{outcome.text}", mode="planner")
        assert outcome is not None
        yield Done(_finished(outcome, turn, answer_id, began))

    def _attempt(
        self,
        graph: Any,
        messages: Sequence[BaseMessage],
        turn: Turn,
        known: Results = (),
    ) -> Generator[Event, None, _Outcome | None]:
        """Run a graph to its end; None where the model failed, so that the planner serves.

        `known` are results of the same turn that the text may rest on as well.
        """
        final: list[BaseMessage] = list(messages)
        try:
            for update in graph.stream(
                {"messages": list(messages)}, context=turn, stream_mode="updates"
            ):
                for message in _new_messages(update):
                    final.append(message)
                    if isinstance(message, ToolMessage) and message.artifact is not None:
                        call, result = message.artifact
                        ledger = result.ledger
                        yield ToolRan(call, len(ledger.figures), len(ledger.citations))
        except ModelError:
            return None
        last = final[-1]
        text = str(last.text).strip() if isinstance(last, AIMessage) else ""
        results = [*known, *tool_results(final)]
        if not text:
            return None
        ledger = with_masked_quotes(_ledger(results))
        findings = check(text, ledger, _shop_names(turn), turn.question)
        return _Outcome(text, results, self._mode, tuple(findings))


def _new_messages(update: dict[str, Any]) -> Iterator[BaseMessage]:
    for change in update.values():
        yield from (change or {}).get("messages", ())


def _repair(findings: Sequence[Finding]) -> str:
    return instructions("repair", findings=findings)


def _ledger(results: Results) -> Ledger:
    return sum((result.ledger for _, result in results), Ledger())


def _finished(outcome: _Outcome, turn: Turn, answer_id: str, began: float) -> Answer:
    ledger = _ledger(outcome.results)
    wording = turn.wording(turn.language())
    tools = [call for call, _ in outcome.results]
    return Answer(
        id=answer_id,
        question=turn.question,
        language=wording.language,
        answer=outcome.text,
        verified=not outcome.findings,
        mode=outcome.mode,
        tools=tuple(tools),
        figures=_distinct(ledger.figures),
        citations=tuple(_cited(ledger, outcome.text)),
        suggestions=tuple(wording.suggestions(tools[-1].name if tools else "any")),
        elapsed_ms=round(1000 * (time.perf_counter() - began)),
    )


def _cited(ledger: Ledger, text: str) -> dict[str, None]:
    """The ids that the text cites, each once, in the order in which the tools gave them."""
    return dict.fromkeys(c.id for c in ledger.citations if f"[{c.id}]" in text)


def _distinct(figures: Sequence[Figure]) -> tuple[Figure, ...]:
    seen: dict[str, Figure] = {}
    for figure in figures:
        seen.setdefault(repr(figure), figure)
    return tuple(seen.values())


def _shop_names(turn: Turn) -> list[str]:
    return [name for book in turn.mind.books if book.field != "theme" for name in book.names]


def _messages(history: Sequence[dict[str, Any]]) -> list[BaseMessage]:
    found: list[BaseMessage] = []
    for each in recent(history, HISTORY_TOKENS):
        found += [HumanMessage(masked(each["question"])), AIMessage(masked(each["answer"]))]
    return found


def _instructions(turn: Turn) -> str:
    tools = turn.tools
    names = {book.field: book.names[:MOST_NAMES] for book in turn.mind.books}
    return instructions(
        "assistant",
        as_of=tools.as_of,
        week=week_of(tools.as_of).start,
        language={"zh": "Chinese"}.get(turn.language(), "English"),
        themes=", ".join(tools.taxonomy.ids),
        products=", ".join(names.get("product", ())),
        channels=", ".join(names.get("channel", ())),
    )
