"""What the planner knows of the small shop's language."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest

from assistant.agent.agent import Agent
from assistant.agent.names.book import name_books
from assistant.agent.names.finder import NameBook
from assistant.agent.planner.shop.mind import Mind
from assistant.agent.planner.shop.strangers import load_strangers
from assistant.agent.question.intent_head import load_intent_head
from assistant.agent.question.intents import IntentReader, load_intents
from assistant.agent.thread import Thread
from assistant.agent.turn import Turn
from assistant.models import ToolCall
from assistant.tools.context import ToolContext
from assistant.understanding.themes import Taxonomy
from prompts.wording import Wording
from retrieval.embedders import BuiltinEmbedder
from tests.agent.endpoint import Endpoint, Reply, serving
from tests.agent.talk import Body, MakeTalk, Talk

PRODUCTS = ("Kettle", "Mug", "Lamp", "Air Fryer 3000", "Gold Lamp", "保温杯")
CHANNELS = ("web", "app", "trustpilot", "weibo", "email")
GLOSSARY = {
    "products": {"Kettle": ["烧水壶", "水壶", "boiler"]},
    "channels": {"trustpilot": ["信任指南"]},
}

Ask = Callable[..., Turn]
Converse = Callable[..., list[dict[str, Any]]]


@pytest.fixture(scope="session")
def books(taxonomy: Taxonomy) -> tuple[NameBook, ...]:
    touchpoints, segments = ("relationship", "checkout"), ("new", "loyal")
    return name_books(PRODUCTS, CHANNELS, touchpoints, segments, taxonomy, GLOSSARY)


@pytest.fixture(scope="session")
def mind(books: tuple[NameBook, ...], taxonomy: Taxonomy, encoder: BuiltinEmbedder) -> Mind:
    wordings = {
        language: Wording(language, {theme.id: theme.name[language] for theme in taxonomy})
        for language in ("en", "zh")
    }
    intents = load_intents()
    reader = IntentReader(intents, encoder.encode, load_intent_head())
    return Mind(reader, books, encoder.encode, wordings, load_strangers())


@pytest.fixture(scope="session")
def planner() -> Agent:
    """The agent without a model."""
    return Agent(None)


@pytest.fixture(scope="session")
def ask(desk: ToolContext, mind: Mind) -> Ask:
    """Makes the turn of a question, after some earlier calls."""

    def turn(question: str, previous: Sequence[ToolCall] = ()) -> Turn:
        return Turn(question, desk, mind, Thread(tuple(previous)))

    return turn


@pytest.fixture(scope="session")
def converse(desk: ToolContext, mind: Mind) -> Converse:
    """Asks one question after the other, and gives the answers as they are stored."""
    agent = Agent(None)

    def answers(*questions: str) -> list[dict[str, Any]]:
        history: list[dict[str, Any]] = []
        for question in questions:
            turn = Turn(question, desk, mind, Thread.of(history))
            history.append(agent.answer(turn, history).as_json())
        return history

    return answers


@pytest.fixture(scope="module")
def endpoint() -> Iterator[Endpoint]:
    with serving() as playing:
        yield playing


@pytest.fixture
def talk(endpoint: Endpoint, ask: Ask) -> MakeTalk:
    def make(objection: Callable[[Body], Reply | None] = lambda _: None) -> Talk:
        return Talk(endpoint, ask, objection)

    return make
