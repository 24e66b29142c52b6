"""Questions as two shops' staff typed them: words said most, columns of their files, whether a drop
is real, the one newest review."""

from dataclasses import replace
from typing import Any

import pytest

from assistant.agent.planner.leads.columns import by_number, column_lead
from assistant.agent.planner.shop.mind import Mind
from assistant.agent.thread import Thread
from assistant.models import Figure, Scope, ToolCall
from assistant.tools.result import ToolResult
from tests.agent.conftest import Ask, Converse
from tests.agent.planned import LAST_MONTH, MONTH, planned

COLUMNS = {
    "Depot": ("Leeds", "Utrecht"),
    "发货仓库": ("宁波仓", "西安仓"),
    "Batch": tuple("abcdefghi"),
}
TWO = (ToolCall("csat", {"product": ["Kettle", "Mug"], "by": "product"}),)
KETTLE = (ToolCall("complaints", {"product": ["Kettle"], "period": MONTH}),)


@pytest.mark.parametrize(
    ("question", "tool", "args"),
    [
        ("which words turn up the most in the bad ones", "common_words",
         {"sentiment": ["negative"]}),
        ("keywords of kettle reviews", "common_words", {"product": ["Kettle"]}),
        ("水壶差评里说得最多的词", "common_words",
         {"product": ["Kettle"], "sentiment": ["negative"]}),
        ("这个月的高频词", "common_words", {"period": MONTH}),
        ("which part of the kettle is it", "common_words",
         {"product": ["Kettle"], "sentiment": ["negative"]}),
        ("水壶都是哪个部位坏", "common_words",
         {"product": ["Kettle"], "sentiment": ["negative"]}),
        ("本月好评率", "volume", {"sentiment": ["positive"], "period": MONTH}),
        ("share of positive reviews in march", "volume",
         {"sentiment": ["positive"], "period": MONTH}),
        ("how come the app's rating is so low", "complaints", {"channel": ["app"]}),
        ("水壶评分咋这么低", "complaints", {"product": ["Kettle"]}),
        ("newest review of the mug", "quotes",
         {"product": ["Mug"], "sort": "newest", "limit": 1}),
        ("最近一条差评", "quotes", {"sentiment": ["negative"], "sort": "newest", "limit": 1}),
        ("how many kettles did we sell in march", "scorecard",
         {"product": ["Kettle"], "period": MONTH}),
        ("退款率", "volume", {"theme": ["returns_refunds"]}),
        ("export the bad reviews to excel", "say:no_files", {}),
        ("导出这个月的差评", "say:no_files", {}),
        ("any pattern in the 2 star reviews", "complaints", {"rating": [2]}),
        ("is the kettle's 4.6 just luck", "precision", {"product": ["Kettle"], "score": "rating"}),
        ("did complaints grow after we swapped the supplier on 5 march?", "before_after",
         {"changed_on": "2026-03-05"}),
    ],
)  # fmt: skip
def test_what_is_asked(ask: Ask, question: str, tool: str, args: dict[str, Any]) -> None:
    assert planned(ask, question) == [(tool, args)]


@pytest.mark.parametrize(
    ("question", "previous", "tool", "args"),
    [
        ("so is that drop real", (ToolCall("nps", {"period": MONTH}),), "nps",
         {"period": MONTH, "compare_to": LAST_MONTH}),
        ("真的跌了吗", (ToolCall("explain_change", {"period": MONTH, "score": "rating"}),), "csat",
         {"period": MONTH, "compare_to": LAST_MONTH}),
        ("最近一条呢", (ToolCall("quotes", {"sort": "worst"}),), "quotes",
         {"sort": "newest", "limit": 1}),
        ("which part of it", KETTLE, "common_words",
         {"product": ["Kettle"], "period": MONTH, "sentiment": ["negative"]}),
        ("which one gets more refunds", TWO, "volume",
         {"product": ["Kettle", "Mug"], "by": "product", "theme": ["returns_refunds"],
          "stance": ["negative"]}),
        ("哪个退款多", TWO, "volume",
         {"product": ["Kettle", "Mug"], "by": "product", "theme": ["returns_refunds"]}),
        ("should we pull it", KETTLE, "health", {"product": ["Kettle"], "period": MONTH}),
        ("该下架吗", KETTLE, "health", {"product": ["Kettle"], "period": MONTH}),
    ],
)  # fmt: skip
def test_what_follows(
    ask: Ask, question: str, previous: tuple[ToolCall, ...], tool: str, args: dict[str, Any]
) -> None:
    assert planned(ask, question, previous) == [(tool, args)]


