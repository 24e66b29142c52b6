"""Is today more than the past explains? Surges against a seasonal baseline.

Baseline: level · weekday factor · exposure from the last 56 days at most, older ones fading with a
half-life of 14 days; weekday factors from 21 days on, shrunk to 1; outliers of the past cut at 4
standard deviations, so that an old surge does not hide a new one; a first day that is plainly not
whole left out. The count of the day is negative binomial: its dispersion is that of the history,
shrunk to that of all series and raised by two standard errors, plus the uncertainty of the
baseline itself.

An alert: P(at least so many) < alpha and at least MIN_COUNT mentions. The false alarms of a year
are shared out evenly among the kinds and, within a kind, among its series, so that a hundred
products do not drown a theme: alpha = false_alarms_per_year / (365.25 · kinds · series of the
kind). After Farrington et al. (1996), JRSS A 159, 547-563, Noufaily et al. (2013), Statistics in
Medicine 32, 1206-1222, and the weighted Bonferroni rule of Holm (1979), Scand. J. Statistics 6,
65-70.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.analytics.baseline import Baseline, baseline
from assistant.analytics.daily import DailyMatrix, DailySeries, align
from assistant.analytics.distributions import negative_binomial_tail
from assistant.errors import InvalidInputError
from assistant.models import Urgency

__all__ = [
    "FALSE_ALARMS_PER_YEAR",
    "MIN_COUNT",
    "MIN_HISTORY",
    "Scan",
    "Surge",
    "scan",
]

FALSE_ALARMS_PER_YEAR = 12.0
"""So many alerts a year may come by chance, over all series together."""

MIN_HISTORY = 5
"""Days of history below which nothing but a safety term alerts."""

MIN_COUNT = 3
"""Fewer mentions than this are no surge, however rare the subject."""

_RUN_GAP = 2
_CRITICAL_RATIO, _CRITICAL_COUNT = 5.0, 20
_HIGH_RATIO = 2.5
_DAYS_PER_YEAR = 365.25

Array = NDArray[Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Surge:
    """One series on one day beyond its baseline.

    `first_seen` is the first day of the run that this day ends. `expected` is the baseline's
    mean, None for a safety term without history; `p_value` the chance of so many mentions
    without a cause. `history` counts the days that the baseline rests on.
    """

    kind: str
    subject: str
    day: date
    first_seen: date
    observed: int
    expected: float | None
    p_value: float | None
    severity: Urgency
    history: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """What a scan found, in order of the days, worst first within a day.

    `tested` counts the tests, `expected_false_alarms` sums their levels: so many alerts are to be
    expected by chance at most. `not_enough_history` names the series that could not be tested on
    the last day.
    """

    surges: tuple[Surge, ...]
    tested: int
    expected_false_alarms: float
    not_enough_history: tuple[tuple[str, str], ...]


def scan(
    series: Sequence[DailySeries],
    first: date | None = None,
    last: date | None = None,
    false_alarms_per_year: float = FALSE_ALARMS_PER_YEAR,
) -> Scan:
    """Test each series on each day from `first` to `last` against the days before it.

    Both days are included; without them all days are tested. Series with fewer than MIN_HISTORY
    days before a day are not tested on it; a safety series alerts at one mention, always. Raises
    InvalidInputError for a number of false alarms outside 0-365.
    """
    _check_rate(false_alarms_per_year)
    series = [s for s in series if s.days]
    if not series:
        return Scan(surges=(), tested=0, expected_false_alarms=0.0, not_enough_history=())
    levels = _levels(series, false_alarms_per_year / _DAYS_PER_YEAR)
    matrix = align(series)
    begin = 0 if first is None else max(0, matrix.index(first))
    end = matrix.days - 1 if last is None else min(matrix.days - 1, matrix.index(last))
    safety = np.array([s.safety for s in series])
    found: list[Surge] = []
    runs: dict[int, Surge] = {}
    tested, expected, ready = 0, 0.0, ~safety
    for today in range(begin, end + 1):
        past = baseline(matrix, today)
        ready = (past.history >= MIN_HISTORY) & (matrix.exposure[:, today] > 0) & ~safety
        tested += int(ready.sum())
        expected += float(levels[ready].sum())
        found_today = []
        for row in np.flatnonzero(_suspects(matrix.counts[:, today], past, ready, safety)).tolist():
            surge = _judge(series[row], matrix, today, row, past, levels[row], runs.get(row))
            if surge:
                runs[row] = surge
                found_today.append(surge)
        found += sorted(found_today, key=_worst_first)
    late = ~ready & ~safety
    names = tuple((s.kind, s.subject) for s, is_late in zip(series, late, strict=True) if is_late)
    return Scan(
        surges=tuple(found),
        tested=tested,
        expected_false_alarms=expected,
        not_enough_history=names,
    )


def _check_rate(false_alarms_per_year: float) -> None:
    if not 0 < false_alarms_per_year <= _DAYS_PER_YEAR:
        raise InvalidInputError(
            f"{false_alarms_per_year} false alarms a year is out of range; give more than 0 and "
            "at most 365."
        )


def _levels(series: Sequence[DailySeries], per_day: float) -> Array:
    """The level of each series: the day's budget, even over kinds and within a kind."""
    sizes = Counter(s.kind for s in series if not s.safety)
    return np.array(
        [0.0 if s.safety else per_day / (len(sizes) * sizes[s.kind]) for s in series], dtype=float
    )


def _suspects(counts: Array, past: Baseline, ready: Array, safety: Array) -> Array:
    """Series worth the exact test: beyond one standard deviation, or a safety term said."""
    sd = np.sqrt(past.mean + past.mean**2 / past.size)
    high: Array = ready & (counts >= MIN_COUNT) & (counts > past.mean + sd)
    return high | (safety & (counts > 0))


def _judge(
    series: DailySeries,
    matrix: DailyMatrix,
    today: int,
    row: int,
    past: Baseline,
    alpha: float,
    run: Surge | None,
) -> Surge | None:
    observed, history = int(matrix.counts[row, today]), int(past.history[row])
    known = history >= MIN_HISTORY
    mean = float(past.mean[row])
    p_value = negative_binomial_tail(observed, mean, float(past.size[row])) if known else None
    if not series.safety and (p_value is None or p_value >= alpha):
        return None
    day = matrix.day(today)
    return Surge(
        kind=series.kind,
        subject=series.subject,
        day=day,
        first_seen=run.first_seen if run and (day - run.day).days <= _RUN_GAP else day,
        observed=observed,
        expected=mean if known else None,
        p_value=p_value,
        severity=Urgency.CRITICAL if series.safety else _severity(observed, mean),
        history=history,
    )


def _severity(observed: int, expected: float) -> Urgency:
    """By how many times the expected; one pseudo-mention tames tiny baselines."""
    ratio = (observed + 1) / (expected + 1)
    if ratio >= _CRITICAL_RATIO and observed >= _CRITICAL_COUNT:
        return Urgency.CRITICAL
    return Urgency.HIGH if ratio >= _HIGH_RATIO else Urgency.NORMAL


def _worst_first(surge: Surge) -> tuple[int, float, str, str]:
    order = list(Urgency).index(surge.severity)
    return order, 1.0 if surge.p_value is None else surge.p_value, surge.kind, surge.subject
