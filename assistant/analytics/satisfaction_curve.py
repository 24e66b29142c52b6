"""Loyalty over satisfaction: the flat middle (满意不敏感区) and what leaving it is worth."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from statistics import NormalDist
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.analytics.intervals import (
    ALPHA,
    Estimate,
    check_counts,
    mean_interval,
    normal_quantile,
    product_interval,
    wilson,
)
from assistant.analytics.theme_sets import Outcome
from assistant.models import SMALL_SAMPLE

__all__ = ["FEWEST_LEVELS", "CurvePoint", "FlatZone", "SatisfactionCurve", "satisfaction_curve"]

FEWEST = 10
"""A level of fewer customers carries no end of a slope."""

FEWEST_LEVELS = 4
"""With fewer levels of satisfaction there is no middle between two ends."""

_NORMAL = NormalDist()

Array = NDArray[Any]


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """Mean loyalty of the customers at one level of satisfaction."""

    satisfaction: float
    loyalty: Estimate

    @property
    def n(self) -> int:
        return self.loyalty.n


@dataclass(frozen=True, slots=True, kw_only=True)
class FlatZone:
    """The stretch where more satisfaction buys little loyalty.

    `low`…`high` are its bounds on the satisfaction scale; `slopes` are the loyalty gained per
    step of satisfaction below, within and above it; `customers` the share 0…1 inside, bounds
    included; `gain_each` the loyalty gained by a customer who moves to the top level,
    `gain_overall` the change of the whole score if all of them did.
    """

    low: float
    high: float
    slopes: tuple[Estimate, Estimate, Estimate]
    p_value: float
    customers: Estimate
    gain_each: Estimate
    gain_overall: Estimate


@dataclass(frozen=True, slots=True)
class SatisfactionCurve:
    """The points in ascending order; `zone` is None where the data show no flat middle.

    `correlation` is Pearson's, None under 30 customers or where either side is constant.
    """

    points: tuple[CurvePoint, ...]
    zone: FlatZone | None
    n: int = 0
    correlation: float | None = None


def satisfaction_curve(
    counts: Mapping[tuple[float, float], int],
    outcome: Outcome = Outcome.NPS,
) -> SatisfactionCurve:
    """Fit loyalty over satisfaction and look for a flat middle.

    `counts` is the joint histogram (satisfaction, loyalty) -> customers, loyalty being an NPS
    answer (points) or, with Outcome.MEAN, any number such as repurchase as 0/1. For each pair of
    inner levels a continuous line with these bends is fitted by least squares, once with straight
    ends and once with a bend more at the levels next to the pair; the surest pair is the zone if
    the middle is surely less steep than what is below and above it (one-sided tests with the
    sandwich covariance, the larger p of both, Bonferroni over the lines tried). Source: Heskett,
    Jones, Loveman, Sasser & Schlesinger (1994), Harvard Business Review 72(2), the "zone of
    indifference". Fewer than 4 levels of satisfaction or 30 customers: no zone; nor does a zone
    begin, end or lean on a level of fewer than 10 customers.
    """
    check_counts(counts)
    levels = sorted({s for (s, _), c in counts.items() if c})
    table = np.zeros((3, len(levels)))
    place = {level: i for i, level in enumerate(levels)}
    for (satisfaction, loyalty), count in counts.items():
        if count:
            y = outcome.points(loyalty)
            table[:, place[satisfaction]] += count, count * y, count * y * y
    sizes, sums, squares = table
    n = int(sizes.sum())
    points = tuple(
        CurvePoint(level, _mean(column))
        for level, column in zip(levels, table.T.tolist(), strict=True)
    )
    if n < SMALL_SAMPLE:
        return SatisfactionCurve(points, None, n)
    correlation = _correlation(np.array(levels), sizes, sums, squares)
    if len(levels) < FEWEST_LEVELS:
        return SatisfactionCurve(points, None, n, correlation)
    zone = _zone(levels, table, points)
    return SatisfactionCurve(points, zone, n, correlation)


def _mean(column: Sequence[float]) -> Estimate:
    n, total, squares = column
    mean = total / n
    sd = math.sqrt(max(0.0, squares - n * mean**2) / (n - 1)) if n > 1 else None
    return mean_interval(int(n), mean, sd)


def _correlation(x: Array, sizes: Array, sums: Array, squares: Array) -> float | None:
    n = sizes.sum()
    dx, mean_y = x - (sizes @ x) / n, sums.sum() / n
    spread = (sizes @ dx**2) * (squares.sum() - n * mean_y**2)
    return float((dx @ sums) / math.sqrt(spread)) if spread > 1e-12 else None


def _zone(levels: Sequence[float], table: Array, points: Sequence[CurvePoint]) -> FlatZone | None:
    bends = _candidates(levels, table[0].tolist())
    if not bends:
        return None
    fits = [_bent_line(np.array(levels), table, each) for each in bends]
    # By the statistic, not by p: p is 0 to the last bit where several lines fit well.
    excess = [
        min(_excess(slopes[end] - slopes[1], covariance, end) for end in (0, 2))
        for slopes, covariance in fits
    ]
    best = max(range(len(bends)), key=excess.__getitem__)
    p_value = min(1.0, _NORMAL.cdf(-excess[best]) * len(bends))
    if p_value >= ALPHA:
        return None
    slopes, covariance = fits[best]
    low, high = bends[best].low, bends[best].high
    z = normal_quantile()
    inside = [i for i, level in enumerate(levels) if low <= level <= high]
    total, n = table[:, inside].sum(axis=1).tolist(), int(table[0].sum())
    here, top = _mean(total), points[-1].loyalty
    customers = wilson(int(total[0]), n)
    each = _gain(here, top)
    share = customers.value or 0.0
    errors = np.sqrt(np.diag(covariance))
    below, within, above = (
        Estimate(s, s - z * e, s + z * e, n)
        for s, e in zip(slopes.tolist(), errors.tolist(), strict=True)
    )
    return FlatZone(
        low=low,
        high=high,
        slopes=(below, within, above),
        p_value=p_value,
        customers=customers,
        gain_each=each,
        gain_overall=product_interval(each, share, share * (1 - share) / n, here.n),
    )


@dataclass(frozen=True, slots=True)
class _Bends:
    """Where the line bends; `before` and `after` bound the ends that the middle is held against."""

    before: float
    low: float
    high: float
    after: float


def _candidates(levels: Sequence[float], sizes: Sequence[float]) -> list[_Bends]:
    """Every pair of inner levels, held against the whole ends and against the steps next to it:
    an end may be flat of its own, where the loyalty has reached the bottom of its scale."""
    place = {level: i for i, level in enumerate(levels)}
    found: dict[_Bends, None] = {}
    for low, high in combinations(levels[1:-1], 2):
        found[_Bends(levels[0], low, high, levels[-1])] = None
        found[_Bends(levels[place[low] - 1], low, high, levels[place[high] + 1])] = None
    known = {level for level, size in zip(levels, sizes, strict=True) if size >= FEWEST}
    return [b for b in found if {b.before, b.low, b.high, b.after} <= known]


def _bent_line(x: Array, table: Array, bends: _Bends) -> tuple[Array, Array]:
    """The slopes below, within and above, and their covariance."""
    sizes, sums, squares = table
    edges = [float(x[0]), bends.before, bends.low, bends.high, bends.after, float(x[-1])]
    columns = [np.clip(x, start, end) - start for start, end in pairwise(edges) if end > start]
    first = 1 + int(bends.before > x[0])
    design = np.column_stack([np.ones_like(x), *columns])
    inverse = np.linalg.pinv((design.T * sizes) @ design)
    line = inverse @ design.T @ sums
    fitted = design @ line
    residuals = np.maximum(0.0, squares - 2 * fitted * sums + sizes * fitted**2)
    covariance = inverse @ ((design.T * residuals) @ design) @ inverse
    three = slice(first, first + 3)
    return line[three], covariance[three, three]


def _excess(steeper: float, covariance: Array, end: int) -> float:
    """By how many standard errors the end is steeper than the middle."""
    variance = covariance[end, end] + covariance[1, 1] - 2 * covariance[end, 1]
    if variance <= 0:
        return math.inf if steeper > 0 else -math.inf
    return float(steeper) / math.sqrt(float(variance))


def _gain(here: Estimate, top: Estimate) -> Estimate:
    """top - here, independent groups; without bounds where one of them has none."""
    if here.value is None or top.value is None:
        return Estimate(None, None, None, 0)
    half = None
    if here.high is not None and top.high is not None:
        half = math.hypot(here.high - here.value, top.high - top.value)
    return _around(top.value - here.value, half, here.n)


def _around(value: float | None, half: float | None, n: int) -> Estimate:
    if value is None or half is None:
        return Estimate(value, None, None, n)
    return Estimate(value, value - half, value + half, n)
