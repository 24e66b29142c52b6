"""Who comes back is told by the shop's orders, where they are imported."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import pytest

from assistant.models import Purchase
from assistant.store.database import Database
from assistant.store.orders import OrderStore
from assistant.tools.context import ToolContext
from assistant.tools.registry import call_tool
from assistant.tools.result import ToolResult
from tests.store.records import NEGATIVE, POSITIVE
from tests.tools.stores import AS_OF, Said, fill

ALL = {"start": "2025-09-01", "end": "2026-03-13"}
RETURNS = {1: 0.1, 2: 0.1, 3: 0.5, 4: 0.5, 5: 0.9}
"""Between three and four stars nobody comes back more often."""


def people() -> list[tuple[Said, bool]]:
    """Six hundred customers who spoke once, and whether they ordered again without a word."""
    random = Random(5)
    found = []
    for number in range(600):
        late = number % 3 == 0
        stars = random.choice((1, 2, 3) if late else (3, 4, 4, 5))
        spoke = Said(
            day=70 + number % 90, rating=stars, customer=f"K{number}", order=f"A{number}",
            themes={"delivery": NEGATIVE if late else POSITIVE},
        )  # fmt: skip
        found.append((spoke, random.random() < RETURNS[stars]))
    return found


def bought(customer: str, order: str, day: int, tenant: str) -> Purchase:
    time = datetime(AS_OF.year, AS_OF.month, AS_OF.day, 9, tzinfo=UTC) - timedelta(days=day)
    return Purchase(
        key=order, order_id=order, time=time, customer_id=customer, product="Mug", tenant=tenant
    )


def orders(tenant: str) -> Iterator[Purchase]:
    """The order of each feedback four days before it, the later ones twenty days after it, and one
    each that comes too late to count."""
    for number, (each, again) in enumerate(people()):
        assert each.customer
        assert each.order
        yield bought(each.customer, each.order, each.day + 4, tenant)
        if again:
            yield bought(each.customer, f"B{number}", each.day - 20, tenant)
        yield bought(each.customer, f"L{number}", each.day - 61, tenant)
    yield bought("K0", "LAST", 0, tenant)


def opened(desk: ToolContext, database: Database, tenant: str) -> ToolContext:
    shop = fill(desk, database, tenant, (each for each, _ in people()))
    return replace(shop, as_of=AS_OF)


@pytest.fixture(scope="module")
def shop(desk: ToolContext, desk_database: Database) -> ToolContext:
    OrderStore(desk_database).add(list(orders("buying-shop")))
    return opened(desk, desk_database, "buying-shop")


def run(shop: ToolContext, tool: str) -> ToolResult:
    return call_tool(tool, {"period": ALL, "score": "repurchase"}, shop)[1]


def by_stars(result: ToolResult) -> Mapping[int, Any]:
    return {int(point["stars"].value): point["loyalty"] for point in result.data["points"]}


def test_a_silent_later_order_is_a_repurchase(shop: ToolContext) -> None:
    result = run(shop, "drivers")
    assert result.data["now"].value == pytest.approx(
        100 * sum(again for _, again in people()) / 600
    )
    assert result.data["now"].n == 600
    [delivery] = result.data["drivers"]
    assert delivery["significant"]
    assert delivery["effect"].high < -10
    assert "repurchase_by_orders" in result.notes


def test_loyalty_over_repurchase_has_its_flat_zone(shop: ToolContext) -> None:
    result = run(shop, "loyalty_curve")
    for stars, figure in by_stars(result).items():
        of = [again for each, again in people() if each.rating == stars]
        assert figure.value == pytest.approx(100 * sum(of) / len(of))
        assert (figure.n, figure.unit) == (len(of), "%")
        assert 0 <= figure.low < figure.high <= 100
    zone = result.data["zone"]
    assert (zone["low"].value, zone["high"].value) == (3, 4)
    assert zone["above"].value > 20


def test_without_orders_feedback_stands_in_and_the_answer_says_so(
    desk: ToolContext, desk_database: Database
) -> None:
    result = run(opened(desk, desk_database, "wordless-shop"), "loyalty_curve")
    assert "repurchase_by_feedback" in result.notes
    assert {figure.value for figure in by_stars(result).values()} == {0}


def test_orders_of_other_peoples_ids_tell_nothing(
    desk: ToolContext, desk_database: Database
) -> None:
    strangers = [bought(f"X{n}", f"X{n}", n, "strange-shop") for n in range(150)]
    OrderStore(desk_database).add(strangers)
    shop = opened(desk, desk_database, "strange-shop")
    assert "repurchase_by_feedback" in run(shop, "drivers").notes


def test_nobody_comes_back_before_the_first_known_order(
    desk: ToolContext, desk_database: Database
) -> None:
    late = [order for order in orders("young-shop") if order.order_id.startswith("B")]
    young = [order for order in late if order.time >= min(o.time for o in late) + timedelta(60)]
    OrderStore(desk_database).add([*young, bought("K0", "LAST", 0, "young-shop")])
    scope = run(opened(desk, desk_database, "young-shop"), "drivers").scope
    assert scope.period is not None
    assert scope.period.start == min(o.time for o in young).date() - timedelta(days=1)
