"""The Net Promoter Score with its interval and its changes."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from assistant.analytics.comparison import Difference, combine_bounds, decide, no_difference
from assistant.analytics.distributions import two_sided_p
from assistant.analytics.intervals import Estimate, check_counts, normal_quantile, wilson
from assistant.errors import InvalidInputError

__all__ = [
    "NpsResult",
    "nps",
    "nps_difference",
    "nps_variance",
]

WORST_VARIANCE = 1.0
"""The largest multinomial variance there is: half promoters, half detractors."""

_FEWEST = 10
"""Below this many answers on a side the normal approximation decides nothing."""


@dataclass(frozen=True, slots=True)
class NpsResult:
    """NPS in points, -100…100, unrounded. No answers: value None, n = 0, shares None."""

    value: float | None
    low: float | None
    high: float | None
    n: int
    promoters: int
    passives: int
    detractors: int

    @property
    def promoter_share(self) -> float | None:
        return self.promoters / self.n if self.n else None

    @property
    def passive_share(self) -> float | None:
        return self.passives / self.n if self.n else None

    @property
    def detractor_share(self) -> float | None:
        return self.detractors / self.n if self.n else None

    @property
    def estimate(self) -> Estimate:
        return Estimate(self.value, self.low, self.high, self.n)


def nps(counts: Mapping[int, int]) -> NpsResult:
    """% promoters (9-10) - % detractors (0-6) from a histogram score -> answers.

    Interval: ± z · 100 · √(variance / n) with the multinomial variance of the difference,
    p + d - (p - d)², cut at ±100. Where all answers fall into one group that variance is 0 and
    would claim certainty; then the Wilson bound of the group's share stands in, the rest taken as
    far away as it can be. Source: F. Reichheld (2003), Harvard Business Review 81(12); B. Rocks
    (2016), The American Statistician 70, 365-372. Raises InvalidInputError for a score outside
    0-10.
    """
    for score in counts:
        if score not in range(11):
            raise InvalidInputError(f"An NPS answer of {score!r} is not a whole number 0-10.")
    n = check_counts(counts)
    z = normal_quantile()
    promoters = sum(c for score, c in counts.items() if score >= 9)
    detractors = sum(c for score, c in counts.items() if score <= 6)
    passives = n - promoters - detractors
    if n == 0:
        return NpsResult(None, None, None, 0, 0, 0, 0)
    value = 100 * (promoters - detractors) / n
    if n in (promoters, passives, detractors):
        unseen = 100 * (1 - float(wilson(n, n).low or 0.0))
        below = 2 * unseen if promoters else unseen
        above = 2 * unseen if detractors else unseen
    else:
        below = above = z * 100 * math.sqrt(_variance(promoters, detractors, n) / n)
    low, high = max(-100.0, value - below), min(100.0, value + above)
    return NpsResult(value, low, high, n, promoters, passives, detractors)


def nps_variance(result: NpsResult) -> float:
    """The multinomial variance of one answer in (-1, 0, 1), 0…1; the worst case if unknown."""
    if result.n == 0:
        return WORST_VARIANCE
    return _variance(result.promoters, result.detractors, result.n) or WORST_VARIANCE


def _variance(promoters: int, detractors: int, n: int) -> float:
    p, d = promoters / n, detractors / n
    return p + d - (p - d) ** 2


def nps_difference(a: NpsResult, b: NpsResult) -> Difference:
    """The score of a minus that of b (pass the current period first), in points.

    The interval joins those of both sides and equals ± z · √(var a + var b) except for sides
    whose answers all fall into one group; the p value belongs to the same interval. Fewer
    than 10 answers on a side: no interval and no test; none at all: no value either.
    """
    bounds = combine_bounds(_uncut(a), _uncut(b))
    if bounds is None:
        return no_difference(a.n, b.n)
    value, low, high = bounds
    if min(a.n, b.n) < _FEWEST:
        return no_difference(a.n, b.n, value)
    z = normal_quantile()
    towards_zero = value - low if value >= 0 else high - value
    p_value = two_sided_p(z * value / towards_zero) if towards_zero else None
    verdict = decide(value, low, high, p_value)
    low, high = max(-200.0, low), min(200.0, high)
    return Difference(value, low, high, p_value, verdict, a.n, b.n)


def _uncut(result: NpsResult) -> Estimate:
    """The interval without the cut at ±100, which would shrink the variance near the ends."""
    if result.value is None or result.n in (result.promoters, result.passives, result.detractors):
        return result.estimate
    half = normal_quantile() * 100 * math.sqrt(nps_variance(result) / result.n)
    return Estimate(result.value, result.value - half, result.value + half, result.n)
