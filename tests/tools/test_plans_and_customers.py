"""The tools of plans, scorecard, training, customers and purchases, worded and checked."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from assistant.agent.checking.ledger import check
from assistant.agent.planner.writer import write
from assistant.models import Actor, Period, PlanState, Purchase, Role, Scope
from assistant.store.database import Database, sqlite_url
from assistant.store.orders import OrderStore
from assistant.tools.context import ToolContext
from assistant.tools.registry import call_tool
from assistant.tools.result import ToolResult
from prompts.wording import Wording
from tests.plans.shop import CHANGED, DAYS, fill
from tests.tools.shop import context_over

BEGUN = datetime(CHANGED.year, CHANGED.month, CHANGED.day, 8, tzinfo=UTC)
END = CHANGED + timedelta(days=DAYS - 1)


@pytest.fixture
def shop(desk: ToolContext, tmp_path: Path) -> Iterator[ToolContext]:
    """A store with complaints that a plan took away, and two products bought together."""
    database = Database(sqlite_url(tmp_path / "hearken.db"), ZoneInfo("UTC"))
    fill(database, before=4, after=1)
    OrderStore(database).add(
        [
            Purchase(
                key=f"{order}-{product}", order_id=f"O{order}", customer_id=f"C{order % 40}",
                product=product, amount=10.0, tenant="shop", time=BEGUN,
            )
            for order in range(80)
            for product in (("Kettle", "Tea Set") if order % 2 else ("Mat",))
        ]
    )  # fmt: skip
    yield context_over(database, desk.search, desk.encode, desk.taxonomy, "shop", END)
    database.close()


def begin(shop: ToolContext) -> None:
    before = Period(CHANGED - timedelta(days=DAYS), CHANGED - timedelta(days=1))
    scope = Scope(tenant="shop", period=before, theme=("returns_refunds",))
    plan = replace(shop.plans.propose("Refunds within days", scope, CHANGED).plan, due=END)
    plan = shop.plans.open(plan, Actor("Mei", Role.AGENT), "report", BEGUN)
    shop.plans.move(plan.id, PlanState.DO, Actor("Mei", Role.AGENT), "agreed", BEGUN)


def run(shop: ToolContext, name: str, **args: Any) -> ToolResult:
    """The result, whose wording in both languages holds no number that it did not compute."""
    call, result = call_tool(name, args, shop)
    for language in ("en", "zh"):
        text = write([(call, result)], Wording(language, {}))
        names = ["C0", "C1", "P1", "O1"]
        assert check(text, result.ledger, names) == [], text
    return result


def test_a_draft_stores_nothing(shop: ToolContext) -> None:
    result = run(shop, "action_plan", theme=["returns_refunds"])
    assert result.data["baseline"].value == pytest.approx(100 * 36 / 300)
    assert result.data["target"].value == pytest.approx(0.8 * 12)
    assert result.data["owner"] == "service"
    assert result.data["due"] > END
    assert shop.plans.all() == []


def test_a_draft_without_a_subject_takes_the_first_priority(shop: ToolContext) -> None:
    result = run(shop, "action_plan")
    assert result.data["themes"] == ["returns_refunds"]
    assert result.data["first"].value == "returns_refunds"


def test_plans_and_their_verdict(shop: ToolContext) -> None:
    begin(shop)
    result = run(shop, "plan_progress")
    (row,) = result.data["plans"]
    assert (row["verdict"], row["reached"]) == ("fixed", True)
    assert row["change"].value == pytest.approx(-30)
    assert (result.data["count"].value, result.data["done"].value) == (1, 0)
    assert run(shop, "plan_progress", theme=["delivery"]).notes == ("no_plans",)
    early = run(replace(shop, as_of=END - timedelta(days=5)), "plan_progress").data["plans"][0]
    assert "verdict" not in early


def test_the_scorecard_says_what_is_missing(shop: ToolContext) -> None:
    rows = {
        row["measure"]: row
        for perspective in run(shop, "scorecard").data["perspectives"]
        for row in perspective["rows"]
    }
    assert rows["revenue"]["value"].value == 1200.0
    assert rows["staff_turnover"]["source"] == "missing"
    assert "value" not in rows["staff_turnover"]


def test_what_is_bought_together(shop: ToolContext) -> None:
    (row,) = run(shop, "bought_together", product=["Kettle"]).data["products"]
    assert [c["product"] for c in row["companions"]] == ["Tea Set"]
    assert row["by"] == "order_id"
    assert run(shop, "bought_together").data["products"]


def test_recommendations_say_what_they_rest_on(shop: ToolContext) -> None:
    few = run(shop, "recommend", customer_id=["C1"])
    assert few.notes in (("no_common_purchases",), ("too_few_orders",))
    assert run(shop, "recommend", customer_id=["C99"]).notes == ("no_purchases",)
    assert run(shop, "recommend").notes == ("no_customer",)


def test_a_customer_who_only_bought(shop: ToolContext) -> None:
    result = run(shop, "customer", customer_id=["c1"])
    assert result.data["customer"] == "C1"
    assert result.data["orders"].value == 2
    assert result.notes == ("no_data",)
    assert run(shop, "customer", customer_id=["nobody"]).notes == ("no_such_customer",)
    assert run(shop, "customer").notes == ("no_customer",)


def test_segments_of_buyers(shop: ToolContext) -> None:
    result = run(shop, "customer_segments")
    assert result.data["buyers"].value == 40
    assert "no_customer_ids" in result.notes


@pytest.mark.parametrize("name", ["personas", "training_topics"])
def test_what_cannot_be_told_is_said(shop: ToolContext, name: str) -> None:
    assert [note for note in run(shop, name).notes if note.startswith(("no_", "few_"))]


def test_the_date_of_a_plan_is_a_date(shop: ToolContext) -> None:
    assert isinstance(run(shop, "action_plan").data["due"], date)
