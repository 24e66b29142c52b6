"""Do the groups of a split surely differ in mood?"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from scipy import stats

from assistant.store.database import Database
from assistant.tools.context import ToolContext
from assistant.tools.registry import call_tool
from tests.store.records import NEGATIVE, POSITIVE
from tests.tools.stores import AS_OF, Said, fill

ALL = {"start": "2025-11-14", "end": "2026-03-13"}
SATURDAY = 5


def moods() -> Iterator[Said]:
    """Half of six records a day are negative on weekends, one or two on other days; the products
    are alike, and one has three records."""
    random = Random(21)
    for number in range(720):
        day = number % 120
        weekend = (AS_OF - timedelta(days=day)).weekday() >= SATURDAY
        bad = 3 if weekend else 1 + day % 2
        stance = NEGATIVE if number // 120 < bad else POSITIVE
        product = "Vase" if number < 3 else random.choice(("Kettle", "Mug", "Lamp"))
        yield Said(day=day, stance=stance, product=product)


@pytest.fixture(scope="module")
def shop(desk: ToolContext, desk_database: Database) -> ToolContext:
    return replace(fill(desk, desk_database, "moody-shop", moods()), as_of=AS_OF)


def split(shop: ToolContext, **args: Any) -> dict[str, Any]:
    return dict(call_tool("sentiment", {"period": ALL} | args, shop)[1].data)


def test_weekends_surely_differ(shop: ToolContext) -> None:
    data = split(shop, by="day_kind")
    assert data["spread"] == "differ"
    assert [group["name"] for group in data["groups"]] == ["weekend", "working_day"]
    assert data["apart"].low > 10
    assert data["apart"].value == pytest.approx(
        data["groups"][0]["negative"].value - data["groups"][1]["negative"].value
    )


def test_the_week_has_a_pattern(shop: ToolContext) -> None:
    data = split(shop, by="weekday")
    hits = [group["negative_count"].value for group in data["groups"]]
    rest = [group["count"].value - hit for group, hit in zip(data["groups"], hits, strict=True)]
    statistic, p_value, df, _ = stats.chi2_contingency([hits, rest], correction=False)
    assert data["spread"] == "differ"
    assert data["statistic"].value == pytest.approx(statistic)
    assert (data["p"].value, data["df"].value) == (pytest.approx(p_value), df)
    higher = {group["name"] for group in data["groups"] if group["standing"] == "up"}
    assert higher == {"saturday", "sunday"}


def test_products_alike_cannot_be_told_apart(shop: ToolContext) -> None:
    assert split(shop, by="product", least=30)["spread"] == "cannot_tell"


def test_few_records_allow_no_test(shop: ToolContext) -> None:
    data = split(shop, by="product", period={"start": "2026-03-09", "end": "2026-03-13"})
    assert data["spread"] == "too_few"
    assert "p" not in data


@pytest.mark.parametrize("by", ["day", "customer_id"])
def test_days_and_customers_are_not_tested(shop: ToolContext, by: str) -> None:
    assert "spread" not in split(shop, by=by)


@pytest.mark.parametrize("tool", ["sentiment", "nps", "csat", "volume"])
def test_ratings_between_two_are_of_the_lower_stars(
    desk: ToolContext, desk_database: Database, tool: str
) -> None:
    rows = (Said(day=n, rating=3.5 + n % 4 / 2, nps=n) for n in range(8))
    shop = replace(fill(desk, desk_database, "half-stars", rows), as_of=AS_OF)
    groups = call_tool(tool, {"by": "rating"}, shop)[1].data["groups"]
    assert sorted(group["name"] for group in groups) == ["3", "4", "5"]
