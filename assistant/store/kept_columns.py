"""What stands in the columns of imported files that no field is named for, and the sources."""

from collections import Counter, defaultdict

from sqlalchemy import select

from assistant.models import NUMBER, SOURCE, by_column, value_of
from assistant.store.database import Database
from assistant.store.names import ORDERS, names_of
from assistant.store.tables.feedback import feedback

__all__ = ["KeptColumns"]

NEWEST = 2_000
MOST_VALUES = 60
"""A column with more values than these, as of free text or of ids, tells no groups apart, unless
they are numbers, of which bands can be made."""


class KeptColumns:
    """The columns that are kept with the feedback and are no filter."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def values(self, tenant: str) -> dict[str, tuple[str, ...]]:
        """The sorted values of each column that has few or measures something, read from the newest
        records of a tenant; empty where nothing but fields was imported. The sources, where there
        are several, are a column by the name SOURCE."""
        query = select(feedback.c.extra, feedback.c.source).where(feedback.c.tenant == tenant)
        found: defaultdict[str, Counter[str]] = defaultdict(Counter)
        with self._database.read() as connection:
            rows = connection.execute(query.order_by(feedback.c.row.desc()).limit(NEWEST))
            for extra, source in rows:
                for column, value in (extra or {}).items():
                    found[column][value] += 1
                found[SOURCE][source] += 1
        if len(found.get(SOURCE, ())) == 1:
            del found[SOURCE]
        told = (
            (n, each) for n, each in found.items() if len(each) <= MOST_VALUES or _measures(each)
        )
        return {name: tuple(sorted(each)) for name, each in told}

    def of_orders(self, tenant: str) -> dict[str, tuple[str, ...]]:
        """The values of each own column of the imported orders, the most frequent first; empty
        where nothing but fields was imported, and without a column of many values."""
        with self._database.read() as connection:
            kept = by_column(names_of(connection, ORDERS, tenant))
        return {
            name: tuple(map(value_of, each))
            for name, each in kept.items()
            if len(each) <= MOST_VALUES
        }


def _measures(values: Counter[str]) -> bool:
    """Whether all values are numbers that are no ids, of which each stands in one record."""
    return all(map(NUMBER.fullmatch, values)) and (
        values.total() > len(values) or any("." in value for value in values)
    )
