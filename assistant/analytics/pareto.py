"""Which few themes make most of the dissatisfaction."""

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.analytics.intervals import check_counts
from assistant.errors import InvalidInputError

__all__ = ["ParetoPoint", "ParetoResult", "pareto"]


@dataclass(frozen=True, slots=True)
class ParetoPoint:
    """One theme on the curve; `share` and `cumulative` are 0…1 of all complaints."""

    theme: str
    count: int
    share: float
    cumulative: float


@dataclass(frozen=True, slots=True)
class ParetoResult:
    """The curve, largest theme first, and the few that reach the target share.

    `reached` is the share that `vital` really makes. No complaints: everything empty, reached
    None, n = 0.
    """

    curve: tuple[ParetoPoint, ...]
    vital: tuple[str, ...]
    reached: float | None
    n: int


def pareto(counts: Mapping[str, int], target: float = 0.8) -> ParetoResult:
    """The curve of complaints by theme and the smallest set of themes that makes `target`.

    `counts` are complaints (negative mentions) per theme; n is their sum, so a record that
    complains of two themes counts in both. Equal counts go by name. Source: J. M. Juran (1951),
    Quality Control Handbook.
    """
    if not 0 < target <= 1:
        raise InvalidInputError(f"A target share of {target} is not in 0-1; give for example 0.8.")
    n = check_counts(counts)
    curve: list[ParetoPoint] = []
    vital: list[str] = []
    running = 0
    for theme, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        if not count:
            continue
        # The slack forgives 0.1 * 30 > 3.
        if running < target * n - 1e-9:
            vital.append(theme)
        running += count
        curve.append(ParetoPoint(theme, count, count / n, running / n))
    reached = curve[len(vital) - 1].cumulative if vital else None
    return ParetoResult(tuple(curve), tuple(vital), reached, n)
