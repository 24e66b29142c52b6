"""The conversation with one tenant: questions in, events and stored answers out."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from datetime import date, datetime
from typing import Any, TypedDict, Unpack

from assistant.agent.agent import Agent
from assistant.agent.events import Done, Event
from assistant.agent.planner.calls.defaults import Defaults
from assistant.agent.question.question import asked_language
from assistant.agent.thread import Thread
from assistant.agent.turn import Turn
from assistant.errors import InvalidInputError
from assistant.models import Answer
from assistant.services.shop_names import ShopNames
from assistant.store.conversations import Conversations
from assistant.tools.context import ToolContext

__all__ = ["Asking", "Beside"]

TURNS_READ = 20
"""How far back a question may refer, however long the conversation."""
LONGEST_QUESTION = 4_000
ALWAYS = nullcontext(True)


class Beside(TypedDict, total=False):
    """What may be said beside a question; see `Asking.stream`."""

    as_of: date | None
    conversation: str | None
    answer_id: str
    defaults: Mapping[str, Any] | None
    remember: bool
    language: str


class Asking:
    """Answers one tenant's questions, knowing the shop's own names and standing rules."""

    def __init__(
        self,
        *,
        agent: Agent,
        names: ShopNames,
        conversations: Conversations,
        tool_context: Callable[[date], ToolContext],
        clock: Callable[[], datetime],
        today: Callable[[], date],
        tenant: str,
    ) -> None:
        self._agent = agent
        self._names = names
        self._conversations = conversations
        self._tool_context = tool_context
        self._clock = clock
        self._today = today
        self._tenant = tenant

    def answer(self, question: str, **beside: Unpack[Beside]) -> Answer:
        """The answer at the end of a turn's events."""
        *_, last = self.stream(question, **beside)
        assert isinstance(last, Done)
        return last.answer

    def stream(
        self,
        question: str,
        as_of: date | None = None,
        *,
        conversation: str | None = None,
        answer_id: str = "",
        defaults: Mapping[str, Any] | None = None,
        instead_of: int | None = None,
        remember: bool = True,
        language: str = "en",
        keeping: AbstractContextManager[bool] = ALWAYS,
    ) -> Iterator[Event]:
        """The events of one turn; the last is Done with the answer, which is then stored: at the
        end of the conversation, or in the place of the turn `instead_of` and what followed it.

        `defaults` are tool arguments (period, product, channel, language, touchpoint, segment) for
        where the question names none. With `remember` new problems that the answer names keep
        their names. `language` is that of who asks, for a first question without words ("NPS?").
        `keeping` is entered when the answer is there and says whether it is still wanted; nothing
        of one that is not is stored. Without `as_of` the day is today. Raises InvalidInputError for
        an empty or overlong question, or defaults that do not fit.
        """
        question = question.strip()
        if not question:
            raise InvalidInputError("The question is empty; type what you want to know.")
        if len(question) > LONGEST_QUESTION:
            raise InvalidInputError(
                f"The question has {len(question)} characters; shorten it to {LONGEST_QUESTION}."
            )
        history: list[dict[str, Any]] = []
        if conversation:
            history = self._conversations.turns(conversation, TURNS_READ, before=instead_of)
        chosen = Defaults.of(defaults)
        day = as_of or self._today()
        thread = self._taken_up(question, day, history).under(chosen.args)
        turn = self.turn(question, day, thread, chosen, language)
        for event in self._agent.stream(turn, history, answer_id):
            if isinstance(event, Done):
                with keeping as wanted:
                    if wanted and remember and event.remembered:
                        turn.tools.clusters.keep(event.remembered, self._tenant)
                    if wanted and conversation:
                        answer = event.answer.as_json() | {"defaults": dict(chosen.args)}
                        self._conversations.append(conversation, answer, self._clock(), instead_of)
            yield event

    def _taken_up(self, question: str, day: date, history: Sequence[Mapping[str, Any]]) -> Thread:
        """The thread of a conversation. Where it begins with a question for a name that the shop
        does not have, and a name of the shop follows, the calls are those that were meant."""
        thread = Thread.of(history)
        if thread.calls or not history:
            return thread
        refused = str(history[-1]["question"])
        if not self.turn(question, day).names_ours:
            return thread
        return replace(thread, calls=self.turn(refused, day).meant, question=refused)

    def turn(
        self,
        question: str,
        as_of: date,
        thread: Thread | None = None,
        chosen: Defaults | None = None,
        language: str = "en",
    ) -> Turn:
        """A turn of this shop, not yet answered."""
        known = thread or Thread()
        reader = asked_language(question, known.language or language)
        context = replace(self._tool_context(as_of), reader=reader)
        return Turn(question, context, self._names.mind(), known, chosen or Defaults(), language)
