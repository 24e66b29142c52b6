"""Questions that split by two dimensions at once."""

from typing import Any

import pytest

from assistant.agent.agent import Agent
from tests.agent.conftest import Ask
from tests.agent.planned import planned

YEAR = {"start": "2026-01-01", "end": "2026-03-13"}
COMPLAINTS = {"measure": "count", "sentiment": ["negative"]}


@pytest.mark.parametrize(
    ("question", "axes", "args"),
    [
        ("complaints by product and channel this year", "product channel", COMPLAINTS),
        ("今年各商品在各渠道的差评数", "product channel", COMPLAINTS),
        ("for each channel, which product has the most complaints this year", "channel product",
         COMPLAINTS),
        ("nps by segment and channel this year", "segment channel", {"measure": "nps"}),
        ("今年各渠道各客群的满意度", "channel segment", {"measure": "csat"}),
        ("average rating by product per month this year", "product month",
         {"measure": "rating_mean"}),
        ("今年每个月各渠道的评价数", "channel month", {"measure": "count"}),
        ("delivery complaints by product and channel this year", "product channel",
         {"measure": "count", "theme": ["delivery"], "stance": ["negative"]}),
        ("themes by channel this year", "channel theme", {"measure": "count"}),
        ("negative share by weekday and channel this year", "weekday channel",
         {"measure": "negative_share"}),
    ],
)  # fmt: skip
def test_both_are_crossed(
    ask: Ask, planner: Agent, question: str, axes: str, args: dict[str, Any]
) -> None:
    (name, called), *more = planned(ask, question)
    expected = {"period": YEAR} | args
    assert (name, more, f"{called['by']} {called['across']}") == ("cross_table", [], axes)
    assert {each: called.get(each) for each in expected} == expected
    answer = planner.answer(ask(question))
    assert answer.verified
    assert "one split" not in answer.answer
    assert "一次只能" not in answer.answer


@pytest.mark.parametrize("question", ["reviews by channel", "各商品的评分", "per month"])
def test_one_is_not(ask: Ask, question: str) -> None:
    assert all(name != "cross_table" for name, _ in planned(ask, question))
