"""The conversation with one tenant: questions in, events and stored answers out."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from assistant.agent.agent import Agent
from assistant.agent.defaults import Defaults
from assistant.agent.events import Done, Event
from assistant.agent.intents import IntentReader
from assistant.agent.shop import Glossary, changed_at, name_books, with_aliases
from assistant.agent.standing import load_rules
from assistant.agent.strangers import StrangerFinder
from assistant.agent.thread import Thread
from assistant.agent.turn import Mind, Turn
from assistant.errors import InvalidInputError
from assistant.models import Answer
from assistant.settings import Settings
from assistant.store.conversations import Conversations
from assistant.store.feedback import FeedbackStore
from assistant.store.tallies import Tallies
from assistant.tools.context import ToolContext
from assistant.understanding.themes import Taxonomy
from prompts.wording import Wording
from retrieval.embedders import Embedder

__all__ = ["Asking"]

LONGEST_QUESTION = 4_000
LANGUAGES = ("en", "zh")
SHOP_FIELDS = ("product", "channel", "touchpoint", "segment")


class Asking:
    """Answers one tenant's questions with what its shop is called and how it wants to be told."""

    def __init__(
        self,
        settings: Settings,
        clock: Callable[[], datetime],
        taxonomy: Taxonomy,
        embedder: Embedder,
        feedback: FeedbackStore,
        tallies: Tallies,
        conversations: Conversations,
        tool_context: Callable[[date], ToolContext],
        glossary: Callable[[], Glossary],
        agent: Agent,
        intents: IntentReader,
        strangers: StrangerFinder,
        tenant: str,
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._taxonomy = taxonomy
        self._encode = embedder.encode
        self._feedback = feedback
        self._tallies = tallies
        self._conversations = conversations
        self._tool_context = tool_context
        self._glossary = glossary
        self._agent = agent
        self._intents = intents
        self._strangers = strangers
        self._tenant = tenant
        self._mind: tuple[tuple[float, ...], Mind] | None = None

    def answer(
        self,
        question: str,
        as_of: date,
        conversation: str | None,
        answer_id: str,
        defaults: Mapping[str, Any] | None = None,
    ) -> Answer:
        """The answer at the end of a turn's events."""
        *_, last = self.stream(question, as_of, conversation, answer_id, defaults)
        assert isinstance(last, Done)
        return last.answer

    def stream(
        self,
        question: str,
        as_of: date,
        conversation: str | None,
        answer_id: str,
        defaults: Mapping[str, Any] | None = None,
    ) -> Iterator[Event]:
        """The events of one turn; the last is Done with the answer, which is then stored.

        Raises InvalidInputError for an empty or overlong question, or defaults that do not fit.
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
            history = self._conversations.turns(conversation, self._tenant)
        chosen = Defaults.of(defaults)
        thread = Thread.of(history).under(chosen.args)
        turn = Turn(question, self._tool_context(as_of), self.mind(), thread, chosen)
        for event in self._agent.stream(turn, history, answer_id):
            if isinstance(event, Done) and conversation:
                answer = event.answer.as_json() | {"defaults": dict(chosen.args)}
                self._conversations.append(conversation, answer, self._clock(), self._tenant)
            yield event

    def mind(self) -> Mind:
        """The names and rules of the shop, read anew when feedback came in or a file changed."""
        own = self._settings.home_of(self._tenant)
        rules, words = own / "rules.yaml", own / "glossary.yaml"
        state = (self._feedback.newest_row(), changed_at(rules), changed_at(words))
        if self._mind is None or self._mind[0] != state:
            standing = load_rules(rules, self._clock().astimezone(self._settings.zone).date())
            names = [self._tallies.values(field, self._tenant) for field in SHOP_FIELDS]
            products, channels, touchpoints, segments = names
            known = with_aliases(self._glossary(), standing.aliases, products, channels)
            books = name_books(products, channels, touchpoints, segments, self._taxonomy, known)
            self._mind = (
                state,
                Mind(
                    self._intents,
                    books,
                    self._encode,
                    _wordings(self._taxonomy),
                    self._strangers,
                    standing,
                ),
            )
        return self._mind[1]


def _wordings(taxonomy: Taxonomy) -> Mapping[str, Wording]:
    return {
        language: Wording(
            language,
            {t.id: t.name.get(language) or next(iter(t.name.values()), t.id) for t in taxonomy},
        )
        for language in LANGUAGES
    }
