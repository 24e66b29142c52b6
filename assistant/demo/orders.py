"""The orders and the scorecard's figures of the demo shop. All of them are synthetic."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from random import Random

from assistant.demo.files import read_yaml
from assistant.models import Feedback, Purchase

__all__ = ["COMPANIONS", "demo_figures", "demo_orders"]

COMPANIONS = {
    "Kettle K2": ("Travel Mug", 0.3),
    "Air Fryer A5": ("Smart Scale", 0.25),
    "Memory Pillow": ("Yoga Mat", 0.2),
}
"""What is bought with a product, planted, and in which share of its orders."""

BY_CHANCE = 0.04
MORE_ORDERS = (45, 30, 15, 10)
"""Weights of 0, 1, 2 … orders of a customer that no feedback speaks of."""

DAYS = 150
FIRST_SILENT = 50_001


def demo_orders(feedback: Iterable[Feedback], now: datetime, seed: int = 7) -> list[Purchase]:
    """The lines of every order that the feedback names, two to nine days before it, and of orders
    that nobody wrote about; none after `now`. The same arguments give the same lines."""
    random = Random(seed)
    customers: dict[str, None] = {}
    lines: list[Purchase] = []
    for said in feedback:
        if said.customer_id:
            customers[said.customer_id] = None
        if said.order_id:
            moment = said.time - timedelta(days=random.uniform(2, 9))
            known = said.order_id, said.customer_id
            lines += _order(*known, min(moment, now), said.product, random)
    number = FIRST_SILENT
    for customer in customers:
        for _ in range(random.choices(range(4), MORE_ORDERS)[0]):
            # Whoever ordered in the last days has not written yet.
            lately = random.random() < 0.08
            ago = random.triangular(0, 9, 0) if lately else random.uniform(0, DAYS)
            moment = now - timedelta(days=ago)
            lines += _order(f"O{number}", customer, moment, None, random)
            number += 1
    return sorted(lines, key=lambda line: line.time)


def _order(
    order_id: str, customer: str | None, moment: datetime, product: str | None, random: Random
) -> Iterator[Purchase]:
    catalogue = read_yaml("catalogue.yaml")["products"]
    shares = {name: row["share"] for name, row in catalogue.items()}
    first = product or random.choices(list(shares), list(shares.values()))[0]
    bought = [first]
    companion, share = COMPANIONS.get(first, ("", 0.0))
    if random.random() < share:
        bought.append(companion)
    bought += [name for name in shares if name not in bought and random.random() < BY_CHANCE / 7]
    for place, name in enumerate(bought):
        quantity = 1 if random.random() < 0.9 else 2
        yield Purchase(
            key=f"demo:{order_id}:{place}",
            order_id=order_id,
            time=moment,
            customer_id=customer,
            product=name,
            quantity=quantity,
            amount=round(quantity * catalogue[name]["usd"], 2),
        )


def demo_figures(today: date, seed: int = 7) -> list[tuple[str, date, float, float | None]]:
    """(measure, day, value, target) of what no feedback tells, every week up to `today`."""
    random = Random(seed)
    found: list[tuple[str, date, float, float | None]] = []
    for week in range(16, -1, -1):
        day = today - timedelta(days=7 * week + 1)
        found += [
            ("gross_margin", day, round(random.gauss(41, 1.2), 1), 42.0),
            ("refund_cost", day, round(random.gauss(900, 120), 2), 800.0),
            ("training_hours", day, float(random.randint(3, 9)), 6.0),
            ("staff_turnover", day, round(random.uniform(0.5, 2.0), 1), None),
        ]
    return found