def test_the_verdict_on_a_drop_comes_first(converse: Converse) -> None:
    *_, real = converse("nps this month", "is that drop real")
    first = real["answer"].split("\n")[0]
    assert first.startswith("**Difference in the NPS")
    assert "no clear change" in first


def test_a_customer_who_complains_most_has_a_history(converse: Converse) -> None:
    *_, told = converse("who complained the most ever", "what does he say")
    assert [call["name"] for call in told["tools"]] == ["customer"]


def test_an_owner_is_that_of_the_first_problem(converse: Converse) -> None:
    first, owned = converse("what should we fix first since february", "who should own that")
    ranked = [f for f in first["figures"] if f["name"] == "priority"]
    top = max(ranked, key=lambda figure: figure["value"])
    assert owned["tools"][0]["args"]["theme"] == top["filters"]["theme"]


def columned(ask: Ask, question: str, previous: tuple[ToolCall, ...] = ()) -> Any:
    turn = ask(question, previous)
    mind: Mind = replace(turn.mind, columns=COLUMNS)
    return replace(turn, mind=mind, thread=Thread(previous)).plan


@pytest.mark.parametrize(
    ("question", "tool", "kept"),
    [
        ("nps by depot", "nps", ["Depot=Leeds", "Depot=Utrecht"]),
        ("各发货仓库的评分", "csat", ["发货仓库=宁波仓", "发货仓库=西安仓"]),
        ("哪个仓差评最多", "volume", ["发货仓库=宁波仓", "发货仓库=西安仓"]),
        ("is leeds better than utrecht", "csat", ["Depot=Leeds", "Depot=Utrecht"]),
        ("which depot gets the most complaints", "sentiment", ["Depot=Leeds", "Depot=Utrecht"]),
    ],
)
def test_a_column_is_split_by_a_call_for_each_value(
    ask: Ask, question: str, tool: str, kept: list[str]
) -> None:
    calls = columned(ask, question).calls
    assert {call.name for call in calls} == {tool}
    assert sorted(call.args["kept"] for call in calls) == [[each] for each in kept]
    assert all("theme" not in call.args and "by" not in call.args for call in calls)


def test_another_column_takes_the_place_of_the_first(ask: Ask) -> None:
    before = tuple(ToolCall("nps", {"kept": [f"Depot={each}"]}) for each in ("Leeds", "Utrecht"))
    calls = columned(ask, "各仓库呢", before).calls
    assert sorted(call.args["kept"] for call in calls) == [["发货仓库=宁波仓"], ["发货仓库=西安仓"]]


def test_a_column_of_many_values_is_told_to_be_none(ask: Ask) -> None:
    made = columned(ask, "nps by batch")
    assert made.lead == ("lead_column", {"column": "Batch", "written": "batch"})
    assert [call.args for call in made.calls] == [{}]


def test_values_of_two_columns_restrict_together(ask: Ask) -> None:
    (call,) = columned(ask, "nps of leeds from 宁波仓").calls
    assert sorted(call.args["kept"]) == ["Depot=Leeds", "发货仓库=宁波仓"]


def result(depot: str, value: float | None) -> tuple[ToolCall, ToolResult]:
    figure = Figure(name="nps", value=value, n=9)
    call = ToolCall("nps", {"kept": [f"Depot={depot}"]})
    return call, ToolResult(Scope(tenant="t"), {"now": {"nps": figure}})


def test_the_worst_value_of_a_column_comes_first() -> None:
    told = by_number([result("Leeds", 12.0), result("Utrecht", -8.0), result("Bari", None)])
    values = [call.args["kept"][0] for call, _ in told]
    assert values == ["Depot=Utrecht", "Depot=Leeds", "Depot=Bari"]
    lead = column_lead(told, values)
    assert lead is not None
    assert lead[0] == "lead_by_column"
    assert [(name, figure.value) for name, figure in lead[1]["rows"]] == [
        ("Utrecht", -8.0), ("Leeds", 12.0),
    ]  # fmt: skip


def test_one_value_of_a_column_is_no_comparison() -> None:
    told = [result("Leeds", 12.0), result("Bari", None)]
    lead = column_lead(told, ["Depot=Leeds", "Depot=Bari"])
    assert lead is not None
    assert (lead[0], lead[1]["missing"]) == ("lead_one_sided", ["Bari"])


def test_names_make_no_foreign_question(ask: Ask) -> None:
    turn = ask("kettle vs air fryer 3000")
    assert turn.plan.language == "en"
    assert planned(ask, "compare march with last")[0][1]["compare_to"] == LAST_MONTH
