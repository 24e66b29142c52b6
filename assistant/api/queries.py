"""Which feedback a request is about, as query parameters."""

from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from assistant.api.schemas import Day, Line
from assistant.errors import PeriodError
from assistant.models import Emotion, Period, Scope, Sentiment, Urgency
from assistant.tools.arguments import Dimension, PeriodArg, ScopeArgs
from assistant.tools.drivers import Score
from assistant.tools.measures import Metric
from assistant.tools.scores import RankBy

__all__ = [
    "ComparedQuery",
    "CsatQuery",
    "DriversQuery",
    "FeedbackQuery",
    "ScopeQuery",
    "ThemesQuery",
    "TopQuery",
    "TrendQuery",
    "period_of",
]

Names = Annotated[list[Annotated[Line, Field(max_length=300)]], Field(max_length=50)]
Stars = Annotated[int, Field(ge=1, le=5)]
PERIODS = (("period", "start", "end"), ("compare_to", "compare_start", "compare_end"))


class FeedbackQuery(BaseModel):
    """Filters of feedback: values of one name are alternatives, names restrict together."""

    model_config = ConfigDict(extra="forbid")

    start: Annotated[Day | None, Field(description="First day.")] = None
    end: Annotated[Day | None, Field(description="Last day, included.")] = None
    product: Annotated[Names, Field(examples=[["Kettle"]])] = []
    without_product: Names = []
    channel: Names = []
    language: Names = []
    touchpoint: Names = []
    segment: Names = []
    customer_id: Names = []
    order_id: Names = []
    theme: Annotated[Names, Field(examples=[["delivery"]])] = []
    stance: list[Sentiment] = []
    without_theme: Names = []
    sentiment: list[Sentiment] = []
    emotion: list[Emotion] = []
    urgency: list[Urgency] = []
    rating: list[Stars] = []
    nps: list[Annotated[int, Field(ge=0, le=10)]] = []
    words: Names = []
    kept: Annotated[Names, Field(description="`column=value` of columns that are no field.")] = []
    unique: Annotated[bool, Field(description="Leave near duplicates out.")] = False

    def scope(self, tenant: str, default: Period) -> Scope:
        """The scope in the store; where only one end is named, `default` gives the other.

        Raises PeriodError.
        """
        names = ScopeArgs.model_fields.keys() - {"period"}
        args = {name: getattr(self, name) for name in names}
        period = period_of(self.start or default.start, self.end or default.end)
        return ScopeArgs(period=period, **args).scope(tenant, default)


class ScopeQuery(FeedbackQuery):
    """No period means the last 30 days up to `as_of`, which is today where it is left out."""

    as_of: Annotated[Day | None, Field(description="The day that counts as today.")] = None

    def args(self) -> dict[str, Any]:
        """The arguments of a tool. Raises PeriodError for half a period or a reversed one."""
        plain: dict[str, Any] = self.model_dump(exclude_defaults=True, exclude={"as_of"})
        for name, start, end in PERIODS:
            if period := period_of(plain.pop(start, None), plain.pop(end, None), (start, end)):
                plain[name] = period.model_dump()
        return plain


class TopQuery(ScopeQuery):
    """A scope with the number of rows, and the period to compare with."""

    top: Annotated[int, Field(ge=1, le=20)] = 5
    compare_start: Day | None = None
    compare_end: Day | None = None


class ThemesQuery(TopQuery):
    """Themes by how often they are named."""


class ComparedQuery(ScopeQuery):
    """A scope split by a dimension and compared with a period (by default the one before)."""

    by: Dimension | None = None
    compare_start: Day | None = None
    compare_end: Day | None = None


class CsatQuery(ComparedQuery):
    """Query of /figures/csat; `rank_by` orders its groups."""

    rank_by: RankBy = RankBy.CSAT


class DriversQuery(ScopeQuery):
    """Query of /figures/drivers; `score` is what the themes move."""

    score: Score = Score.NPS


class TrendQuery(ScopeQuery):
    """Query of /figures/trends; `metric` is what is followed over time."""

    metric: Metric = Metric.NEGATIVE


def period_of(
    start: date | None, end: date | None, names: tuple[str, str] = ("start", "end")
) -> PeriodArg | None:
    """The period between two parameters of a query, called `names`; None where both are left out.

    Raises PeriodError for half a period or a reversed one.
    """
    if start is None and end is None:
        return None
    if start is None or end is None:
        first, last = names
        raise PeriodError(f"A period needs both {first} and {last}; give the other one too.")
    if end < start:
        raise PeriodError(f"The period ends ({end}) before it starts ({start}); swap the two.")
    return PeriodArg(start=start, end=end)
