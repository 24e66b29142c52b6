"""The first sentence of an answer, over a store that can be counted by hand."""

from datetime import date
from typing import Any

import pytest

from assistant.agent.agent import Agent
from assistant.agent.planner.leads.lead import lead_of
from assistant.models import Figure, Scope, ToolCall
from assistant.tools.result import ToolResult
from tests.agent.conftest import Ask


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("which product has the most complaints this year", "has the most complaints"),
        ("which product has the highest negative share this year", "the highest negative share"),
        ("是哪个产品今年的投诉最多", "投诉最多的商品"),
        ("is the kettle rated better than the mug this year", "average rating"),
        ("今年评分有没有超过4", "不是：平均评分 "),
        ("is the nps above 90 this year", "No: NPS "),
        ("今年水壶和保温杯谁的好评多", "好评最多的商品"),
        ("今年每个月一星分别几条", "2026-01-01 至 2026-01-31：0 条；"),
        ("reviews per month this year", "2026-01-01 to 2026-01-31: "),
        ("今年物流是变好还是变差", "看不出好转或恶化：负面占比"),
        ("is delivery getting better or worse this year", "Neither clearly better nor worse: "),
        ("今年水壶和杯子谁的评分低", "的平均评分更低："),
        ("is the kettle rated worse than the mug this year", "has the lower average rating"),
        ("which is better rated this year, kettle or mug", ", a difference of "),
        ("which products have an average rating below 5 this year", "(product), “below 5”: "),
        ("今年评分低于5分的产品有哪些", "符合“低于5分”"),
        ("how many reviews this year have no rating", "no star rating"),
        ("which products nobody complained about this year", "("),
        ("which month had the lowest nps", "Lowest NPS"),
        ("which customer complained the most this year", "the most complaints"),
        ("since when do people complain about delivery", "no day stands out"),
        ("从什么时候开始投诉物流的", "看不出明确的开始时间"),
        ("what share of all complaints is about delivery this year", "of all complaints:"),
        ("今年水壶的差评占全部差评的百分之几", "占全部投诉的"),
        ("what share of people are promoters this year", "Promoters "),
        ("今年推荐者和贬损者各占多少", "推荐者 "),
        ("what is the average rating this year", "The average rating is"),
        ("今年平均评分是多少", "平均评分"),
        ("which customers should we call first this year", "signs of leaving"),
        ("今年该先给哪些流失风险高的客户打电话", "流失信号"),
    ],
)
def test_it_answers_what_was_asked(planner: Agent, ask: Ask, question: str, begins: str) -> None:
    answer = planner.answer(ask(question))
    assert answer.verified
    assert begins in answer.answer.split("\n")[0]


def test_the_second_half_of_a_question_is_answered_of_the_winner(planner: Agent, ask: Ask) -> None:
    question = "which product has the most complaints this year and what do people say"
    first, second = planner.answer(ask(question)).tools
    assert first.args["by"] == "product"
    assert second.name == "complaints"
    assert len(second.args["product"]) == 1


@pytest.mark.parametrize(
    "question",
    ["satisfaction curve", "where is the flat zone of satisfaction this year", "personas",
     "which products are about to get into trouble", "pareto this year", "product health"],
)  # fmt: skip
def test_other_tables_need_no_lead(planner: Agent, ask: Ask, question: str) -> None:
    answer = planner.answer(ask(question))
    assert answer.tools
    assert answer.verified


def test_the_fewest_of_many_are_looked_for_among_all_of_them(ask: Ask) -> None:
    """A table shows twenty groups; those with the fewest stand beside it."""

    def row(day: int, count: int) -> dict[str, Any]:
        name = f"2026-02-{day:02}"
        return {"name": name, "count": Figure(name="count", value=count, n=count)}

    data = {"by": "day", "groups": [row(day, 30 - day) for day in range(1, 21)]}
    data["beyond"] = [row(28, 3), row(27, 3)]
    question = ask("which day had the fewest reviews in february").read
    results = [(ToolCall("volume", {"by": "day"}), ToolResult(Scope(tenant="t"), data))]
    name, details = lead_of(results, question) or ("", {})
    assert (name, details["ties"]) == ("lead_most", ["2026-02-27", "2026-02-28"])
    second = ask("which day had the second fewest reviews in february").read
    assert lead_of(results, second) is None


