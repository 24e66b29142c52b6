"""The typed arguments that tools share; whatever is not named here is refused."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from assistant.models import LAST_DAY, OPEN_START, Emotion, Period, Scope, Sentiment, Urgency

__all__ = [
    "Arguments",
    "BoundArg",
    "ComparedArgs",
    "Day",
    "Dimension",
    "Names",
    "PeriodArg",
    "ScopeArgs",
    "Side",
    "TopArgs",
]


def _reckonable(day: date) -> date:
    return min(max(day, OPEN_START), LAST_DAY)


Day = Annotated[date, AfterValidator(_reckonable)]
"""A day between OPEN_START and LAST_DAY: nothing lies beyond them, and "since the year 1", which
models write for all time, has no equally long period before it."""
Names = Annotated[list[str], Field(default_factory=list, max_length=50)]


class Arguments(BaseModel):
    """What a tool takes, or a part of it."""

    # Built at the first use: a question uses a few of forty.
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class Dimension(StrEnum):
    """What figures can be split by; `day_kind` sets weekends beside the days from Monday to
    Friday."""

    PRODUCT = "product"
    CHANNEL = "channel"
    LANGUAGE = "language"
    TOUCHPOINT = "touchpoint"
    SEGMENT = "segment"
    RATING = "rating"
    DAY = "day"
    WEEKDAY = "weekday"
    DAY_KIND = "day_kind"
    CUSTOMER = "customer_id"


class PeriodArg(Arguments):
    """Whole days, both included."""

    start: Day
    end: Day

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.end < self.start:
            raise ValueError(f"the period ends ({self.end}) before it starts ({self.start})")
        return self

    def period(self) -> Period:
        return Period(self.start, self.end)

    @classmethod
    def of(cls, period: Period) -> Self:
        return cls(start=period.start, end=period.end)


class Side(StrEnum):
    """On which side of a bound a number lies."""

    ABOVE = "above"
    AT_LEAST = "at_least"
    BELOW = "below"
    AT_MOST = "at_most"


class BoundArg(Arguments):
    """Which groups are asked for: those whose number lies on this side of a value."""

    side: Side
    value: float

    def holds(self, number: float) -> bool:
        """Whether a number lies on the side that is asked for."""
        if self.side in (Side.ABOVE, Side.AT_MOST):
            return (number > self.value) == (self.side == Side.ABOVE)
        return (number >= self.value) == (self.side == Side.AT_LEAST)


class ScopeArgs(Arguments):
    """Which feedback; an empty list does not restrict. No period means the last 30 days."""

    period: PeriodArg | None = None
    product: Names
    without_product: Names
    channel: Names
    language: Names
    touchpoint: Names
    segment: Names
    customer_id: Names
    order_id: Names
    theme: Names
    stance: Annotated[list[Sentiment], Field(default_factory=list)]
    without_theme: Names
    sentiment: Annotated[list[Sentiment], Field(default_factory=list)]
    emotion: Annotated[list[Emotion], Field(default_factory=list)]
    urgency: Annotated[list[Urgency], Field(default_factory=list)]
    rating: Annotated[list[Annotated[int, Field(ge=1, le=5)]], Field(default_factory=list)]
    nps: Annotated[list[Annotated[int, Field(ge=0, le=10)]], Field(default_factory=list)]
    words: Names
    kept: Names
    unique: bool = False

    def scope(self, tenant: str, default: Period) -> Scope:
        """The scope that these arguments describe, over `default` where they name no period."""
        return Scope(
            tenant=tenant,
            period=self.period.period() if self.period else default,
            product=tuple(self.product),
            without_product=tuple(self.without_product),
            channel=tuple(self.channel),
            language=tuple(self.language),
            touchpoint=tuple(self.touchpoint),
            segment=tuple(self.segment),
            customer_id=tuple(self.customer_id),
            order_id=tuple(self.order_id),
            theme=tuple(self.theme),
            stance=tuple(self.stance),
            without_theme=tuple(self.without_theme),
            sentiment=tuple(self.sentiment),
            emotion=tuple(self.emotion),
            urgency=tuple(self.urgency),
            rating=tuple(self.rating),
            nps=tuple(self.nps),
            words=tuple(self.words),
            kept=tuple(self.kept),
            unique=self.unique,
        )


class ComparedArgs(ScopeArgs):
    """A scope, what to split it by, which of the groups are asked for (`least`: those with so many
    records), and the period to compare with (the one before, if unsaid)."""

    by: Dimension | None = None
    bound: BoundArg | None = None
    least: Annotated[int, Field(ge=1, le=1_000_000)] = 1
    compare_to: PeriodArg | None = None


class TopArgs(ScopeArgs):
    """A scope and how many rows of it to give."""

    top: Annotated[int, Field(ge=1, le=20)] = 5
    compare_to: PeriodArg | None = None
