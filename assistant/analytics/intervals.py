"""A number with its interval: shares by Wilson, means by Student's t."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from statistics import NormalDist
from typing import Any

from assistant.analytics.distributions import t_upper_quantile
from assistant.errors import InvalidInputError
from assistant.models import SMALL_SAMPLE

__all__ = [
    "ALPHA",
    "CONFIDENCE",
    "Estimate",
    "check_counts",
    "mean_interval",
    "normal_quantile",
    "product_interval",
    "t_quantile",
    "wilson",
]

CONFIDENCE = 0.95
"""The confidence of every interval that Hearken states."""

ALPHA = 1 - CONFIDENCE
"""The level of every test, which agrees with the intervals."""

_STANDARD_NORMAL = NormalDist()


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value, the bounds of its interval and how many records it rests on.

    No data is value None and n = 0. `low` and `high` are None where the data allow no interval
    (a mean of one record).
    """

    value: float | None
    low: float | None
    high: float | None
    n: int

    @property
    def small(self) -> bool:
        """True where the number must carry the warning "small sample"."""
        return self.n < SMALL_SAMPLE


def check_counts(counts: Mapping[Any, int]) -> int:
    """The sum of a histogram; raises InvalidInputError for a negative or broken count."""
    for key, count in counts.items():
        if not (count >= 0 and float(count).is_integer()):
            raise InvalidInputError(
                f"The count of {key!r} is {count}; counts must be whole and not negative."
            )
    return sum(counts.values())


def normal_quantile(confidence: float = CONFIDENCE) -> float:
    """The two-sided standard normal quantile: 1.96 for 0.95. Raises InvalidInputError."""
    _check_confidence(confidence)
    return _STANDARD_NORMAL.inv_cdf(0.5 + confidence / 2)


def t_quantile(df: float) -> float:
    """The two-sided quantile of Student's t with `df` > 0 degrees of freedom."""
    return t_upper_quantile(ALPHA / 2, df)


def wilson(successes: int, n: int) -> Estimate:
    """The share `successes` / `n` (0…1) with Wilson's score interval.

    Source: E. B. Wilson (1927), JASA 22, 209-212; recommended by Brown, Cai & DasGupta (2001),
    Statistical Science 16, 101-133. Empty (n = 0): value None. Raises InvalidInputError unless
    0 <= successes <= n.
    """
    if not 0 <= successes <= n:
        raise InvalidInputError(
            f"{successes} successes out of {n} is no share; give 0 <= successes <= n."
        )
    z = normal_quantile()
    if n == 0:
        return Estimate(None, None, None, 0)
    share = successes / n
    shrink = 1 + z * z / n
    middle = (share + z * z / (2 * n)) / shrink
    half = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / shrink
    # At the ends the bound is the share itself; rounding must not push it past.
    low = 0.0 if successes == 0 else middle - half
    high = 1.0 if successes == n else middle + half
    return Estimate(share, low, high, n)


def mean_interval(n: int, mean: float | None, sd: float | None) -> Estimate:
    """A mean with Student's interval: mean ± t(n-1) · sd / √n, `sd` with n - 1 below.

    n = 0: value None. n = 1, an unknown sd, or none at all (all alike say nothing of the spread):
    the value without bounds. Raises
    InvalidInputError for a negative n or sd, or a number that is not finite.
    """
    if n < 0:
        raise InvalidInputError(f"A mean cannot rest on {n} records; give n >= 0.")
    if n == 0:
        return Estimate(None, None, None, 0)
    if mean is None or not math.isfinite(mean):
        raise InvalidInputError(f"The mean of {n} records is {mean}; give a finite number.")
    if n == 1 or sd is None:
        return Estimate(mean, None, None, n)
    if not math.isfinite(sd) or sd < 0:
        raise InvalidInputError(f"A standard deviation of {sd} is impossible; give sd >= 0.")
    if sd == 0:
        return Estimate(mean, None, None, n)
    half = t_quantile(n - 1) * sd / math.sqrt(n)
    return Estimate(mean, mean - half, mean + half, n)


def product_interval(effect: Estimate, factor: float, variance: float, n: int) -> Estimate:
    """effect · factor for two independent numbers, on `n` records.

    `variance` is that of the factor; the delta method joins its error with that of the effect.
    No effect: value None; no interval of it: no bounds.
    """
    if effect.value is None or effect.high is None:
        value = None if effect.value is None else effect.value * factor
        return Estimate(value, None, None, n)
    z = normal_quantile()
    error = (effect.high - effect.value) / z
    value = effect.value * factor
    half = z * math.hypot(factor * error, effect.value * math.sqrt(variance))
    return Estimate(value, value - half, value + half, n)


def _check_confidence(confidence: float) -> None:
    if not 0 < confidence < 1:
        raise InvalidInputError(
            f"A confidence of {confidence} is not between 0 and 1; give for example 0.95."
        )
