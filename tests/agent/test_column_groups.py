"""Values of a column that were told apart: what the next question asks of them, and which are meant
where one is left out or set against what has no name."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from assistant.agent.thread import Thread
from assistant.agent.turn import Turn
from assistant.models import ToolCall
from tests.agent.conftest import Ask

COLUMNS = {
    "码头": ("东港站", "西湾站", "北岭站"),
    "是否会员": ("是", "否"),
    "gift": ("yes", "no"),
}
MEANS = {"东港站": 2.1, "西湾站": 3.3, "北岭站": 4.2}
Called = list[tuple[str, dict[str, Any]]]


def asked(ask: Ask, question: str, thread: Thread | None = None) -> Called:
    turn: Turn = ask(question)
    mind = replace(turn.mind, columns=COLUMNS)
    plan = replace(turn, mind=mind, thread=thread or Thread()).plan
    return [(call.name, dict(call.args)) for call in plan.calls]


def ranked(question: str, beside: tuple[str, ...] = ()) -> Thread:
    """The thread of a ranking of the landings by their rating."""
    kept = {name: [*beside, f"码头={name}"] for name in MEANS}
    calls = (ToolCall("csat", {"kept": each, "rank_by": "rating_mean"}) for each in kept.values())
    figures: list[Mapping[str, Any]] = [
        {"name": "rating_mean", "value": value, "filters": {"kept": kept[name]}}
        for name, value in MEANS.items()
    ]
    text = "、".join(f"{name} {value}" for name, value in MEANS.items())
    return Thread(tuple(calls), figures=tuple(figures), question=question, text=text)


@pytest.mark.parametrize("why", ["why", "为啥", "为啥最低的那个低"])
@pytest.mark.parametrize("beside", [(), ("是否会员=是",)])
def test_why_is_asked_of_the_one_that_was_last(ask: Ask, why: str, beside: tuple[str, ...]) -> None:
    ((name, args),) = asked(ask, why, ranked("哪个码头评分最低", beside))
    assert (name, args["kept"]) == ("complaints", [*beside, "码头=东港站"])


@pytest.mark.parametrize("shown", ["show me two", "看两条", "give us two please"])
def test_two_are_shown_of_it(ask: Ask, shown: str) -> None:
    before = ToolCall("complaints", {"kept": ["码头=东港站"]})
    ((name, args),) = asked(ask, shown, Thread((before,), question="why"))
    assert (name, args["kept"], args["limit"]) == ("quotes", ["码头=东港站"], 2)
    assert args["sentiment"] == ["negative"]


@pytest.mark.parametrize(
    "question", ["比西湾站低多少", "by how much is it lower than 西湾站", "比西湾差多少"]
)
def test_by_how_much_it_differs_from_the_one_named_is_a_test(ask: Ask, question: str) -> None:
    ((name, args),) = asked(ask, question, ranked("哪个码头评分最低"))
    assert (name, args["by"], args["a"], args["b"]) == (
        "experiment",
        "kept",
        "码头=东港站",
        "码头=西湾站",
    )


def test_by_how_much_two_products_differ_is_a_test(ask: Ask) -> None:
    both = ToolCall(
        "csat", {"product": ["Kettle", "Mug"], "by": "product", "rank_by": "rating_mean"}
    )
    ((name, args),) = asked(
        ask, "低多少", Thread((both,), question="kettle or mug, which rates lower")
    )
    assert (name, args["by"], args["a"], args["b"]) == ("experiment", "product", "Kettle", "Mug")


def test_a_split_goes_on_with_what_the_talk_is_about(ask: Ask) -> None:
    before = ToolCall("complaints", {"product": ["Kettle"]})
    found = asked(ask, "哪个码头最多", Thread((before,), question="水壶差评咋这么多"))
    assert [name for name, _ in found] == ["volume"] * 3
    assert all(args["product"] == ["Kettle"] for _, args in found)
    assert all(args["sentiment"] == ["negative"] for _, args in found)


@pytest.mark.parametrize(
    ("question", "kept"),
    [
        ("除了东港站，评分平均多少", ["码头=北岭站", "码头=西湾站"]),
        ("average rating without 东港站", ["码头=北岭站", "码头=西湾站"]),
        ("东港站和北岭站除外，评分平均多少", ["码头=西湾站"]),
    ],
)
def test_all_but_what_is_left_out_are_one_group(ask: Ask, question: str, kept: list[str]) -> None:
    ((name, args),) = asked(ask, question)
    assert (name, sorted(args["kept"])) == ("csat", kept)
    ((_, later),) = asked(ask, "那上个月呢", Thread((ToolCall(name, args),), question=question))
    assert sorted(later["kept"]) == kept


def test_of_those_that_are_left_the_last_is_asked_for(ask: Ask) -> None:
    found = asked(ask, "除了东港站，哪个码头评分最低")
    assert sorted(args["kept"] for _, args in found) == [["码头=北岭站"], ["码头=西湾站"]]


@pytest.mark.parametrize(
    "question",
    [
        "会员和散客哪个评分低",
        "rating of gift orders vs not",
        "do gift orders or plain ones rate lower",
    ],
)
def test_a_yes_is_set_against_what_has_no_name(ask: Ask, question: str) -> None:
    values = [args["kept"][0].split("=")[1] for _, args in asked(ask, question)]
    assert len(values) == 2
    assert set(values) in ({"是", "否"}, {"yes", "no"})


@pytest.mark.parametrize(
    "question", ["会员的 Kettle 和 Mug 哪个评分低", "会员的评分一月和二月哪个低"]
)
def test_a_yes_beside_other_sides_is_a_filter(ask: Ask, question: str) -> None:
    assert all(args["kept"] == ["是否会员=是"] for _, args in asked(ask, question))


@pytest.mark.parametrize("question", ["how many tickets were gift", "how many gift tickets"])
def test_tickets_are_set_apart_by_a_yes(ask: Ask, question: str) -> None:
    assert [args["kept"] for _, args in asked(ask, question)] == [["gift=yes"]]


def test_whether_there_are_any_such_is_a_count(ask: Ask) -> None:
    assert [name for name, _ in asked(ask, "东港站的有吗")] == ["volume"]


@pytest.mark.parametrize("most", ["which one dropped the most", "which fell most", "哪个降得最多"])
def test_which_fell_most_is_asked_of_the_groups_before(ask: Ask, most: str) -> None:
    found = asked(ask, most, ranked("各码头评分怎么样"))
    assert [name for name, _ in found] == ["csat"] * 3
    assert sorted(args["kept"][0] for _, args in found) == sorted(f"码头={name}" for name in MEANS)


def test_records_are_shown_of_the_worst_of_them(ask: Ask) -> None:
    ((name, args),) = asked(ask, "看三条", ranked("哪个码头最严重"))
    assert (name, args["kept"], args["limit"]) == ("quotes", ["码头=东港站"], 3)


def test_which_is_most_serious_is_told_by_the_share_of_complaints(ask: Ask) -> None:
    assert [name for name, _ in asked(ask, "哪个码头最严重")] == ["sentiment"] * 3


def test_two_shares_of_complaints_differ_by_a_test(ask: Ask) -> None:
    ((name, args),) = asked(ask, "会员跟不是会员的差评率差多少")
    assert (name, args["measure"]) == ("experiment", "negative_share")


def test_members_against_the_rest_keep_the_product(ask: Ask) -> None:
    found = asked(ask, "会员的水壶评分比其他客户高吗")
    assert [args["product"] for _, args in found] == [["Kettle"]] * 2
    assert not any(args.get("by") for _, args in found)


@pytest.mark.parametrize("why", ["水壶最近咋老有差评", "水壶怎么又被投诉"])
def test_why_there_are_always_complaints_counts_none(ask: Ask, why: str) -> None:
    ((name, args),) = asked(ask, why)
    assert (name, args["product"]) == ("complaints", ["Kettle"])
