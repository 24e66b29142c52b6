from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from assistant.errors import NotFoundError
from assistant.models import Actor, Period, PlanState, Role
from assistant.store.audit import AuditLog
from assistant.store.database import Database
from assistant.store.plans import Plan, PlanStore

NOW = datetime(2026, 3, 13, 9, 30, tzinfo=UTC)
MEI, LEE = Actor("Mei", Role.AGENT), Actor("Lee", Role.MANAGER)
PLAN = Plan(
    title="Refunds within three days",
    measure="complaint_share",
    filters={"theme": ("returns_refunds",)},
    baseline=15.4,
    baseline_n=200,
    measured=Period(date(2026, 2, 12), date(2026, 3, 13)),
    target=12.0,
    achievable="a second clerk",
    relevant="the top complaint",
    owner="service",
    due=date(2026, 4, 10),
    feedback=("S1", "S2"),
)


def freely(_plan: Plan, _today: date) -> None:
    """Every step is allowed."""


def test_a_plan_comes_back_as_it_was_stored(database: Database) -> None:
    store = PlanStore(database)
    added = store.add(PLAN, MEI, "the weekly report", NOW, "shop")
    found = store.get(1, "shop")
    assert found == replace(added, filters={"theme": ["returns_refunds"]})
    assert (found.id, found.due, found.feedback) == ("P1", PLAN.due, PLAN.feedback)
    (event,) = found.history
    assert (event.who, event.reason, event.time, event.state) == (
        "Mei", "the weekly report", NOW, PlanState.PLAN,
    )  # fmt: skip


def test_history_keeps_every_step_in_order(database: Database) -> None:
    store = PlanStore(database)
    store.add(PLAN, MEI, "opened", NOW, "shop")
    for day, state in ((14, PlanState.DO), (20, PlanState.CHECK), (21, PlanState.PLAN)):
        store.move(1, state, LEE, f"because {day}", NOW.replace(day=day), "shop", freely)
    plan = store.get(1, "shop")
    assert [event.state for event in plan.history] == ["plan", "do", "check", "plan"]
    assert [event.reason for event in plan.history[1:]] == [f"because {d}" for d in (14, 20, 21)]
    assert plan.state is PlanState.PLAN
    assert plan.started == date(2026, 3, 14)


def test_tenants_have_numbers_of_their_own(database: Database) -> None:
    store = PlanStore(database)
    for tenant in ("a", "b", "a"):
        store.add(PLAN, MEI, "", NOW, tenant)
    assert [plan.id for plan in store.all("a")] == ["P1", "P2"]
    assert [plan.id for plan in store.all("b")] == ["P1"]
    store.move(1, PlanState.DO, MEI, "go", NOW, "b", freely)
    assert store.get(1, "a").state is PlanState.PLAN
    assert len(store.get(1, "a").history) == 1


def test_an_unknown_plan(database: Database) -> None:
    store = PlanStore(database)
    with pytest.raises(NotFoundError, match="P7"):
        store.get(7, "shop")
    with pytest.raises(NotFoundError, match="P7"):
        store.move(7, PlanState.DO, MEI, "", NOW, "shop", freely)
    with pytest.raises(NotFoundError, match="P7"):
        store.change(7, MEI, NOW, "shop", lambda plan: plan)


def test_the_audit_log_has_every_change_and_no_failed_one(database: Database) -> None:
    store = PlanStore(database)
    store.add(PLAN, MEI, "", NOW, "shop")
    store.change(1, LEE, NOW, "shop", lambda plan: replace(plan, owner="Lee"))
    store.move(1, PlanState.DO, MEI, "go", NOW, "shop", freely)
    with pytest.raises(NotFoundError):
        store.change(7, MEI, NOW, "shop", lambda plan: plan)
    found = [(e.action, e.actor, e.target) for e in AuditLog(database).page("shop", 9)]
    assert found == [
        ("plan.move", MEI, "P1"),
        ("plan.change", LEE, "P1"),
        ("plan.open", MEI, "P1"),
    ]
