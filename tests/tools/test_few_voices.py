"""Many answers of a few customers are no independent ones, and the answer says so."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from assistant.store.database import Database
from assistant.tools.context import ToolContext
from assistant.tools.registry import call_tool
from prompts.wording import Wording
from tests.store.records import NEGATIVE, POSITIVE
from tests.tools.shop import of_tenant
from tests.tools.stores import AS_OF, Said, fill


def told(desk: ToolContext, database: Database, tenant: str, said: Iterator[Said]) -> Any:
    shop = replace(fill(desk, database, tenant, said), as_of=AS_OF)
    return [
        call_tool(name, {}, shop)[1].data.get("voices")
        for name in ("nps", "csat", "precision", "sentiment")
    ]


def one_loud() -> Iterator[Said]:
    """One customer answers sixty times, forty others once."""
    for number in range(100):
        customer = "LOUD" if number < 60 else f"Q{number}"
        yield Said(day=number % 28, nps=number % 11, rating=1 + number % 5, customer=customer)


def test_one_loud_customer_is_named(desk: ToolContext, desk_database: Database) -> None:
    for voices in told(desk, desk_database, "loud-shop", one_loud()):
        assert voices["customers"].value == 41
        assert (voices["busiest"].value, voices["answers"].value) == (60, 100)


@pytest.mark.parametrize("each", [1, 2])
def test_a_second_answer_is_usual(desk: ToolContext, desk_database: Database, each: int) -> None:
    said = (Said(day=n % 28, nps=n % 11, rating=4, customer=f"U{n // each}") for n in range(80))
    assert told(desk, desk_database, f"usual-shop-{each}", said) == [None] * 4


def test_answers_without_a_name_tell_nothing(desk: ToolContext, desk_database: Database) -> None:
    said = (Said(day=n % 28, nps=9, rating=4, customer="U" if n < 30 else None) for n in range(80))
    assert told(desk, desk_database, "nameless-voices", said) == [None] * 4


def test_customers_as_independent_give_the_interval(
    desk: ToolContext, desk_database: Database
) -> None:
    """One customer with sixty tens among forty others: the plain interval leaves out what the
    others say."""

    def loud() -> Iterator[Said]:
        for n in range(100):
            mine = n < 60
            yield Said(
                day=n % 28, nps=10 if mine else n % 11, rating=5 if mine else 1 + n % 5,
                customer="LOUD" if mine else f"Q{n}", stance=POSITIVE if mine else NEGATIVE,
            )  # fmt: skip

    of_nps, of_stars, _, of_mood = told(desk, desk_database, "cheering-shop", loud())
    names = [
        [each["measure"] for each in voices["by_customer"]]
        for voices in (of_nps, of_stars, of_mood)
    ]
    assert names == [["nps"], ["csat", "rating_mean"], ["negative_share"]]
    shop = of_tenant(desk, desk_database, "cheering-shop")
    plain = call_tool("nps", {}, replace(shop, as_of=AS_OF))[1].data["now"]["nps"]
    wide = of_nps["by_customer"][0]["interval"]
    assert wide.value == pytest.approx(plain.value)
    assert (wide.low < plain.low, wide.high) == (True, 100)
    share = of_mood["by_customer"][0]["interval"]
    assert (share.value, share.low) == (pytest.approx(40), 0)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_remark_tells_it(desk: ToolContext, desk_database: Database, language: str) -> None:
    said = (Said(day=n % 28, nps=n % 11, customer=f"U{n % 7}") for n in range(70))
    shop = fill(desk, desk_database, f"seven-{language}", said)
    result = call_tool("nps", {}, replace(shop, as_of=AS_OF))[1]
    interval = result.data["voices"]["by_customer"][0]["interval"]
    text = Wording(language, {}).render(
        "nps", r=result.data, scope=result.scope, compared=None, notes=()
    )
    assert f"NPS {interval.low:.1f}" in text
