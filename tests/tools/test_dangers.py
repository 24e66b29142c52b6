"""Dangers that feedback names: to people, by kind and product, and threats apart."""

from typing import Any

import pytest

from assistant.models import Sentiment, Urgency
from assistant.store.database import Database
from assistant.tools.context import ToolContext
from assistant.tools.registry import call_tool
from tests.tools.stores import Said, fill

CRITICAL = (
    ("Fan", "The fan began to smoke and then caught fire."),
    ("Fan", "I got an electric shock from the plug."),
    ("Mug", "It broke on the first day and nobody answers."),
    (None, "My lawyer will write to you."),
    (None, "I am still waiting for somebody to call me."),
)


@pytest.fixture
def shop(desk: ToolContext, database: Database) -> ToolContext:
    themes = {"product_quality": Sentiment.NEGATIVE}
    said = [Said(product=p, text=t, themes=themes, urgency=Urgency.CRITICAL) for p, t in CRITICAL]
    calm = Said(product="Fan", text="No fire, no smoke, a quiet fan.")
    return fill(desk, database, "dangerous-shop", iter([*said, calm]))


def data(shop: ToolContext, **args: Any) -> Any:
    return call_tool("dangers", args, shop)[1].data


def test_dangers_to_people_are_counted_by_kind_and_product(shop: ToolContext) -> None:
    found = data(shop)
    assert found["count"].value == 2
    assert {row["kind"]: row["count"].value for row in found["kinds"]} == {
        "fire": 1,
        "electricity": 1,
    }
    assert [(row["name"], row["count"].value) for row in found["products"]] == [("Fan", 2)]
    assert {quote.text for quote in found["quotes"]} == {text for _, text in CRITICAL[:2]}


def test_what_is_critical_of_a_product_without_a_danger_stands_apart(shop: ToolContext) -> None:
    found = data(shop)
    assert found["unnamed"].value == 1
    assert [quote.text for quote in found["unnamed_quotes"]] == [CRITICAL[2][1]]


def test_a_kind_that_is_asked_for_is_looked_for_alone(shop: ToolContext) -> None:
    found = data(shop, kinds=["law"])
    assert [quote.text for quote in found["quotes"]] == [CRITICAL[3][1]]
    assert "unnamed" not in found


def test_a_scope_without_dangers_has_none(shop: ToolContext) -> None:
    found = data(shop, product=["Mug"])
    assert (found["count"].value, found["quotes"]) == (0, [])
