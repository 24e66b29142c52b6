from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from threading import Barrier
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import InvalidInputError, NotFoundError
from assistant.models import Actor, Measure, Period, PlanState, Role, Scope
from assistant.plans.desk import PlanDesk
from assistant.plans.measures import RANGE, is_better, suggest_target
from assistant.plans.smart import Gap, find_gaps
from assistant.store.database import Database
from assistant.store.plans import Plan, PlanStore
from assistant.store.tallies import Tallies
from assistant.understanding.themes import Taxonomy
from tests.plans.shop import CHANGED, DAYS, fill

MEI, LEE = Actor("Mei", Role.AGENT), Actor("Lee", Role.AGENT)
BEGUN = datetime(CHANGED.year, CHANGED.month, CHANGED.day, 8, tzinfo=UTC)
DUE = CHANGED + timedelta(days=DAYS - 1)
BEFORE = Period(CHANGED - timedelta(days=DAYS), CHANGED - timedelta(days=1))
SCOPE = Scope(tenant="shop", period=BEFORE, theme=("returns_refunds",))


@pytest.fixture
def plans(database: Database, taxonomy: Taxonomy) -> PlanDesk:
    return PlanDesk(PlanStore(database), Tallies(database), taxonomy, "shop")


def begin(plans: PlanDesk, of: Measure = Measure.COMPLAINT_SHARE) -> Plan:
    drafted = plans.propose("Refunds within three days", SCOPE, CHANGED, of).plan
    drafted = replace(drafted, due=DUE, achievable="a second clerk", relevant="first complaint")
    plan = plans.open(drafted, MEI, "weekly report", BEGUN)
    return plans.move(plan.id, PlanState.DO, MEI, "agreed", BEGUN)


def test_a_proposal_is_measured(database: Database, plans: PlanDesk) -> None:
    fill(database, before=4, after=1)
    proposal = plans.propose("Refunds", SCOPE, CHANGED)
    assert (proposal.baseline.value, proposal.baseline.n) == (40.0, 280)
    assert proposal.plan.target == pytest.approx(32.0)
    assert proposal.plan.owner == "service"
    assert proposal.plan.due == CHANGED + timedelta(days=28)
    assert proposal.needed
    assert proposal.needed > 280


def test_an_empty_store_proposes_no_numbers(plans: PlanDesk) -> None:
    proposal = plans.propose("Refunds", SCOPE, CHANGED)
    assert (proposal.plan.baseline, proposal.plan.target, proposal.needed) == (None, None, None)
    assert Gap.NO_BASELINE in find_gaps(proposal.plan, CHANGED)


@pytest.mark.parametrize("of", list(Measure))
@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [(4, 1, "fixed"), (2, 5, "not_fixed")],
)
def test_the_verdict_when_due(
    database: Database, plans: PlanDesk, of: Measure, before: int, after: int, verdict: str
) -> None:
    fill(database, before, after)
    scope = (
        SCOPE if of is Measure.COMPLAINT_SHARE else replace(SCOPE, theme=(), product=("Kettle",))
    )
    drafted = replace(plans.propose("Refunds again", scope, CHANGED, of).plan, due=DUE, owner="x")
    plan = plans.open(drafted, MEI, "", BEGUN)
    plan = plans.move(plan.id, PlanState.DO, MEI, "agreed", BEGUN)
    checked = plans.check(plan, DUE)
    assert checked.outcome
    assert checked.outcome.verdict == verdict
    assert checked.outcome.target_reached is (verdict == "fixed")
    assert checked.period == Period(CHANGED, DUE)
    assert checked.outcome.before.n == checked.outcome.after.n == 280
    value = checked.outcome.difference.value
    assert value
    sign = -1 if of is Measure.COMPLAINT_SHARE else 1
    assert (value * sign > 0) is (verdict == "fixed")


def test_no_change_cannot_be_told(database: Database, plans: PlanDesk) -> None:
    fill(database, before=0, after=0)
    drafted = replace(plans.propose("Refunds again now", SCOPE, CHANGED).plan, due=DUE)
    plan = plans.open(drafted, MEI, "", BEGUN)
    assert Gap.TARGET_NO_BETTER in plans.check(plan, CHANGED).gaps


