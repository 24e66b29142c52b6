"""What stands in the columns of imported files that no field is named for, and the sources."""

from collections import defaultdict

from sqlalchemy import select

from assistant.models import SOURCE
from assistant.store.database import Database
from assistant.store.tables.feedback import feedback

__all__ = ["KeptColumns"]

NEWEST = 2_000
MOST_VALUES = 60
"""A column with more values than these, as of free text or of ids, tells no groups apart."""


class KeptColumns:
    """The columns that are kept with the feedback and are no filter."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def values(self, tenant: str) -> dict[str, tuple[str, ...]]:
        """The values of each column that has few, read from the newest records of a tenant; empty
        where nothing but fields was imported. The sources, where there are several, are a column
        by the name SOURCE."""
        query = select(feedback.c.extra, feedback.c.source).where(feedback.c.tenant == tenant)
        found: defaultdict[str, dict[str, None]] = defaultdict(dict)
        with self._database.read() as connection:
            rows = connection.execute(query.order_by(feedback.c.row.desc()).limit(NEWEST))
            for extra, source in rows:
                for column, value in (extra or {}).items():
                    found[column][value] = None
                found[SOURCE][source] = None
        if len(found.get(SOURCE, ())) == 1:
            del found[SOURCE]
        return {name: tuple(each) for name, each in found.items() if len(each) <= MOST_VALUES}
