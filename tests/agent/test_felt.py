"""Emotions by groups, what is asked of a channel that is a deed too, and period words."""

from typing import Any

import pytest

from assistant.agent.periods.time_words import mend
from assistant.agent.question.amounts import grown_asked
from tests.agent.answers import first_line
from tests.agent.conftest import Ask, Converse
from tests.agent.planned import planned

ANGRY = {"emotion": ["angry"]}


@pytest.mark.parametrize(
    ("question", "args"),
    [
        ("share of angry reviews by product", ANGRY | {"by": "product"}),
        ("which product gets the most angry reviews", ANGRY | {"by": "product"}),
        ("which product makes customers angriest", ANGRY | {"by": "product"}),
        ("哪个产品最让人生气", ANGRY | {"by": "product"}),
        ("哪个渠道失望的人最多", {"emotion": ["disappointed"], "by": "channel"}),
        ("worried reviews by channel", {"emotion": ["anxious"], "by": "channel"}),
    ],
)
def test_an_emotion_is_counted_by_groups(ask: Ask, question: str, args: dict[str, Any]) -> None:
    ((name, found),) = planned(ask, question)
    found.pop("period", None)
    assert (name, found) == ("volume", args)


def test_what_makes_them_angry_is_told_by_complaints(ask: Ask) -> None:
    assert planned(ask, "what are customers angry about") == [("complaints", {})]


def test_the_first_sentence_says_which_emotion(converse: Converse) -> None:
    (answer,) = converse("share of angry reviews by product since february")
    assert first_line(answer).startswith("**Angry records, within each product:")
    assert answer["verified"]


def test_a_channel_that_is_a_deed_is_one_in_a_question(ask: Ask) -> None:
    assert planned(ask, "email customers: happy?") == [("csat", {"channel": ["email"]})]
    assert planned(ask, "email customers an apology") == [("say:cannot_change", {})]


def test_a_period_word_is_a_whole_one() -> None:
    assert mend("sturdy on saterday in febuary, wensday") == (
        "sturdy on saturday in february, wednesday"
    )


@pytest.mark.parametrize(
    ("question", "way"), [("哪个店少的", -1), ("哪个店多了", 1), ("差评少的店", 0)]
)
def test_which_one_has_fewer_now(question: str, way: int) -> None:
    assert grown_asked(question) == way


def test_the_fewest_of_a_ranking_goes_on(converse: Converse) -> None:
    first, again = converse("which product has the most praise since february", "and the least?")
    assert again["tools"] == first["tools"]
    assert " fewest " in first_line(again).split(",")[0]
