"""Which negative feedback waits for an answer: read from the feedback itself, with its reply where
one was begun."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select

from assistant.models import ReplyState, Scope, Sentiment, Urgency
from assistant.store.copies import Noise
from assistant.store.database import Database
from assistant.store.scopes import conditions
from assistant.store.tables import feedback, reply

__all__ = ["LOWEST_RATING", "Arrival", "Counts", "ReplyQueueStore"]

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
    ) -> list[int]:
        """The rows that wait for an answer at `until`: critical ones first, then the oldest.

        `arrived_by` leaves out what came in later, `arrived_after` what came in before.
        """
        critical = case((feedback.c.urgency == Urgency.CRITICAL, 0), else_=1)
        query = _rows(scope, until).order_by(critical, feedback.c.time, feedback.c.row)
        if arrived_by is not None:
            query = query.where(feedback.c.time <= arrived_by)
        if arrived_after is not None:
            query = query.where(feedback.c.time > arrived_after)
        with self._database.read() as connection:
            return list(connection.scalars(query.limit(limit)))

    def worst_without_text(self, scope: Scope, limit: int, *, until: datetime) -> list[int]:
        """The rows that wait and have no usable text yet, the worst sentiment first."""
        bare = or_(reply.c.state.is_(None), reply.c.state.in_(WITHOUT_TEXT))
        query = _rows(scope, until).where(bare, or_(reply.c.risk.is_(None), reply.c.risk == "none"))
        query = query.order_by(feedback.c.score, feedback.c.time.desc(), feedback.c.row)
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
        state = func.coalesce(reply.c.state, ReplyState.NEW.value)
        late = case((and_(_open(), feedback.c.time <= arrived_by), 1), else_=0)
        query = (
            select(state, func.count(), func.sum(late))
            .select_from(feedback)
            .outerjoin(reply, reply.c.row == feedback.c.row)
            .where(*_negative(scope, until))
            .group_by(state)
        )
        with self._database.read() as connection:
            rows = connection.execute(query).all()
        states = Counter({ReplyState(name): n for name, n, _ in rows})
        total = states.total()
        return Counts(
            total=total,
            waiting=total - sum(states[each] for each in FINAL),
            overdue=int(sum(n or 0 for *_, n in rows)),
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
            .where(*_negative(scope, until), _open(), feedback.c.time <= arrived_by)
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
            .where(*_negative(scope, until), reply.c.approved <= until)
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
            .where(*_negative(scope, moment), reply.c.state.in_(FINAL), reply.c.updated > moment)
        )
        with self._database.read() as connection:
            return list(connection.scalars(query))


def _rows(scope: Scope, until: datetime) -> Select[tuple[int]]:
    return (
        select(feedback.c.row)
        .outerjoin(reply, reply.c.row == feedback.c.row)
        .where(*_negative(scope, until), _open())
    )


def _negative(scope: Scope, until: datetime) -> list[ColumnElement[bool]]:
    blames = feedback.c.sentiment == Sentiment.NEGATIVE
    return [
        *conditions(scope),
        feedback.c.time <= until,
        or_(blames, feedback.c.rating <= LOWEST_RATING),
        or_(feedback.c.noise.is_(None), feedback.c.noise != Noise.BLANK),
    ]


def _open() -> ColumnElement[bool]:
    return or_(reply.c.state.is_(None), reply.c.state.not_in(FINAL))
