"""What orders cost, told by the records of a scope."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Select, func, literal, select

from assistant.models import Scope
from assistant.store.column_values import NumberIn
from assistant.store.scopes import conditions
from assistant.store.tables import feedback, purchase

__all__ = ["column_numbers", "values_of_customers", "values_of_orders"]


def values_of_orders(connection: Connection, scope: Scope) -> list[float]:
    """The money of each imported order that a record of the scope names."""
    named = select(feedback.c.order_id).where(feedback.c.order_id.is_not(None), *conditions(scope))
    query = _values(scope).where(purchase.c.order_id.in_(named))
    return list(connection.scalars(query))


def values_of_customers(connection: Connection, scope: Scope) -> list[float]:
    """The money of each order that the customers of the scope placed in its period."""
    assert scope.period is not None
    speak = feedback.c.customer_id.is_not(None), *conditions(scope)
    query = _values(scope).where(
        purchase.c.customer_id.in_(select(feedback.c.customer_id).where(*speak)),
        purchase.c.day.between(scope.period.start, scope.period.end),
    )
    return list(connection.scalars(query))


def column_numbers(
    connection: Connection, scope: Scope, column: str, names: Sequence[str]
) -> Counter[tuple[Any, ...]]:
    """How often each number of a kept column stands in the scope, for each combination of the
    named columns: `(*names, number)`. An order that several records name counts once, with its
    largest number."""
    number = func.max(NumberIn(feedback.c.extra, literal(column))).label("number")
    order = func.coalesce(feedback.c.order_id, feedback.c.id)
    groups = [feedback.c[name] for name in names]
    of_orders = select(*groups, number).where(*conditions(scope)).group_by(order, *groups)
    found = of_orders.subquery().c
    query = select(*found, func.count()).where(found.number.is_not(None)).group_by(*found)
    return Counter({tuple(key): n for *key, n in connection.execute(query)})


def _values(scope: Scope) -> Select[tuple[float]]:
    return (
        select(func.sum(purchase.c.amount))
        .where(purchase.c.tenant == scope.tenant, purchase.c.amount.is_not(None))
        .group_by(purchase.c.order_id)
    )
