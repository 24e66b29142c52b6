"""Since when is there more of something? One change of a Poisson rate, from low to high.

Of all places to cut the series, the one with the largest likelihood ratio against a constant rate
(Hinkley 1970, Biometrika 57, 1-17, with a Poisson likelihood); twice its logarithm is compared
with chi-square of one degree of freedom, and the p-value multiplied by the number of places
(Bonferroni), since the best of them was chosen.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Onset", "onset"]

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
