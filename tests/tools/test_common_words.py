"""The words that most of the feedback says, against counts by hand."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from assistant.store.database import Database
from assistant.tools import common_words
from assistant.tools.context import ToolContext
from assistant.tools.registry import call_tool
from assistant.tools.result import ToolResult
from tests.store.records import NEGATIVE, POSITIVE
from tests.tools.stores import AS_OF, Said, fill

BAD = ("The handle came off.", "A loose handle and a cracked lid.", "The lid does not close.")
GOOD = ("It pours well.", "Pours without a drop.", "My gift of the year.")
ZH = ("壶盖合不上，退款一直没到。", "等退款等了两周。", "退款太慢，差评。", "颜色很正。")


def teapots() -> Iterator[Said]:
    """Handles come off in 24 complaints, lids in 16; 40 are pleased with how it pours."""
    for number in range(24):
        yield Said(day=number % 9, product="Teapot", stance=NEGATIVE, text=BAD[number % 3])
        yield Said(day=number % 9, product="Teapot", stance=POSITIVE, text=GOOD[number % 3])


@pytest.fixture(scope="module")
def shop(desk: ToolContext, desk_database: Database) -> ToolContext:
    return replace(fill(desk, desk_database, "teapots", teapots()), as_of=AS_OF)


@pytest.fixture(scope="module")
def chinese_shop(desk: ToolContext, desk_database: Database) -> ToolContext:
    rows = (Said(day=n % 9, stance=NEGATIVE, text=ZH[n % 4]) for n in range(24))
    return replace(fill(desk, desk_database, "teapots-zh", rows), as_of=AS_OF)


def run(shop: ToolContext, **args: Any) -> ToolResult:
    return call_tool("common_words", args, shop)[1]


def counts(result: ToolResult) -> dict[str, float]:
    return {row["words"]: row["count"].value for row in result.data["rows"]}


def test_counts_each_record_once(shop: ToolContext) -> None:
    found = counts(run(shop, sentiment=["negative"]))
    assert (found["handle"], found["lid"]) == (16, 16)
    assert not {"the", "and", "not"} & found.keys()


def test_says_what_complaints_say_more_than_the_others(shop: ToolContext) -> None:
    result = run(shop, sentiment=["negative"])
    assert result.data["others"].value == 24
    rows = {row["words"]: row for row in result.data["rows"]}
    assert rows["handle"]["telling"]
    assert rows["handle"]["elsewhere"].value == 0
    assert "others" not in run(shop).data


def test_leaves_out_the_name_that_is_asked_about(shop: ToolContext) -> None:
    named = replace(shop, feedback=shop.feedback)
    assert "teapot" not in counts(run(named, product=["Teapot"]))


def test_a_part_that_is_nearly_always_said_whole_is_told_whole(shop: ToolContext) -> None:
    found = counts(run(shop, sentiment=["negative"], top=20))
    assert "cracked lid" in found
    assert "cracked" not in found


def test_chinese_words_need_no_dictionary(chinese_shop: ToolContext) -> None:
    found = counts(run(chinese_shop, top=20))
    assert found["退款"] == 18


def test_nobody_says_anything(shop: ToolContext) -> None:
    result = run(shop, product=["Saucer"])
    assert (result.data["rows"], result.notes) == ([], ("period_assumed", "no_data"))


def test_a_sample_is_told(shop: ToolContext, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(common_words, "MOST_READ", 12)
    result = call_tool("common_words", {"sentiment": ["negative"], "top": 7}, shop)[1]
    assert result.data["words_read"].value == 12
    assert result.data["total"].value == 24
    assert "words_sampled" in result.notes
    assert "others" not in result.data
