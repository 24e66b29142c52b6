"""Replies: the queue of negative feedback, and what is read of it; `reply_steps` changes it."""

import io
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Path, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from assistant.api.paths import PREFIX
from assistant.api.policies import FindingOut
from assistant.api.visits import Viewer, Visit
from assistant.models import Period, ReplyState, Role, Scope
from assistant.replies.workflow.case import Case
from assistant.replies.workflow.table import write_csv

__all__ = ["CaseBody", "Days", "FeedbackId", "last_days", "router"]

router = APIRouter(prefix=f"{PREFIX}/replies", tags=["replies"])

Days = Annotated[int, Field(ge=1, le=366, description="How many days back to look.")]
FeedbackId = Annotated[str, Path(max_length=200)]


class QueueQuery(BaseModel):
    """Which part of the queue: all that waits, unless `overdue` or `due_within` narrows it."""

    model_config = ConfigDict(extra="forbid")

    overdue: Annotated[bool, Field(description="Only what is late.")] = False
    due_within: Annotated[
        float | None, Field(ge=0, le=720, description="Only what falls due within this many hours.")
    ] = None
    days: Days = 30
    limit: Annotated[int, Field(ge=1, le=200)] = 50


class WaitingOut(BaseModel):
    """A feedback that waits for an answer; a risk is why no template may answer it."""

    feedback_id: str
    time: datetime
    due_at: datetime
    overdue: bool
    risk: str
    urgency: str
    state: ReplyState
    version: int
    holder: str | None
    rating: float | None
    product: str | None
    channel: str | None
    text: str


class QueueBody(BaseModel):
    """Feedback that waits: what no template may answer comes first, then by deadline."""

    items: list[WaitingOut]


class ShareOut(BaseModel):
    """A value with its 95 % interval; null without data."""

    value: float | None
    low: float | None
    high: float | None
    n: int


class StatsBody(BaseModel):
    """How fast negative feedback is answered. What is overdue counts as late; shares in 0-1."""

    total: int
    waiting: int
    overdue: int
    states: dict[str, int]
    median_hours: ShareOut
    in_time: ShareOut
    approved_in_time: ShareOut


class VersionOut(BaseModel):
    """A text as it once was; `drafted` where no person wrote it."""

    number: int
    author: str
    drafted: bool
    time: datetime
    body: str
    details: dict[str, object]


class EventOut(BaseModel):
    """One step: who, what, when and why."""

    time: datetime
    actor: str
    role: Role
    action: str
    state: ReplyState
    text: int | None
    reason: str


class CaseBody(BaseModel):
    """A feedback with all that was done about it. Whoever changes the text names `version`."""

    feedback_id: str
    text: str
    time: datetime
    due_at: datetime
    risk: str
    state: ReplyState
    version: int
    holder: str | None
    body: str
    findings: list[FindingOut]
    versions: list[VersionOut]
    events: list[EventOut]

    @classmethod
    def of(cls, case: Case) -> "CaseBody":
        return cls.model_validate(case.as_json())


class CsvResponse(Response):
    """The table of approved replies for a spreadsheet."""

    media_type = "text/csv"


def last_days(me: Visit, days: int) -> Scope:
    """All feedback of the visitor's shop of the last days, today included."""
    return Scope(tenant=me.app.tenant, period=Period.last_days(days, me.app.today()))


@router.get("")
def list_(query: Annotated[QueueQuery, Query()], me: Viewer) -> QueueBody:
    """List negative feedback that waits for an answer."""
    scope, queue = last_days(me, query.days), me.app.replies.queue
    found = queue.waiting(scope, query.limit, overdue=query.overdue, due_within=query.due_within)
    return QueueBody(items=[WaitingOut.model_validate(each.as_json()) for each in found])


@router.get("/stats")
def stats(me: Viewer, days: Annotated[Days, Query()] = 30) -> StatsBody:
    """How fast negative feedback is answered."""
    found = me.app.replies.queue.stats(last_days(me, days))
    return StatsBody.model_validate(found.as_json())


@router.get("/export", response_class=CsvResponse)
def export(me: Viewer) -> CsvResponse:
    """The approved texts as CSV (at most 1,000, the oldest first), to be posted by hand; changes
    nothing. Cells that a spreadsheet would take for a formula begin with an apostrophe."""
    table = io.StringIO(newline="")
    write_csv(me.app.replies.approved(), table)
    name = {"Content-Disposition": 'attachment; filename="hearken-replies.csv"'}
    return CsvResponse(table.getvalue().encode("utf-8-sig"), headers=name)


@router.get("/{feedback_id:path}")
def show(feedback_id: FeedbackId, me: Viewer) -> CaseBody:
    """A feedback with its reply, every version of the text and every step."""
    return CaseBody.of(me.app.replies.show(feedback_id))
