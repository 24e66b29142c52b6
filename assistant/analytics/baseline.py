"""What the past of a daily series lets one expect of a day, and how surely."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.analytics.daily import DailyMatrix

__all__ = ["Baseline", "baseline"]

WINDOW = 56
"""Days of the past that are read; older ones count less, by half every HALF_LIFE days."""
HALF_LIFE = 14.0
WEEK = 7
WEEKDAYS_FROM = 21
"""Days of history from which weekday factors are fitted."""
WEEKDAY_PRIOR = 10.0
"""Mentions with which a weekday factor is shrunk to 1."""
DISPERSION_PRIOR = 0.01
DISPERSION_DAYS = 14.0
"""Days with which the dispersion of a series is shrunk to that of all series."""
DISPERSION_CAUTION = 2.0
"""Standard errors added to the dispersion: a spread that is guessed too small alerts falsely."""
FIRST_DISPERSION = 0.1
OUTLIER = 4.0
"""Standard deviations beyond which a day of the past is cut."""
ROUNDS = 3
TINY = 1e-12

Array = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Baseline:
    """The predictive distribution of one day, per series.

    A negative binomial with `mean` and variance mean + mean² / size; `history` counts the days
    with data that it rests on.
    """

    mean: Array
    size: Array
    history: Array


def baseline(matrix: DailyMatrix, today: int) -> Baseline:
    """The baseline of the day at the index `today` for all series at once, from the days before
    it, at most 56."""
    window = slice(max(0, today - WINDOW), today)
    counts, exposure = matrix.counts[:, window], matrix.exposure[:, window]
    seen = exposure > 0
    history = seen.sum(axis=1)
    fresh = ~matrix.exposure[:, : window.start].any(axis=1, keepdims=True)
    seen = seen & ~(fresh & _first_part_day(counts, seen))
    if window.stop == 0:
        one = np.ones(len(history))
        return Baseline(one, one, history)
    age = today - np.arange(window.start, today)
    weights = 0.5 ** (age / HALF_LIFE) * seen
    weekdays = matrix.weekdays
    first = np.full(len(history), FIRST_DISPERSION)
    clipped = _clipped(counts, _typical(counts, exposure, seen), first)
    for _ in range(ROUNDS):
        factors = _weekday_factors(clipped, exposure, weights, weekdays[window], history)
        expected = exposure * factors[:, weekdays[window]]
        level = _level(clipped, expected, weights)
        fitted = level[:, None] * expected
        dispersion = _dispersion(clipped, fitted, seen, history)
        clipped = _clipped(counts, fitted, dispersion)
    factor = factors[:, weekdays[today]]
    mean = level * factor * np.maximum(matrix.exposure[:, today], TINY)
    effective = weights.sum(axis=1) ** 2 / np.maximum((weights**2).sum(axis=1), TINY)
    # A weekday factor rests on a seventh of the days.
    effective = np.maximum(np.where(history >= WEEKDAYS_FROM, effective / WEEK, effective), 1)
    typical = np.maximum(level * expected.sum(axis=1) / np.maximum(history, 1), TINY)
    uncertainty = (1 / typical + dispersion) / effective
    return Baseline(mean, 1 / (dispersion + uncertainty), history)


def _first_part_day(counts: Array, seen: Array) -> Array:
    """The first day of a record is seldom whole: left out below a quarter of the median day."""
    first: Array = seen & (seen.cumsum(axis=1) == 1)
    if not counts.shape[1]:
        return first
    return first & (counts < np.median(counts, axis=1, keepdims=True) / 4)


def _typical(counts: Array, exposure: Array, seen: Array) -> Array:
    """A first guess that outliers cannot move: the median day, half the mean where that is 0."""
    rates = np.divide(counts, exposure, out=np.zeros_like(counts), where=seen)
    mean = (counts * seen).sum(axis=1) / np.maximum((exposure * seen).sum(axis=1), TINY)
    level = np.maximum(np.median(rates, axis=1), mean / 2)
    guess: Array = level[:, None] * exposure
    return guess


def _clipped(counts: Array, fitted: Array, dispersion: Array) -> Array:
    """The counts, cut where they exceed the fit by four standard deviations."""
    sd = np.sqrt(fitted + dispersion[:, None] * fitted**2)
    clipped: Array = np.minimum(counts, fitted + OUTLIER * np.maximum(sd, 1))
    return clipped


def _level(counts: Array, expected: Array, weights: Array) -> Array:
    """Weighted counts per exposure; half a mention keeps a silent past from promising silence."""
    total = (weights * expected).sum(axis=1)
    level: Array = ((weights * counts).sum(axis=1) + 0.5 * weights.max(axis=1)) / np.maximum(
        total, TINY
    )
    return level


def _weekday_factors(
    counts: Array, exposure: Array, weights: Array, weekdays: Array, history: Array
) -> Array:
    """(series, 7) factors, shrunk to 1; 1 where there are fewer than three weeks."""
    onehot = (weekdays[:, None] == np.arange(WEEK)).astype(float)
    by_day = (weights * counts) @ onehot
    shares = (weights * exposure) @ onehot
    level = by_day.sum(axis=1) / np.maximum(shares.sum(axis=1), TINY)
    factors = (by_day + WEEKDAY_PRIOR) / (level[:, None] * shares + WEEKDAY_PRIOR)
    enough = (history >= WEEKDAYS_FROM)[:, None]
    return np.where(enough, factors, 1.0)


def _dispersion(counts: Array, fitted: Array, seen: Array, history: Array) -> Array:
    """The a of variance = mean + a · mean², by moments, shrunk to the prior."""
    parameters = np.where(history >= WEEKDAYS_FROM, WEEK, 1)
    spare = history / np.maximum(history - parameters, 1)
    excess = (seen * (counts - fitted) ** 2).sum(axis=1) * spare - (seen * fitted).sum(axis=1)
    squares = np.maximum((seen * fitted**2).sum(axis=1), TINY)
    moments = excess / squares
    # Series that say much about their dispersion lend it to those that do not.
    typical = squares / np.maximum((seen * fitted).sum(axis=1), TINY)
    says = history / (DISPERSION_PRIOR + 1 / np.maximum(typical, TINY)) ** 2
    common = max(DISPERSION_PRIOR, float((says * moments).sum() / max(says.sum(), TINY)))
    days = history + DISPERSION_DAYS
    shrunk = (history * np.maximum(moments, 0) + DISPERSION_DAYS * common) / days
    raised: Array = shrunk * (1 + DISPERSION_CAUTION * np.sqrt((2 + 6 * shrunk) / days))
    return raised
