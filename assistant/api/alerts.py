"""Open alerts."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel

from assistant.api.paths import PREFIX
from assistant.api.schemas import Day
from assistant.api.visits import Viewer

__all__ = ["router"]

router = APIRouter(prefix=f"{PREFIX}/alerts", tags=["alerts"])


class SpreadOut(BaseModel):
    """How far an alert reaches."""

    channels: int
    customers: int


class AlertOut(BaseModel):
    """A surge or a safety report, with its 12-hour clock."""

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
    """The worst first."""

    items: list[AlertOut]


@router.get("")
def list_(
    me: Viewer,
    as_of: Annotated[Day | None, Query(description="The day that counts as today.")] = None,
) -> AlertsBody:
    """The alerts of the last seven days, the worst first."""
    found = me.app.alerting.open_json(as_of)
    return AlertsBody(items=[AlertOut.model_validate(each) for each in found])
