"""What people think of answers: thumbs, one for each turn of a conversation."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Path
from pydantic import BaseModel, ConfigDict, Field

from assistant.api.conversations import Id
from assistant.api.paths import PREFIX
from assistant.api.schemas import Body, Line
from assistant.api.visits import Agent, Viewer

__all__ = ["router"]

router = APIRouter(prefix=PREFIX, tags=["conversations"])


class VerdictIn(Body):
    """A thumb up or down, with a reason if there is one."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"good": False, "reason": "I meant last week."}]}
    )

    good: bool
    reason: Annotated[Line, Field(max_length=1_000)] = ""


class VerdictOut(BaseModel):
    """A thumb for the turn `number` of a conversation, from 1."""

    conversation: str
    number: int
    question: str
    good: bool
    reason: str
    actor: str
    time: datetime


class VerdictsBody(BaseModel):
    """Verdicts on answers, latest first."""

    items: list[VerdictOut]


@router.put("/conversations/{conversation}/turns/{number}/verdict", status_code=204)
def give(
    conversation: Id,
    number: Annotated[int, Path(ge=1, le=1_000_000)],
    body: VerdictIn,
    me: Agent,
) -> None:
    """Say whether an answer was good; a later verdict replaces the earlier one."""
    app = me.app
    app.verdicts.give(conversation, number, body.good, body.reason, me.actor, app.clock())


@router.get("/verdicts")
def list_(me: Viewer) -> VerdictsBody:
    """List what people thought of answers, the latest first."""
    found = me.app.verdicts.all()
    return VerdictsBody(
        items=[VerdictOut.model_validate(each, from_attributes=True) for each in found]
    )
