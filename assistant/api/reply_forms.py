"""The bodies that the steps of a reply take and give."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from assistant.api.policies import FindingOut
from assistant.api.replies import Days
from assistant.api.schemas import Body, Line
from assistant.models import ReplyState, Trouble
from assistant.replies.draft import Tone, Writer
from assistant.replies.workflow.targets import TARGETS

__all__ = [
    "ApproveIn",
    "BulkBody",
    "BulkIn",
    "BulkOut",
    "DraftBody",
    "DraftIn",
    "EditIn",
    "ReasonIn",
    "RejectIn",
    "SendIn",
    "SentIn",
    "VersionIn",
]

MOST_AT_ONCE = 50
Version = Annotated[int, Field(ge=0, lt=2**31, description="The version that was read.")]
Why = Annotated[Line, Field(max_length=1_000)]
Reason = Annotated[Line, Field(min_length=1, max_length=1_000, pattern=r"\S")]


class DraftIn(Body):
    """How the draft should sound; the language is the customer's where it is left out."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"tone": "formal"}]})

    tone: Tone = Tone.WARM
    language: Literal["en", "zh"] | None = None


class BulkIn(Body):
    """How many of the worst that have no text yet."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"limit": 20, "days": 7}]})

    limit: Annotated[int, Field(ge=1, le=MOST_AT_ONCE)] = 20
    days: Days = 7
    tone: Tone = Tone.WARM


class EditIn(Body):
    """A person's text in the place of the version that was read."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"version": 1, "body": "Hello, we are sorry about the leak. …"}]
        }
    )

    version: Version
    body: Annotated[Line, Field(min_length=1, max_length=10_000, pattern=r"\S")]


class VersionIn(Body):
    """The version of the text that was read."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"version": 1}]})

    version: Version


class ApproveIn(VersionIn):
    """The version to approve; with a reason a manager may approve what a check calls an error."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"version": 2}]})

    reason: Why = ""


class RejectIn(VersionIn):
    """The version to turn down, with a reason."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"version": 2, "reason": "It promises too much."}]}
    )

    reason: Reason


class SentIn(VersionIn):
    """The version that was posted, and how it was posted."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"version": 3, "how": "by hand"}]})

    how: Why = ""


class SendIn(VersionIn):
    """The version to post; `target` is the service whose request the webhook gets."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"version": 3, "target": "plain"}]})

    target: Annotated[Line, Field(max_length=40, description=", ".join(TARGETS))] = "plain"


class ReasonIn(Body):
    """Body of a step that needs a reason."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"reason": "On leave today."}]})

    reason: Reason


class DraftBody(BaseModel):
    """A draft as it was kept. With `escalate` the body is an internal card and no reply; `notes`
    say in English and in Chinese what is `missing`; `trouble` says why the composer wrote it though
    there is a model."""

    feedback_id: str
    language: str
    body: str
    tone: Tone
    risk: str
    escalate: bool
    sources: list[str]
    missing: list[str]
    notes: dict[str, list[str]]
    findings: list[FindingOut]
    due_at: datetime
    written_by: Writer
    trouble: Trouble | None
    state: ReplyState
    version: int


class BulkOut(BaseModel):
    """What became of one feedback; `note` is its risk, or why it was skipped."""

    feedback_id: str
    outcome: Literal["drafted", "escalated", "skipped"]
    note: str


class BulkBody(BaseModel):
    """Drafts, worst first."""

    items: list[BulkOut]
