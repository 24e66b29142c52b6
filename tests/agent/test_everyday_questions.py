"""Everyday wishes of a shop's staff, each in a wording that was taken for another."""

from typing import Any

import pytest

from tests.agent.conftest import Ask
from tests.agent.planned import WHOLE, planned

FANS = {"by": "customer_id", "sentiment": ["positive"], "period": WHOLE}


@pytest.mark.parametrize(
    ("question", "tool", "args"),
    [
        ("who are our biggest fans", "volume", FANS),
        ("which customers love us the most", "volume", FANS),
        ("谁是我们的铁粉", "volume", FANS),
        ("最满意的客户是哪些人", "volume", FANS),
        ("any nice quotes for the website", "quotes", {"sentiment": ["positive"]}),
        ("which reviews could we use on our homepage", "quotes", {"sentiment": ["positive"]}),
        ("挑几条好评放到首页上", "quotes", {"sentiment": ["positive"]}),
        ("what can i tell a customer who got a crushed box", "policy", {}),
        ("杯子裂了的客户我该怎么跟他解释", "policy", {}),
        ("what should i tell the team tomorrow", "overview", {}),
        ("what should we bring up with the staff on monday", "overview", {}),
        ("明天开会跟团队说什么", "overview", {}),
        ("why does the kettle get so many complaints", "complaints", {"product": ["Kettle"]}),
        ("is the mug better liked than the kettle", "csat", {"by": "product"}),
    ],
)
def test_what_is_wished(ask: Ask, question: str, tool: str, args: dict[str, Any]) -> None:
    ((name, found),) = planned(ask, question)
    assert name == tool
    assert {key: found.get(key) for key in args} == args


@pytest.mark.parametrize(
    "question",
    [
        "what is the most common question customers ask",
        "客户最常问的问题是什么",
        "what questions do people ask us most",
    ],
)
def test_what_customers_ask_is_what_holds_a_question(ask: Ask, question: str) -> None:
    calls = planned(ask, question)
    assert [name for name, _ in calls] == ["themes", "quotes"]
    assert all(args["words"] == ["?", "？"] for _, args in calls)


def test_what_a_score_means_is_told_before_the_score(ask: Ask) -> None:
    plan = ask("推荐分是啥意思，咱们多少").plan
    assert [call.name for call in plan.calls] == ["nps"]
    assert plan.lead == ("definitions", {"told": True})


def test_quotes_are_of_what_was_told_before_them(ask: Ask) -> None:
    counted, shown = planned(ask, "破损的投诉有多少，给几条原话")
    assert (counted[0], shown[0]) == ("volume", "quotes")
    assert shown[1]["theme"] == counted[1]["theme"] == ["packaging"]


def test_the_week_before_the_one_that_is_named(ask: Ask) -> None:
    ((name, args),) = planned(ask, "上周差评多少，之前一周呢")
    assert name == "volume"
    assert args["period"] == {"start": "2026-03-02", "end": "2026-03-08"}
    assert args["compare_to"] == {"start": "2026-02-23", "end": "2026-03-01"}


def test_no_word_is_looked_for_that_is_empty(ask: Ask) -> None:
    words = [args.get("words", ()) for _, args in planned(ask, "把说等太久的评论列出来")]
    assert not any("" in each for each in words)


def test_what_is_counted_is_what_stands_behind_how_many(ask: Ask) -> None:
    counted = planned(ask, "how many dented bottles in march")[0]
    assert counted[0] == "volume"
    assert counted[1]["words"] == ["dented"]
