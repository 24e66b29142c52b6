"""What a shop brings besides feedback: its orders, and figures of its own."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from assistant.models.feedback import DEFAULT_TENANT

__all__ = ["Purchase", "ShopFigure"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Purchase:
    """One line of an order: a product that a customer bought. `time` is aware and in UTC.

    `key` decides what a duplicate is. `amount` is the money of the whole line in the shop's own
    currency, None where the source has none. `extra` is what stands in the shop's own columns that
    tell groups of orders apart, as the side of a test.
    """

    key: str
    order_id: str
    time: datetime
    customer_id: str | None = None
    product: str | None = None
    quantity: float = 1
    amount: float | None = None
    extra: Mapping[str, str] = field(default_factory=dict)
    tenant: str = DEFAULT_TENANT


@dataclass(frozen=True, slots=True, kw_only=True)
class ShopFigure:
    """A number that the shop brings for its scorecard: the value of a measure on a day, and the
    target, where there is one. `perspective` and `unit` are codes of prompts/scorecard.yaml."""

    day: date
    measure: str
    perspective: str
    value: float
    unit: str = ""
    target: float | None = None
    tenant: str = DEFAULT_TENANT
