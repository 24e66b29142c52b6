"""The desk of action plans: a measured baseline, the cycle, and the verdict when due."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, timedelta
from typing import Any

from assistant.analytics.intervals import Estimate
from assistant.errors import InvalidInputError, NotFoundError
from assistant.models import Actor, Measure, Period, PlanState, Scope
from assistant.plans.measures import (
    RANGE,
    Outcome,
    compare,
    measure,
    needed_n,
    suggest_target,
)
from assistant.plans.smart import Gap, find_gaps
from assistant.store.plans import Plan, PlanStore
from assistant.store.tallies import Tallies
from assistant.understanding.themes import Taxonomy

__all__ = ["MOVES", "PlanCheck", "PlanDesk", "Proposal"]

DAYS_TO_DUE = 28
MOST_DAYS = 60
MOVES = {
    PlanState.PLAN: (PlanState.DO,),
    PlanState.DO: (PlanState.CHECK, PlanState.PLAN),
    PlanState.CHECK: (PlanState.ACT, PlanState.PLAN),
    PlanState.ACT: (PlanState.PLAN,),
}
"""Plan, do, check, act, and back to plan: after a failed check or for the next round."""

BLOCKING = frozenset(
    {
        Gap.NO_BASELINE,
        Gap.NO_TARGET,
        Gap.TARGET_NO_BETTER,
        Gap.NO_OWNER,
        Gap.NO_DUE,
        Gap.DUE_PASSED,
    }
)
"""Without these nobody could say later whether the plan worked."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A plan that is not stored yet, its baseline with the interval, and how many records a
    period needs to show the target (None without data)."""

    plan: Plan
    baseline: Estimate
    needed: int | None


@dataclass(frozen=True, slots=True)
class PlanCheck:
    """What a plan lacks, and where its measure stands. `now` is None for a plan not begun, and
    `outcome` until it is due: the test looks once."""

    plan: Plan
    gaps: tuple[Gap, ...]
    needed: int | None
    now: Estimate | None = None
    outcome: Outcome | None = None
    is_due: bool = False
    period: Period | None = None

    def as_json(self) -> dict[str, Any]:
        outcome = self.outcome
        return {
            "id": self.plan.id,
            "gaps": [str(gap) for gap in self.gaps],
            "records_needed": self.needed,
            "now": self.now.value if self.now else None,
            "n": self.now.n if self.now else 0,
            "is_due": self.is_due,
            "verdict": str(outcome.verdict) if outcome else None,
            "before": outcome.before.value if outcome else None,
            "change": outcome.difference.value if outcome else None,
            "target_reached": outcome.target_reached if outcome else None,
            "period": self.period.as_json() if self.period else None,
        }


class PlanDesk:
    """Reads and writes the plans of one tenant; days and moments come from the caller."""

    def __init__(self, store: PlanStore, tallies: Tallies, taxonomy: Taxonomy, tenant: str) -> None:
        self._store = store
        self._tallies = tallies
        self._taxonomy = taxonomy
        self._tenant = tenant

    def propose(
        self, title: str, scope: Scope, today: date, of: Measure = Measure.COMPLAINT_SHARE
    ) -> Proposal:
        """A plan about a scope: baseline over its period, a suggested target, the owner of its
        first theme, and four weeks of time."""
        scope = replace(scope, tenant=self._tenant)
        assert scope.period is not None
        baseline = measure(self._tallies, of, scope)
        target = None if baseline.value is None else suggest_target(of, baseline.value)
        needed = None if target is None else needed_n(self._tallies, of, scope, target)
        known = self._taxonomy.get(scope.theme[0]) if scope.theme else None
        plan = Plan(
            title=title,
            measure=of,
            filters=scope.filters(),
            baseline=baseline.value,
            baseline_n=baseline.n,
            measured=scope.period,
            target=target,
            owner=known.owner if known else None,
            due=today + timedelta(days=DAYS_TO_DUE),
        )
        return Proposal(plan, baseline, needed)

    def open(self, plan: Plan, who: Actor, reason: str, now: datetime) -> Plan:
        """Store a plan; it may still lack things, `move` to do is what asks for them.

        Raises InvalidInputError without a title or a name.
        """
        if not plan.title.strip():
            raise InvalidInputError("A plan needs a title that says what is to change.")
        _check_target(plan)
        return self._store.add(plan, _named(who), reason, now, self._tenant)

    def move(self, plan_id: str, state: PlanState, who: Actor, reason: str, now: datetime) -> Plan:
        """The next state of a plan, with who moved it and why.

        Raises InvalidInputError for a step that the cycle does not have, without a reason, and
        for beginning a plan that could not be judged later; NotFoundError for an unknown plan.
        """
        number, actor = _number(plan_id), _named(who)

        def allow(plan: Plan, today: date) -> None:
            _check_step(plan, state, reason, today)

        return self._store.move(number, state, actor, reason, now, self._tenant, allow)

    def change(
        self, plan_id: str, decide: Callable[[Plan], Plan], who: Actor, now: datetime
    ) -> Plan:
        """Store what `decide` makes of a plan as it now is; its state moves by `move` alone.

        Raises InvalidInputError for one that was begun: its promise stands; and for a target that
        the measure cannot have; NotFoundError for an unknown plan.
        """

        def changed(plan: Plan) -> Plan:
            if plan.state is not PlanState.PLAN:
                raise InvalidInputError(f"{plan.id} was begun; move it back to plan to change it.")
            after = decide(plan)
            _check_target(after)
            return after

        return self._store.change(_number(plan_id), _named(who), now, self._tenant, changed)

    def get(self, plan_id: str) -> Plan:
        """One plan by its id. Raises NotFoundError."""
        return self._store.get(_number(plan_id), self._tenant)

    def all(self, states: Sequence[PlanState] = ()) -> list[Plan]:
        """The plans, the oldest first."""
        return [p for p in self._store.all(self._tenant) if not states or p.state in states]

    def check(self, plan: Plan, today: date) -> PlanCheck:
        """What a plan lacks, where its measure stands since it began, and when it is due whether
        it worked: the days since the start against as many before, at most 60."""
        of = Measure(plan.measure)
        begun = plan.started if plan.state is not PlanState.PLAN else None
        scope = _scope(plan, self._tenant)
        needed = None
        if plan.target is not None:
            needed = needed_n(self._tallies, of, scope, plan.target)
        gaps = find_gaps(plan, today, needed)
        if begun is not None:
            gaps = tuple(gap for gap in gaps if gap is not Gap.DUE_PASSED)
        if begun is None or begun > today:
            return PlanCheck(plan, gaps, needed)
        is_due = plan.due is not None and plan.due <= today
        last = min(today, plan.due or today, begun + timedelta(days=MOST_DAYS - 1))
        after = Period(begun, max(last, begun))
        now = replace(scope, period=after)
        if not is_due:
            reached = measure(self._tallies, of, now)
            return PlanCheck(plan, gaps, needed, reached, None, False, after)
        before = replace(scope, period=after.before())
        outcome = compare(self._tallies, of, before, now, plan.target)
        return PlanCheck(plan, gaps, needed, outcome.after, outcome, True, after)


def _number(plan_id: str) -> int:
    digits = plan_id.strip().upper().removeprefix("P")
    if not digits.isdecimal():
        raise NotFoundError(f"There is no plan {plan_id!r}; `hearken plans list` shows them.")
    return int(digits)


def _check_step(plan: Plan, state: PlanState, reason: str, today: date) -> None:
    if state not in MOVES[plan.state]:
        allowed = " or ".join(MOVES[plan.state])
        raise InvalidInputError(
            f"{plan.id} stands at {plan.state} and can go to {allowed}, not to {state}."
        )
    if not reason.strip():
        raise InvalidInputError(f"Say why {plan.id} moves to {state}; a plan keeps the reasons.")
    if state is not PlanState.DO:
        return
    if gaps := [gap for gap in find_gaps(plan, today) if gap in BLOCKING]:
        raise InvalidInputError(
            f"{plan.id} cannot be begun before it can be measured "
            f"({', '.join(gaps)}); `hearken plans check {plan.id}` says what it lacks."
        )


def _scope(plan: Plan, tenant: str) -> Scope:
    """The feedback of a plan's baseline."""
    known = {f.name for f in fields(Scope)}
    filters: dict[str, Any] = {k: tuple(v) for k, v in plan.filters.items() if k in known}
    if "rating" in filters:
        filters["rating"] = tuple(int(star) for star in filters["rating"])
    return Scope(tenant=tenant, period=plan.measured, **filters)


def _check_target(plan: Plan) -> None:
    low, high = RANGE[Measure(plan.measure)]
    if plan.target is not None and not low <= plan.target <= high:
        raise InvalidInputError(
            f"A target of {plan.target:g} for {plan.measure} is impossible; give one in "
            f"{low:g} to {high:g}."
        )


def _named(who: Actor) -> Actor:
    if not who.name.strip():
        raise InvalidInputError("Say who acts: a plan keeps the names of those who moved it.")
    return Actor(who.name.strip(), who.role)
