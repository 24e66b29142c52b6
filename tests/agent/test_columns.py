"""Questions that name what stands in a column of the shop's files, which is no field."""

from dataclasses import replace
from datetime import date

import pytest

from assistant.agent.names.book import name_books
from assistant.agent.planner.calls.call_plan import CallPlan
from assistant.agent.planner.columns.named import (
    column_named,
    split_by_column,
    with_columns,
    with_kept,
)
from assistant.agent.planner.leads.columns import column_lead
from assistant.agent.planner.second_looks import second_looks
from assistant.agent.planner.shop.mind import Mind
from assistant.agent.question.question import Question
from assistant.agent.question.reader import read_question
from assistant.agent.thread import Thread
from assistant.analytics.intervals import wilson
from assistant.models import Figure, Scope, ToolCall
from assistant.tools.figures import share
from assistant.tools.result import ToolResult
from assistant.understanding.themes import Taxonomy
from tests.agent.conftest import Ask

COLUMNS = {
    "发货城市": ("宁波", "成都"),
    "机型": ("Android", "HarmonyOS"),
    "单据类型": ("客服工单", "问卷", "差评"),
}
MADE = CallPlan("zh", (ToolCall("complaints", {}),))


def columned(made: CallPlan, read: Question, mind: Mind) -> CallPlan:
    return with_columns(made, read, column_named(read, mind), mind)


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


SOURCES = {"source": ("评价", "工单", "NPS问卷"), "城市": ("宁波", "成都")}


class TestSources:
    """Reviews, tickets and survey answers in one shop."""

    @pytest.mark.parametrize(
        ("question", "kept"),
        [
            ("这周工单比上周多了还是少了", ("source=工单",)),
            ("成都的工单里差评占几成", ("城市=成都", "source=工单")),
            ("上周的NPS问卷收了几份", ("source=NPS问卷",)),
            ("工单和评价哪个差评多", ("source=工单", "source=评价")),
            ("最近一个月评价有多少条", ()),
        ],
    )
    def test_a_source_is_a_filter(self, mind: Mind, question: str, kept: tuple[str, ...]) -> None:
        read = read_question(question, date(2026, 3, 13), mind.books)
        found = with_kept(read, replace(mind, columns=SOURCES))
        assert sorted(found.filters.get("kept", ())) == sorted(kept)

    def test_an_english_source_is_met_in_either_number(self, mind: Mind) -> None:
        read = read_question("how many tickets last week", date(2026, 3, 13), mind.books)
        known = replace(mind, columns={"source": ("ticket", "review")})
        assert with_kept(read, known).filters["kept"] == ("source=ticket",)

    def test_its_word_still_says_what_is_counted(self, mind: Mind) -> None:
        read = read_question("工单比上周多吗", date(2026, 3, 13), mind.books)
        found = with_kept(read, replace(mind, columns=SOURCES))
        assert ("工单" in found.wording, "工单" in found.open) == (True, False)

    def test_the_source_splits_as_the_channel_does(self, mind: Mind) -> None:
        known = replace(mind, columns=SOURCES)
        assert {column for column, _ in known.column_words} == {"城市"}


SHOP = {"Warehouse": ("Hull", "Gdansk"), "is_member": ("yes", "no"), "engraved": ("true", "false")}


def asked(ask: Ask, question: str) -> list[tuple[str, dict[str, object]]]:
    turn = ask(question)
    turn = replace(turn, mind=replace(turn.mind, columns=SHOP))
    return [(call.name, dict(call.args)) for call in turn.plan.calls]


@pytest.mark.parametrize(
    ("question", "kept"),
    [("美国客户的满意度", "国家=美国"), ("鹿特丹海外仓的物流投诉", "仓库=鹿特丹海外仓")],
)
def test_a_value_is_no_language_besides(ask: Ask, question: str, kept: str) -> None:
    turn = ask(question)
    columns = {"国家": ("美国", "中国"), "仓库": ("鹿特丹海外仓", "嘉兴仓")}
    (call,) = replace(turn, mind=replace(turn.mind, columns=columns)).plan.calls
    assert (call.args["kept"], "language" in call.args) == ([kept], False)


