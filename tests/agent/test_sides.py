"""Two sides that are compared: values of a column, of two fields, those with a yes and the rest."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from assistant.agent.planner.leads import comparing
from assistant.agent.planner.words.translated_names import with_translated_products
from assistant.agent.question.question import Question
from assistant.analytics.experiments import AbVerdict
from assistant.models import Figure, ToolCall
from tests.agent.conftest import Ask
from tests.agent.planned import planned

SHOP = {"Studio": ("Harbour", "Mill"), "会员": ("是", "否"), "gift": ("yes", "no")}


def asked(ask: Ask, question: str) -> list[tuple[str, Mapping[str, Any]]]:
    turn = ask(question)
    turn = replace(turn, mind=replace(turn.mind, columns=SHOP))
    return [(call.name, dict(call.args)) for call in turn.plan.calls]


@pytest.mark.parametrize(
    ("question", "measure"),
    [
        ("harbour vs mill rating, by how much", "rating_mean"),
        ("harbour 和 mill 哪个NPS低，差多少", "nps"),
        ("how much happier are gift orders than non-gift orders", "csat"),
    ],
)
def test_by_how_much_is_a_test_of_both_values(ask: Ask, question: str, measure: str) -> None:
    ((name, args),) = asked(ask, question)
    assert (name, args["by"], args.get("measure", "rating_mean")) == ("experiment", "kept", measure)


def test_which_is_higher_tells_both_values(ask: Ask) -> None:
    assert [name for name, _ in asked(ask, "harbour vs mill rating")] == ["csat", "csat"]


@pytest.mark.parametrize(
    ("question", "first", "low"),
    [("差多少，哪个低", "Mill", True), ("by how much is harbour higher", "Harbour", False)],
)
@pytest.mark.parametrize("turned", [False, True])
def test_the_first_sentence_tells_the_difference_without_its_sign(
    question: str, first: str, low: bool, turned: bool
) -> None:
    names, values = ("Studio=Harbour", "Studio=Mill"), (4.1, 3.4)
    if turned:
        names, values = names[::-1], values[::-1]
    data = {
        "by": "kept",
        "names": dict(zip("ab", names, strict=True)),
        "a": Figure(name="rating_mean", value=values[0], n=20),
        "b": Figure(name="rating_mean", value=values[1], n=20),
        "difference": Figure(name="difference", value=values[0] - values[1], n=40),
        "measure": "rating_mean",
        "verdict": AbVerdict.CANNOT_TELL,
        "guards": [],
    }
    read = Question(text=question, folded=question, language="en")
    lead = comparing.tested(ToolCall("experiment", {}), data, read)
    assert lead is not None
    told = lead[1]
    assert (told["first"], told["low"], round(told["apart"].value, 2)) == (first, low, 0.7)


@pytest.mark.parametrize(
    ("question", "kept"),
    [
        ("nps of gift orders", ["gift=yes"]),
        ("会员给我们打几分", ["会员=是"]),
        ("我们会员都在抱怨什么", None),
        ("can i get a gift box", None),
    ],
)
def test_an_everyday_header_sets_records_apart_where_it_stands_as_a_group(
    ask: Ask, question: str, kept: list[str] | None
) -> None:
    assert [args.get("kept") for _, args in asked(ask, question)] in ([kept], [])


def test_one_value_against_the_rest_is_all_values(ask: Ask) -> None:
    calls = asked(ask, "do gift orders rate us lower than the rest")
    assert {args["kept"][0] for _, args in calls} == {"gift=yes", "gift=no"}


@pytest.mark.parametrize(
    "question",
    ["are harbour customers unhappier than those on web", "harbour 和 web 谁的差评多"],
)
def test_values_of_two_fields_are_two_sides(ask: Ask, question: str) -> None:
    calls = asked(ask, question)
    assert [("kept" in args, "channel" in args) for _, args in calls] in (
        [(True, False), (False, True)],
        [(False, True), (True, False)],
    )


@pytest.mark.parametrize("question", ["nps of harbour on web", "harbour on web vs last month"])
def test_two_fields_that_are_not_compared_are_one_scope(ask: Ask, question: str) -> None:
    calls = asked(ask, question)
    assert [("kept" in args, "channel" in args) for _, args in calls] == [(True, True)]


@pytest.mark.parametrize("question", ["哪家航空公司的延误投诉最多", "每家理发店的评分"])
def test_a_kind_that_is_asked_for_one_by_one_is_no_product(ask: Ask, question: str) -> None:
    turn = ask(question)
    read = with_translated_products(turn.read, turn.mind)
    assert "product" not in read.filters


@pytest.mark.parametrize("question", ["which channel fell", "哪个渠道掉的"])
def test_which_one_fell_is_asked_of_the_number_before(ask: Ask, question: str) -> None:
    before = (ToolCall("nps", {"period": {"start": "2026-03-01", "end": "2026-03-13"}}),)
    ((name, args),) = planned(ask, question, before)
    assert (name, args["by"], "compare_to" in args) == ("nps", "channel", True)


@pytest.mark.parametrize("question", ["nps asap", "上个月NPS 快点", "谁最该先打电话安抚一下"])
def test_haste_and_what_a_call_is_for_are_no_unread_words(ask: Ask, question: str) -> None:
    assert "word_unused" not in [name for name, _ in ask(question).plan.remarks]


@pytest.mark.parametrize(
    ("tool", "question", "asked_of"),
    [
        ("complaints", "which channel fell", "csat"),
        ("complaints", "哪个渠道涨的", "volume"),
        ("volume", "哪个渠道涨的", "volume"),
    ],
)
def test_what_rose_or_fell_after_complaints_is_their_number_or_the_rating(
    ask: Ask, tool: str, question: str, asked_of: str
) -> None:
    ((name, args),) = planned(ask, question, (ToolCall(tool, {}),))
    assert (name, args["by"], bool(args["compare_to"])) == (asked_of, "channel", True)


def test_what_fell_fell_from_the_earlier_to_the_later_period(ask: Ask) -> None:
    spring = {"start": "2026-02-01", "end": "2026-02-28"}
    later = {"start": "2026-03-01", "end": "2026-03-13"}
    before = (ToolCall("csat", {"period": spring, "compare_to": later}),)
    ((_, args),) = planned(ask, "which channel dropped most", before)
    assert (args["period"], args["compare_to"]) == (later, spring)


@pytest.mark.parametrize("question", ["哪家店差评最多", "哪间店的评分低"])
def test_any_counter_asks_for_a_value_of_a_column(ask: Ask, question: str) -> None:
    turn = ask(question)
    turn = replace(turn, mind=replace(turn.mind, columns={"门店": ("东门店", "河西店")}))
    assert {call.args["kept"][0] for call in turn.plan.calls} == {"门店=东门店", "门店=河西店"}
