"""The day of the order: where it comes from, and what it says of a term."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from assistant.models import Purchase
from assistant.replies.policies.clauses import load_policies
from assistant.replies.shop.brand import load_brand
from assistant.replies.shop.order_days import OrderDays
from assistant.replies.writing.desk import ReplyDesk
from assistant.store.database import Database
from assistant.store.orders import OrderStore
from retrieval.embedders import BuiltinEmbedder
from tests.replies.reviews import review

TENANT = "order-days"
POLICIES = """# Kites

## Torn sails
A sail that tears within 30 days of delivery is replaced free of charge.
"""
TORN = "The sail of my kite has torn along the seam."


@pytest.fixture
def orders(shared_database: Database) -> OrderStore:
    store = OrderStore(shared_database)
    lines = [("o1", "c1", "Kite", 2), ("o2", "c1", "Kite", 7), ("o3", "c2", "Tail", 1)]
    store.add(
        [
            Purchase(
                key=f"{TENANT}{order}",
                order_id=order,
                time=datetime(2026, 3, day, 9, tzinfo=UTC),
                customer_id=customer,
                product=product,
                tenant=TENANT,
            )
            for order, customer, product, day in lines
        ]
    )
    return store


def test_the_day_of_an_order(orders: OrderStore) -> None:
    days = OrderDays(orders)
    said = replace(review(TORN).feedback, tenant=TENANT, order_id=None, product="Kite")
    assert days.of(said) is None
    assert days.of(replace(said, order_id="o1")) == date(2026, 3, 2)
    assert days.of(replace(said, order_id="#o1")) == date(2026, 3, 2)
    assert days.of(replace(said, order_id="o9")) is None
    assert days.of(replace(said, order_id="o1", tenant="somebody-else")) is None
    assert days.of(replace(said, customer_id="c1")) == date(2026, 3, 7)
    assert days.of(replace(said, customer_id="c1", product="kite")) == date(2026, 3, 7)
    assert days.of(replace(said, customer_id="c2")) is None
    assert days.of(replace(said, extra={"Order Date": "2026-02-28"})) == date(2026, 2, 28)
    assert days.of(replace(said, extra={"下单时间": "2026/3/1 10:00"})) == date(2026, 3, 1)
    assert days.of(replace(said, extra={"order date": "soon"})) is None
    assert days.of(replace(said, extra={"order date": "2027-01-01"})) is None


@pytest.mark.parametrize(
    ("ordered", "note", "told"),
    [
        ("2026-03-01", "ordered on 2026-03-01, 9 days before this feedback: within the 30", False),
        ("2025-12-10", "90 days before this feedback, and clause kites.1 holds for 30", True),
    ],
)
def test_a_draft_knows_whether_a_term_is_over(
    orders: OrderStore,
    tmp_path: Path,
    encoder: BuiltinEmbedder,
    ordered: str,
    note: str,
    told: bool,
) -> None:
    (tmp_path / "kites.md").write_text(POLICIES, "utf-8")
    clauses = load_policies(tmp_path)
    brand = load_brand(None, clauses)
    desk = ReplyDesk(clauses, brand, encoder.encode, order_days=OrderDays(orders))
    record = review(TORN)
    said = replace(record.feedback, extra={"order date": ordered})
    made = desk.draft(replace(record, feedback=said))
    assert "torn" in made.body or "tears" in made.body
    assert any(note in each for each in made.notes["en"])
    assert ("your order, that time" in made.body or "from your order" in made.body) == told
    assert not any(finding.blocks for finding in made.findings)