def test_the_test_looks_once(database: Database, plans: PlanDesk) -> None:
    fill(database, before=4, after=1)
    early = plans.check(begin(plans), DUE - timedelta(days=7))
    assert (early.outcome, early.is_due) == (None, False)
    assert early.now
    assert early.now.value == 10.0


class TestTheCycle:
    @pytest.fixture(autouse=True)
    def _filled(self, database: Database) -> None:
        fill(database, before=4, after=1)

    def test_goes_around(self, plans: PlanDesk) -> None:
        plan = begin(plans)
        for state in (PlanState.CHECK, PlanState.ACT, PlanState.PLAN):
            plan = plans.move(plan.id, state, LEE, "next", BEGUN)
        assert [event.state for event in plan.history] == ["plan", "do", "check", "act", "plan"]

    @pytest.mark.parametrize("state", [PlanState.ACT, PlanState.DO])
    def test_has_no_short_cuts(self, plans: PlanDesk, state: PlanState) -> None:
        plan = begin(plans)
        with pytest.raises(InvalidInputError, match="can go to check or plan"):
            plans.move(plan.id, state, LEE, "hurry", BEGUN)

    def test_wants_a_reason_and_a_name(self, plans: PlanDesk) -> None:
        plan = begin(plans)
        with pytest.raises(InvalidInputError, match="why"):
            plans.move(plan.id, PlanState.CHECK, LEE, " ", BEGUN)
        with pytest.raises(InvalidInputError, match="who"):
            plans.move(plan.id, PlanState.CHECK, Actor(" ", Role.AGENT), "due", BEGUN)
        assert len(plans.get(plan.id).history) == 2

    def test_what_cannot_be_judged_cannot_begin(self, plans: PlanDesk) -> None:
        drafted = replace(plans.propose("Refunds once more", SCOPE, CHANGED).plan, owner=None)
        plan = plans.open(drafted, MEI, "", BEGUN)
        with pytest.raises(InvalidInputError, match="no_owner"):
            plans.move(plan.id, PlanState.DO, MEI, "go", BEGUN)
        plans.change(plan.id, lambda plan: replace(plan, owner="Lee"), LEE, BEGUN)
        assert plans.move(plan.id, PlanState.DO, MEI, "go", BEGUN).owner == "Lee"

    def test_of_many_who_begin_it_at_once_one_does(self, plans: PlanDesk) -> None:
        drafted = replace(plans.propose("Refunds at once", SCOPE, CHANGED).plan, owner="Lee")
        plan = plans.open(drafted, MEI, "", BEGUN)
        together = Barrier(4)

        def begin_it(_: int) -> str:
            together.wait(20)
            try:
                return str(plans.move(plan.id, PlanState.DO, MEI, "go", BEGUN).state)
            except InvalidInputError:
                return "refused"

        with ThreadPoolExecutor(4) as threads:
            assert sorted(threads.map(begin_it, range(4))) == ["do", *["refused"] * 3]
        assert [event.state for event in plans.get(plan.id).history] == ["plan", "do"]

    def test_two_who_fill_in_other_fields_lose_nothing(self, plans: PlanDesk) -> None:
        plan = plans.open(plans.propose("Refunds by two", SCOPE, CHANGED).plan, MEI, "", BEGUN)

        def filled(before: Plan) -> Plan:
            return replace(before, relevant="money")

        plans.change(plan.id, lambda before: replace(before, achievable="a clerk"), LEE, BEGUN)
        after = plans.change(plan.id, filled, MEI, BEGUN)
        assert (after.achievable, after.relevant) == ("a clerk", "money")

    def test_a_due_day_passes_with_the_day_of_the_shop(self, url: str, taxonomy: Taxonomy) -> None:
        """At six in the evening in London it is the next day in Shanghai."""
        database = Database(url, ZoneInfo("Asia/Shanghai"))
        plans = PlanDesk(PlanStore(database), Tallies(database), taxonomy, "shop")
        drafted = plans.propose("Refunds in the east", SCOPE, CHANGED).plan
        due = replace(drafted, owner="Lee", due=CHANGED + timedelta(days=1))
        plan = plans.open(due, MEI, "", BEGUN)
        with pytest.raises(InvalidInputError, match="due_passed"):
            plans.move(plan.id, PlanState.DO, MEI, "go", BEGUN.replace(hour=18))
        assert plans.move(plan.id, PlanState.DO, MEI, "go", BEGUN).state is PlanState.DO
        database.close()

    def test_a_promise_stands(self, plans: PlanDesk) -> None:
        plan = begin(plans)
        with pytest.raises(InvalidInputError, match="was begun"):
            plans.change(plan.id, lambda plan: replace(plan, target=39.0), LEE, BEGUN)

    @pytest.mark.parametrize("target", [-1.0, 101.0])
    def test_an_impossible_target(self, plans: PlanDesk, target: float) -> None:
        drafted = replace(plans.propose("Refunds once more", SCOPE, CHANGED).plan, target=target)
        with pytest.raises(InvalidInputError, match="impossible"):
            plans.open(drafted, MEI, "", BEGUN)

    @pytest.mark.parametrize("written", ["P9", "9", "nine", "", "P-1"])
    def test_unknown_ids(self, plans: PlanDesk, written: str) -> None:
        with pytest.raises(NotFoundError):
            plans.get(written)

    def test_another_tenant_sees_nothing(
        self, database: Database, taxonomy: Taxonomy, plans: PlanDesk
    ) -> None:
        plan = begin(plans)
        another = PlanDesk(PlanStore(database), Tallies(database), taxonomy, "another")
        assert another.all() == []
        with pytest.raises(NotFoundError):
            another.get(plan.id)
        assert another.propose("Refunds", SCOPE, CHANGED).baseline.n == 0
        assert len(plans.all([PlanState.DO])) == 1
        assert plans.all([PlanState.ACT]) == []


