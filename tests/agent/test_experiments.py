from dataclasses import replace
from typing import Any

import pytest

from assistant.agent.planner.calls.experiments import (
    difference_asked,
    margin_asked,
    score_asked,
)
from tests.agent.conftest import Ask

MARCH = {"start": "2026-03-01", "end": "2026-03-13"}
FEBRUARY = {"start": "2026-02-01", "end": "2026-02-28"}


@pytest.mark.parametrize(
    ("question", "name", "args"),
    [
        ("A/B test: Kettle vs Mug rating", "experiment",
         {"by": "product", "a": "Kettle", "b": "Mug", "measure": "rating_mean"}),
        ("A/B测试：Kettle和Mug的NPS", "experiment",
         {"by": "product", "a": "Kettle", "b": "Mug", "measure": "nps"}),
        ("a/b test of this month against last month by csat", "experiment",
         {"period": MARCH, "compare_to": FEBRUARY, "measure": "csat"}),
        ("is the difference between the kettle and the mug significant", "experiment",
         {"by": "product", "a": "Kettle", "b": "Mug", "measure": "rating_mean"}),
        ("Kettle和Mug的差异显著吗", "experiment",
         {"by": "product", "a": "Kettle", "b": "Mug", "measure": "rating_mean"}),
        ("how long must the test run", "precision", {"score": "nps"}),
        ("测试要跑多久", "precision", {"score": "nps"}),
        ("how many answers do we need to see a 5 point change", "precision",
         {"score": "nps", "difference": 5.0}),
        ("要多少样本才能看出NPS差5分", "precision", {"score": "nps", "difference": 5.0}),
        ("where is the flat zone of satisfaction", "loyalty_curve", {}),
        ("满意不敏感区在哪", "loyalty_curve", {}),
        ("where in the journey do we lose customers", "stages", {"view": "journey"}),
        ("哪个环节体验最差", "stages", {"view": "journey"}),
        ("service quality by dimension", "stages", {"view": "servqual"}),
        ("服务质量五个维度怎么样", "stages", {"view": "servqual"}),
        ("which products are about to get into trouble", "early_warning", {}),
        ("预警", "early_warning", {}),
        ("which products are in trouble", "health", {}),
        ("any alerts?", "alerts", {}),
        ("why did the rating of the kettle drop this month", "explain_change",
         {"product": ["Kettle"], "period": MARCH, "score": "rating"}),
        ("NPS为什么跌了", "explain_change", {"score": "nps"}),
        ("评分为什么下降了", "explain_change", {"score": "rating"}),
        ("哪些因素最影响复购", "drivers", {"score": "repurchase", "theme": []}),
        ("satisfaction and repurchase curve", "loyalty_curve",
         {"score": "repurchase", "theme": []}),
        ("does more satisfaction bring more repeat orders", "loyalty_curve",
         {"score": "repurchase"}),
        ("满意度和复购率的关系曲线", "loyalty_curve",
         {"score": "repurchase", "theme": []}),
        ("满意度对复购有没有不敏感区", "loyalty_curve",
         {"score": "repurchase", "theme": []}),
        ("what would the rating be without delivery complaints", "drivers",
         {"score": "rating", "theme": ["delivery"]}),
        ("which issues weigh on our nps", "drivers", {"score": "nps"}),
        ("哪些主题最拖累NPS", "drivers", {"score": "nps"}),
        ("does more satisfaction not buy more loyalty", "loyalty_curve", {"theme": []}),
        ("how many false alarms would the rules have raised", "alerts", {"replay": True}),
        ("回测一下预警规则", "alerts", {"replay": True}),
        ("is there a weekly pattern in complaints", "sentiment", {"by": "weekday"}),
        ("does the nps differ between weekdays", "nps", {"by": "weekday"}),
        ("差评有没有星期规律", "sentiment", {"by": "weekday"}),
        ("周几的情绪最差，差别大吗", "sentiment", {"by": "weekday"}),
        ("is our nps excellent", "nps", {}),
        ("what is in the top two boxes and the bottom two boxes", "csat", {}),
        ("NPS this month vs last month", "nps", {"period": MARCH, "compare_to": FEBRUARY}),
    ],
)  # fmt: skip
def test_what_is_called(ask: Ask, question: str, name: str, args: dict[str, Any]) -> None:
    plan = ask(question).plan
    assert [(call.name, dict(call.args)) for call in plan.calls] == [(name, args)]


@pytest.mark.parametrize(
    ("folded", "difference"),
    [
        ("a 5 point change", 5),
        ("a 2.5-point difference", 2.5),
        ("差5分", 5),
        ("差5个百分点", 5),
        ("0.2 stars", 0.2),
        ("差0.2星", 0.2),
        ("±3", None),
        ("5分钟", None),
        ("a 500 point change", None),
        ("how many", None),
    ],
)
def test_the_difference_asked_for(folded: str, difference: float | None) -> None:
    assert difference_asked(folded) == difference


@pytest.mark.parametrize(
    ("folded", "margin"),
    [
        ("nps ±5", 5),
        ("the nps to +/- 2.5", 2.5),
        ("a rating accurate to 0.1 stars", 0.1),
        ("3 points either way", 3),
        ("误差控制在5分以内", 5),
        ("误差不超过±3分", 3),
        ("a 5 point change", None),
        ("±500", None),
    ],
)
def test_the_margin_asked_for(folded: str, margin: float | None) -> None:
    assert margin_asked(folded) == margin


