"""Which negative feedback waits for an answer: read from the feedback itself, with its reply where
one was begun."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select, true

from assistant.models import ReplyState, Scope, Sentiment, Urgency, with_title
from assistant.store.copies import Noise
from assistant.store.database import Database
from assistant.store.scopes import conditions
from assistant.store.tables import feedback, reply

__all__ = ["LOWEST_RATING", "Arrival", "Counts", "ReplyQueueStore", "Unanswered"]

LOWEST_RATING = 2
"""Feedback with this rating or less waits for an answer, whatever its words."""

FINAL = (ReplyState.SENT, ReplyState.NOT_NEEDED)
WITHOUT_TEXT = (ReplyState.NEW, ReplyState.REJECTED)


@dataclass(frozen=True, slots=True)
class Counts:
    """How much negative feedback a scope has: all of it, what waits for an answer, what of that
    came in before the moment that was asked for, and how much is in each state."""

    total: int
    waiting: int
    overdue: int
    states: Counter[ReplyState]


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A feedback that waits for an answer, by what decides how long it may: `critical` is what it
    was read, or corrected, as."""

    row: int
    time: datetime
    critical: bool
    text: str


@dataclass(frozen=True, slots=True)
class Arrival:
    """When a feedback came in and, where it was answered, when that was approved and sent."""

    time: datetime
    state: ReplyState
    approved: datetime | None
    sent: datetime | None