COMPLETE = Plan(
    title="Refunds within three days",
    measure="complaint_share",
    filters={"theme": ("returns_refunds",)},
    baseline=20.0,
    baseline_n=500,
    measured=BEFORE,
    target=15.0,
    achievable="a clerk",
    relevant="money",
    owner="service",
    due=date(2026, 4, 1),
)


@pytest.mark.parametrize(
    ("fields", "gap"),
    [
        ({"title": "Better"}, Gap.TITLE_TOO_SHORT),
        ({"title": "改进服务"}, Gap.TITLE_TOO_SHORT),
        ({"filters": {}}, Gap.NO_SUBJECT),
        ({"baseline": None, "baseline_n": 0}, Gap.NO_BASELINE),
        ({"target": None}, Gap.NO_TARGET),
        ({"target": 20.0}, Gap.TARGET_NO_BETTER),
        ({"target": 25.0}, Gap.TARGET_NO_BETTER),
        ({"baseline_n": 99}, Gap.TOO_FEW_RECORDS),
        ({"achievable": " "}, Gap.NO_ACHIEVABLE),
        ({"relevant": ""}, Gap.NO_RELEVANT),
        ({"owner": None}, Gap.NO_OWNER),
        ({"due": None}, Gap.NO_DUE),
        ({"due": CHANGED}, Gap.DUE_PASSED),
    ],
)
def test_each_gap_alone(fields: dict[str, object], gap: Gap) -> None:
    assert find_gaps(COMPLETE, CHANGED, 100) == ()
    assert find_gaps(replace(COMPLETE, **fields), CHANGED, 100) == (gap,)  # type: ignore[arg-type]


@given(st.sampled_from(list(Measure)), st.floats(0, 1))
def test_a_suggested_target_is_better_and_possible(of: Measure, place: float) -> None:
    low, high = RANGE[of]
    baseline = low + place * (high - low)
    target = suggest_target(of, baseline)
    assert low <= target <= high
    best = low if of is Measure.COMPLAINT_SHARE else high
    if abs(baseline - best) > 1e-9:
        assert is_better(of, target, baseline)
        assert not is_better(of, baseline, target)