@pytest.mark.parametrize(
    ("question", "theme"),
    [("售后单这个月一共多少", None), ("售后单里抱怨物流的有几条", ["delivery"])],
)
def test_a_value_is_no_theme_besides(ask: Ask, question: str, theme: list[str] | None) -> None:
    turn = ask(question)
    columns = {"反馈类型": ("售后单", "回访")}
    (call,) = replace(turn, mind=replace(turn.mind, columns=columns)).plan.calls
    assert (call.args["kept"], call.args.get("theme")) == (["反馈类型=售后单"], theme)


def test_an_unknown_word_beside_a_value_refuses_nothing(ask: Ask) -> None:
    turn = ask("小鹿经手的差评有几条")
    made = replace(turn, mind=replace(turn.mind, columns={"客服": ("小鹿", "阿青")})).plan
    assert made.say is None
    assert made.calls[0].args["kept"] == ["客服=小鹿"]


def test_two_values_are_set_side_by_side_by_their_troubles(ask: Ask) -> None:
    turn = ask("宁波和成都谁的问题多")
    calls = replace(turn, mind=replace(turn.mind, columns=COLUMNS)).plan.calls
    assert [call.name for call in calls] == ["sentiment", "sentiment"]


def test_which_of_two_says_a_word_more_is_counted(ask: Ask) -> None:
    turn = ask("宁波和成都哪边纸盒多")
    calls = replace(turn, mind=replace(turn.mind, columns=COLUMNS)).plan.calls
    assert [call.name for call in calls] == ["volume", "volume"]


@pytest.mark.parametrize(
    ("question", "kept"),
    [
        ("csat of engraved mugs in february", {"engraved=true"}),
        ("what do non-engraved customers complain about", {"engraved=false"}),
        ("do members rate us higher than non members", {"is_member=yes", "is_member=no"}),
        ("nps by engraved", {"engraved=true", "engraved=false"}),
    ],
)
def test_a_column_of_yes_and_no_is_named_by_its_header(
    mind: Mind, question: str, kept: set[str]
) -> None:
    known = replace(mind, columns=SHOP)
    read = read_question(question, date(2026, 3, 13), mind.books, columns=known.column_words)
    assert set(split_by_column(with_kept(read, known), known).filters["kept"]) == kept


def test_an_everyday_header_is_no_side_without_its_opposite(mind: Mind) -> None:
    read = read_question("what do our members like", date(2026, 3, 13), mind.books)
    assert "kept" not in with_kept(read, replace(mind, columns=SHOP)).filters


@pytest.mark.parametrize(
    ("question", "tool"),
    [
        ("which warehouse has more late deliveries, hull or gdansk", "volume"),
        ("delivery problems by warehouse", "volume"),
        ("which warehouse has the unhappiest customers", "sentiment"),
        ("do members rate us higher than non members", "csat"),
    ],
)
def test_values_are_compared_by_a_number(ask: Ask, question: str, tool: str) -> None:
    calls = asked(ask, question)
    assert [name for name, _ in calls] == [tool, tool]
    if "deliver" in question:
        assert all(args["stance"] == ["negative"] for _, args in calls)


def told(value: str, count: int, total: int) -> tuple[ToolCall, ToolResult]:
    call = ToolCall("volume", {"theme": ["delivery"], "kept": [f"Warehouse={value}"]})
    estimate = wilson(count, total)
    scope = Scope(tenant="t")
    now = {
        "count": Figure(name="count", value=count, n=count),
        "of_all": share("share_of_all", estimate, scope),
    }
    return call, ToolResult(scope, {"now": now})


@pytest.mark.parametrize(
    ("counts", "first", "sure"),
    [
        (((30, 60), (31, 200)), "Hull", True),
        (((5, 20), (6, 25)), "Hull", False),
    ],
)
def test_the_first_sentence_tests_what_it_compares(
    mind: Mind, counts: tuple[tuple[int, int], ...], first: str, sure: bool
) -> None:
    """By their shares: who wrote more is not who has more of it."""
    results = [told(v, *n) for v, n in zip(("Hull", "Gdansk"), counts, strict=True)]
    read = read_question("which warehouse has more late deliveries", date(2026, 3, 13), mind.books)
    lead = column_lead(results, ["Warehouse=Hull", "Warehouse=Gdansk"], read)
    assert lead is not None
    assert (lead[1]["rows"][0][0], lead[1]["sure"], lead[1]["by_share"]) == (first, sure, True)
    for wording in mind.wordings.values():
        assert "Hull 50.0%" in wording.render(lead[0], **lead[1]) or not sure


