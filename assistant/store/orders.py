"""The lines of orders: what was bought, by whom and when."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from sqlalchemy import ColumnElement, Select, func, insert, select

from assistant.models import Period, Purchase, Scope
from assistant.store.changes import count_change
from assistant.store.chunks import chunks
from assistant.store.database import Database
from assistant.store.names import add_order_columns
from assistant.store.order_sides import FirstOrder, first_orders, values_of_side
from assistant.store.order_values import column_numbers, values_of_customers, values_of_orders
from assistant.store.tables import purchase

__all__ = ["BasketKey", "Buyer", "OrderStore", "OrderTotals"]

BasketKey = Literal["order_id", "customer_id"]
"""What holds products together: one order, or all orders of one customer."""


@dataclass(frozen=True, slots=True)
class Buyer:
    """What one customer bought: orders, money (None without amounts), first and last day."""

    customer_id: str
    orders: int
    spent: float | None
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class OrderTotals:
    """Orders and money of a period; `spent` is None where no line has an amount."""

    orders: int
    spent: float | None


class OrderStore:
    """The purchases of all tenants; every read names a tenant."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def fresh(self, batch: Sequence[Purchase]) -> list[Purchase]:
        """Those of the lines that are not stored yet, each key once."""
        if not batch:
            return []
        by_key = {each.key: each for each in reversed(batch)}
        keys, tenant = list(by_key), batch[0].tenant
        with self._database.read() as connection:
            for some in chunks(keys):
                mine = (purchase.c.tenant == tenant, purchase.c.key.in_(some))
                for key in connection.scalars(select(purchase.c.key).where(*mine)):
                    by_key.pop(key, None)
        return list(reversed(by_key.values()))

    def add(self, batch: Sequence[Purchase]) -> int:
        """Store the new ones of these lines in one transaction; returns how many there were."""
        new = self.fresh(batch)
        if not new:
            return 0
        rows = [
            {
                "tenant": each.tenant,
                "key": each.key,
                "order_id": each.order_id,
                "customer_id": each.customer_id,
                "time": each.time,
                "day": self._database.day(each.time),
                "product": each.product,
                "quantity": each.quantity,
                "amount": each.amount,
                "extra": dict(each.extra) or None,
            }
            for each in new
        ]
        with self._database.write() as connection:
            connection.execute(insert(purchase), rows)
            add_order_columns(connection, new)
            count_change(connection, new[0].tenant)
        return len(new)

    def known(self, order_ids: Collection[str], tenant: str) -> int:
        """How many of these orders are stored."""
        ids, found = sorted(order_ids), 0
        with self._database.read() as connection:
            for some in chunks(ids):
                query = select(func.count(purchase.c.order_id.distinct()))
                mine = (purchase.c.tenant == tenant, purchase.c.order_id.in_(some))
                found += connection.scalar(query.where(*mine)) or 0
        return found

    def span(self, tenant: str) -> tuple[date, date] | None:
        """The first and the last day with an order, None without orders."""
        query = select(func.min(purchase.c.day), func.max(purchase.c.day))
        with self._database.read() as connection:
            first, last = connection.execute(query.where(purchase.c.tenant == tenant)).one()
        return (first, last) if first else None

    def totals(self, tenant: str, period: Period) -> OrderTotals:
        """Orders and money of a period."""
        query = select(func.count(purchase.c.order_id.distinct()), func.sum(purchase.c.amount))
        with self._database.read() as connection:
            return OrderTotals(*connection.execute(query.where(*_within(tenant, period))).one())

    def buyers(self, tenant: str, until: date) -> list[Buyer]:
        """Everyone who ordered up to a day."""
        return self._buyers(purchase.c.tenant == tenant, purchase.c.day <= until)

    def buyer(self, customer_id: str, tenant: str, until: date) -> Buyer | None:
        """What one customer ordered up to a day, None for nothing."""
        mine = purchase.c.customer_id == customer_id
        found = self._buyers(purchase.c.tenant == tenant, purchase.c.day <= until, mine)
        return found[0] if found else None

    def order_days(self, tenant: str, until: date) -> dict[str, list[date]]:
        """The days of the orders of each customer, oldest first, one entry an order."""
        day = func.min(purchase.c.day)
        query = select(purchase.c.customer_id, day).where(
            purchase.c.tenant == tenant,
            purchase.c.day <= until,
            purchase.c.customer_id.is_not(None),
        )
        query = query.group_by(purchase.c.customer_id, purchase.c.order_id).order_by(day)
        found: dict[str, list[date]] = {}
        with self._database.read() as connection:
            for customer, each in connection.execute(query):
                found.setdefault(customer, []).append(each)
        return found

    def placed(self, tenant: str, period: Period) -> dict[str, list[tuple[date, str]]]:
        """The orders of a period by customer: day and id, oldest first."""
        columns = purchase.c.customer_id, func.min(purchase.c.day), purchase.c.order_id
        query = select(*columns).where(
            *_within(tenant, period), purchase.c.customer_id.is_not(None)
        )
        query = query.group_by(purchase.c.customer_id, purchase.c.order_id)
        found: dict[str, list[tuple[date, str]]] = {}
        with self._database.read() as connection:
            for customer, day, order in connection.execute(query.order_by(columns[1], columns[2])):
                found.setdefault(customer, []).append((day, order))
        return found

    def bought(self, customer_id: str, tenant: str, until: date) -> list[str]:
        """The products of one customer, the most often bought first."""
        mine = (purchase.c.tenant == tenant, purchase.c.customer_id == customer_id)
        query = select(purchase.c.product).where(
            *mine, purchase.c.day <= until, purchase.c.product.is_not(None)
        )
        with self._database.read() as connection:
            counts = Counter(connection.scalars(query))
        return sorted(counts, key=lambda product: (-counts[product], product))

    def ordered(self, order_id: str, tenant: str) -> date | None:
        """The day of an order, with or without a "#" before its number; None for an unknown one."""
        bare = order_id.lstrip("#")
        mine = (purchase.c.tenant == tenant, purchase.c.order_id.in_((bare, f"#{bare}")))
        return self._day(select(func.min(purchase.c.day)).where(*mine))

    def last_bought(self, customer_id: str, product: str, tenant: str, until: date) -> date | None:
        """The last day up to one on which a customer bought a product, written in whichever case;
        None for never."""
        mine = (purchase.c.tenant == tenant, purchase.c.customer_id == customer_id)
        query = select(func.max(purchase.c.day)).where(
            *mine,
            func.lower(purchase.c.product) == func.lower(product),
            purchase.c.day <= until,
        )
        return self._day(query)

    def _day(self, query: Select[date]) -> date | None:
        with self._database.read() as connection:
            return connection.execute(query).scalar_one_or_none()

    def values(self, scope: Scope, by: BasketKey) -> list[float]:
        """What each order cost that the records of a scope name, or that their customers placed in
        its period."""
        of = values_of_orders if by == "order_id" else values_of_customers
        with self._database.read() as connection:
            return of(connection, scope)

    def numbers(self, scope: Scope, column: str, *by: str) -> Counter[tuple[Any, ...]]:
        """The numbers of a column kept with the feedback of a scope, one an order, counted by
        columns of the feedback."""
        with self._database.read() as connection:
            return column_numbers(connection, scope, column, by)

    def values_of_side(self, tenant: str, period: Period, side: str) -> list[float]:
        """What each order of a period cost that has a `column=value` of the orders' own columns."""
        with self._database.read() as connection:
            return values_of_side(connection, tenant, period, side)

    def first_orders(self, tenant: str, period: Period, side: str) -> dict[str, FirstOrder]:
        """The first order of a period with such a value, by customer."""
        with self._database.read() as connection:
            return first_orders(connection, tenant, period, side)

    def pairs(self, tenant: str, until: date, by: BasketKey) -> list[tuple[str, str]]:
        """Every (order or customer, product) up to a day, each once."""
        column = purchase.c[by]
        query = (
            select(column, purchase.c.product)
            .where(purchase.c.tenant == tenant, purchase.c.day <= until)
            .where(column.is_not(None), purchase.c.product.is_not(None))
            .distinct()
            .order_by(column, purchase.c.product)
        )
        with self._database.read() as connection:
            return [(owner, product) for owner, product in connection.execute(query)]

    def order_products(self, tenant: str, period: Period) -> list[tuple[str, str | None]]:
        """Every (order, product) of a period, each once; the product may be None."""
        query = select(purchase.c.order_id, purchase.c.product).where(*_within(tenant, period))
        with self._database.read() as connection:
            return [(order, product) for order, product in connection.execute(query.distinct())]

    def _buyers(self, *conditions: ColumnElement[bool]) -> list[Buyer]:
        query = (
            select(
                purchase.c.customer_id,
                func.count(purchase.c.order_id.distinct()),
                func.sum(purchase.c.amount),
                func.min(purchase.c.day),
                func.max(purchase.c.day),
            )
            .where(purchase.c.customer_id.is_not(None), *conditions)
            .group_by(purchase.c.customer_id)
            .order_by(purchase.c.customer_id)
        )
        with self._database.read() as connection:
            return [Buyer(*row) for row in connection.execute(query)]


def _within(tenant: str, period: Period) -> tuple[ColumnElement[bool], ...]:
    return (purchase.c.tenant == tenant, purchase.c.day.between(period.start, period.end))
