"""What a question says beside its intent: words, names in quotation marks, who feels most."""

from typing import Any

import pytest

from tests.agent.conftest import Ask, Converse
from tests.agent.planned import planned


def last(converse: Converse, *questions: str) -> tuple[str, dict[str, Any], str]:
    answer = converse(*questions)[-1]
    call = answer["tools"][-1]
    return call["name"], call["args"], str(answer["answer"].split("\n")[0])


def test_a_guess_gives_way_to_the_words_that_were_said(ask: Ask) -> None:
    ((name, args),) = planned(ask, "any news on the lost parcel")
    assert name == "quotes"
    assert set(args["words"]) & {"lost", "parcel"}


def test_a_sure_question_keeps_its_tool(ask: Ask) -> None:
    assert [name for name, _ in planned(ask, "any new bad reviews this month")] == [
        "volume", "quotes",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("question", "touchpoint", "words"),
    [('what does "checkout" feedback usually say', ["checkout"], None),
     ('reviews that mention "checkout"', None, ["checkout"])],
)  # fmt: skip
def test_a_name_in_quotation_marks_is_a_name(
    ask: Ask, question: str, touchpoint: list[str] | None, words: list[str] | None
) -> None:
    ((_, args),) = planned(ask, question)
    assert (args.get("touchpoint"), args.get("words")) == (touchpoint, words)


@pytest.mark.parametrize(
    ("question", "mood"),
    [("who's our grumpiest customer", "negative"), ("who are our happiest buyers", "positive")],
)
def test_who_feels_most_is_a_customer(converse: Converse, question: str, mood: str) -> None:
    name, args, lead = last(converse, question)
    assert (name, args["by"], args["sentiment"]) == ("volume", "customer_id", [mood])
    assert args["period"]["start"] == "2026-02-01"
    assert "most" in lead


def test_what_the_happiest_say_names_no_customer(ask: Ask) -> None:
    ((_, args),) = planned(ask, "what are our happiest customers saying")
    assert args.get("by") != "customer_id"


@pytest.mark.parametrize(
    ("question", "mood", "sort"),
    [("best thing anyone said about the mug", "positive", "best"),
     ("the rudest thing anybody ever wrote about the kettle", "negative", "worst")],
)  # fmt: skip
def test_the_best_thing_said_is_one_review(ask: Ask, question: str, mood: str, sort: str) -> None:
    ((name, args),) = planned(ask, question)
    assert (name, args["sentiment"], args["sort"], args["limit"]) == ("quotes", [mood], sort, 1)


def test_detractors_are_counted_by_group(ask: Ask) -> None:
    ((name, args),) = planned(ask, "break down detractors by channel this month")
    assert (name, args["by"], args["nps"]) == ("volume", "channel", list(range(7)))


@pytest.mark.parametrize(
    "question", ["what is the most bad product", "which product drags us down"]
)
def test_the_worst_in_other_words(converse: Converse, question: str) -> None:
    assert last(converse, question)[2].startswith("**Worst product")


def test_whether_it_improved_is_said_first(converse: Converse) -> None:
    lead = last(converse, "did the rating of the kettle improve after 6 march")[2]
    assert "against" in lead


def test_everything_of_a_customer_is_the_card(ask: Ask) -> None:
    assert planned(ask, "pull up everything from CN10")[0][0] == "customer"
