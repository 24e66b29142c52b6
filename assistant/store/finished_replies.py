"""What became of replies: the drafts that they began as, and what their customers said next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from assistant.models import ReplyState
from assistant.store.chunks import chunks
from assistant.store.database import Database
from assistant.store.records import Record, read_records
from assistant.store.tables import feedback, reply, reply_version

__all__ = ["Answered", "FinishedReplies"]


@dataclass(frozen=True, slots=True)
class Answered:
    """A feedback that was answered, and what the same customer said first after that.

    `then` is None for a customer who is not known, or who said nothing more.
    """

    record: Record
    then: Record | None


class FinishedReplies:
    """Reads the replies that were approved or sent; every read names a tenant."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def texts(self, tenant: str, limit: int) -> list[tuple[str, str]]:
        """The (draft, final text) of replies that began as a draft of Hearken's, the latest first.
        The draft is the last one before the final text."""
        later = reply_version.alias()
        last_draft = (
            select(func.max(later.c.number))
            .where(later.c.row == reply.c.row, later.c.drafted, later.c.number <= reply.c.text)
            .correlate(reply)
            .scalar_subquery()
        )
        draft, final = reply_version.alias(), reply_version.alias()
        query = (
            select(draft.c.body, final.c.body)
            .select_from(reply)
            .join(final, (final.c.row == reply.c.row) & (final.c.number == reply.c.text))
            .join(draft, (draft.c.row == reply.c.row) & (draft.c.number == last_draft))
            .where(
                reply.c.tenant == tenant,
                reply.c.state.in_([ReplyState.APPROVED, ReplyState.SENT]),
            )
            .order_by(reply.c.updated.desc(), reply.c.row.desc())
            .limit(limit)
        )
        with self._database.read() as connection:
            return [(first, last) for first, last in connection.execute(query)]

    def answered(self, tenant: str, since: datetime, until: datetime) -> list[Answered]:
        """What was answered in a stretch of time, the earliest answer first."""
        later = feedback.alias()
        then = (
            select(later.c.row)
            .where(
                later.c.tenant == tenant,
                later.c.customer_id == feedback.c.customer_id,
                later.c.time > reply.c.sent,
                later.c.text != "",
            )
            .order_by(later.c.time, later.c.row)
            .limit(1)
            .correlate(feedback, reply)
            .scalar_subquery()
        )
        query = (
            select(reply.c.row, then)
            .join(feedback, feedback.c.row == reply.c.row)
            .where(reply.c.tenant == tenant, reply.c.sent.between(since, until))
            .order_by(reply.c.sent, reply.c.row)
        )
        with self._database.read() as connection:
            pairs = connection.execute(query).all()
        records = self._records([row for pair in pairs for row in pair if row is not None])
        return [Answered(records[row], records.get(after)) for row, after in pairs]

    def _records(self, rows: Sequence[int]) -> dict[int, Record]:
        found: dict[int, Record] = {}
        with self._database.read() as connection:
            for some in chunks(rows):
                mine = feedback.c.row.in_(some)
                read = read_records(connection, select(feedback).where(mine))
                found |= {record.row: record for record in read}
        return found
