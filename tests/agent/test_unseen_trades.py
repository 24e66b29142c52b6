"""Questions of shops whose trade nothing here was made for, in wordings that were misread once."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from assistant.agent.planner.calls.call_plan import CallPlan
from assistant.agent.planner.leads.columns import column_lead
from assistant.agent.planner.shop.flags import flag_names
from assistant.agent.planner.shop.mind import Mind
from assistant.agent.planner.words.said_most import either_or
from assistant.agent.planner.words.unread import named
from assistant.agent.question.reader import read_question
from assistant.agent.session import Session
from assistant.models import Figure, Scope, ToolCall
from assistant.tools.result import ToolResult
from tests.agent.conftest import Ask

BRANCHES = {"Branch": ("Norwich", "Truro", "Leith")}


@pytest.mark.parametrize(
    ("question", "tool"),
    [
        ("谁最该先打电话安抚一下", "customer_segments"),
        ("who should we ring first to calm down", "customer_segments"),
        ("谁需要先回访", "customer_segments"),
    ],
)
def test_to_reach_somebody_names_no_channel(ask: Ask, question: str, tool: str) -> None:
    turn = ask(question)
    assert not turn.strangers
    assert [call.name for call in turn.plan.calls] == [tool]


def test_a_way_to_reach_the_shop_is_still_a_channel(ask: Ask) -> None:
    assert [each.written for each in ask("电话渠道的满意度").strangers] == ["电话"]
    assert [each.written for each in ask("is the ring any good").strangers] == ["ring"]


def _course(verdict: str, change: float) -> dict[str, Any]:
    figure = Figure(name="negative_share_change", value=change, n=60, unit="points")
    return {"metric": "negative_share", "change": figure, "verdict": verdict}


@pytest.mark.parametrize(
    ("verdicts", "said"),
    [
        (("up", "cannot tell", "down"), ["surely worse Leith", "surely better Truro"]),
        (("cannot tell",) * 3, ["none surely got worse", "none surely better"]),
    ],
)
def test_who_surely_got_worse_is_said_of_all_courses(
    ask: Ask, mind: Mind, verdicts: tuple[str, ...], said: list[str]
) -> None:
    turn = ask("any branch getting worse")
    turn = replace(turn, mind=replace(turn.mind, columns=BRANCHES))
    values = [call.args["kept"][0] for call in turn.plan.calls]
    assert values == [f"Branch={name}" for name in sorted(BRANCHES["Branch"])]
    results = [
        (call, ToolResult(Scope(tenant="t"), _course(verdict, 9.0)))
        for call, verdict in zip(turn.plan.calls, verdicts, strict=True)
    ]
    lead = column_lead(results, values, turn.read)
    assert lead is not None
    text = mind.wordings["en"].render(lead[0], **lead[1])
    assert all(each in text for each in said)
    assert "Branch" in mind.wordings["zh"].render(lead[0], **lead[1])


@pytest.mark.parametrize(("language", "said"), [("en", "are tied for what"), ("zh", "并列")])
def test_two_themes_that_are_blamed_as_often_are_tied(
    ask: Ask, mind: Mind, language: str, said: str
) -> None:
    call = {"period": {"start": "2026-02-01", "end": "2026-03-13"}}
    result = Session(ask("top complaints")).run("complaints", call)[1]
    first, second, *others = result.data["themes"]
    alike = [first, {**second, "count": first["count"], "share": first["share"]}, *others]
    for themes, tied in ((alike, True), ([first, *others], False)):
        data = {**result.data, "themes": themes}
        text = mind.wordings[language].render(
            "complaints", r=data, scope=result.scope, compared=result.compared, notes=()
        )
        assert (said in text.strip().splitlines()[0]) == tied


@pytest.mark.parametrize(
    ("question", "unread", "sides"),
    [
        ("shock or leak, which one is reported more", ["leak"], ["shock", "leak"]),
        ("broken lid vs loose cork, what do we hear more", ["cork"], ["broken lid", "loose cork"]),
        ("better or worse, are there more complaints", [], []),
        ("is the lid loose or tight", ["tight"], []),
    ],
)
def test_what_is_set_beside_an_unread_word_is_one(
    mind: Mind, question: str, unread: list[str], sides: list[str]
) -> None:
    assert either_or(question, unread, mind.strangers.is_filler) == sides


def test_a_word_that_nobody_says_is_counted_beside_its_other(ask: Ask) -> None:
    calls = ask("纸盒和木塞哪个被抱怨得多").plan.calls
    assert sorted(call.args["words"][0] for call in calls) == ["木塞", "纸盒"]


def test_what_a_compound_says_besides_is_named() -> None:
    made = CallPlan("zh", (ToolCall("volume", {"words": ["盖子"]}),))
    read = read_question("鱼缸盖子的问题有几条", date(2026, 3, 13), ())
    assert named(made, ["鱼缸盖子"], read).remarks == (("word_unused", {"words": ["鱼缸"]}),)


@pytest.mark.parametrize(
    ("written", "name", "other"),
    [
        ("温度计", "Aquarium Heater", True),
        ("狗粮", "Cat Food", True),
        ("缝纫机", "Sewing Machine", False),
        ("猫粮", "Cat Food", False),
    ],
)
def test_a_word_for_another_thing_is_no_product(
    mind: Mind, written: str, name: str, other: bool
) -> None:
    assert mind.strangers.mean_other_than(written, name, mind.encode) == other


SIZES = {
    "缸长(cm)": tuple(map(str, range(20, 140, 10))),
    "Tank litres": tuple(map(str, range(15, 300, 20))),
    "Age": tuple(map(str, range(18, 70, 3))),
}


@pytest.mark.parametrize(
    ("question", "kept"),
    [
        ("大缸用户和小缸用户谁更不满意", ("缸长(cm)=≥101", "缸长(cm)=≤40")),
        ("what do people with big tanks complain about", ("Tank litres=≥216",)),
        ("年龄偏小的客户的满意度", ("Age=≤27",)),
        ("csat of customers with 60+ age", ("Age=≥60",)),
    ],
)
def test_the_ends_of_a_column_are_named_by_size(
    ask: Ask, question: str, kept: tuple[str, ...]
) -> None:
    turn = ask(question)
    turn = replace(turn, mind=replace(turn.mind, columns=SIZES))
    assert turn.read.filters["kept"] == kept
    told = ("bands_made", {"column": kept[0].partition("=")[0]}) in turn.plan.remarks
    assert told == ("+" not in question)


def test_what_is_asked_of_words_holds_for_how_many_and_since_when(ask: Ask) -> None:
    calls = ask("水壶没声音的有多少个，什么时候开始的").plan.calls
    counts = [call.args["words"] for call in calls if call.name in ("volume", "trend")]
    assert counts == [["没声音"]] * 2


def test_what_explains_a_change_has_no_number_by_value(ask: Ask) -> None:
    figure = Figure(name="nps", value=10.0, n=9)
    results = [(ToolCall("explain_change", {}), ToolResult(Scope(tenant="t"), {"now": figure}))] * 2
    values = ["Branch=Norwich", "Branch=Truro"]
    assert column_lead(results, values, ask("which branch is it").read) is None


def test_others_than_the_yes_are_named_without_their_people() -> None:
    names = flag_names("是否陪练课用户", ("是", "否"))
    assert "非陪练课" in names["否"]
    assert names["是"] == ("陪练课用户",)
