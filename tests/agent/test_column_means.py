"""Questions for the mean of a column of numbers, and for parts of the shop's own columns."""

from dataclasses import replace
from typing import Any

import pytest

from assistant.agent.thread import Thread
from assistant.agent.turn import Turn
from assistant.models import ToolCall
from tests.agent.conftest import Ask

COLUMNS = {
    "wait_days": tuple(map(str, range(2, 40))),
    "等待分钟": tuple(map(str, range(5, 60))),
    "Pot size (cm)": ("9", "12", "17", "21"),
    "Branch": ("Quay", "Hilltop"),
    "insured": ("yes", "no"),
    "会员": ("是", "否"),
}
WAIT, MINUTES = {"column": "wait_days"}, {"column": "等待分钟"}


def turned(ask: Ask, question: str, before: tuple[ToolCall, ...] = ()) -> Turn:
    turn = ask(question)
    return replace(turn, mind=replace(turn.mind, columns=COLUMNS), thread=Thread(before))


def calls(ask: Ask, question: str, *before: ToolCall) -> list[tuple[str, dict[str, Any]]]:
    made = turned(ask, question, before).plan.calls
    return [(call.name, dict(call.args)) for call in made]


@pytest.mark.parametrize(
    ("question", "args"),
    [
        ("average wait", WAIT),
        ("how many days do people wait on average", WAIT),
        ("average wait time by product", WAIT | {"by": "product"}),
        ("which product has the longest wait", WAIT | {"by": "product"}),
        ("平均等待分钟是多少", MINUTES),
        ("平均等多久", MINUTES),
        ("哪个商品等得最久", MINUTES | {"by": "product"}),
        ("mean pot size", {"column": "Pot size (cm)"}),
    ],
)
def test_a_mean_of_a_column(ask: Ask, question: str, args: dict[str, Any]) -> None:
    assert calls(ask, question) == [("column_mean", args)]


def test_the_mean_of_each_value_of_another_column(ask: Ask) -> None:
    found = calls(ask, "which branch has the longest wait on average")
    assert sorted(args["kept"] for _, args in found) == [["Branch=Hilltop"], ["Branch=Quay"]]
    assert {name for name, _ in found} == {"column_mean"}
    told = calls(ask, "mean wait of insured vs uninsured customers")
    assert sorted(args["kept"] for _, args in told) == [["insured=no"], ["insured=yes"]]


def test_by_how_much_two_means_differ_is_a_test(ask: Ask) -> None:
    ((name, args),) = calls(ask, "what is the gap in average wait between Quay and Hilltop")
    assert (name, args["measure"], args["column"]) == ("experiment", "column_mean", "wait_days")


@pytest.mark.parametrize(
    "question", ["average rating by product", "average rating of those who waited over 20 days"]
)
def test_a_rating_is_no_mean_of_a_column(ask: Ask, question: str) -> None:
    ((name, _),) = calls(ask, question)
    assert name == "csat"


def test_a_bound_may_name_the_column_by_its_verb(ask: Ask) -> None:
    ((_, args),) = calls(ask, "等待超过40分钟的人打几分")
    assert args["kept"] == ["等待分钟=≥41"]
    ((_, args),) = calls(ask, "csat of people who waited over 20 days")
    assert args["kept"] == ["wait_days=≥21"]


def test_a_mean_goes_on_with_another_product(ask: Ask) -> None:
    before = ToolCall("column_mean", WAIT | {"product": ["Mug"]})
    assert calls(ask, "and the kettle?", before) == [
        ("column_mean", WAIT | {"product": ["Kettle"]})
    ]


@pytest.mark.parametrize(
    ("question", "member"),
    [
        ("how many reviews per branch, and what share are insured", "insured=yes"),
        ("branch各有多少条，会员占几成", "会员=是"),
    ],
)
def test_a_count_and_the_share_of_some_of_it_are_both_told(
    ask: Ask, question: str, member: str
) -> None:
    question = question.replace("branch各", "每个branch")
    found = [tuple(args["kept"]) for _, args in calls(ask, question)]
    apart = [("Branch=Hilltop",), ("Branch=Quay",)]
    assert sorted(found[:2]) == apart
    assert sorted(found[2:]) == [(member, *each) for each in apart]


def test_a_share_beside_a_count_by_product(ask: Ask) -> None:
    assert calls(ask, "各商品有多少条，会员占几成") == [
        ("volume", {"by": "product"}),
        ("volume", {"kept": ["会员=是"], "by": "product"}),
    ]


def test_a_superlative_goes_on_with_the_groups(ask: Ask) -> None:
    before = ToolCall("nps", {"by": "product"})
    assert calls(ask, "and the longest wait?", before) == [
        ("column_mean", WAIT | {"by": "product"})
    ]


def test_a_share_of_some_by_another_column(ask: Ask) -> None:
    assert {name for name, _ in calls(ask, "share of insured riders by branch")} == {"volume"}


def test_a_flag_alone_goes_on_beside_the_other_column(ask: Ask) -> None:
    before = ToolCall("nps", {"kept": ["Branch=Quay"]})
    assert calls(ask, "会员呢", before) == [("nps", {"kept": ["会员=是", "Branch=Quay"]})]
