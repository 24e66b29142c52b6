"""The day on which a feedback's order was placed."""

import re
from datetime import date
from functools import lru_cache

from assistant.ingest.times import TimeParser
from assistant.models import Feedback
from assistant.replies.phrases import either, load_phrases
from assistant.store.orders import OrderStore

__all__ = ["OrderDays"]


class OrderDays:
    """The days of orders by what a feedback says of its own and by the orders that the shop has
    imported."""

    def __init__(self, orders: OrderStore) -> None:
        self._orders = orders

    def of(self, said: Feedback) -> date | None:
        """The day of the order: that of the feedback's own column, of the order that it names, or
        of the customer's last purchase of the product before it. None where nothing tells it."""
        day = _own_day(said)
        if day is None and said.order_id:
            day = self._orders.ordered(said.order_id, said.tenant)
        elif day is None and said.customer_id and said.product:
            until = said.time.date()
            day = self._orders.last_bought(said.customer_id, said.product, said.tenant, until)
        return day if day and day <= said.time.date() else None


def _own_day(said: Feedback) -> date | None:
    """The day that a column of the feedback's own tells; None where it is no date."""
    written = (text for column, text in said.extra.items() if _columns().fullmatch(column.strip()))
    for text in written:
        try:
            return TimeParser().parse(text).date()
        except ValueError:
            continue
    return None


@lru_cache
def _columns() -> re.Pattern[str]:
    return either(load_phrases("rules")["order_columns"])
