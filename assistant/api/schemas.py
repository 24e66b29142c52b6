"""The bodies that the API takes and gives."""

from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

__all__ = ["AnswerBody", "AskBody", "Health"]


class AskBody(BaseModel):
    """A question; with a conversation, its next turn."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"question": "what are customers angry about this week"}]},
    )

    question: Annotated[str, Field(min_length=1, max_length=4_000)]
    as_of: date | None = None
    conversation: Annotated[str | None, Field(max_length=64, pattern=r"^[\w-]+$")] = None
    id: Annotated[str, Field(max_length=200)] = ""


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


class AnswerBody(BaseModel):
    """The answer to a question."""

    id: str
    question: str
    language: str
    answer: str
    verified: bool
    mode: str
    tools: list[ToolBody]
    figures: list[FigureBody]
    citations: list[str]
    suggestions: list[str]
    elapsed_ms: int


class Health(BaseModel):
    """Whether the service works, and how much it holds."""

    status: str
    feedback: int
    pending: int