class ReplyQueueStore:
    """Reads negative feedback together with its replies."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def waiting(
        self,
        scope: Scope,
        limit: int,
        *,
        until: datetime,
        arrived_by: datetime | None = None,
        arrived_after: datetime | None = None,
    ) -> list[Unanswered]:
        """What waits for an answer at `until`: critical ones first, then the oldest.

        `arrived_by` leaves out what came in later, `arrived_after` what came in before.
        """
        f = feedback.c
        critical = f.urgency == Urgency.CRITICAL
        query = self._waiting(scope, until, arrived_by, arrived_after)
        query = query.with_only_columns(f.row, f.time, critical, f.title, f.text)
        query = query.order_by(case((critical, 0), else_=1), f.time, f.row).limit(limit)
        with self._database.read() as connection:
            return [
                Unanswered(row, time, bool(urgent), with_title(title, text))
                for row, time, urgent, title, text in connection.execute(query).all()
            ]

    def count(
        self, scope: Scope, *, until: datetime, arrived_by: datetime, arrived_after: datetime
    ) -> int:
        """How much waits at `until` that came in after one moment and by another."""
        query = self._waiting(scope, until, arrived_by, arrived_after)
        with self._database.read() as connection:
            return connection.scalar(query.with_only_columns(func.count())) or 0

    def worst_without_text(self, scope: Scope, limit: int, *, until: datetime) -> list[int]:
        """The rows that wait and have no usable text yet: critical ones, the oldest first as in
        `waiting`, then the worst sentiment first."""
        bare = or_(reply.c.state.is_(None), reply.c.state.in_(WITHOUT_TEXT))
        query = self._waiting(scope, until).where(
            bare, or_(reply.c.risk.is_(None), reply.c.risk == "none")
        )
        f = feedback.c
        critical = f.urgency == Urgency.CRITICAL
        pressing = (case((critical, 0), else_=1), case((critical, f.time)))
        query = query.order_by(*pressing, f.score, f.time.desc(), f.row)
        with self._database.read() as connection:
            return list(connection.scalars(query.limit(limit)))

    def in_state(self, tenant: str, state: ReplyState, limit: int) -> list[str]:
        """The ids of the feedback whose reply is in a state, the oldest feedback first."""
        query = (
            select(feedback.c.id)
            .join(reply, reply.c.row == feedback.c.row)
            .where(reply.c.tenant == tenant, reply.c.state == state)
            .order_by(feedback.c.time, feedback.c.row)
        )
        with self._database.read() as connection:
            return list(connection.scalars(query.limit(limit)))

    def counts(self, scope: Scope, *, until: datetime, arrived_by: datetime) -> Counts:
        """How much of the scope waits at `until`; overdue is what arrived by `arrived_by`."""
        late = and_(_open(), self._arrived(scope, arrived_by))
        begun = [state for state in ReplyState if state != ReplyState.NEW]
        query = (  # in one row, for to group the rows they would have to be sorted
            select(func.count(), func.count(case((late, 1))))
            .add_columns(*(func.count(case((reply.c.state == state, 1))) for state in begun))
            .select_from(feedback)
            .outerjoin(reply, reply.c.row == feedback.c.row)
            .where(*self._negative(scope, until))
        )
        with self._database.read() as connection:
            total, overdue, *found = connection.execute(query).one()
        states = Counter(dict(zip(begun, found, strict=True)))
        states[ReplyState.NEW] = total - states.total()
        return Counts(
            total=total,
            waiting=total - sum(states[each] for each in FINAL),
            overdue=overdue,
            states=states,
        )

    def overdue_by_customer(
        self, scope: Scope, *, until: datetime, arrived_by: datetime
    ) -> dict[str, int]:
        """How much feedback of each customer arrived by `arrived_by` and waits; never 0."""
        customer = feedback.c.customer_id
        query = (
            select(customer, func.count().label("n"))
            .select_from(feedback)
            .outerjoin(reply, reply.c.row == feedback.c.row)
            .where(*self._negative(scope, until), _open(), self._arrived(scope, arrived_by))
            .where(customer.is_not(None))
            .group_by(customer)
        )
        with self._database.read() as connection:
            return {found.customer_id: found.n for found in connection.execute(query)}

    def has_sent(self, tenant: str) -> bool:
        """Whether any reply was ever sent."""
        sent = (reply.c.tenant == tenant) & (reply.c.state == ReplyState.SENT)
        with self._database.read() as connection:
            return connection.scalar(select(reply.c.row).where(sent).limit(1)) is not None

    def answered(self, scope: Scope, *, until: datetime) -> list[Arrival]:
        """The negative feedback of a scope whose reply was sent, or approved, by `until`."""
        query = (
            select(feedback.c.time, reply.c.state, reply.c.approved, reply.c.sent)
            .join(reply, reply.c.row == feedback.c.row)
            .where(*self._negative(scope, until), reply.c.approved <= until)
        )
        with self._database.read() as connection:
            return [
                Arrival(time, ReplyState(state), approved, sent)
                for time, state, approved, sent in connection.execute(query)
            ]

    def ended_after(self, scope: Scope, moment: datetime) -> list[datetime]:
        """When the feedback came in that was there at `moment`, and whose reply was sent, or closed
        without an answer, only later: the last step of such a reply ended it."""
        query = (
            select(feedback.c.time)
            .join(reply, reply.c.row == feedback.c.row)
            .where(
                *self._negative(scope, moment), reply.c.state.in_(FINAL), reply.c.updated > moment
            )
        )
        with self._database.read() as connection:
            return list(connection.scalars(query))

    def _waiting(
        self,
        scope: Scope,
        until: datetime,
        arrived_by: datetime | None = None,
        arrived_after: datetime | None = None,
    ) -> Select[Any]:
        """The rows that wait, with what is known of their replies."""
        query = select(feedback.c.row).outerjoin(reply, reply.c.row == feedback.c.row)
        query = query.where(*self._negative(scope, until), _open())
        if arrived_by is not None:
            query = query.where(self._arrived(scope, arrived_by))
        if arrived_after is not None:
            query = query.where(feedback.c.time > arrived_after)
        return query

    def _negative(self, scope: Scope, until: datetime) -> list[ColumnElement[bool]]:
        blames = feedback.c.sentiment == Sentiment.NEGATIVE
        return [
            *conditions(scope),
            self._arrived(scope, until),
            or_(blames, feedback.c.rating <= LOWEST_RATING),
            or_(feedback.c.noise.is_(None), feedback.c.noise != Noise.BLANK),
        ]

    def _arrived(self, scope: Scope, moment: datetime) -> ColumnElement[bool]:
        """Came in by a moment: told by the day, which the index of days knows, and by the time on
        the last one alone."""
        day, last = feedback.c.day, self._database.day(moment)
        if scope.period and scope.period.end < last:
            return true()
        return or_(day < last, and_(day == last, feedback.c.time <= moment))


def _open() -> ColumnElement[bool]:
    return or_(reply.c.state.is_(None), reply.c.state.not_in(FINAL))
