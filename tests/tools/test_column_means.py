"""Means of a column of numbers that stands in the shop's own files."""

from dataclasses import replace
from typing import Any

import pytest
from scipy import stats

from assistant.store.database import Database
from assistant.tools.context import ToolContext
from assistant.tools.registry import call_tool
from assistant.tools.result import ToolResult
from tests.tools.stores import AS_OF, Said, fill

WAITED = {"web": (3.0, 5.0, 8.0, 4.0), "app": (9.0, 12.0, 7.5)}


def run(shop: ToolContext, **args: Any) -> ToolResult:
    return call_tool("column_mean", {"column": "Wait days"} | args, shop)[1]


@pytest.fixture
def shop(desk: ToolContext, desk_database: Database) -> ToolContext:
    said = [
        Said(day=day, channel=channel, extra={"Wait days": f"{number:g}", "Gift": "yes"})
        for channel, numbers in WAITED.items()
        for day, number in enumerate(numbers)
    ]
    said += [Said(day=2, channel="web", extra={"Wait days": "soon"})]
    said += [Said(day=2, channel="web", order="O-1", extra={"Wait days": "6"})] * 2
    return replace(fill(desk, desk_database, "waiting-shop", iter(said)), as_of=AS_OF)


def test_mean_spread_and_interval_are_those_of_the_numbers(shop: ToolContext) -> None:
    """Of a record without a number nothing is counted, of an order one number."""
    numbers = [*WAITED["web"], *WAITED["app"], 6.0]
    now = run(shop).data["now"]
    mean = now["column_mean"]
    assert (mean.n, mean.value) == (8, pytest.approx(sum(numbers) / 8))
    assert now["sd"].value == pytest.approx(stats.tstd(numbers))
    assert (now["lowest"].value, now["median"].value, now["highest"].value) == (3, 6.75, 12)
    interval = stats.t.interval(0.95, 7, sum(numbers) / 8, stats.sem(numbers))
    assert (mean.low, mean.high) == pytest.approx(interval)


def test_the_means_of_groups_stand_highest_first(shop: ToolContext) -> None:
    groups = run(shop, by="channel").data["groups"]
    assert [(g["name"], g["column_mean"].n) for g in groups] == [("app", 3), ("web", 5)]
    assert groups[0]["column_mean"].value == pytest.approx(9.5)
    assert groups[1]["against_rest"].value == pytest.approx(5.2 - 9.5)


def test_a_column_without_numbers_has_no_mean(shop: ToolContext) -> None:
    result = run(shop, column="Gift")
    assert result.data["now"]["column_mean"].value is None
    assert "no_numbers" in result.notes


def test_a_share_is_told_of_the_value_beside(shop: ToolContext) -> None:
    args = {"kept": ["Wait days=6", "Gift=yes"]}
    now = call_tool("volume", args, shop)[1].data["now"]
    assert now["of_value_total"].value == 7
    grouped = call_tool("volume", {"kept": ["Gift=yes"], "by": "channel"}, shop)[1].data["groups"]
    assert {g["name"]: g["own_share"].n for g in grouped} == {"web": 7, "app": 3}
