"""Since when, or between which days, is there more of something? Changes of a Poisson rate.

The beginning is one change from low to high. Of all places to cut the series, the one with the
largest likelihood ratio against a constant rate (Hinkley 1970, Biometrika 57, 1-17, with a Poisson
likelihood); twice its logarithm is compared with chi-square of one degree of freedom, and the
p-value multiplied by the number of places (Bonferroni), since the best of them was chosen.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Burst", "Onset", "burst", "onset"]

SURE = 0.01


@dataclass(frozen=True, slots=True)
class Onset:
    """`place` is the first stretch of the higher rate; `before` and `since` are the counts."""

    place: int
    before: int
    since: int
    p_value: float


def onset(counts: Sequence[int], exposures: Sequence[float]) -> Onset | None:
    """The stretch from which there is surely more; None where no cut is sure (p < 0.01).

    `counts` and `exposures` (days, above 0) go together, oldest first. Empty series: None.
    """
    total, days = sum(counts), sum(exposures)
    best: tuple[float, int] | None = None
    early, early_days = 0, 0.0
    for place in range(1, len(counts)):
        early += counts[place - 1]
        early_days += exposures[place - 1]
        late, late_days = total - early, days - early_days
        if late / late_days <= early / early_days:
            continue
        gain = _log(early, early_days) + _log(late, late_days) - _log(total, days)
        if best is None or gain > best[0]:
            best = gain, place
    if best is None:
        return None
    gain, place = best
    p_value = min(1.0, (len(counts) - 1) * math.erfc(math.sqrt(max(0.0, gain))))
    before = sum(counts[:place])
    return Onset(place, before, total - before, p_value) if p_value < SURE else None


def _log(count: int, days: float) -> float:
    """The log-likelihood of a count at its own rate, without what every cut shares."""
    return count * math.log(count / days) if count else 0.0


@dataclass(frozen=True, slots=True)
class Burst:
    """`first` and `last` are the stretches between which there was more; `inside` and `outside`
    are the counts."""

    first: int
    last: int
    inside: int
    outside: int
    p_value: float


def burst(counts: Sequence[int], exposures: Sequence[float]) -> Burst | None:
    """The stretches between which there was surely more, and which have ended; None for none.

    Of all runs that end before the last stretch, the one with the largest likelihood ratio against
    a constant rate (the scan statistic of Kulldorff 1997, Communications in Statistics 26,
    1481-1496, with a Poisson likelihood), judged as in `onset`, by the number of runs.
    """
    total, days = sum(counts), sum(exposures)
    runs = len(counts) * (len(counts) - 1) // 2
    best: tuple[float, int, int, int] | None = None
    for first in range(len(counts)):
        inside, inside_days = 0, 0.0
        for last in range(first, len(counts) - 1):
            inside += counts[last]
            inside_days += exposures[last]
            outside, outside_days = total - inside, days - inside_days
            if inside / inside_days <= outside / outside_days:
                continue
            gain = _log(inside, inside_days) + _log(outside, outside_days) - _log(total, days)
            if best is None or gain > best[0]:
                best = gain, first, last, inside
    if best is None:
        return None
    gain, first, last, inside = best
    p_value = min(1.0, runs * math.erfc(math.sqrt(max(0.0, gain))))
    return Burst(first, last, inside, total - inside, p_value) if p_value < SURE else None
