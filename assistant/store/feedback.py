"""Feedback with its labels: written once, read by id or by scope."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, and_, func, or_, select

from assistant.errors import NotFoundError
from assistant.models import Emotion, Incoming, Labels, Scope
from assistant.models.vectors import Vectors
from assistant.store.casing import same_but_case
from assistant.store.copies import marks_of
from assistant.store.database import Database
from assistant.store.identity import stored_ids
from assistant.store.mentioned import newest_clauses, strongest_records
from assistant.store.new_feedback import NewFeedback, write_feedback
from assistant.store.records import Record, read_records
from assistant.store.scopes import conditions
from assistant.store.tables import feedback, mention
from assistant.store.words import matching_rows

__all__ = ["Also", "FeedbackStore", "Order", "Reach", "Sample"]

Also = Callable[[Connection], None]
"""What else is written in the transaction that stores feedback; what it raises undoes both."""

GOOD_STARS = 4


class Order(StrEnum):
    """In which order `select` gives the records of a scope."""

    NEWEST = "newest"
    WORST = "worst"
    BEST = "best"
    LONGEST = "longest"


@dataclass(frozen=True, slots=True)
class Reach:
    """When the first record of a scope came, and over how many channels and customers it spread.

    Records without a customer count as none.
    """

    first: datetime | None
    channels: int
    customers: int


@dataclass(frozen=True, slots=True)
class Sample:
    """Some records of a scope, the newest first; `total` counts all that have a text."""

    records: Sequence[Record]
    total: int


class FeedbackStore:
    """The feedback of all tenants; every read names a scope or a tenant."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def stored_ids(self, batch: Sequence[Incoming], tenant: str) -> dict[str, str]:
        """The keys of the batch whose feedback is stored already, with the ids it is stored as."""
        with self._database.read() as connection:
            return stored_ids(connection, batch, tenant)

    def add(
        self,
        batch: Sequence[Incoming],
        labels: Sequence[Labels],
        vectors: Vectors | None = None,
        also: Also | None = None,
    ) -> int:
        """Store new feedback with its labels in one transaction; returns how many were new.

        `vectors` (n, dimension) wait in the outbox until the index has them; without them the
        index embeds the texts itself. A key that is stored already is passed over. `also` is done
        in the same transaction, for an empty batch too.
        """
        if not batch and also is None:
            return 0
        marks = marks_of([item.feedback.full_text for item in batch])
        blobs = [None] * len(batch) if vectors is None else [each.tobytes() for each in vectors]
        new = [NewFeedback(*each) for each in zip(batch, labels, marks, blobs, strict=True)]
        with self._database.write() as connection:
            if also is not None:
                also(connection)
            return write_feedback(connection, new, self._database.day) if new else 0

    def get(self, feedback_id: str, tenant: str) -> Record:
        """The record of one id. Raises NotFoundError."""
        found = self.by_ids([feedback_id], tenant) or self._by_folded_id(feedback_id, tenant)
        if not found:
            raise NotFoundError(
                f"There is no feedback with the id {feedback_id!r}; look an id up with "
                "`hearken ask` or in the list of feedback."
            )
        return found[0]

    def _by_folded_id(self, feedback_id: str, tenant: str) -> list[Record]:
        """The record whose id differs in case alone, if there is just one."""
        alike = same_but_case(feedback.c.id, feedback_id, self._database.dialect)
        query = select(feedback).where(feedback.c.tenant == tenant, alike).limit(2)
        found = self._records(query)
        return found if len(found) == 1 else []

    def by_ids(self, ids: Sequence[str], tenant: str) -> list[Record]:
        """The records of these ids, in their order; unknown ids are left out."""
        query = select(feedback).where(feedback.c.tenant == tenant, feedback.c.id.in_(ids))
        by_id = {record.feedback.id: record for record in self._records(query)}
        return [by_id[each] for each in dict.fromkeys(ids) if each in by_id]

    def by_rows(self, rows: Sequence[int], scope: Scope, limit: int | None = None) -> list[Record]:
        """Those of the rows that lie in the scope, in their order; the first of them by `limit`."""
        inside = select(feedback.c.row).where(feedback.c.row.in_(rows), *conditions(scope))
        with self._database.read() as connection:
            found = set(connection.scalars(inside))
            wanted = [row for row in dict.fromkeys(rows) if row in found][:limit]
            records = read_records(connection, select(feedback).where(feedback.c.row.in_(wanted)))
        by_row = {record.row: record for record in records}
        return [by_row[row] for row in wanted]

    def rows(self, scope: Scope, limit: int) -> list[int]:
        """At most `limit` rows of a scope, in no order."""
        with self._database.read() as connection:
            query = select(feedback.c.row).where(*conditions(scope)).limit(limit)
            return list(connection.scalars(query))

    def select(
        self, scope: Scope, order: Order = Order.NEWEST, limit: int = 20, offset: int = 0
    ) -> list[Record]:
        """A page of the records of a scope that have a text."""
        if len(scope.theme) == 1 and scope.stance and order in (Order.WORST, Order.BEST):
            return self.strongest([scope], order, limit, offset)[0]
        query = select(feedback).where(*conditions(scope), feedback.c.text != "")
        # Ordered by day the few of a customer would be looked for in the index of days, all of it.
        days = () if scope.customer_id else (feedback.c.day.desc(),)
        by = {
            Order.NEWEST: (*days, feedback.c.time.desc()),
            # The words may be misread, the stars may not.
            Order.WORST: (
                func.coalesce(feedback.c.rating, 0) >= GOOD_STARS,
                *_strongest(order, feedback),
                feedback.c.time.desc(),
            ),
            Order.BEST: (
                func.coalesce(feedback.c.rating, GOOD_STARS) < GOOD_STARS,
                *_strongest(order, feedback),
                feedback.c.time.desc(),
            ),
            Order.LONGEST: (func.length(feedback.c.text).desc(), feedback.c.time.desc()),
        }[order]
        return self._records(query.order_by(*by, feedback.c.row).limit(limit).offset(offset))

    def sample(self, scope: Scope, limit: int) -> Sample:
        """At most `limit` records of a scope that have a text, spread evenly over its time.

        All of them where there are no more; the same store gives the same sample.
        """
        mine = (*conditions(scope), feedback.c.text != "")
        newest = (feedback.c.day.desc(), feedback.c.time.desc(), feedback.c.row)
        place = func.row_number().over(order_by=newest).label("place")
        placed = select(feedback.c.row, place).where(*mine).subquery()
        with self._database.read() as connection:
            total = connection.scalar(select(func.count()).select_from(feedback).where(*mine)) or 0
            taken = min(total, limit)
            wanted = [number * total // taken + 1 for number in range(taken)]
            query = select(feedback).join(placed, placed.c.row == feedback.c.row)
            query = query.where(placed.c.place.in_(wanted)).order_by(placed.c.place)
            return Sample(read_records(connection, query), total)

    def page(
        self, scope: Scope, limit: int, before: tuple[datetime, int] | None = None
    ) -> list[Record]:
        """The newest records of a scope; `before` is the time and the row of the last one seen."""
        query = select(feedback).where(*conditions(scope))
        if before:
            time, row = before
            same_time = and_(feedback.c.time == time, feedback.c.row > row)
            query = query.where(or_(feedback.c.time < time, same_time))
        return self._records(query.order_by(feedback.c.time.desc(), feedback.c.row).limit(limit))

    def strongest(
        self, scopes: Sequence[Scope], order: Order, limit: int, offset: int = 0
    ) -> list[list[Record]]:
        """For each scope, of one theme and its stances, a page of its worst or best records."""
        by = _strongest(order, mention)
        with self._database.read() as connection:
            return strongest_records(connection, scopes, by, limit, offset)

    def clauses(self, scopes: Sequence[Scope], limit: int) -> list[list[str]]:
        """For each scope, of one theme and its stances, what its newest records say about it."""
        with self._database.read() as connection:
            return newest_clauses(connection, scopes, limit)

    def reach(self, scope: Scope) -> Reach:
        """How far the records of a scope reach; an empty scope reaches nobody."""
        found = select(
            func.min(feedback.c.time),
            func.count(feedback.c.channel.distinct()),
            func.count(feedback.c.customer_id.distinct()),
        ).where(*conditions(scope))
        with self._database.read() as connection:
            return Reach(*connection.execute(found).one())

    def matching(self, query: str, scope: Scope, limit: int) -> list[int]:
        """Rows of the scope by lexical rank, best first."""
        with self._database.read() as connection:
            return matching_rows(connection, query, scope, limit)

    def size(self) -> int:
        """How many records all tenants have."""
        with self._database.read() as connection:
            return connection.scalar(select(func.count()).select_from(feedback)) or 0

    def holds(self, tenant: str, source: str | None = None) -> bool:
        """Whether a tenant has any record, or one of this source."""
        query = select(feedback.c.row).where(feedback.c.tenant == tenant).limit(1)
        if source is not None:
            query = query.where(feedback.c.source == source)
        with self._database.read() as connection:
            return connection.scalar(query) is not None

    def _records(self, query: Select[Any]) -> list[Record]:
        with self._database.read() as connection:
            return read_records(connection, query)


def _strongest(order: Order, said: Table) -> tuple[ColumnElement[Any], ...]:
    """The strongest words first, of records or of mentions. A calm complaint may read worse than a
    shout; among the worst who is angry comes first all the same."""
    if order == Order.BEST:
        return (said.c.score.desc(),)
    return (said.c.emotion != Emotion.ANGRY, said.c.score)