@pytest.mark.parametrize(
    "question", ["how many more answers do we need for NPS ±5", "NPS误差控制在5分以内要多少份回答"]
)
def test_a_margin_is_no_difference(ask: Ask, question: str) -> None:
    (call,) = ask(question).plan.calls
    assert (call.name, call.args["margin"]) == ("precision", 5)
    assert "difference" not in call.args


@pytest.mark.parametrize(
    ("folded", "score"),
    [
        ("what drives loyalty", "nps"),
        ("what drives the rating", "rating"),
        ("满意度的影响因素", "rating"),
        ("nps和评分的影响因素", "nps"),
        ("who comes back, who buys: what makes them buy again", "repurchase"),
    ],
)
def test_the_score_asked_for(folded: str, score: str) -> None:
    assert score_asked(folded) == score


COLUMNS = {"test_group": ("A", "B"), "Quai": ("Nord", "Sud")}


@pytest.mark.parametrize(
    ("question", "measure"),
    [
        ("did variant B beat variant A on NPS", "nps"),
        ("A/B test result", "rating_mean"),
        ("A组和B组的NPS差异显著吗", "nps"),
        ("实验组比对照组的评分高吗，差异显著吗", "rating_mean"),
    ],
)
def test_the_column_of_a_test_has_the_sides(ask: Ask, question: str, measure: str) -> None:
    turn = ask(question)
    (call,) = replace(turn, mind=replace(turn.mind, columns=COLUMNS)).plan.calls
    assert call.name == "experiment"
    assert dict(call.args) == {
        "by": "kept", "a": "test_group=A", "b": "test_group=B", "measure": measure,
    }  # fmt: skip


@pytest.mark.parametrize(
    "question",
    [
        "which variant has the higher order value",
        "does variant B have a higher average order value than A",
        "do customers of variant B spend more",
        "A/B test by basket size",
        "B方案的客单价",
        "A组和B组哪个花的钱更多",
    ],
)
@pytest.mark.parametrize(
    ("more", "number"),
    [
        ({}, {"measure": "order_value"}),
        ({"订单金额": ("12.50", "99.00", "40")}, {"measure": "column_mean", "column": "订单金额"}),
        ({"Basket (EUR)": ("12.50", "9")}, {"measure": "column_mean", "column": "Basket (EUR)"}),
    ],
)
def test_sides_are_compared_by_what_orders_cost(
    ask: Ask, question: str, more: dict[str, Any], number: dict[str, str]
) -> None:
    turn = ask(question)
    (call,) = replace(turn, mind=replace(turn.mind, columns=COLUMNS | more)).plan.calls
    assert call.name == "experiment"
    sides = {"by": "kept", "a": "test_group=A", "b": "test_group=B"}
    assert dict(call.args) == sides | number


def test_a_bounded_column_chooses_records(ask: Ask) -> None:
    columns = COLUMNS | {"Age": ("20", "31", "64.5")}
    turn = ask("did variant B beat variant A among those aged over 60")
    (call,) = replace(turn, mind=replace(turn.mind, columns=columns)).plan.calls
    assert call.args["measure"] == "rating_mean"


def test_one_side_that_is_not_compared_is_a_filter(ask: Ask) -> None:
    turn = ask("show me the reviews of variant B")
    (call,) = replace(turn, mind=replace(turn.mind, columns={"variant": ("A", "B")})).plan.calls
    assert call.args["kept"] == ["variant=B"]


def test_two_values_of_any_column_can_be_sides(ask: Ask) -> None:
    turn = ask("is the NPS of Nord and Sud significantly different")
    (call,) = replace(turn, mind=replace(turn.mind, columns=COLUMNS)).plan.calls
    assert (call.name, call.args["a"], call.args["b"]) == ("experiment", "Quai=Nord", "Quai=Sud")


def test_of_three_sides_two_are_named(ask: Ask) -> None:
    columns = {"experiment": ("a", "b", "c")}
    turn = ask("A/B test: variant a or c by NPS")
    (call,) = replace(turn, mind=replace(turn.mind, columns=columns)).plan.calls
    assert (call.args["a"], call.args["b"]) == ("experiment=a", "experiment=c")
    turn = ask("A/B test result by NPS")
    assert not any(
        "a" in call.args
        for call in replace(
            turn, mind=replace(turn.mind, columns={"arm": ("x", "y", "z")})
        ).plan.calls
    )


@pytest.mark.parametrize(
    ("question", "name", "args"),
    [
        ("defect rate per product", "health", {}),
        ("rate of defects by product", "health", {}),
        ("各商品次品率", "health", {}),
        ("一共有多少份问卷", "volume", {}),
        ("收到了几份问卷", "volume", {}),
        ("english vs chinese speakers", None, {"language": ["en", "zh"]}),
        ("are German speakers less happy than French-speaking customers", None,
         {"language": ["de", "fr"]}),
    ],
)  # fmt: skip
def test_what_measures_and_people_are_called_is_no_name(
    ask: Ask, question: str, name: str | None, args: dict[str, Any]
) -> None:
    plan = ask(question).plan
    assert plan.say is None
    assert plan.calls
    for call in plan.calls:
        assert call.name == name or name is None
        assert "theme" not in call.args
        assert args.items() <= call.args.items()


@pytest.mark.parametrize(
    "question", ["is our nps excellent?", "do we have an excellent NPS", "NPS算优秀吗"]
)
def test_excellent_is_what_the_nps_tells(ask: Ask, question: str) -> None:
    plan = ask(question).plan
    assert [call.name for call in plan.calls] == ["nps"]
    assert plan.remarks == ()
