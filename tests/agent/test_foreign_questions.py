"""Questions in German, Spanish and French: the tools and numbers of the English one."""

from typing import Any

import pytest

from assistant.agent.agent import Agent
from assistant.agent.question.foreign import foreign_language, in_english
from assistant.agent.question.intents import load_intents
from tests.agent.conftest import Ask
from tests.agent.planned import LAST_MONTH, LAST_WEEK, MONTH, NPS, WEEK, planned


@pytest.mark.parametrize(
    ("question", "name", "args"),
    [
        ("Wie ist der NPS diesen Monat?", "nps", {"period": MONTH}),
        ("Wie viele 1-Stern-Bewertungen gab es letzte Woche?", "volume",
         {"period": LAST_WEEK, "rating": [1]}),
        ("Welches Produkt hat die schlechteste Bewertung im Februar?", "csat",
         {"period": LAST_MONTH, "by": "product", "rank_by": "rating_mean"}),
        ("Worüber beschweren sich die Kunden diese Woche?", "complaints", {"period": WEEK}),
        ("Was loben die Kunden am Kettle?", "themes",
         {"product": ["Kettle"], "stance": ["positive"]}),
        ("cuántas opiniones de 1 estrella la semana pasada", "volume",
         {"period": LAST_WEEK, "rating": [1]}),
        ("¿De qué se quejan los clientes este mes?", "complaints", {"period": MONTH}),
        ("¿Qué producto tiene la peor valoración en febrero?", "csat",
         {"period": LAST_MONTH, "by": "product", "rank_by": "rating_mean"}),
        ("Combien d'avis 1 étoile la semaine dernière ?", "volume",
         {"period": LAST_WEEK, "rating": [1]}),
        ("De quoi se plaignent les clients ce mois-ci ?", "complaints", {"period": MONTH}),
        ("Quelle est la note moyenne de Kettle en février ?", "csat",
         {"period": LAST_MONTH, "product": ["Kettle"], "rank_by": "rating_mean"}),
    ],
)  # fmt: skip
def test_it_is_planned_as_in_english(
    ask: Ask, question: str, name: str, args: dict[str, Any]
) -> None:
    assert planned(ask, question) == [(name, args)]


@pytest.mark.parametrize(
    ("question", "args"),
    [
        ("Und im Februar?", {"period": LAST_MONTH}),
        ("¿y la semana pasada?", {"period": LAST_WEEK}),
        ("et pour Kettle ?", {"period": MONTH, "product": ["Kettle"]}),
    ],
)
def test_it_continues_a_conversation(ask: Ask, question: str, args: dict[str, Any]) -> None:
    assert planned(ask, question, NPS) == [("nps", args)]


def test_the_answer_says_in_which_languages_it_can_be(ask: Ask) -> None:
    answer = Agent(None).answer(ask("Wie ist der NPS diese Woche?"))
    assert answer.verified
    assert answer.answer.startswith("*")
    assert "12.5" in answer.answer


def test_the_shops_own_names_are_not_translated() -> None:
    question = "wie ist die bewertung von der die das?"
    start = question.index("der die das")
    assert in_english(question, "de", [(start, start + 11)]).endswith("rating of der die das?")


def test_an_english_question_is_none_of_them() -> None:
    said = [e for intent in load_intents() for e in intent.examples if e.isascii()]
    assert [each for each in said if foreign_language(each)] == []
    assert foreign_language("客户在生什么气") is None


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("how is 保温杯 rated this month", "en"),
        ("compare Kettle and 保温杯", "en"),
        ("保温杯 NPS", "zh"),
        ("保温杯评分多少", "zh"),
        ("Kettle的评分", "zh"),
    ],
)
def test_a_name_of_the_shop_says_nothing_of_the_language(
    ask: Ask, question: str, language: str
) -> None:
    assert ask(question).language() == language
