"""Answers a turn by a model, or by the planner where there is none or it fails."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from assistant.agent.calling import Limits, Meter, Patience
from assistant.agent.events import Done, Event, Started
from assistant.agent.outcome import Outcome, ledger_of
from assistant.agent.planner import answered_by_planner
from assistant.agent.session import Session
from assistant.agent.turn import Turn
from assistant.agent.writer import Results
from assistant.errors import ModelError
from assistant.models import Answer, Figure, Ledger, Trouble

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

__all__ = ["Agent"]


class Agent:
    """Answers turns. `model` None means the built-in planner."""

    def __init__(
        self,
        model: "BaseChatModel | None",
        limits: Limits | None = None,
        meter: Meter | None = None,
    ) -> None:
        self._limits = limits or Limits()
        self._meter = meter
        self._model = None
        if model:
            from assistant.agent.by_model import ByModel  # takes long to import

            self._model = ByModel(model)

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

        The text is shown when it has been checked, so that no number is seen that no tool
        computed; the tools are seen as they run.
        """
        began = time.perf_counter()
        yield Started()
        meter = self._meter.of(turn.tools.tenant) if self._meter else None
        session = Session(turn, Patience(self._limits), meter)
        try:
            outcome, note = None, ""
            if self._model:
                try:
                    outcome = yield from self._model.answered(session, history)
                except ModelError as error:
                    note = _note(turn, error.trouble)
            if outcome is None:
                outcome = yield from answered_by_planner(session)
                if note:
                    outcome = replace(outcome, text=f"{note}\n\n{outcome.text}")
            remembered = [kept for _, result in outcome.results for kept in result.remembered]
            yield Done(_finished(outcome, turn, answer_id, began), tuple(remembered))
        finally:
            session.patience.stopped.set()


def _note(turn: Turn, trouble: Trouble) -> str:
    return turn.wording(turn.language()).render("model_failed", trouble=trouble)


def _finished(outcome: Outcome, turn: Turn, answer_id: str, began: float) -> Answer:
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
        figures=_distinct(outcome.results),
        citations=tuple(_cited(ledger_of(outcome.results), outcome.text)),
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
