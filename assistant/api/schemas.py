"""The bodies that several routes take and give."""

from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from assistant.models import FIRST_DAY, LAST_DAY

__all__ = ["AnswerBody", "AskBody", "Body", "Day", "FigureBody", "Line", "PeriodBody", "Problem"]


def _without_nul(text: str) -> str:
    return text.replace("\0", "")


Line = Annotated[str, AfterValidator(_without_nul)]
"""A text; NUL, which no database takes, is left out."""

Day = Annotated[date, Field(ge=FIRST_DAY, le=LAST_DAY, examples=["2026-03-13"])]


class Body(BaseModel):
    """What a request carries; names that are not known are refused."""

    model_config = ConfigDict(extra="forbid")


class AskBody(Body):
    """A question; with a conversation, its next turn."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"question": "what are customers angry about this week"},
                {"question": "各渠道NPS", "as_of": "2026-03-13", "conversation": "monday-meeting"},
            ]
        },
    )

    question: Annotated[Line, Field(min_length=1, max_length=4_000, pattern=r"\S")]
    as_of: Day | None = None
    conversation: Annotated[str | None, Field(max_length=64, pattern=r"^[A-Za-z0-9_-]+$")] = None
    id: Annotated[Line, Field(max_length=200)] = ""


class PeriodBody(BaseModel):
    """Whole days, both included."""

    start: date
    end: date


class ToolBody(BaseModel):
    """A tool that ran, with its arguments."""

    name: str
    args: dict[str, Any]


class FigureBody(BaseModel):
    """One computed number."""

    name: str
    value: float | str | None
    unit: str
    n: int
    low: float | None
    high: float | None
    period: PeriodBody | None
    filters: dict[str, Any]
    tool: int | None = None


class AnswerBody(BaseModel):
    """The answer to a question."""

    id: str
    question: str
    language: str
    answer: str
    verified: bool
    mode: str
    planned_by: str = ""
    tools: list[ToolBody]
    figures: list[FigureBody]
    citations: list[str]
    suggestions: list[str]
    elapsed_ms: int
    as_of: date | None = None


class Problem(BaseModel):
    """What went wrong (RFC 9457); `detail` is one plain sentence."""

    type: str
    title: str
    status: int
    detail: str
