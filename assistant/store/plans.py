"""Action plans with their history: who moved which plan where, when and why."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from assistant.errors import NotFoundError
from assistant.models import Actor, Period, PlanState
from assistant.store.audit import note
from assistant.store.database import Database
from assistant.store.tables import plan, plan_event

__all__ = ["Plan", "PlanEvent", "PlanStore"]

FIXED = ("number", "state")


@dataclass(frozen=True, slots=True)
class PlanEvent:
    """One step of a plan. `day` is its day in the configured time zone."""

    time: datetime
    day: date
    who: str
    state: PlanState
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is to change, by which measure, from where to where, by whom and when.

    `filters` restrict the feedback that the measure is taken of, as in `Scope.filters`. `baseline`
    was measured over `measured` on `baseline_n` records; None where there were none. `number` is
    0 until the plan is stored.
    """

    title: str
    measure: str
    filters: Mapping[str, Sequence[str]]
    baseline: float | None
    baseline_n: int
    measured: Period
    target: float | None = None
    achievable: str = ""
    relevant: str = ""
    owner: str | None = None
    due: date | None = None
    feedback: tuple[str, ...] = ()
    state: PlanState = PlanState.PLAN
    number: int = 0
    history: tuple[PlanEvent, ...] = ()

    @property
    def id(self) -> str:
        """What users call it: P1, P2 …"""
        return f"P{self.number}"

    @property
    def started(self) -> date | None:
        """The day on which the change began last, None for a plan that was not begun."""
        days = [event.day for event in self.history if event.state is PlanState.DO]
        return days[-1] if days else None

    @property
    def is_done(self) -> bool:
        """Whether it went once around and its result is the new standard."""
        return self.state is PlanState.ACT

    def as_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "title": self.title,
            "state": str(self.state),
            "measure": self.measure,
            "filters": {name: list(values) for name, values in self.filters.items()},
            "baseline": self.baseline,
            "baseline_n": self.baseline_n,
            "baseline_period": self.measured.as_json(),
            "target": self.target,
            "achievable": self.achievable,
            "relevant": self.relevant,
            "owner": self.owner,
            "due": self.due.isoformat() if self.due else None,
            "feedback": list(self.feedback),
            "history": [
                {
                    "time": event.time.isoformat(),
                    "who": event.who,
                    "state": str(event.state),
                    "reason": event.reason,
                }
                for event in self.history
            ],
        }


