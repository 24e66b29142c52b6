"""Columns of numbers: their bands, and the bounds that a question sets to them."""

from dataclasses import replace

import pytest

from assistant.agent.planner.calls.call_plan import CallPlan
from tests.agent.conftest import Ask

COLUMNS = {
    "Age": tuple(str(age) for age in range(18, 90)),
    "Tank volume (l)": ("20.5", "54", "112", "180", "240"),
    "Branch": ("Quay", "Hilltop"),
    "等候分钟": ("3", "12", "25", "40", "95"),
    "repair_hours": ("1", "5", "30", "52", "80"),
}
BANDS = ["Age=36–53", "Age=54–71", "Age=≤35", "Age=≥72"]


def planned(ask: Ask, question: str) -> CallPlan:
    turn = ask(question)
    return replace(turn, mind=replace(turn.mind, columns=COLUMNS)).plan


@pytest.mark.parametrize(
    ("question", "tool"),
    [
        ("which age group is least happy", "csat"),
        ("哪个年龄段评分最低", "csat"),
        ("average rating by age", "csat"),
    ],
)
def test_many_numbers_are_told_by_bands(ask: Ask, question: str, tool: str) -> None:
    """And the answer says so."""
    made = planned(ask, question)
    assert {call.name for call in made.calls} == {tool}
    assert sorted(kept for call in made.calls for kept in call.args["kept"]) == BANDS
    assert [name for name, _ in made.remarks] == ["bands_made"], made.remarks


@pytest.mark.parametrize(
    ("question", "kept"),
    [
        ("what do customers over 60 years old complain about", "Age=≥61"),
        ("60岁以上的客户对什么不满", "Age=≥60"),
        ("nps of customers aged 20 to 35", "Age=20–35"),
        ("年龄不到30的客户平均评分", "Age=≤29"),
        ("nps of tanks of 180 litres and up", "Tank volume (l)=≥180"),
        ("csat of tanks under 100 litres", "Tank volume (l)=≤99.99"),
        ("等了半小时以上的评分", "等候分钟=≥30"),
        ("排队超过一个半小时的评分", "等候分钟=≥91"),
        ("rating of those who waited longer than half an hour", "等候分钟=≥31"),
        ("repair took over two days: average rating", "repair_hours=≥49"),
        ("六十岁以上的客户平均评分", "Age=≥60"),
    ],
)
def test_a_bound_is_a_filter(ask: Ask, question: str, kept: str) -> None:
    made = planned(ask, question)
    assert [call.args.get("kept") for call in made.calls] == [[kept]]
    assert not made.remarks


def test_a_number_of_something_else_is_none(ask: Ask) -> None:
    made = planned(ask, "how many reviews under 3 stars in the last 60 days")
    assert "kept" not in made.calls[0].args


@pytest.mark.parametrize(
    ("question", "tool"),
    [
        ("which of our branches gets the most complaints", "sentiment"),
        ("哪个门店的评价最差", "csat"),
        ("which branch has the worst rating", "csat"),
    ],
)
def test_a_column_is_named_in_either_language_and_number(
    ask: Ask, question: str, tool: str
) -> None:
    made = planned(ask, question)
    assert [call.name for call in made.calls] == [tool, tool]
    assert {call.args["kept"][0] for call in made.calls} == {"Branch=Quay", "Branch=Hilltop"}


def test_a_yes_is_named_in_either_language(ask: Ask) -> None:
    turn = ask("会员和非会员谁更爱给差评")
    known = replace(turn.mind, columns={"Member": ("yes", "no")})
    kept = {tuple(call.args["kept"]) for call in replace(turn, mind=known).plan.calls}
    assert kept == {("Member=yes",), ("Member=no",)}


def test_a_department_of_a_column_is_no_team(ask: Ask) -> None:
    turn = ask("快递慢的投诉多不多，都是哪个部门买的")
    known = replace(turn.mind, columns={"Department": ("Kids", "Women")})
    calls = replace(turn, mind=known).plan.calls
    assert {call.name for call in calls} == {"volume"}
    assert {call.args["kept"][0] for call in calls} == {"Department=Kids", "Department=Women"}
