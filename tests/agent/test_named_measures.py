"""The one number that a question names, told before the table that holds it among others."""

from datetime import UTC, datetime, timedelta

import pytest

from assistant.agent.agent import Agent
from assistant.agent.planner.shop.mind import Mind
from assistant.agent.thread import Thread
from assistant.agent.turn import Turn
from assistant.models import Answer, Period, Purchase
from assistant.store.database import Database
from assistant.store.orders import OrderStore
from assistant.tools.context import ToolContext
from assistant.tools.registry import call_tool
from assistant.tools.result import ToolResult
from tests.tools.stores import AS_OF, Said, fill, planted


@pytest.fixture(scope="module")
def shop(desk: ToolContext, desk_database: Database) -> ToolContext:
    """A shop in which the kettle alone breaks, three times in ten."""
    return fill(desk, desk_database, "breaking-kettles", planted())


@pytest.fixture(scope="module")
def selling(desk: ToolContext, desk_database: Database) -> ToolContext:
    """A shop with three orders."""
    noon = datetime(AS_OF.year, AS_OF.month, AS_OF.day, 12, tzinfo=UTC)
    OrderStore(desk_database).add(
        [
            Purchase(key=f"{cost}", order_id=f"N{cost}", amount=cost, time=noon, tenant="selling")
            for cost in (10.0, 20.0, 30.0)
        ]
    )
    return fill(desk, desk_database, "selling", (Said(rating=4) for _ in range(3)))


def answer(shop: ToolContext, mind: Mind, question: str) -> Answer:
    found = Agent(None).answer(Turn(question, shop, mind, Thread()))
    assert found.verified
    return found


def found(shop: ToolContext, tool: str, **args: object) -> ToolResult:
    period = Period(AS_OF - timedelta(days=59), AS_OF).as_json()
    return call_tool(tool, {"period": period, **args}, shop)[1]


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("defect rate this year", "**The defect rate is "),
        ("what was the defect rate this year", "**The defect rate is "),
        ("今年次品率是多少", "**缺陷率为 "),
        ("which product has the highest defect rate this year", "**Kettle ("),
        ("worst defect rate this year", "**Kettle ("),
        ("今年哪个商品缺陷率最高", "**缺陷率最高的商品：Kettle（"),
        ("is the defect rate of the kettle higher than of the mug this year", "**Kettle ("),
        ("top 2 products by defect rate this year", "have the highest defect rates"),
        ("which product has the lowest defect rate this year", "have the lowest defect rates"),
    ],
)
def test_a_defect_rate(shop: ToolContext, mind: Mind, question: str, begins: str) -> None:
    assert begins in answer(shop, mind, question).answer.split("\n")[0]


def test_the_highest_rate_is_surely_above_the_next(shop: ToolContext, mind: Mind) -> None:
    told = answer(shop, mind, "which product has the highest defect rate this year").answer
    assert "It is surely above the next" in told


@pytest.mark.parametrize("question", ["definition of the defect rate", "缺陷率是什么意思"])
def test_what_it_means_is_no_number(shop: ToolContext, mind: Mind, question: str) -> None:
    assert not answer(shop, mind, question).tools


def test_the_rate_over_all_is_that_of_the_scorecard(shop: ToolContext) -> None:
    rate = found(shop, "health").data["defect_rate"]
    card = found(shop, "scorecard").data["perspectives"]
    rows = {row["measure"]: row for each in card for row in each["rows"]}
    told = rows["defect_rate"]["value"]
    assert (rate.value, rate.n) == (pytest.approx(told.value), told.n)
    named = found(shop, "health", product=["Kettle"]).data
    assert named["defect_rate"].value == named["products"][0]["defects"].value > rate.value


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("average order value this year", "**Average order value: 20.00**"),
        ("今年销售额是多少", "**销售额：60.00**"),
    ],
)
def test_a_measure_of_the_scorecard(
    selling: ToolContext, mind: Mind, question: str, begins: str
) -> None:
    assert answer(selling, mind, question).answer.startswith(begins)
