"""Corrections: what staff say a feedback means, where the reader erred."""

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Path
from pydantic import BaseModel, ConfigDict, Field

from assistant.api.paths import PREFIX
from assistant.api.schemas import Body, Line
from assistant.api.visits import Agent, Viewer
from assistant.models import Emotion, Sentiment, Urgency
from assistant.store.corrections import LabelChange

__all__ = ["router"]

router = APIRouter(prefix=f"{PREFIX}/feedback", tags=["feedback"])

Id = Annotated[str, Path(max_length=200)]


class CorrectionBody(Body):
    """The labels that are wrong; what is left out stays. `themes` are all themes of the text."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"sentiment": "negative", "themes": {"delivery": "negative"}}]
        },
    )

    sentiment: Sentiment | None = None
    emotion: Emotion | None = None
    urgency: Urgency | None = None
    themes: Annotated[dict[Line, Sentiment] | None, Field(max_length=50)] = None
    reason: Annotated[Line | None, Field(max_length=1_000)] = None


class ChangedBody(BaseModel):
    """The names of the labels that are different now."""

    changed: list[str]


class CorrectionOut(BaseModel):
    """One label that a person changed."""

    feedback_id: str
    time: datetime
    actor: str
    label: str
    was: Any
    value: Any
    reason: str | None


class CorrectionsBody(BaseModel):
    """Corrections of labels, latest first."""

    items: list[CorrectionOut]


@router.post("/{feedback_id:path}/corrections", status_code=201)
def correct(feedback_id: Id, body: CorrectionBody, me: Agent) -> ChangedBody:
    """Correct the labels of a feedback; the correction wins over every later reading."""
    change = LabelChange(
        sentiment=body.sentiment, emotion=body.emotion, urgency=body.urgency, themes=body.themes
    )
    changed = me.app.labelling.correct(feedback_id, change, me.actor, body.reason)
    return ChangedBody(changed=changed)


@router.get("/{feedback_id:path}/corrections")
def list_(feedback_id: Id, me: Viewer) -> CorrectionsBody:
    """The corrections of a feedback, the latest first."""
    known = me.app.records.get(feedback_id).feedback.id
    found = [each for each in me.app.labelling.corrections() if each.feedback_id == known]
    return CorrectionsBody(items=[CorrectionOut.model_validate(each.as_json()) for each in found])
