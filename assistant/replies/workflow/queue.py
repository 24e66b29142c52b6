"""What waits for an answer, what is late, and how fast the shop answers."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any

from assistant.analytics.intervals import Estimate, wilson
from assistant.analytics.response_times import median_interval
from assistant.models import ReplyState, Scope
from assistant.replies.draft import RiskKind
from assistant.replies.shop.deadlines import OpeningHours, due_at, latest_overdue
from assistant.replies.workflow.waiting import Waiting, first_of
from assistant.store.feedback import FeedbackStore
from assistant.store.records import Record
from assistant.store.replies import Reply, ReplyStore
from assistant.store.reply_queue import Arrival, ReplyQueueStore, Unanswered

__all__ = ["Backlog", "ReplyQueue", "ReplyStats"]

MOST_READ = 2_000
"""Waiting feedback whose texts are read for risks; critical ones and the oldest come first."""


@dataclass(frozen=True, slots=True)
class ReplyStats:
    """How fast negative feedback is answered.

    `in_time` is the share sent by the deadline of all that was sent or is overdue, so that what
    nobody answered counts as late, and `punctual` the count behind it; `approved_in_time` is the
    same for approval. `median_hours` is over what was sent. What needed no answer counts nowhere
    but in `states`.
    """

    total: int
    waiting: int
    overdue: int
    states: Counter[ReplyState]
    punctual: int
    median_hours: Estimate
    in_time: Estimate
    approved_in_time: Estimate

    def as_json(self) -> dict[str, Any]:
        plain: dict[str, Any] = {
            "total": self.total,
            "waiting": self.waiting,
            "overdue": self.overdue,
            "states": {str(state): self.states[state] for state in ReplyState},
        }
        for name in ("median_hours", "in_time", "approved_in_time"):
            found: Estimate = getattr(self, name)
            plain[name] = {"value": found.value, "low": found.low, "high": found.high, "n": found.n}
        return plain


@dataclass(frozen=True, slots=True)
class Backlog:
    """How much negative feedback there was, how much of it waited, and how much was overdue."""

    total: int
    waiting: int
    overdue: int


class ReplyQueue:
    """Reads what waits for an answer; changes nothing. Shares stand in 0…1. `risk` says for which
    risk a draft would be an escalation card; it is asked of what is shown alone."""

    def __init__(
        self,
        feedback: FeedbackStore,
        waiting: ReplyQueueStore,
        replies: ReplyStore,
        clock: Callable[[], datetime],
        risk: Callable[[Record], RiskKind],
        hours: OpeningHours | None = None,
    ) -> None:
        self._feedback = feedback
        self._waiting = waiting
        self._replies = replies
        self._clock = clock
        self._risk = risk
        self._hours = hours

    def now(self) -> datetime:
        """The present moment, by the clock that the queue was given."""
        return self._clock()

    def moment(self, day: date, zone: tzinfo) -> datetime:
        """Now, or the end of a day that is over."""
        return min(self._clock(), datetime.combine(day, time.max, zone))

    def due(self, arrived: datetime) -> datetime:
        """When the answer to a feedback of this time is due."""
        return due_at(arrived, self._hours)

    def waiting(
        self, scope: Scope, limit: int, *, overdue: bool = False, due_within: float | None = None
    ) -> list[Waiting]:
        """The part of the queue that a reader names: only what is late, else only what falls due
        within so many hours, else all of it."""
        if overdue:
            return self.overdue(scope, limit)
        if due_within is not None:
            return self.due_within(scope, due_within, limit)
        return self.open(scope, limit)

    def open(self, scope: Scope, limit: int = 50, now: datetime | None = None) -> list[Waiting]:
        """What waits for an answer: what no template may answer first, then by deadline. A danger
        that only its meaning tells goes before the others that are shown.

        All negative feedback of the scope (negative words, or two stars and less) without a
        finished reply; an empty scope gives [].
        """
        moment = now or self._clock()
        found = self._waiting.waiting(scope, MOST_READ, until=moment)
        return self._read(found, scope, limit, moment)

    def overdue(self, scope: Scope, limit: int = 50, now: datetime | None = None) -> list[Waiting]:
        """What of it is past its deadline."""
        moment = now or self._clock()
        cut = latest_overdue(moment, self._hours)
        found = self._waiting.waiting(scope, MOST_READ, until=moment, arrived_by=cut)
        return self._read(found, scope, limit, moment)

    def due_within(
        self, scope: Scope, hours: float, limit: int = 50, now: datetime | None = None
    ) -> list[Waiting]:
        """What falls due within so many hours and is not overdue yet: whom to remind."""
        moment = now or self._clock()
        by, after = self._soon(moment, hours)
        found = self._waiting.waiting(
            scope, MOST_READ, until=moment, arrived_by=by, arrived_after=after
        )
        return self._read(found, scope, limit, moment)

    def count_due_within(self, scope: Scope, hours: float, now: datetime) -> int:
        """How much falls due within so many hours and is not overdue yet."""
        by, after = self._soon(now, hours)
        return self._waiting.count(scope, until=now, arrived_by=by, arrived_after=after)

    def _soon(self, moment: datetime, hours: float) -> tuple[datetime, datetime]:
        """By when, and after when, came in what falls due within so many hours."""
        until = latest_overdue(moment + timedelta(hours=hours), self._hours)
        return min(until, moment), latest_overdue(moment, self._hours)

    def in_state(self, tenant: str, state: ReplyState, limit: int = 1_000) -> list[str]:
        """The ids of the feedback whose reply is in a state, the oldest feedback first."""
        return self._waiting.in_state(tenant, state, limit)

    def worst_without_text(self, scope: Scope, limit: int) -> list[Record]:
        """The worst feedback that waits and has no text yet."""
        rows = self._waiting.worst_without_text(scope, limit, until=self._clock())
        return self._feedback.by_rows(rows, scope)

    def stats(self, scope: Scope, now: datetime | None = None) -> ReplyStats:
        """How fast the negative feedback of a scope is answered; nothing gives values of None."""
        moment = now or self._clock()
        cut = latest_overdue(moment, self._hours)
        counts = self._waiting.counts(scope, until=moment, arrived_by=cut)
        done = self._waiting.answered(scope, until=moment)
        sent = [(each.time, each.sent) for each in done if each.sent and each.sent <= moment]
        hours = [(answered - time) / timedelta(hours=1) for time, answered in sent]
        punctual = sum(answered <= self.due(time) for time, answered in sent)
        unapproved = counts.overdue - sum(_is_late(each, cut) for each in done)
        approved = sum(
            each.approved <= self.due(each.time) for each in done if each.approved is not None
        )
        return ReplyStats(
            total=counts.total,
            waiting=counts.waiting,
            overdue=counts.overdue,
            states=counts.states,
            punctual=punctual,
            median_hours=median_interval(hours),
            in_time=wilson(punctual, len(sent) + counts.overdue),
            approved_in_time=wilson(approved, len(done) + unapproved),
        )

    def stood(self, scope: Scope, moment: datetime) -> Backlog:
        """How much waited at a moment, also a past one: what was sent, or closed without an
        answer, later than that waited then."""
        cut = latest_overdue(moment, self._hours)
        now = self._waiting.counts(scope, until=moment, arrived_by=cut)
        later = self._waiting.ended_after(scope, moment)
        late = sum(time <= cut for time in later)
        return Backlog(now.total, now.waiting + len(later), now.overdue + late)

    def backlog(self, scope: Scope, now: datetime) -> Backlog:
        """How much of the negative feedback of a scope waits and is overdue, of how much."""
        cut = latest_overdue(now, self._hours)
        counts = self._waiting.counts(scope, until=now, arrived_by=cut)
        return Backlog(counts.total, counts.waiting, counts.overdue)

    def answers_here(self, tenant: str) -> bool:
        """Whether the shop keeps its replies here: without one that was sent, nothing is known of
        how it answers."""
        return self._waiting.has_sent(tenant)

    def unanswered(self, scope: Scope, now: datetime) -> dict[str, int]:
        """How many overdue complaints each customer has; {} for a shop that answers elsewhere."""
        if not self.answers_here(scope.tenant):
            return {}
        cut = latest_overdue(now, self._hours)
        return self._waiting.overdue_by_customer(scope, until=now, arrived_by=cut)

    def _read(
        self, waiting: Sequence[Unanswered], scope: Scope, limit: int, moment: datetime
    ) -> list[Waiting]:
        rows = [each.row for each in first_of(waiting, self.due, limit)]
        begun = self._replies.of_rows(rows, scope.tenant)
        found = []
        for record in self._feedback.by_rows(rows, scope):
            due = self.due(record.feedback.time)
            reply = begun.get(record.row) or Reply(row=record.row, tenant=scope.tenant)
            found.append(Waiting(record, reply, due, due <= moment, self._risk(record)))
        return sorted(found, key=lambda each: not each.pressing)


def _is_late(each: Arrival, cut: datetime) -> bool:
    """Approved, but not sent, and past the deadline: such a one is among the overdue."""
    return each.state is ReplyState.APPROVED and each.time <= cut
