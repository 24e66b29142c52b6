"""Two sides of a test that stand in the orders file alone."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random
from statistics import fmean
from typing import Any

import pytest
from scipy import stats

from assistant.errors import InvalidInputError
from assistant.models import Purchase
from assistant.store.database import Database
from assistant.store.orders import OrderStore
from assistant.tools.context import ToolContext
from assistant.tools.registry import call_tool
from assistant.tools.result import ToolResult
from prompts.wording import Wording
from tests.tools.shop import of_tenant
from tests.tools.stores import AS_OF

SIDES = {"by": "orders", "variants": ["checkout=A", "checkout=B"]}
RECENT = {"period": {"start": "2026-02-12", "end": "2026-03-13"}}
BACK = {"A": 20, "B": 45}
"""Of 100 customers of each side who came back."""


def worth() -> dict[str, list[float]]:
    random = Random(4)
    return {
        side: [round(random.gauss(mean, 20), 2) for _ in range(100)]
        for side, mean in (("A", 100), ("B", 115))
    }


def line(side: str | None, number: int, ago: int, key: str, amount: float | None) -> Purchase:
    noon = datetime(AS_OF.year, AS_OF.month, AS_OF.day, 12, tzinfo=UTC)
    return Purchase(
        key=f"{side}{number}{key}", order_id=f"{key}-{side}-{number}", amount=amount,
        time=noon - timedelta(days=ago), customer_id=f"{side}{number}", tenant="own-columns",
        extra={"checkout": side} if side and key == "first" else {},
    )  # fmt: skip


def lines() -> Iterator[Purchase]:
    """A first order of each customer 100 days ago, of two lines; another one three weeks or three
    months later; and others of the last days."""
    for side, values in worth().items():
        for number, value in enumerate(values):
            yield line(side, number, 100, "first", 10.0)
            whole = line(side, number, 100, "first", value - 10)
            yield replace(whole, key=f"{whole.key}.2")
            yield line(side, number, 79 if number < BACK[side] else 9, "later", 5.0)


@pytest.fixture(scope="module")
def shop(desk: ToolContext, desk_database: Database) -> ToolContext:
    OrderStore(desk_database).add(list(lines()))
    return replace(of_tenant(desk, desk_database, "own-columns"), as_of=AS_OF)


def run(shop: ToolContext, **args: Any) -> ToolResult:
    return call_tool("experiment", SIDES | args, shop)[1]


def test_what_orders_cost(shop: ToolContext) -> None:
    whole = {"period": {"start": "2025-11-01", "end": "2026-03-13"}}
    result = run(shop, measure="order_value", **whole)
    data, (a, b) = result.data, worth().values()
    rows = {row["name"]: row for row in data["variants"]}
    assert rows["checkout=B"]["number"].value == pytest.approx(fmean(b))
    assert rows["checkout=B"]["number"].n == 100
    assert rows["checkout=B"]["number"].filters == {"orders": ["checkout=B"]}
    welch = stats.ttest_ind(b, a, equal_var=False)
    change = rows["checkout=B"]["against_control"]
    assert (change.low, change.high) == pytest.approx(welch.confidence_interval())
    assert rows["checkout=B"]["p"].value == pytest.approx(welch.pvalue)
    assert (data["control"], data["winner"].value) == ("checkout=A", "checkout=B")
    assert "sides_of_orders" in result.notes


def test_who_came_back(shop: ToolContext) -> None:
    """The last thirty days cannot be followed yet, so it rests on what came before."""
    result = run(shop, measure="repurchase_rate", **RECENT)
    rows = {row["name"]: row for row in result.data["variants"]}
    for side, back in BACK.items():
        number = rows[f"checkout={side}"]["number"]
        assert (number.value, number.n) == (pytest.approx(back), 100)
    assert result.data["winner"].value == "checkout=B"
    assert {"first_orders", "repurchase_period"} <= set(result.notes)


def test_days_that_were_assumed_are_not_told_beside_others(shop: ToolContext) -> None:
    notes = run(shop, measure="repurchase_rate").notes
    assert "repurchase_period" in notes
    assert "period_assumed" not in notes
    assert "period_assumed" in run(shop, measure="order_value").notes


def test_filters_of_feedback_restrict_no_orders_and_are_not_told(shop: ToolContext) -> None:
    result = run(shop, measure="repurchase_rate", product=["Mug"], **RECENT)
    assert result.scope.filters() == {}
    assert result.data["winner"].filters == {}


def test_a_period_without_orders_tells_nothing(shop: ToolContext) -> None:
    result = run(shop, measure="order_value", **RECENT)
    assert "empty_side" in result.notes
    assert "leader" not in result.data


def test_orders_tell_no_score(shop: ToolContext) -> None:
    with pytest.raises(InvalidInputError, match="order_value or repurchase_rate"):
        run(shop, measure="nps")


@pytest.mark.parametrize(
    ("language", "said"), [("en", "checkout=B won"), ("zh", "checkout=B 胜出")]
)
def test_it_is_written(shop: ToolContext, language: str, said: str) -> None:
    result = run(shop, measure="repurchase_rate", **RECENT)
    text = Wording(language, {}).render(
        "experiment", r=result.data, scope=result.scope, compared=None, notes=result.notes
    )
    assert said in text
    assert "45.0%" in text
