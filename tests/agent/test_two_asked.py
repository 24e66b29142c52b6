"""Questions that ask for one thing and where it comes from, or which of two is more."""

from typing import Any

import pytest

from tests.agent.conftest import Ask, Converse
from tests.agent.planned import planned


@pytest.mark.parametrize(
    ("question", "scope"),
    [
        ("are delivery complaints growing and where do they come from",
         {"theme": ["delivery"], "stance": ["negative"]}),
        ("最近物流的投诉是不是变多了，主要哪个渠道来的",
         {"theme": ["delivery"], "stance": ["negative"]}),
        ("are complaints about leaked kettles increasing, and which channel do they come from",
         {"product": ["Kettle"], "words": ["leaked"]}),
    ],
)  # fmt: skip
def test_a_course_and_its_channels_are_both_told(
    ask: Ask, question: str, scope: dict[str, Any]
) -> None:
    assert planned(ask, question) == [("volume", scope), ("volume", scope | {"by": "channel"})]


def test_a_count_by_channel_tells_both(ask: Ask) -> None:
    ((name, args),) = planned(ask, "how many people mention leaked, and where did they buy it")
    assert (name, args["words"], args["by"]) == ("volume", ["leaked"], "channel")


def test_a_word_beside_a_name_narrows_it(ask: Ask) -> None:
    ((name, args),) = planned(ask, "are complaints about leaked kettles increasing")
    assert (name, args["words"]) == ("volume", ["leaked"])


def test_where_it_comes_from_is_no_list_of_channels(converse: Converse) -> None:
    call = converse("how many delivery complaints", "which channel do they come from")[-1]["tools"]
    assert [(each["name"], each["args"]["by"]) for each in call] == [("volume", "channel")]


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("web还是app差评多", "sentiment"),
        ("who is our most loyal customer", "volume"),
        ("最忠诚的客户是谁", "volume"),
        ("我该先给谁打电话", "customer_segments"),
        ("which customer should i phone first", "customer_segments"),
        ("what's our return rate", "volume"),
    ],
)
def test_what_is_asked(ask: Ask, question: str, name: str) -> None:
    assert [tool for tool, _ in planned(ask, question)] == [name]


def test_to_call_somebody_is_still_a_deed(ask: Ask) -> None:
    assert planned(ask, "打电话给所有差评客户") == [("say:cannot_change", {})]


def test_the_least_happy_customers_are_the_blaming_ones(ask: Ask) -> None:
    ((_, args),) = planned(ask, "最不满意的客户有哪几个")
    assert (args["by"], args["sentiment"]) == ("customer_id", ["negative"])


def test_a_thing_that_sounds_like_more_of_a_word_is_read(ask: Ask) -> None:
    assert ask("how many reviews are about the timer").unread == ["timer"]
    assert ask("do reviews come in later at weekends").unread == []


def test_a_filter_that_no_tool_takes_is_told(ask: Ask) -> None:
    told = ("filter_unused", {"field": "channel", "values": ["trustpilot"]})
    assert ask("what does customer C1 usually complain about on trustpilot").plan.remarks == (told,)
    assert ask("how many products do we have on trustpilot").plan.remarks == (told,)
    assert not ask("nps on trustpilot").plan.remarks
