"""Many answers of a few customers are no independent ones, and the answer says so."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from assistant.store.database import Database
from assistant.tools.context import ToolContext
from assistant.tools.registry import call_tool
from tests.tools.stores import AS_OF, Said, fill


def told(desk: ToolContext, database: Database, tenant: str, said: Iterator[Said]) -> Any:
    shop = replace(fill(desk, database, tenant, said), as_of=AS_OF)
    return [
        call_tool(name, {}, shop)[1].data.get("voices") for name in ("nps", "csat", "precision")
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
    assert told(desk, desk_database, f"usual-shop-{each}", said) == [None] * 3


def test_answers_without_a_name_tell_nothing(desk: ToolContext, desk_database: Database) -> None:
    said = (Said(day=n % 28, nps=9, rating=4, customer="U" if n < 30 else None) for n in range(80))
    assert told(desk, desk_database, "nameless-voices", said) == [None] * 3