@pytest.mark.parametrize(
    ("before", "begins"), [(0, "**Since 2026-02-01: 15 records"), (4, "**More since 2026-02-01")]
)
def test_since_when_is_a_day_with_both_counts(ask: Ask, before: int, begins: str) -> None:
    turn = ask("since when is the kettle leaking")
    figures = {"since": 15, "before": before, "weeks_before": 4}
    data = {
        "metric": "count",
        "points": [{"figure": Figure(name="count", value=3, n=3)}],
        "onset": date(2026, 2, 1),
    } | {name: Figure(name="count", value=n, n=n) for name, n in figures.items()}
    lead = lead_of([(ToolCall("trend", {}), ToolResult(Scope(tenant="t"), data))], turn.read)
    assert lead is not None
    assert turn.wording("en").render(lead[0], **lead[1]).startswith(begins)


@pytest.mark.parametrize(
    ("question", "lead"),
    [
        ("how many of the complaints were answered within a day", "lead_in_time"),
        ("投诉有几成在24小时内回复了", "lead_in_time"),
        ("how fast do we answer", None),
    ],
)
def test_how_many_answers_were_in_time_stands_first(
    ask: Ask, question: str, lead: str | None
) -> None:
    share = Figure(name="in_time_share", value=0.9, n=20, unit="share")
    count = Figure(name="in_time_count", value=18, n=20)
    data = {"stats": {"in_time": share, "punctual": count}}
    results = [(ToolCall("reply_stats", {}), ToolResult(Scope(tenant="t"), data))]
    found = lead_of(results, ask(question).read)
    assert found == (lead and (lead, {"share": share, "count": count}))


def test_whom_to_contact_names_only_those_with_loud_signs(ask: Ask) -> None:
    risks = [{"customer": name} for name in ("Ada", "Ben", "Cleo")]
    data = {"risky": Figure(name="at_risk_count", value=2, n=9), "risks": risks}
    results = [(ToolCall("customer_segments", {}), ToolResult(Scope(tenant="t"), data))]
    found = lead_of(results, ask("whom should we ring first").read)
    assert found == ("lead_to_contact", {"names": ["Ada", "Ben"]})


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        (
            "which product has the highest share of negative reviews this year",
            "**Lamp has the highest negative share (100.0% of only 4), "
            "Kettle among those with enough feedback (40.0% of 50), "
            "Mug the lowest (10.0%).**",
        ),
        (
            "今年哪个产品的差评率最高",
            "**负面占比最高的商品：Lamp（100.0%，只有 4 条）；"
            "反馈够多的里面：Kettle（50 条中 40.0%）；最低：Mug（10.0%）。**",
        ),
    ],
)
def test_a_highest_share_of_a_few_names_the_highest_of_many(
    ask: Ask, question: str, begins: str
) -> None:
    turn = ask(question)
    shares = (("Lamp", 100, 4), ("Kettle", 40, 50), ("Mug", 10, 80))
    groups = [
        {"name": name, "negative": Figure(name="negative", value=share, n=n, unit="%")}
        for name, share, n in shares
    ]
    call = ToolCall("sentiment", {"by": "product"})
    name, details = lead_of(
        [(call, ToolResult(Scope(tenant="t"), {"by": "product", "groups": groups}))], turn.read
    ) or ("", {})
    assert name == "lead_most"
    assert details["sound"][0] == "Kettle"
    assert turn.wording(turn.read.language).render(name, **details).startswith(begins)
