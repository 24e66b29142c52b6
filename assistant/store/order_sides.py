"""The orders of one side of a test that the orders' own columns tell."""

from datetime import date
from typing import TypeAlias

from sqlalchemy import ColumnElement, Connection, func, select

from assistant.models import Period, column_of, value_of
from assistant.store.column_values import written_in
from assistant.store.tables import purchase

__all__ = ["FirstOrder", "first_orders", "values_of_side"]

FirstOrder: TypeAlias = tuple[date, str]
"""Its day and its id."""


def values_of_side(connection: Connection, tenant: str, period: Period, side: str) -> list[float]:
    """The money of each order of the period of which a line has this `column=value`, all lines
    together; those without amounts are left out."""
    mine = select(purchase.c.order_id).where(*_of_side(tenant, period, side))
    query = (
        select(func.sum(purchase.c.amount))
        .where(purchase.c.tenant == tenant, purchase.c.amount.is_not(None))
        .where(purchase.c.order_id.in_(mine))
        .group_by(purchase.c.order_id)
    )
    return list(connection.scalars(query))


def first_orders(
    connection: Connection, tenant: str, period: Period, side: str
) -> dict[str, FirstOrder]:
    """Of each customer who is known the first order of the period with this `column=value`."""
    columns = purchase.c.customer_id, purchase.c.day, purchase.c.order_id
    query = select(*columns).where(
        *_of_side(tenant, period, side), purchase.c.customer_id.is_not(None)
    )
    found: dict[str, FirstOrder] = {}
    for customer, day, order in connection.execute(query.order_by(*columns)):
        found.setdefault(customer, (day, order))
    return found


def _of_side(tenant: str, period: Period, side: str) -> tuple[ColumnElement[bool], ...]:
    return (
        purchase.c.tenant == tenant,
        purchase.c.day.between(period.start, period.end),
        written_in(purchase.c.extra, column_of(side), value_of(side)),
    )
