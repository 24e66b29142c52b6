"""Bands of a number that stands in a column: an age, a weight, an amount."""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

__all__ = ["NUMBER", "Band"]

NUMBER = re.compile(r"\d{1,6}(?:\.\d+)?")
"""How a measure is written; longer ones are ids."""

_ONE_SIDED = re.compile(rf"([≤≥])({NUMBER.pattern})")
_TWO_SIDED = re.compile(rf"({NUMBER.pattern})–({NUMBER.pattern})")


@dataclass(frozen=True, slots=True)
class Band:
    """The numbers from `low` to `high`, both included; infinite where it is open."""

    low: float = -math.inf
    high: float = math.inf

    @classmethod
    def read(cls, value: str) -> Self | None:
        """The band that a value of a column names, as `≤35`, `36–53` or `≥54`; None for others."""
        if match := _TWO_SIDED.fullmatch(value):
            return cls(float(match[1]), float(match[2]))
        if match := _ONE_SIDED.fullmatch(value):
            number = float(match[2])
            return cls(high=number) if match[1] == "≤" else cls(low=number)
        return None

    @classmethod
    def splitting(cls, numbers: Iterable[float], bands: int) -> list[Self]:
        """So many bands, or fewer, that each hold as many of the different numbers, the first and
        the last open; empty for fewer numbers than bands."""
        rows = sorted(set(numbers))
        if len(rows) < bands:
            return []
        starts = [rows[len(rows) * n // bands] for n in range(bands)]
        lasts = [rows[len(rows) * n // bands - 1] for n in range(1, bands)]
        whole = all(number == int(number) for number in rows)
        lows = [last + 1 if whole else start for last, start in zip(lasts, starts[1:], strict=True)]
        return [cls(*ends) for ends in zip((-math.inf, *lows), (*lasts, math.inf), strict=True)]

    def __str__(self) -> str:
        """As `read` takes it."""
        if math.isinf(self.low):
            return f"≤{self.high:.10g}"
        return f"≥{self.low:.10g}" if math.isinf(self.high) else f"{self.low:.10g}–{self.high:.10g}"
