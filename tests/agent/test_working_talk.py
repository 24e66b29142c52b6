"""Conversations as staff lead them: as a share, sorted, the same for another, back to the list."""

from typing import Any

import pytest

from tests.agent.conftest import Ask, Converse
from tests.agent.planned import planned

YEAR = {"start": "2026-01-01", "end": "2026-03-13"}


def last(converse: Converse, *questions: str) -> tuple[str, dict[str, Any], str]:
    answer = converse(*questions)[-1]
    call = answer["tools"][-1]
    return call["name"], call["args"], str(answer["answer"].split("\n")[0])


@pytest.mark.parametrize(
    ("first", "then"),
    [("how many 1 star reviews this year", "as a share?"), ("今年有多少一星", "占比呢？")],
)
def test_a_count_as_a_share(converse: Converse, first: str, then: str) -> None:
    name, args, lead = last(converse, first, then)
    assert (name, args["rating"], "%" in lead) == ("volume", [1], True)


@pytest.mark.parametrize(
    ("first", "then", "said"),
    [
        ("rating by product this year", "sort by the lowest first", "worst first"),
        ("今年各商品评分", "从低到高排", "从低到高"),
    ],
)
def test_a_split_in_another_order(converse: Converse, first: str, then: str, said: str) -> None:
    name, args, lead = last(converse, first, then)
    assert (name, args["by"], said in lead) == ("csat", "product", True)


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("rating by product this year", "only those with at least 4 reviews"),
        ("今年各商品评分", "只要4条以上的"),
    ],
)
def test_groups_of_enough_records(converse: Converse, first: str, then: str) -> None:
    before, after = converse(first, then)
    assert after["tools"][0]["args"] == before["tools"][0]["args"] | {"least": 4}
    of_groups = [f for f in after["figures"] if f["name"] == "rating_mean" and f["filters"]]
    assert all(figure["n"] >= 4 for figure in of_groups if "product" in figure["filters"])


@pytest.mark.parametrize(
    ("question", "bound"),
    [
        ("which products are under 3.5 stars with at least 20 reviews this year", 3.5),
        ("今年评分低于3.5且评价不少于20条的商品有哪些", 3.5),
    ],
)
def test_a_bound_of_a_score_and_of_its_records(ask: Ask, question: str, bound: float) -> None:
    ((name, args),) = planned(ask, question)
    assert (name, args["bound"]["value"], args["least"]) == ("csat", bound, 20)


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("show me 1 star reviews of the kettle in march", "compare with february"),
        ("3月水壶的一星原话", "和2月比呢"),
    ],
)
def test_quotes_that_are_compared_are_counted(converse: Converse, first: str, then: str) -> None:
    name, args, _ = last(converse, first, then)
    assert (name, args["product"], args["rating"]) == ("volume", ["Kettle"], [1])
    assert args["compare_to"] == {"start": "2026-02-01", "end": "2026-02-28"}


def test_blame_after_praise(converse: Converse) -> None:
    first = "what do customers love about the kettle this year"
    name, args, _ = last(converse, first, "and what do they dislike?")
    assert (name, args["product"]) == ("complaints", ["Kettle"])
    assert not {"stance", "sentiment"} & args.keys()


def test_what_was_praised_or_blamed_is_counted(converse: Converse) -> None:
    complaints = converse("complaints about the kettle this year", "how many is that?")[-1]
    assert complaints["tools"][0]["name"] == "volume"
    assert complaints["tools"][0]["args"]["sentiment"] == ["negative"]


def test_replies_to_the_worst_of_what_is_spoken_of(converse: Converse) -> None:
    name, args, _ = last(
        converse, "complaints in march", "and on the app?", "draft replies to the worst two"
    )
    assert (name, args["limit"], args["channel"]) == ("draft_reply", 2, ["app"])
    assert args["period"]["start"] == "2026-03-01"


@pytest.mark.parametrize(
    "question", ["the second one: who wrote that?", "第二条的客户以前说过什么"]
)
def test_who_stands_behind_a_place(converse: Converse, question: str) -> None:
    listed, card = converse("show me 3 reviews of the kettle this year", question)
    assert len(listed["citations"]) == 3
    assert card["tools"][0]["name"] == "customer"


def test_the_hour_of_the_day_is_said_to_be_none(converse: Converse) -> None:
    (answer,) = converse("at what hour of the day do customers complain most this year")
    assert "hour of the day" in answer["answer"]


@pytest.mark.parametrize(
    ("question", "word"),
    [("how many reviews mention leaking each month", "leaking"),
     ("when was leaking first mentioned", "leaking"),
     ("最近一次提到漏水是什么时候", "漏水")],
)  # fmt: skip
def test_the_word_ends_where_the_question_goes_on(ask: Ask, question: str, word: str) -> None:
    assert ask(question).read.quoted == (word,)


def test_words_narrow_what_was_shown(converse: Converse) -> None:
    shown = "worst reviews of the kettle this year", "only the ones mentioning courier"
    name, args, _ = last(converse, *shown)
    assert (name, args["product"], args["words"]) == ("quotes", ["Kettle"], ["courier"])
    name, args, _ = last(converse, *shown, "how many is that", "draft an answer to the first one")
    assert (name, args["ids"]) == ("draft_reply", ["N3"])


def test_a_second_thing_is_set_beside_the_first(converse: Converse) -> None:
    name, args, lead = last(converse, "how's the mug doing this year", "vs the kettle?")
    assert (name, args["by"], args["product"]) == ("csat", "product", ["Mug", "Kettle"])
    assert lead.startswith("**Mug has the higher")
    _, args, _ = last(converse, "how's the mug doing this year", "vs the kettle?", "why so low?")
    assert args["product"] == ["Kettle"]


def test_the_two_of_the_last_questions(converse: Converse) -> None:
    asked = "complaints on web this year", "same for the app"
    _, args, lead = last(converse, *asked, "so which of the two is unhappier overall?")
    assert (args["by"], args["channel"]) == ("channel", ["web", "app"])
    assert "lower" in lead
    name, args, _ = last(
        converse, *asked, "which of the two is worse", "how many of each left 1 star"
    )
    assert (name, args["by"], args["rating"]) == ("volume", "channel", [1])


def test_what_those_of_a_split_say_is_quoted(converse: Converse) -> None:
    name, args, _ = last(
        converse, "rating by channel this year", "and what do the ones on the app say"
    )
    assert (name, args["channel"]) == ("quotes", ["app"])
