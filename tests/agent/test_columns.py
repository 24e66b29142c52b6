"""Questions that name what stands in a column of the shop's files, which is no field."""

from dataclasses import replace
from datetime import date

import pytest

from assistant.agent.planner.call_plan import CallPlan
from assistant.agent.planner.columns import column_named, split_by_column, with_columns, with_kept
from assistant.agent.planner.mind import Mind
from assistant.agent.question.question import Question
from assistant.agent.question.reader import read_question
from assistant.agent.thread import Thread
from assistant.models import ToolCall
from tests.agent.conftest import Ask

COLUMNS = {
    "发货城市": ("宁波", "成都"),
    "机型": ("Android", "HarmonyOS"),
    "单据类型": ("客服工单", "问卷", "差评"),
}
MADE = CallPlan("zh", (ToolCall("complaints", {}),))


def columned(made: CallPlan, read: Question, mind: Mind) -> CallPlan:
    return with_columns(made, read, column_named(read, mind))


@pytest.mark.parametrize(
    ("question", "column", "written"),
    [
        ("哪个城市投诉最多", "发货城市", "城市"),
        ("按机型看满意度", "机型", "机型"),
    ],
)
def test_the_first_sentence_names_the_column(
    mind: Mind, question: str, column: str, written: str
) -> None:
    known = replace(mind, columns=COLUMNS)
    read = read_question(question, date(2026, 3, 13), mind.books)
    made = columned(MADE, read, known)
    assert made.lead == ("lead_column", {"column": column, "written": written})


@pytest.mark.parametrize(
    "question", ["客服工单多不多", "差评最多的是哪种类型", "最近都在抱怨什么", "处理客服工单要多久"]
)
def test_what_any_question_says_names_no_column(mind: Mind, question: str) -> None:
    read = read_question(question, date(2026, 3, 13), mind.books)
    assert columned(MADE, read, replace(mind, columns=COLUMNS)) == MADE


def test_a_plan_without_feedback_goes_by_no_column(mind: Mind) -> None:
    made = CallPlan("zh", (ToolCall("policy", {"query": "成都包邮吗"}),))
    read = read_question("成都包邮吗", date(2026, 3, 13), mind.books)
    assert columned(made, read, replace(mind, columns=COLUMNS)) == made


def test_a_kind_that_is_a_column_is_no_kind_of_goods(mind: Mind) -> None:
    known = replace(mind, columns={"肤质": ("油皮", "干皮")})
    read = read_question("哪种肤质差评最多", date(2026, 3, 13), mind.books)
    assert read.by == "product"
    split = split_by_column(read, known)
    assert split.by is None
    assert split.filters["kept"] == ("肤质=干皮", "肤质=油皮")


@pytest.mark.parametrize(
    ("question", "kept"),
    [
        ("成都的客户在抱怨什么", ("发货城市=成都",)),
        ("harmonyos用户的差评", ("机型=HarmonyOS",)),
        ("宁波和成都的NPS", ("发货城市=宁波", "发货城市=成都")),
        ("客服工单里多少是说退款的", ("单据类型=客服工单",)),
        ("nps of customers with size m", ("Size=M",)),
        ("whats the csat in the small shoe size", ("Size=small",)),
    ],
)
def test_a_value_of_a_column_is_a_filter(mind: Mind, question: str, kept: tuple[str, ...]) -> None:
    columns = COLUMNS | {"Size": ("M", "small", "36")}
    read = read_question(question, date(2026, 3, 13), mind.books)
    found = with_kept(read, replace(mind, columns=columns))
    assert sorted(found.filters["kept"]) == sorted(kept)


def test_a_letter_alone_is_no_value(mind: Mind) -> None:
    read = read_question("how many small m orders had 36 complaints", date(2026, 3, 13), mind.books)
    known = replace(mind, columns={"Size": ("M", "small", "36")})
    assert "kept" not in with_kept(read, known).filters


def test_a_filter_by_a_column_reaches_the_call(ask: Ask) -> None:
    turn = ask("成都客户的NPS")
    turn = replace(turn, mind=replace(turn.mind, columns=COLUMNS))
    (call,) = turn.plan.calls
    assert (call.name, call.args) == ("nps", {"kept": ["发货城市=成都"]})
    both = replace(turn, question="成都和宁波的NPS").plan.calls
    assert [call.args["kept"] for call in both] == [["发货城市=宁波"], ["发货城市=成都"]]
    again = replace(turn, question="宁波呢", thread=Thread((call,)))
    assert again.plan.calls == (ToolCall("nps", {"kept": ["发货城市=宁波"]}),)
