"""The level of a daily series, its weekly pattern and the days on which it changed."""

import itertools
import math
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.analytics.beta import f_tail
from assistant.analytics.daily import DailyMatrix, DailySeries, align
from assistant.analytics.intervals import Estimate, t_quantile

__all__ = ["PENALTY", "ChangePoint", "Trend", "TrendWarning", "trend"]

PENALTY = 4.0
"""A change must gain PENALTY · ln(days) in twice the log likelihood."""

_MIN_SEGMENT = 7
_MIN_WEEKS = 3
_WEEK = 7

Array = NDArray[Any]


class TrendWarning(StrEnum):
    """What could not be looked for."""

    NO_DATA = "no_data"
    SHORT_FOR_WEEKDAYS = "short_for_weekdays"
    SHORT_FOR_CHANGES = "short_for_changes"


@dataclass(frozen=True, slots=True)
class ChangePoint:
    """The first day of a new level, and the levels before and after it."""

    day: date
    before: float
    after: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """What a daily series shows.

    `level` is the mean per day (a share 0…1 for a series with totals) since the last change.
    `weekday_factors` are the seven multiples of the level, Monday first; None unless the pattern
    is beyond chance. n is the sum of the counts, `days` the days with data.
    """

    level: Estimate
    weekday_factors: tuple[float, ...] | None
    change_points: tuple[ChangePoint, ...]
    warnings: tuple[TrendWarning, ...]
    n: int
    days: int


def trend(series: DailySeries, confidence: float = 0.95) -> Trend:
    """Level, weekly pattern and change points of one series.

    The counts are taken as overdispersed Poisson with mean level · weekday factor · exposure.
    Weekday factors need 3 weeks and are kept where their F test shows more than chance at 1 %.
    Change points minimise the Poisson deviance over dispersion plus PENALTY · ln(days) each, by
    PELT (Killick, Fearnhead & Eckley 2012, JASA 107, 1590-1598), with at least 7 days between
    two; at most one quiet series in 25 shows a change (measured on 30 to 730 days).
    The level's interval is Student's over the days, taken as independent of each other.
    """
    if not series.days:
        return _nothing()
    matrix = align([series])
    seen = matrix.exposure[0] > 0
    y, exposure = matrix.counts[0, seen], matrix.exposure[0, seen]
    if not y.size:
        return _nothing()
    at = np.flatnonzero(seen)
    weekdays = matrix.weekdays[seen]
    warnings = []
    cuts: list[int] = []
    if y.size < 2 * _MIN_SEGMENT:
        warnings.append(TrendWarning.SHORT_FOR_CHANGES)
    else:
        cuts = _changes(y, exposure * _factors(y, exposure, weekdays))
    factors = None
    if y.size < _MIN_WEEKS * _WEEK:
        warnings.append(TrendWarning.SHORT_FOR_WEEKDAYS)
    else:
        factors = _weekly_pattern(y, exposure * _levels(y, exposure, cuts), weekdays)
    bounds = [0, *cuts, int(y.size)]
    levels = [float(y[a:b].sum() / exposure[a:b].sum()) for a, b in itertools.pairwise(bounds)]
    return Trend(
        level=_level(y[bounds[-2] :], exposure[bounds[-2] :], confidence),
        weekday_factors=factors,
        change_points=tuple(
            _change_point(matrix, int(at[cut]), before, after)
            for cut, before, after in zip(cuts, levels, levels[1:], strict=False)
        ),
        warnings=tuple(warnings),
        n=int(y.sum()),
        days=int(y.size),
    )


def _nothing() -> Trend:
    return Trend(
        level=Estimate(None, None, None, 0),
        weekday_factors=None,
        change_points=(),
        warnings=(TrendWarning.NO_DATA,),
        n=0,
        days=0,
    )


def _change_point(matrix: DailyMatrix, index: int, before: float, after: float) -> ChangePoint:
    return ChangePoint(matrix.day(index), before, after)


