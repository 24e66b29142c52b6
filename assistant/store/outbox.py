"""What the vector index still has to take. A row leaves when the index has acknowledged it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sqlalchemy import Row, delete, func, insert, select

from assistant.models import with_title
from assistant.models.vectors import Vectors
from assistant.store.database import Database
from assistant.store.tables import feedback, outbox

__all__ = ["Outbox", "Pending"]

FILTERS = ("tenant", "product", "channel", "language", "sentiment")
"""What the index filters by, beside the day."""


@dataclass(frozen=True, slots=True)
class Pending:
    """One row that waits for the index, with its vector if that was computed before."""

    row: int
    text: str
    vector: Vectors | None
    metadata: dict[str, Any]


class Outbox:
    """The queue between the store and the index."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def size(self) -> int:
        with self._database.read() as connection:
            return connection.scalar(select(func.count()).select_from(outbox)) or 0

    def take(self, limit: int) -> list[Pending]:
        """The oldest rows that wait; they stay until `done`."""
        query = (
            select(feedback, outbox.c.vector)
            .join(outbox, outbox.c.row == feedback.c.row)
            .order_by(outbox.c.row)
            .limit(limit)
        )
        with self._database.read() as connection:
            rows = connection.execute(query).all()
        return [
            Pending(
                row=row.row,
                text=with_title(row.title, row.text),
                vector=np.frombuffer(row.vector, dtype=np.float32) if row.vector else None,
                metadata=_metadata(row),
            )
            for row in rows
        ]

    def done(self, taken: Sequence[Pending]) -> None:
        """Drop what the index has; a row whose labels or day have changed meanwhile stays."""
        has = {each.row: each.metadata for each in taken}
        columns = [feedback.c[name] for name in ("row", "day", *FILTERS)]
        with self._database.write() as connection:
            now = connection.execute(select(*columns).where(feedback.c.row.in_(has)))
            same = [row.row for row in now if _metadata(row) == has[row.row]]
            connection.execute(delete(outbox).where(outbox.c.row.in_(same)))

    def refill(self) -> int:
        """Queue every feedback anew, for a rebuilt index; returns how many wait."""
        with self._database.write() as connection:
            connection.execute(delete(outbox))
            connection.execute(insert(outbox).from_select(["row"], select(feedback.c.row)))
        return self.size()


def _metadata(row: Row[Any]) -> dict[str, Any]:
    said = {name: value for name in FILTERS if (value := getattr(row, name)) is not None}
    return said | {"day": row.day.toordinal()}
