"""Questions about a test with three sides or more."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from assistant.agent.turn import Turn
from tests.agent.conftest import Ask

VARIANTS = {"variant": ("A", "B", "C"), "Quai": ("Nord", "Sud")}
PAGES = {"checkout_page": ("short", "long", "one step"), "Quai": ("Nord", "Sud")}


def over(turn: Turn, columns: Mapping[str, tuple[str, ...]]) -> Turn:
    return replace(turn, mind=replace(turn.mind, columns=columns))


@pytest.mark.parametrize(
    ("question", "columns", "measure"),
    [
        ("which of the three checkout pages won", PAGES, "rating_mean"),
        ("which of the three checkout pages won on NPS", VARIANTS, "nps"),
        ("三个结账页哪个赢了", PAGES, "rating_mean"),
        ("which of the 3 layouts won by csat", PAGES, "csat"),
        ("which variant won by csat", VARIANTS, "csat"),
        ("A/B test result by NPS", VARIANTS, "nps"),
        ("三个版本哪个赢了", VARIANTS, "rating_mean"),
        ("三个方案哪个胜出，看NPS", VARIANTS, "nps"),
        ("did variant B win", VARIANTS, "rating_mean"),
    ],
)
def test_all_sides_are_compared(
    ask: Ask, question: str, columns: Mapping[str, tuple[str, ...]], measure: str
) -> None:
    (call,) = over(ask(question), columns).plan.calls
    column, values = next(iter(columns.items()))
    assert call.name == "experiment"
    assert sorted(call.args["variants"]) == sorted(f"{column}={value}" for value in values)
    assert (call.args["by"], call.args["measure"]) == ("kept", measure)
    assert not call.args.keys() & {"a", "b", "kept", "theme"}


def test_two_that_are_named_are_two(ask: Ask) -> None:
    (call,) = over(ask("did variant B beat variant A"), VARIANTS).plan.calls
    assert (call.args["a"], call.args["b"]) == ("variant=A", "variant=B")


def test_one_that_is_not_compared_is_none(ask: Ask) -> None:
    for call in over(ask("show me the reviews of variant B"), VARIANTS).plan.calls:
        assert "variants" not in call.args


def test_three_names_of_a_field(ask: Ask) -> None:
    (call,) = ask("is the NPS of web, app and email significantly different").plan.calls
    assert (call.name, call.args["by"]) == ("experiment", "channel")
    assert call.args["variants"] == ["web", "app", "email"]


ORDERS = {"checkout": ("B", "A"), "paid_by": ("card", "cash")}


@pytest.mark.parametrize(
    ("question", "columns", "measure"),
    [
        ("did checkout B raise the order value", ORDERS, "order_value"),
        ("did checkout B raise the repurchase rate", ORDERS, "repurchase_rate"),
        ("checkout B提高了复购率吗", ORDERS, "repurchase_rate"),
        ("A/B test by order value", {"ab_group": ("A", "B", "C")}, "order_value"),
        ("B方案的复购率更高吗", {"实验分组": ("A", "B")}, "repurchase_rate"),
    ],
)
def test_a_column_of_the_orders_has_the_sides(
    ask: Ask, question: str, columns: Mapping[str, tuple[str, ...]], measure: str
) -> None:
    turn = ask(question)
    (call,) = replace(turn, mind=replace(turn.mind, order_columns=columns)).plan.calls
    column, values = next(iter(columns.items()))
    variants = [f"{column}={value}" for value in sorted(values)]
    assert dict(call.args) == {"by": "orders", "variants": variants, "measure": measure}


def test_orders_tell_no_score(ask: Ask) -> None:
    turn = ask("which variant has the better NPS")
    for call in replace(turn, mind=replace(turn.mind, order_columns=VARIANTS)).plan.calls:
        assert call.args.get("by") != "orders"


def test_sides_of_the_feedback_go_first(ask: Ask) -> None:
    turn = over(ask("did variant B raise the repurchase rate"), {"variant": ("A", "B")})
    (call,) = replace(turn, mind=replace(turn.mind, order_columns=VARIANTS)).plan.calls
    assert (call.args["by"], call.args["measure"]) == ("kept", "repurchase_rate")
