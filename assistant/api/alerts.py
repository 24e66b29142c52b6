"""Open alerts and their checklists."""

from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from assistant.api.paths import PREFIX
from assistant.api.schemas import Body, Day, Line
from assistant.api.visits import Agent, Viewer
from assistant.services.alert_checklists import CheckedStep

__all__ = ["router"]

router = APIRouter(prefix=f"{PREFIX}/alerts", tags=["alerts"])

Key = Annotated[Line, Field(min_length=1, max_length=500)]
Language = Annotated[Literal["en", "zh"], Query(description="Of the steps.")]


class SpreadOut(BaseModel):
    """How far an alert reaches."""

    channels: int
    customers: int


class AlertOut(BaseModel):
    """A surge or a safety report, with its 12-hour clock; `key` names it."""

    key: str
    kind: str
    subject: str
    severity: str
    first_seen: datetime
    observed: float
    expected: float | None
    respond_by: datetime
    status: str
    spread: SpreadOut
    terms: list[str]


class AlertsBody(BaseModel):
    """Open alerts, worst first."""

    items: list[AlertOut]


class StepOut(BaseModel):
    """One step, with who ticked it and when."""

    id: str
    part: Literal["prevention", "response", "communication", "review"]
    text: str
    done: bool
    who: str | None
    time: datetime | None


class ChecklistBody(BaseModel):
    """The steps in the order of the plan."""

    key: str
    items: list[StepOut]


class TickIn(Body):
    """Which step of which alert is done, or is not after all."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"key": "theme:delivery:2026-03-12", "step": "answer", "done": True}]
        }
    )

    key: Key
    step: Annotated[Line, Field(min_length=1, max_length=32)]
    done: bool = True


@router.get("")
def list_(
    me: Viewer,
    as_of: Annotated[Day | None, Query(description="The day that counts as today.")] = None,
) -> AlertsBody:
    """The alerts of the last seven days, the worst first."""
    found = me.app.alerting.open(as_of or me.app.today())
    items = [AlertOut.model_validate({"key": each.key, **each.as_json()}) for each in found]
    return AlertsBody(items=items)


@router.get("/checklist")
def checklist(me: Viewer, key: Annotated[Key, Query()], language: Language = "en") -> ChecklistBody:
    """What is to be done about an open alert, and what of it was ticked by whom."""
    lists = me.app.alerting.checklists
    return _body(key, lists.of(lists.open(key)), language)


@router.put("/checklist")
def tick(body: TickIn, me: Agent, language: Language = "en") -> ChecklistBody:
    """Tick a step of an open alert, or take the tick back; returns the list as it then stands."""
    found = me.app.alerting.checklists.tick(body.key, body.step, me.actor, done=body.done)
    return _body(body.key, found, language)


def _body(key: str, steps: list[CheckedStep], language: str) -> ChecklistBody:
    return ChecklistBody(
        key=key, items=[StepOut.model_validate(each.as_json(language)) for each in steps]
    )
