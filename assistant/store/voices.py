"""What each customer said over time: the labels and scores, without the texts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import func, select

from assistant.models import Scope
from assistant.store.casing import in_plain_order, same_but_case
from assistant.store.database import Database
from assistant.store.scopes import conditions
from assistant.store.tables import feedback, purchase

__all__ = ["Crowd", "Said", "Voices"]

PAGE = 1_000
"""Rows fetched at once: one by one they take twice as long."""


class Said(NamedTuple):
    """One feedback of a customer without its text; `themes` is spelled as in the column.

    A tuple, as a large shop has a million of them, and rows come as tuples.
    """

    customer_id: str
    day: date
    score: float
    sentiment: str
    emotion: str
    themes: str
    language: str
    channel: str | None
    product: str | None
    rating: float | None
    nps: int | None


@dataclass(frozen=True, slots=True, eq=False)
class Crowd:
    """The m feedback of k customers as columns, which a large shop needs: an object each would take
    ten times as long. `customers` are sorted; the feedback of each is together, oldest first, from
    `starts` (k,) on; `columns` are of objects, (m,) each, None where a value is missing."""

    customers: Sequence[str]
    starts: NDArray[np.intp]
    columns: Sequence[NDArray[np.object_]]

    @property
    def who(self) -> NDArray[np.intp]:
        """The place of each feedback's customer, (m,)."""
        m = len(self.columns[0]) if len(self.columns) else 0
        return np.repeat(np.arange(len(self.starts)), np.diff(np.append(self.starts, m)))


class Voices:
    """The feedback of customers who are known by an id."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, scope: Scope) -> dict[str, list[Said]]:
        """The feedback of each known customer in the scope, oldest first."""
        columns = [feedback.c[name] for name in Said._fields]
        query = select(*columns).where(*conditions(scope), feedback.c.customer_id.is_not(None))
        query = query.order_by(feedback.c.time, feedback.c.row)
        found: dict[str, list[Said]] = {}
        with self._database.read() as connection:
            for page in connection.execute(query).partitions(PAGE):
                for row in page:
                    found.setdefault(row[0], []).append(Said._make(row))
        return found

    def crowd(self, scope: Scope, names: Sequence[str]) -> Crowd:
        """The feedback of all known customers in the scope, these columns of it: of those alone
        that come from the driver as they are, as neither times nor days do."""
        columns = [feedback.c[name] for name in ("customer_id", *names)]
        query = select(*columns).where(*conditions(scope), feedback.c.customer_id.is_not(None))
        by_id = in_plain_order(feedback.c.customer_id, self._database.dialect)
        query = query.order_by(by_id, feedback.c.time, feedback.c.row)
        read: list[list[Any]] = [[] for _ in columns]
        with self._database.read() as connection:
            # To make SQLAlchemy's rows of them would take as long as to read them.
            cursor = connection.execute(query).cursor
            while cursor and (page := cursor.fetchmany(PAGE)):
                for column, values in zip(read, zip(*page, strict=True), strict=True):
                    column.extend(values)
        ids, *of_feedback = (np.array(values, dtype=object) for values in read)
        starts = np.flatnonzero(np.append(True, ids[1:] != ids[:-1])[: len(ids)])
        return Crowd(ids[starts].tolist(), starts, of_feedback)

    def answers(self, scope: Scope, column: str) -> dict[str, dict[Any, int]]:
        """How often each known customer gave which answer in a column in the scope; those who gave
        none are left out."""
        customer, answer = feedback.c.customer_id, feedback.c[column]
        given = customer.is_not(None), answer.is_not(None), *conditions(scope)
        query = select(customer, answer, func.count()).where(*given).group_by(customer, answer)
        found: dict[str, dict[Any, int]] = {}
        with self._database.read() as connection:
            for who, what, n in connection.execute(query):
                found.setdefault(who, {})[what] = n
        return found

    def spelled(self, field: Literal["customer_id", "order_id"], id: str, tenant: str) -> str:
        """The id as the shop writes it where case alone differs, else as it was given."""
        with self._database.read() as connection:
            for table in (feedback, purchase):
                column = table.c[field]
                loosely = same_but_case(column, id, self._database.dialect)
                for alike in (column == id, loosely):
                    query = select(column).where(table.c.tenant == tenant, alike).limit(1)
                    if found := connection.scalar(query):
                        return str(found)
        return id
