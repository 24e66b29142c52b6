"""New problems: found, judged over all of the time, told as a sample where they are one, and
remembered by whoever keeps the answer, never by the tool."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any

import pytest

from assistant.store.database import Database
from assistant.tools import emerging
from assistant.tools.context import ToolContext
from assistant.tools.registry import call_tool
from assistant.tools.result import ToolResult
from tests.store.records import NEGATIVE
from tests.tools.stores import AS_OF, Said, fill

WEEK = {"start": "2026-03-07", "end": "2026-03-13"}
VOUCHER = (
    ("My voucher code", "The voucher code", "This voucher code", "The code of my voucher"),
    ("is refused", "does not work", "was rejected", "is not accepted"),
    ("at the checkout", "when I pay", "in the app", "on the payment page"),
)
PARCEL = (
    ("The parcel", "My parcel", "Our parcel"),
    ("came late", "arrived days late", "was late again", "is still late"),
    ("and nobody answered", "without a word", "as always", "in the rain"),
)


def saying(parts: tuple[tuple[str, ...], ...], random: Random, day: int) -> Said:
    text = " ".join(random.choice(part) for part in parts) + "."
    return Said(day=day, stance=NEGATIVE, text=text)


def complaints(now: int, before: int) -> Iterator[Said]:
    """Late parcels on every day; of those of the last week every fourth is a voucher instead."""
    random = Random(7)
    for number in range(now):
        yield saying(PARCEL if number % 4 else VOUCHER, random, number % 7)
    for number in range(before):
        yield saying(PARCEL, random, 7 + number % 28)


SUPPORT = (
    ("Support", "Your support", "The help line", "The chat"),
    ("never answers", "hung up on me", "keeps me waiting", "sends the same lines"),
    ("for days", "again and again", "and nobody cares", "when I ask for my money"),
)
KETTLE = (
    ("The kettle", "My kettle", "This kettle", "The new kettle"),
    ("leaks", "rusts inside", "stopped heating", "smells of plastic"),
    ("after a week", "since the first day", "and drips on the table", "already"),
)


def steady(weeks: int) -> Iterator[Said]:
    """The same kinds of complaints in every week, by chance now more of one, now of another."""
    random = Random(5)
    for number in range(weeks * 120):
        yield saying(random.choice((PARCEL, SUPPORT, KETTLE)), random, number % (7 * weeks))


@pytest.fixture(scope="module")
def shop(desk: ToolContext, desk_database: Database) -> ToolContext:
    return replace(fill(desk, desk_database, "vouchers", complaints(60, 120)), as_of=AS_OF)


@pytest.fixture(scope="module")
def busy_shop(desk: ToolContext, desk_database: Database) -> ToolContext:
    """More complaints than are read; the voucher that is old in it was spoken of weeks ago."""
    random, most = Random(8), emerging.MOST_READ
    old = (saying(VOUCHER, random, 31 + number % 4) for number in range(120))
    rows = [*complaints(most + 100, most + 100), *old]
    return replace(fill(desk, desk_database, "busy-vouchers", iter(rows)), as_of=AS_OF)


def run(shop: ToolContext, **args: Any) -> ToolResult:
    return call_tool("new_problems", {"period": WEEK} | args, shop)[1]


def test_a_planted_problem_is_new_and_the_old_one_is_not(shop: ToolContext) -> None:
    data = run(shop).data
    (problem,) = data["problems"]
    assert "voucher" in problem["names"]["en"]
    assert (problem["count"].value, problem["before"].value) == (15, 0)
    assert problem["share"].value == pytest.approx(25)
    assert problem["share_change"].value == pytest.approx(25)
    assert all("oucher" in quote.text for quote in problem["quotes"])
    assert data["grown"] == []


def test_a_small_store_is_read_whole(shop: ToolContext) -> None:
    result = run(shop)
    assert result.data["complaints"].value == result.data["read"].value == 60
    assert "sampled" not in result.notes


def test_more_complaints_than_are_read_are_told_as_a_sample(busy_shop: ToolContext) -> None:
    result = run(busy_shop)
    most = emerging.MOST_READ
    assert "sampled" in result.notes
    assert result.data["complaints"].value == most + 100
    assert result.data["read"].value == most
    shares = [figure for figure in result.ledger.figures if figure.name == "cluster_share"]
    assert [figure.n for figure in shares] == [most] * len(shares)


def test_what_was_said_weeks_ago_is_not_new(busy_shop: ToolContext) -> None:
    """The newest complaints of the weeks before alone would not hold a single voucher."""
    assert run(busy_shop).data["problems"] == []


def test_a_tool_writes_nothing_and_says_what_to_remember(shop: ToolContext) -> None:
    result = run(shop)
    assert shop.clusters.all(shop.tenant) == []
    (kept,) = result.remembered
    assert kept.id == result.data["problems"][0]["id"]
    assert kept.names == result.data["problems"][0]["names"]


def test_a_part_of_the_shop_is_not_remembered(shop: ToolContext) -> None:
    result = run(shop, channel=["web"])
    assert result.data["problems"]
    assert result.remembered == ()


def test_a_steady_shop_has_no_problem_that_grew(desk: ToolContext, desk_database: Database) -> None:
    weeks = 20
    shop = fill(desk, desk_database, "steady", steady(weeks))
    alarms = 0
    for back in range(weeks - 4):
        end = AS_OF - timedelta(days=7 * back)
        week = {"start": (end - timedelta(days=6)).isoformat(), "end": end.isoformat()}
        data = run(replace(shop, as_of=AS_OF), period=week).data
        alarms += bool(data["problems"] or data["grown"])
    assert alarms <= 2  # of 16 weeks at 5 %: more than two once in a hundred


def test_a_problem_that_was_there_and_doubled_has_grown(
    desk: ToolContext, desk_database: Database
) -> None:
    def rows() -> Iterator[Said]:
        yield from steady(5)
        random = Random(9)
        for number in range(40):
            yield saying(VOUCHER, random, number % 7)
        for number in range(20):
            yield saying(VOUCHER, random, 7 + number % 28)

    shop = replace(fill(desk, desk_database, "doubled", rows()), as_of=AS_OF)
    data = run(shop).data
    assert data["problems"] == []
    (grown,) = data["grown"]
    assert "voucher" in grown["names"]["en"]