class PlanStore:
    """The plans of a tenant. A plan is never deleted and its history only grows; each change goes
    into the audit log in its own transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, new: Plan, who: Actor, reason: str, now: datetime, tenant: str) -> Plan:
        """Store a plan under the next number, with the first event of its history."""
        with self._database.write() as connection:
            mine = plan.c.tenant == tenant
            last = connection.scalar(select(func.max(plan.c.number)).where(mine)) or 0
            kept = replace(new, number=last + 1, state=PlanState.PLAN)
            connection.execute(insert(plan).values(tenant=tenant, **_values(kept)))
            event = PlanEvent(now, self._database.day(now), who.name, PlanState.PLAN, reason)
            _add_event(connection, kept.number, 1, event, tenant)
            note(connection, tenant, now, who, "plan.open", kept.id)
        return replace(kept, history=(event,))

    def move(
        self,
        number: int,
        state: PlanState,
        who: Actor,
        reason: str,
        now: datetime,
        tenant: str,
        allow: Callable[[Plan, date], None],
    ) -> Plan:
        """Give a plan another state. Raises NotFoundError, and what `allow` does.

        `allow` gets the plan as it is under the writers' lock and the day of `now`, and raises for
        a step that may not be taken.
        """
        with self._database.write() as connection:
            allow(self._one(connection, number, tenant), self._database.day(now))
            mine = (plan.c.tenant == tenant, plan.c.number == number)
            connection.execute(update(plan).where(*mine).values(state=state))
            events = (plan_event.c.tenant == tenant, plan_event.c.number == number)
            last = connection.scalar(select(func.max(plan_event.c.place)).where(*events)) or 0
            event = PlanEvent(now, self._database.day(now), who.name, state, reason)
            _add_event(connection, number, last + 1, event, tenant)
            note(connection, tenant, now, who, "plan.move", f"P{number}", {"state": state})
        return self.get(number, tenant)

    def change(
        self, number: int, who: Actor, now: datetime, tenant: str, decide: Callable[[Plan], Plan]
    ) -> Plan:
        """Store the fields of a plan anew, but for its state. Raises NotFoundError, and what
        `decide` does.

        `decide` gets the plan as it is under the writers' lock and gives what it is to be.
        """
        with self._database.write() as connection:
            changed = decide(self._one(connection, number, tenant))
            mine = (plan.c.tenant == tenant, plan.c.number == number)
            kept = {name: v for name, v in _values(changed).items() if name not in FIXED}
            connection.execute(update(plan).where(*mine).values(**kept))
            note(connection, tenant, now, who, "plan.change", f"P{number}")
        return self.get(number, tenant)

    def get(self, number: int, tenant: str) -> Plan:
        """One plan with its history. Raises NotFoundError."""
        with self._database.read() as connection:
            return self._one(connection, number, tenant)

    def all(self, tenant: str) -> list[Plan]:
        """Every plan with its history, the oldest first."""
        with self._database.read() as connection:
            return self._plans(connection, tenant)

    def _one(self, connection: Connection, number: int, tenant: str) -> Plan:
        found = self._plans(connection, tenant, plan.c.number == number)
        if not found:
            raise NotFoundError(
                f"There is no plan P{number}; `hearken plans list` shows the plans."
            )
        return found[0]

    def _plans(self, connection: Connection, tenant: str, *conditions: Any) -> list[Plan]:
        query = select(plan).where(plan.c.tenant == tenant, *conditions).order_by(plan.c.number)
        rows = connection.execute(query).all()
        numbers = [row.number for row in rows]
        events = select(plan_event).where(
            plan_event.c.tenant == tenant, plan_event.c.number.in_(numbers)
        )
        history: dict[int, list[PlanEvent]] = {number: [] for number in numbers}
        for each in connection.execute(events.order_by(plan_event.c.place)):
            day, state = self._database.day(each.time), PlanState(each.state)
            event = PlanEvent(each.time, day, each.who, state, each.reason)
            history[each.number].append(event)
        return [_plan(row, tuple(history[row.number])) for row in rows]


def _add_event(
    connection: Connection, number: int, place: int, event: PlanEvent, tenant: str
) -> None:
    connection.execute(
        insert(plan_event).values(
            tenant=tenant,
            number=number,
            place=place,
            time=event.time,
            who=event.who,
            state=event.state,
            reason=event.reason,
        )
    )


def _values(of: Plan) -> dict[str, Any]:
    return {
        "number": of.number,
        "title": of.title,
        "state": of.state,
        "measure": of.measure,
        "filters": {name: list(values) for name, values in of.filters.items()},
        "baseline": of.baseline,
        "baseline_n": of.baseline_n,
        "baseline_start": of.measured.start,
        "baseline_end": of.measured.end,
        "target": of.target,
        "achievable": of.achievable,
        "relevant": of.relevant,
        "owner": of.owner,
        "due": of.due,
        "feedback": list(of.feedback),
    }


def _plan(row: Row[Any], history: tuple[PlanEvent, ...]) -> Plan:
    return Plan(
        number=row.number,
        title=row.title,
        state=PlanState(row.state),
        measure=row.measure,
        filters=row.filters,
        baseline=row.baseline,
        baseline_n=row.baseline_n,
        measured=Period(row.baseline_start, row.baseline_end),
        target=row.target,
        achievable=row.achievable,
        relevant=row.relevant,
        owner=row.owner,
        due=row.due,
        feedback=tuple(row.feedback),
        history=history,
    )
