"""Two sides of a test by what their orders cost."""

from collections.abc import Iterator, Mapping
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
from tests.tools.stores import AS_OF, Said, fill

SIDES = {"by": "kept", "a": "variant=A", "b": "variant=B"}
ORDERS = 160


def worth() -> Mapping[str, tuple[float, ...]]:
    """What the orders of each side cost; those of B a fifth more."""
    random = Random(3)
    return {
        side: tuple(round(random.gauss(mean, 25), 2) for _ in range(ORDERS))
        for side, mean in (("A", 100), ("B", 120))
    }


def speakers(*, ids: bool) -> Iterator[Said]:
    """Who spoke of each order, every fifth one twice; the orders by id or by customer alone."""
    for side, values in worth().items():
        for number, value in enumerate(values):
            spoke = Said(
                day=number % 25, rating=4, customer=f"{side}{number}",
                order=f"{side}-{number}" if ids else None,
                extra={"variant": side, "Order value": f"{value:.2f}"},
            )  # fmt: skip
            yield from [spoke] * (2 if ids and number % 5 == 0 else 1)


def lines(tenant: str) -> Iterator[Purchase]:
    """The orders, each of two lines."""
    for side, values in worth().items():
        for number, value in enumerate(values):
            day = datetime(AS_OF.year, AS_OF.month, AS_OF.day, 8, tzinfo=UTC)
            for line, amount in enumerate((10.0, value - 10)):
                yield Purchase(
                    key=f"{side}{number}.{line}", order_id=f"{side}-{number}", amount=amount,
                    time=day - timedelta(days=number % 25), customer_id=f"{side}{number}",
                    product="Mug", tenant=tenant,
                )  # fmt: skip


def opened(desk: ToolContext, database: Database, tenant: str, *, ids: bool) -> ToolContext:
    return replace(fill(desk, database, tenant, speakers(ids=ids)), as_of=AS_OF)


def run(shop: ToolContext, **args: Any) -> ToolResult:
    return call_tool("experiment", {"measure": "order_value"} | SIDES | args, shop)[1]


def checked(result: ToolResult) -> None:
    a, b = worth().values()
    data = result.data
    assert (data["a"].n, data["b"].n) == (ORDERS, ORDERS)
    assert data["a"].value == pytest.approx(fmean(a))
    assert data["b"].value == pytest.approx(fmean(b))
    welch = stats.ttest_ind(a, b, equal_var=False).confidence_interval()
    assert (data["difference"].low, data["difference"].high) == pytest.approx(welch)
    assert data["verdict"] == "b_better"
    assert {row["measure"] for row in data["guards"]} >= {"rating_mean", "negative_share"}
    assert data["relevant"].value == pytest.approx(0.05 * fmean(b))


def test_each_order_counts_once_with_all_its_lines(
    desk: ToolContext, desk_database: Database
) -> None:
    OrderStore(desk_database).add(list(lines("priced-shop")))
    result = run(opened(desk, desk_database, "priced-shop", ids=True))
    checked(result)
    assert "values_of_orders" in result.notes


def test_orders_are_found_by_customer_too(desk: ToolContext, desk_database: Database) -> None:
    OrderStore(desk_database).add(list(lines("nameless-shop")))
    result = run(opened(desk, desk_database, "nameless-shop", ids=False))
    checked(result)
    assert "values_of_customers" in result.notes


def test_a_column_of_the_feedback_holds_them_too(
    desk: ToolContext, desk_database: Database
) -> None:
    shop = opened(desk, desk_database, "column-shop", ids=True)
    checked(run(shop, measure="column_mean", column="Order value"))
    assert "no_order_value" in run(shop).notes
    assert run(shop).data["a"].value is None
    with pytest.raises(InvalidInputError, match="needs the column"):
        run(shop, measure="column_mean")
