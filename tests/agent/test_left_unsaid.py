"""What a question says and no plan used: it chooses the tool, narrows the scope, or is said."""

from typing import Any

import pytest

from assistant.agent.thread import Thread
from assistant.models import ToolCall
from tests.agent.conftest import Ask, Converse
from tests.agent.planned import planned

SPLIT = ToolCall("volume", {"theme": ["delivery"]})


@pytest.mark.parametrize(
    ("question", "tool", "args"),
    [
        ("客服回复慢的投诉有多少", "volume",
         {"theme": ["customer_service"], "stance": ["negative"]}),
        ("抱怨包装的客户有哪些", "volume", {"theme": ["packaging"], "by": "customer_id"}),
        ("把好评最多的前3个商品列出来", "volume",
         {"sentiment": ["positive"], "by": "product"}),
        ("哪个商品夸得最多", "volume", {"sentiment": ["positive"], "by": "product"}),
        ("评分2分以下的都在说啥", "complaints", {"rating": [1, 2]}),
        ("评分4分以上的都说了什么", "themes", {"rating": [4, 5], "stance": ["positive"]}),
        ("近四周差评率走势", "trend", {}),
        ("2月以来每周的差评数", "trend",
         {"metric": "count", "sentiment": ["negative"], "step": "week"}),
        ("物流的差评都是哪来的", "volume", {"theme": ["delivery"], "by": "channel"}),
        ("物流问题主要是哪条渠道反馈的", "volume", {"theme": ["delivery"], "by": "channel"}),
        ("哪个渠道最拖后腿", "csat", {"by": "channel", "rank_by": "rating_mean"}),
        ("哪个渠道最让人头大", "sentiment", {"by": "channel"}),
        ("Kettle和Mug谁的问题多", "sentiment", {"by": "product"}),
        ("3月5号之后投诉是不是变多了", "volume", {"sentiment": ["negative"]}),
        ("Kettle怎么老坏", "complaints", {"product": ["Kettle"]}),
        ("“退款”这两个字差评里出现过几次", "volume",
         {"words": ["退款"], "sentiment": ["negative"]}),
    ],
)  # fmt: skip
def test_the_plan_holds_what_was_said(
    ask: Ask, question: str, tool: str, args: dict[str, Any]
) -> None:
    ((name, found),) = planned(ask, question)
    assert name == tool
    assert {key: found.get(key) for key in args} == args


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("客服回复慢的投诉有多少", "回复慢"),
        ("快递慢的有几条", "慢"),
        ("物流不超过30%的都在说什么", "不超过30%"),
    ],
)
def test_what_chose_nothing_is_said(ask: Ask, question: str, word: str) -> None:
    remarks = dict(ask(question).plan.remarks)
    assert word in remarks["word_unused"]["words"]


@pytest.mark.parametrize(
    "question",
    [
        "物流相关的投诉有多少",
        "包装方面的差评占多少",
        "app来的反馈有几条",
        "最近两周大家骂得最狠的是啥",
    ],
)
def test_what_says_nothing_more_is_not_said(ask: Ask, question: str) -> None:
    assert "word_unused" not in dict(ask(question).plan.remarks)


def test_what_nobody_says_is_counted_as_none(ask: Ask) -> None:
    count, like = planned(ask, "Kettle没声音的有多少个")
    assert (count[0], count[1]["words"]) == ("volume", ["没声音"])
    assert (like[0], like[1]["query"]) == ("search", "没声音")


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("差评率有没有超过30%", "**是：负面占比"),
        ("差评率有没有超过99%", "**不是：负面占比"),
        ("差评有超过50条吗", "**不是：数量"),
        ("好评率到99%了吗", "**不是：占比"),
    ],
)
def test_a_bound_is_answered_with_yes_or_no(converse: Converse, question: str, begins: str) -> None:
    assert converse(question)[0]["answer"].startswith(begins)


def test_each_of_the_worst_is_explained(converse: Converse) -> None:
    (answer,) = converse("差评最多的两个商品分别为啥")
    assert sorted(call["name"] for call in answer["tools"]) == ["complaints"] * 2 + ["sentiment"]
    lead, *sections = (part for part in answer["answer"].split("\n\n") if part[:2] in ("**", "##"))
    headings = [section.removeprefix("### ") for section in sections if section[:2] == "##"]
    assert [lead.index(name) for name in headings] == sorted(lead.index(n) for n in headings)
    assert len(headings) == 2


def test_the_reply_is_for_the_one_that_is_pointed_at(converse: Converse) -> None:
    shown, drafted = converse("最新的3条差评", "第二条帮我回一下")
    (call,) = drafted["tools"]
    assert (call["name"], call["args"]["ids"]) == ("draft_reply", [shown["citations"][1]])


def test_who_they_are_is_asked_of_those_that_were_counted(converse: Converse) -> None:
    call = converse("物流的投诉有几条", "分别是谁")[-1]["tools"][-1]
    assert (call["name"], call["args"]["by"]) == ("volume", "customer_id")
    assert call["args"]["theme"] == ["delivery"]


def test_what_the_unhappy_talk_about_is_their_complaints(ask: Ask) -> None:
    counted = ToolCall("volume", {"sentiment": ["negative"], "channel": ["app"]})
    ((name, args),) = planned(ask, "主要说啥", (counted,))
    assert (name, args["channel"]) == ("complaints", ["app"])


def test_calls_for_one_group_each_are_leant_on_together() -> None:
    depots = tuple(SPLIT.having(kept=["班次=早", f"仓=仓{n}"]) for n in "AB")
    assert Thread(depots).last == SPLIT.having(kept=["班次=早", "仓=仓A", "仓=仓B"])
    ranked = (ToolCall("sentiment", {"by": "product"}),)
    told = tuple(SPLIT.having(product=[name]) for name in ("Mug", "Lamp"))
    assert Thread((*ranked, *told)).last == SPLIT.having(product=["Mug", "Lamp"])
    assert Thread((SPLIT, SPLIT.having(theme=["packaging"]))).last.args["theme"] == ["packaging"]
