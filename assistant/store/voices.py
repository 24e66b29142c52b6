"""What each customer said over time: the labels and scores, without the texts."""

from datetime import date
from typing import Literal, NamedTuple

from sqlalchemy import select

from assistant.models import Scope
from assistant.store.casing import same_but_case
from assistant.store.database import Database
from assistant.store.scopes import conditions
from assistant.store.tables import feedback, purchase

__all__ = ["Said", "Voices"]

PAGE = 10_000
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
