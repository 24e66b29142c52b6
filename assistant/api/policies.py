"""The shop's policies: its clauses, and the check of a reply against them."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from assistant.api.paths import PREFIX
from assistant.api.schemas import Body, Line
from assistant.api.visits import Agent, Viewer
from assistant.replies.policies.clauses import Clause

__all__ = ["router"]

router = APIRouter(prefix=f"{PREFIX}/policies", tags=["policies"])


class ClauseOut(BaseModel):
    """One rule of the shop; `text` by language."""

    id: str
    title: str
    text: dict[str, str]
    file: str

    @classmethod
    def of(cls, clause: Clause) -> "ClauseOut":
        return cls(id=clause.id, title=clause.title, text=dict(clause.text), file=clause.file)


class ClausesBody(BaseModel):
    """Policy clauses in the order of the files; of a search, nearest first."""

    items: list[ClauseOut]


class CheckBody(Body):
    """A reply that a person wrote, and the feedback that it answers."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"feedback_id": "T-1001", "body": "We refund you twice the price!"}]
        },
    )

    feedback_id: Annotated[Line, Field(min_length=1, max_length=200)]
    body: Annotated[Line, Field(max_length=20_000)]


class FindingOut(BaseModel):
    """One finding: an error must be mended before a reply goes out, a warning may stay."""

    check: str
    severity: str
    text: str


class FindingsBody(BaseModel):
    """Findings of the reply check, errors first; empty for a clean reply."""

    items: list[FindingOut]


@router.get("")
def list_(
    me: Viewer,
    q: Annotated[Line, Query(max_length=500, description="The clauses nearest to this.")] = "",
) -> ClausesBody:
    """List the clauses, or find those about something."""
    desk = me.app.replies.desk
    found = desk.clauses_about(q, 5) if q.strip() else desk.clauses
    return ClausesBody(items=[ClauseOut.of(clause) for clause in found])


@router.post("/check")
def check(body: CheckBody, me: Agent) -> FindingsBody:
    """Say what is wrong with a reply: promises that no clause backs, blame, personal data …"""
    record = me.app.records.get(body.feedback_id)
    found = me.app.replies.desk.check(body.body, record)
    items = [FindingOut.model_validate(each, from_attributes=True) for each in found]
    return FindingsBody(items=items)
