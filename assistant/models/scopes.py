"""Which feedback a number rests on."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from typing import Any, Self

from assistant.models.labels import Emotion, Sentiment, Urgency

__all__ = [
    "APART",
    "ATTRIBUTES",
    "FIRST_DAY",
    "LAST_DAY",
    "NAMED",
    "OPEN_START",
    "SOURCE",
    "Period",
    "Scope",
]

FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2100, 1, 1)
"""What may count as today: calendars end, and sums of days must stay inside them."""

NAMED = ("product", "channel", "touchpoint", "segment")
"""Fields of a feedback whose values are names that the shop gives."""

SOURCE = "source"
"""The name of the source among the columns of `Scope.kept`: reviews, survey answers, tickets."""

ATTRIBUTES = ("product", "channel", "language", "touchpoint", "segment")
"""What feedback is told apart by besides its labels; of several values of several fields the first
field is meant."""

APART = " … "
"""Joins the pieces of a wording that need not stand side by side."""

OPEN_START = date(1970, 1, 1)
"""Where a period without a beginning begins; no feedback is older."""


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Whole days, both ends included."""

    start: date
    end: date

    @classmethod
    def last_days(cls, days: int, until: date) -> Self:
        """So many days, the last of them `until`."""
        return cls(until - timedelta(days=days - 1), until)

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1

    def shifted(self, days: int) -> Self:
        """The same length of time, moved by so many days."""
        step = timedelta(days=days)
        return replace(self, start=self.start + step, end=self.end + step)

    def before(self) -> Self:
        """The equally long period that ends the day before this one starts."""
        return self.shifted(-self.days)

    def as_json(self) -> dict[str, str]:
        return {"start": self.start.isoformat(), "end": self.end.isoformat()}

    @classmethod
    def from_json(cls, plain: Mapping[str, str]) -> Self:
        """What `as_json` wrote."""
        return cls(date.fromisoformat(plain["start"]), date.fromisoformat(plain["end"]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Which feedback a number rests on. An empty tuple or None does not restrict.

    The values of one field are alternatives, the fields restrict together. `words` are literal
    substrings of the text (or its title), any of which must occur; in one of several pieces that
    `APART` joins, each piece must, in any order. `stance` is the sentiment
    towards one of the themes in `theme`; alone it does not restrict. `nps` are answers from 0 to
    10. `kept` are values of columns that imports keep beside the fields, as `Branch=Berlin`; those
    of one column are alternatives. What names no product is not left out by `without_product`.
    `unique` leaves out near duplicates and placeholders.
    """

    tenant: str
    period: Period | None = None
    product: tuple[str, ...] = ()
    without_product: tuple[str, ...] = ()
    channel: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    touchpoint: tuple[str, ...] = ()
    segment: tuple[str, ...] = ()
    customer_id: tuple[str, ...] = ()
    order_id: tuple[str, ...] = ()
    theme: tuple[str, ...] = ()
    stance: tuple[Sentiment, ...] = ()
    without_theme: tuple[str, ...] = ()
    sentiment: tuple[Sentiment, ...] = ()
    emotion: tuple[Emotion, ...] = ()
    urgency: tuple[Urgency, ...] = ()
    rating: tuple[int, ...] = ()
    nps: tuple[int, ...] = ()
    words: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    unique: bool = False

    def filters(self) -> dict[str, Any]:
        """What restricts this scope besides tenant and period, as plain JSON."""
        given = {f.name: getattr(self, f.name) for f in fields(self)}
        return {
            name: value if isinstance(value, bool) else [str(each) for each in value]
            for name, value in given.items()
            if name not in ("tenant", "period") and value
        }