def test_a_way_to_reach_the_shop_names_its_channel(taxonomy: Taxonomy) -> None:
    """And a score names none."""
    channels = ("NPS survey", "Helpdesk ticket", "Amazon reviews")
    books = name_books(("Kettle",), channels, (), (), taxonomy, {})

    def named(text: str) -> list[str]:
        return list(read_question(text, date(2026, 3, 13), books).filters.get("channel", ()))

    assert named("share of tickets about refunds") == ["Helpdesk ticket"]
    assert named("why is the nps so low") == []
    assert named("nps survey answers last week") == ["NPS survey"]
    assert named("the worst reviews") == []


@pytest.mark.parametrize("country", ["Germany", "France"])
def test_a_country_that_a_column_knows_is_no_language(mind: Mind, country: str) -> None:
    known = replace(mind, columns={"country": ("Germany", "France", "UK")})
    question = f"how many reviews from {country} last month"
    read = read_question(question, date(2026, 3, 13), mind.books)
    assert "language" in read.filters
    found = with_kept(read, known).filters
    assert (found["kept"], found.get("language")) == ((f"country={country}",), None)
    assert "language" in with_kept(read, mind).filters


@pytest.mark.parametrize(
    ("question", "tool", "kept"),
    [
        ("do germans complain more than people in the uk", "sentiment", {"UK", "DE"}),
        ("nps of our british customers", "nps", {"UK"}),
        ("what is the dutch nps", "nps", {"Netherlands"}),
        ("德国客户和荷兰客户谁更满意", "csat", {"DE", "Netherlands"}),
    ],
)
def test_people_are_those_of_their_country(
    ask: Ask, question: str, tool: str, kept: set[str]
) -> None:
    turn = ask(question)
    columns = {"country": ("UK", "DE", "Netherlands", "Poland")}
    calls = replace(turn, mind=replace(turn.mind, columns=columns)).plan.calls
    assert {call.name for call in calls} == {tool}
    assert {call.args["kept"][0] for call in calls} == {f"country={each}" for each in kept}


@pytest.mark.parametrize("question", ["show me german reviews", "complaints about nail polish"])
def test_a_language_and_a_part_of_a_name_are_no_people(mind: Mind, question: str) -> None:
    known = replace(mind, columns={"country": ("DE", "Poland")})
    read = read_question(question, date(2026, 3, 13), mind.books)
    assert "kept" not in with_kept(read, known).filters


def test_the_value_that_moved_most_is_told_first(ask: Ask, mind: Mind) -> None:
    turn = ask("which warehouse improved most this month")
    turn = replace(turn, mind=replace(turn.mind, columns=SHOP))
    assert {call.name for call in turn.plan.calls} == {"sentiment"}
    results = [
        (call, ToolResult(Scope(tenant="t"), data))
        for call, data in zip(turn.plan.calls, (moved(-4.0), moved(-9.0)), strict=True)
    ]
    values = [call.args["kept"][0] for call in turn.plan.calls]
    lead = column_lead(results, values, turn.read)
    assert lead is not None
    assert (lead[0], lead[1]["group"]) == ("lead_moved", values[1].partition("=")[2])
    for wording in mind.wordings.values():
        assert lead[1]["group"] in wording.render(lead[0], **lead[1])


def moved(points: float) -> dict[str, object]:
    negative = Figure(name="negative_share", value=0.4, n=20, unit="%")
    change = Figure(name="negative_share_change", value=points, n=40, unit="points")
    return {"now": {"negative": negative}, "negative_change": change, "negative_verdict": "down"}


def test_why_looks_at_the_worst_value_alone(mind: Mind) -> None:
    read = read_question("which warehouse is worst and why", date(2026, 3, 13), mind.books)
    results = [told("Hull", 30, 60), told("Gdansk", 5, 60)]
    (look,) = second_looks(read, results)
    assert (look.name, look.args["kept"]) == ("quotes", ["Warehouse=Hull"])
    assert not second_looks(read, [*results, (look, results[0][1])])
    assert not second_looks(replace(read, folded="which warehouse is worst"), results)