def _level(y: Array, exposure: Array, confidence: float) -> Estimate:
    """Sum of counts over sum of exposures, with the spread of the days around it."""
    total = float(exposure.sum())
    level = float(y.sum()) / total
    if y.size < 2:
        return Estimate(level, None, None, int(y.sum()))
    squares = float(((y - level * exposure) ** 2).sum()) * y.size / (y.size - 1)
    half = t_quantile(confidence, y.size - 1) * math.sqrt(squares) / total
    return Estimate(level, max(0.0, level - half), level + half, int(y.sum()))


def _levels(y: Array, exposure: Array, cuts: list[int]) -> Array:
    """The level of each day's segment."""
    levels = np.empty_like(y)
    bounds = [0, *cuts, int(y.size)]
    for a, b in itertools.pairwise(bounds):
        levels[a:b] = y[a:b].sum() / exposure[a:b].sum()
    return levels


def _weekly_pattern(y: Array, expected: Array, weekdays: Array) -> tuple[float, ...] | None:
    """Weekday factors where their F test over the days' residuals is below 1 %."""
    by_day = np.bincount(weekdays, weights=expected, minlength=_WEEK)
    if by_day.min() <= 0:
        return None
    factors = np.bincount(weekdays, weights=y, minlength=_WEEK) / by_day
    fitted = expected * factors[weekdays]
    scale = np.sqrt(np.maximum(expected, 1e-12))
    within = (((y - fitted) / scale) ** 2).sum() / (y.size - _WEEK)
    between = (((fitted - expected) / scale) ** 2).sum() / (_WEEK - 1)
    if within <= 0 or f_tail(between / within, _WEEK - 1, int(y.size) - _WEEK) >= 0.01:
        return None
    return tuple(factors.tolist())


def _factors(y: Array, exposure: Array, weekdays: Array) -> Array:
    """Each day's weekday factor, from the ratio to the week around it; 1 for short series."""
    if y.size < _MIN_WEEKS * _WEEK:
        return np.ones_like(y)
    kernel = np.ones(_WEEK)
    around = np.convolve(y, kernel, "same") / np.convolve(exposure, kernel, "same")
    factors = _weekly_pattern(y, np.maximum(around * exposure, 1e-12), weekdays)
    return np.ones_like(y) if factors is None else np.maximum(np.array(factors)[weekdays], 0.05)


def _changes(y: Array, expected: Array) -> list[int]:
    """First indices of new segments, by PELT on the Poisson deviance over its dispersion."""
    n = y.size
    dispersion = _dispersion(y, expected)
    sums = np.concatenate([[0.0], np.cumsum(y)])
    shares = np.concatenate([[0.0], np.cumsum(expected)])
    penalty = PENALTY * math.log(n)
    best = np.full(n + 1, np.inf)
    best[0] = -penalty
    last = np.zeros(n + 1, dtype=int)
    starts = np.array([0])
    for end in range(_MIN_SEGMENT, n + 1):
        fresh = end - _MIN_SEGMENT
        if fresh >= _MIN_SEGMENT:
            starts = np.append(starts, fresh)
        count, share = sums[end] - sums[starts], shares[end] - shares[starts]
        rate = np.divide(count, share, out=np.ones_like(count), where=count > 0)
        costs = best[starts] - 2 * count * np.log(rate) / dispersion
        least = int(np.argmin(costs))
        best[end] = costs[least] + penalty
        last[end] = starts[least]
        starts = starts[costs <= best[end]]
    cuts: list[int] = []
    end = n
    while last[end] > 0:
        end = int(last[end])
        cuts.append(end)
    return cuts[::-1]


def _dispersion(y: Array, expected: Array) -> float:
    """Variance over mean, from neighbouring days so that a change of level hardly counts."""
    pair = expected[1:] + expected[:-1]
    together = y[1:] + y[:-1]
    difference = y[1:] * expected[:-1] - y[:-1] * expected[1:]
    variance = together * expected[1:] * expected[:-1]
    squares = np.divide(difference**2, variance, out=np.zeros_like(pair), where=variance > 0)
    # Cut at 9 so that the jump itself does not hide the change.
    used = squares[variance > 0]
    return (
        max(1.0, float(np.minimum(used, 9 * max(1.0, np.median(used))).mean()))
        if used.size
        else 1.0
    )
