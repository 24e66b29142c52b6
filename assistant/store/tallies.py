"""Counts by columns: what every figure is computed from.

All numbers of Hearken start from group-bys over the whole scope, answered by the covering index;
no question loads the feedback itself.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, literal_column, select

from assistant.models import DEFAULT_TENANT, Scope
from assistant.store.database import Database
from assistant.store.labels import BUILTIN
from assistant.store.scopes import conditions
from assistant.store.tables import feedback

__all__ = ["DIMENSIONS", "Tallies", "read_themes"]

DIMENSIONS = (
    "product",
    "channel",
    "language",
    "touchpoint",
    "segment",
    "sentiment",
    "emotion",
    "urgency",
    "themes",
    "rating",
    "nps",
    "ces",
    "day",
    "customer_id",
    "order_id",
)


class Tallies:
    """Counts over the store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def count(self, scope: Scope) -> int:
        """How many records the scope holds."""
        with self._database.read() as connection:
            query = select(func.count()).select_from(feedback).where(*conditions(scope))
            return connection.scalar(query) or 0

    def read_by_models(self, scope: Scope) -> int:
        """How many records of the scope carry labels of a language model."""
        query = select(func.count()).select_from(feedback)
        with self._database.read() as connection:
            by_model = feedback.c.labeller != literal_column(f"'{BUILTIN}'")
            return connection.scalar(query.where(by_model, *conditions(scope))) or 0

    def by(self, scope: Scope, *names: str) -> Counter[tuple[Any, ...]]:
        """How many records the scope holds for each combination of the named columns.

        The names are of DIMENSIONS; a missing value counts as None. An empty scope gives an
        empty counter.
        """
        columns = [feedback.c[name] for name in names if name in DIMENSIONS]
        query = select(*columns, func.count()).where(*conditions(scope)).group_by(*columns)
        with self._database.read() as connection:
            return Counter({tuple(row[:-1]): row[-1] for row in connection.execute(query)})

    def histogram(self, scope: Scope, name: str) -> dict[Any, int]:
        """The counts of one column, without its missing values."""
        return {key: n for (key,), n in self.by(scope, name).items() if key is not None}

    def values(self, name: str, tenant: str = DEFAULT_TENANT) -> list[str]:
        """The distinct values of a column, the most frequent first."""
        counts = self.histogram(Scope(tenant=tenant), name)
        return sorted(counts, key=lambda value: (-counts[value], value))

    def span(self, tenant: str = DEFAULT_TENANT) -> tuple[date, date] | None:
        """The first and the last day with feedback, None for an empty store."""
        query = select(func.min(feedback.c.day), func.max(feedback.c.day))
        with self._database.read() as connection:
            first, last = connection.execute(query.where(feedback.c.tenant == tenant)).one()
        return (first, last) if first else None


def read_themes(spelled: str) -> Sequence[tuple[str, str]]:
    """The (theme, sentiment) pairs that a value of the `themes` column spells."""
    pairs = (token.rpartition(":") for token in spelled.split())
    return [(theme, sentiment) for theme, _, sentiment in pairs]
