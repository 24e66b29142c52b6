"""Action plans: proposed, opened, filled in, moved around the cycle, and checked."""

from datetime import date, datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, ConfigDict, Field

from assistant.api.paths import PREFIX
from assistant.api.schemas import Body, Day, Line, PeriodBody
from assistant.api.visits import Agent, Viewer, Visit
from assistant.models import Measure, PlanState
from assistant.plans.desk import PlanCheck
from assistant.services.plan_wishes import PlanWish
from assistant.store.plans import Plan
from prompts.wording import Wording

__all__ = ["router"]

router = APIRouter(prefix=f"{PREFIX}/plans", tags=["plans"])

PlanId = Annotated[str, Path(pattern=r"^[Pp]?[0-9]{1,9}$", examples=["P1"])]
Language = Annotated[Literal["en", "zh"], Query(description="Of the sentences.")]
AsOf = Annotated[Day | None, Query(description="The day that counts as today.")]
Name = Annotated[Line, Field(min_length=1, max_length=200)]
Names = Annotated[list[Name], Field(max_length=20, default_factory=list)]
Words = Annotated[Line, Field(max_length=1_000)]
Target = Annotated[float | None, Field(ge=-100, le=100, allow_inf_nan=False)]


class PlanIn(Body):
    """What is to change; target, owner, due day and baseline are suggested where left out."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "title": "Refunds within three days",
                    "themes": ["returns_refunds"],
                    "achievable": "A second clerk starts in April.",
                    "relevant": "The most frequent complaint.",
                    "due": "2026-04-30",
                }
            ]
        }
    )

    title: Annotated[Line, Field(min_length=1, max_length=200, pattern=r"\S")]
    themes: Names
    products: Names
    alert: Annotated[Name | None, Field(description="The subject of an open alert.")] = None
    measure: Measure = Measure.COMPLAINT_SHARE
    days: Annotated[int, Field(ge=1, le=366, description="Days of the baseline.")] = 30
    target: Target = None
    achievable: Words = ""
    relevant: Words = ""
    owner: Name | None = None
    due: Day | None = None
    feedback: Names

    def wish(self) -> PlanWish:
        lists = ("themes", "products", "feedback")
        given = {name: getattr(self, name) for name in type(self).model_fields}
        return PlanWish(**given | {name: tuple(given[name]) for name in lists})


class PlanChangeIn(Body):
    """What to fill in or correct before a plan is begun; `feedback` is added to what is there."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"owner": "Mei", "relevant": "The top complaint."}]}
    )

    target: Target = None
    achievable: Words | None = None
    relevant: Words | None = None
    owner: Name | None = None
    due: Day | None = None
    feedback: Annotated[list[Name] | None, Field(max_length=20)] = None


class MoveIn(Body):
    """The next state of a plan, and the reason."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"state": "do", "reason": "Agreed in the meeting."}]}
    )

    state: PlanState
    reason: Annotated[Line, Field(min_length=1, max_length=1_000, pattern=r"\S")]


class StepOut(BaseModel):
    """Who moved a plan where, when and why."""

    time: datetime
    who: str
    state: PlanState
    reason: str


class PlanBody(BaseModel):
    """A plan with its history."""

    id: str
    title: str
    state: PlanState
    measure: Measure
    filters: dict[str, list[str]]
    baseline: float | None
    baseline_n: int
    baseline_period: PeriodBody
    target: float | None
    achievable: str
    relevant: str
    owner: str | None
    due: date | None
    feedback: list[str]
    history: list[StepOut]

    @classmethod
    def of(cls, plan: Plan) -> "PlanBody":
        return cls.model_validate(plan.as_json())


class PlansBody(BaseModel):
    """Plans, oldest first."""

    items: list[PlanBody]


class ProposalBody(BaseModel):
    """A plan that is not stored; `low` and `high` bound its baseline, and a period needs
    `records_needed` records to show the target."""

    plan: PlanBody
    low: float | None
    high: float | None
    records_needed: int | None


class CheckOut(BaseModel):
    """What a plan lacks, where its measure stands, and the verdict when it is due."""

    id: str
    gaps: list[str]
    sentences: list[str]
    records_needed: int | None
    now: float | None
    n: int
    is_due: bool
    verdict: str | None
    before: float | None
    change: float | None
    target_reached: bool | None
    period: PeriodBody | None

    @classmethod
    def of(cls, checked: PlanCheck, wording: Wording) -> "CheckOut":
        sentences = [wording.word(gap, "plan_gaps") for gap in checked.gaps]
        return cls.model_validate(checked.as_json() | {"sentences": sentences})


class CheckedPlanBody(PlanBody):
    """A plan with its check."""

    check: CheckOut


@router.get("")
def list_(me: Viewer, state: Annotated[PlanState | None, Query()] = None) -> PlansBody:
    """List the plans, the oldest first."""
    found = me.app.plans.all([state] if state else ())
    return PlansBody(items=[PlanBody.of(plan) for plan in found])


@router.post("", status_code=201)
def open_(body: PlanIn, me: Agent, language: Language = "en") -> CheckedPlanBody:
    """Open a plan; it may still lack things, which its check names."""
    plan = me.app.plan_wishes.open(body.wish(), me.actor, me.app.today())
    return _checked(plan, me, None, language)


@router.post("/proposal")
def propose(body: PlanIn, me: Viewer) -> ProposalBody:
    """Measure the baseline of a plan and suggest its target; nothing is stored."""
    found = me.app.plan_wishes.propose(body.wish(), me.app.today())
    return ProposalBody(
        plan=PlanBody.of(found.plan),
        low=found.baseline.low,
        high=found.baseline.high,
        records_needed=found.needed,
    )


@router.get("/{plan_id}")
def get(
    plan_id: PlanId, me: Viewer, as_of: AsOf = None, language: Language = "en"
) -> CheckedPlanBody:
    """One plan with its history, what it lacks and where its measure stands."""
    plan = me.app.plans.get(plan_id)
    return _checked(plan, me, as_of, language)


@router.patch("/{plan_id}")
def change(
    plan_id: PlanId, body: PlanChangeIn, me: Agent, language: Language = "en"
) -> CheckedPlanBody:
    """Fill in or correct a plan that was not begun."""
    given = body.model_dump(exclude_none=True)
    plan = me.app.plan_wishes.change(plan_id, given, me.actor, me.app.today())
    return _checked(plan, me, None, language)


@router.post("/{plan_id}/moves")
def move(plan_id: PlanId, body: MoveIn, me: Agent, language: Language = "en") -> CheckedPlanBody:
    """Move a plan to its next state: plan, do, check, act, and back to plan."""
    now = me.app.clock()
    plan = me.app.plans.move(plan_id, body.state, me.actor, body.reason, now)
    return _checked(plan, me, None, language)


def _checked(plan: Plan, me: Visit, as_of: date | None, language: str) -> CheckedPlanBody:
    checked = me.app.plans.check(plan, as_of or me.app.today())
    told = CheckOut.of(checked, me.app.wording(language)).model_dump()
    return CheckedPlanBody.model_validate(plan.as_json() | {"check": told})
