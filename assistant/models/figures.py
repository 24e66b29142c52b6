"""What computations return: figures and citations, and the ledger of one turn."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from assistant.models.scopes import Period

__all__ = ["SMALL_SAMPLE", "Citation", "Figure", "Ledger"]

SMALL_SAMPLE = 30
"""Below this many records every share and mean carries a warning."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One computed number, or a name that a computation chose.

    `n` is how many records it rests on; `low` and `high` bound the 95 % interval where there is
    one. No data has the value None and n = 0. `tool` is the place of the call that computed it
    among the tools of its answer.
    """

    name: str
    value: float | str | None
    unit: str = ""
    n: int = 0
    low: float | None = None
    high: float | None = None
    period: Period | None = None
    filters: Mapping[str, Any] = field(default_factory=dict)
    tool: int | None = None

    def as_json(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "value": self.value,
            "unit": self.unit,
            "n": self.n,
            "low": self.low,
            "high": self.high,
            "period": self.period.as_json() if self.period else None,
            "filters": dict(self.filters),
            "tool": self.tool,
        }

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> Self:
        """What `as_json` wrote."""
        period = plain.get("period")
        return cls(**{**plain, "period": Period.from_json(period) if period else None})


@dataclass(frozen=True, slots=True)
class Citation:
    """A feedback that a sentence rests on; `quote` is verbatim."""

    id: str
    quote: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """All figures and citations that the tools returned in one turn.

    `texts` are whole texts that a tool wrote and checked itself, such as a reply draft.
    """

    figures: tuple[Figure, ...] = ()
    citations: tuple[Citation, ...] = ()
    texts: tuple[str, ...] = ()

    def __add__(self, other: "Ledger") -> "Ledger":
        return Ledger(
            self.figures + other.figures,
            self.citations + other.citations,
            self.texts + other.texts,
        )
