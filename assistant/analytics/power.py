"""How much data a comparison needs, and what a given amount can show.

`power` is the chance to find a true difference, `alpha` that of finding one where there is none:
0.8 and 0.05 by J. Cohen (1988), who names both.
"""

import math
from statistics import NormalDist

from assistant.analytics.intervals import normal_quantile
from assistant.errors import InvalidInputError

__all__ = [
    "detectable_mean_difference",
    "detectable_share_difference",
    "needed_n_for_margin",
    "needed_n_for_means",
    "needed_n_for_shares",
    "power_of_means",
    "power_of_shares",
]

_NORMAL = NormalDist()


def power_of_shares(
    share_a: float, share_b: float, n_a: int, n_b: int, alpha: float = 0.05
) -> float:
    """The chance that the pooled score test finds these true shares different.

    Source: Fleiss, Levin & Paik (2003), Statistical Methods for Rates and Proportions, 4.5. An
    empty arm has no power: 0.
    """
    _check_shares(share_a, share_b)
    if n_a <= 0 or n_b <= 0:
        return 0.0
    pooled = (share_a * n_a + share_b * n_b) / (n_a + n_b)
    null = math.sqrt(pooled * (1 - pooled) * (1 / n_a + 1 / n_b))
    true = math.sqrt(share_a * (1 - share_a) / n_a + share_b * (1 - share_b) / n_b)
    difference = abs(share_a - share_b)
    if true == 0:
        return 1.0 if difference > 0 else alpha
    z = normal_quantile(1 - alpha)
    upper, lower = (difference - z * null) / true, (-difference - z * null) / true
    return _NORMAL.cdf(upper) + _NORMAL.cdf(lower)


def needed_n_for_shares(
    share_a: float, share_b: float, power: float = 0.8, alpha: float = 0.05
) -> int:
    """How many records each of two equal arms needs to tell these shares apart.

    Source: Fleiss, Levin & Paik (2003), Statistical Methods for Rates and Proportions, 4.2.
    """
    _check_shares(share_a, share_b)
    _check_power(power)
    if share_a == share_b:
        raise InvalidInputError(
            f"No sample size tells {share_a} from itself; give two different shares."
        )
    pooled = (share_a + share_b) / 2
    null = normal_quantile(1 - alpha) * math.sqrt(2 * pooled * (1 - pooled))
    spread = share_a * (1 - share_a) + share_b * (1 - share_b)
    true = _NORMAL.inv_cdf(power) * math.sqrt(spread)
    return max(2, math.ceil(((null + true) / (share_a - share_b)) ** 2))


def detectable_share_difference(
    share: float, n_a: int, n_b: int, power: float = 0.8, alpha: float = 0.05
) -> float | None:
    """The smallest rise above `share` that arms of this size show with this power.

    Found by bisection on `power_of_shares`. None where even a rise to 1 would not be shown.
    """
    _check_power(power)
    if power_of_shares(1.0, share, n_a, n_b, alpha) < power:
        return None
    low, high = 0.0, 1 - share
    for _ in range(60):
        middle = (low + high) / 2
        enough = power_of_shares(share + middle, share, n_a, n_b, alpha) >= power
        low, high = (low, middle) if enough else (middle, high)
    return high


def power_of_means(difference: float, sd: float, n_a: int, n_b: int, alpha: float = 0.05) -> float:
    """The chance to find a true difference of means, by the normal approximation.

    `sd` is the common standard deviation. An empty arm: 0.
    """
    _check_sd(sd)
    if n_a <= 0 or n_b <= 0:
        return 0.0
    shift = abs(difference) / (sd * math.sqrt(1 / n_a + 1 / n_b))
    z = normal_quantile(1 - alpha)
    return _NORMAL.cdf(shift - z) + _NORMAL.cdf(-shift - z)


def needed_n_for_margin(margin: float, sd: float) -> int:
    """How many records make the interval of a mean ± `margin`: (z · sd / margin)².

    `sd` is the standard deviation of one record, in the unit of the margin.
    """
    _check_sd(sd)
    if not margin > 0:
        raise InvalidInputError(f"A margin of {margin} is not above 0; give e.g. 5 points.")
    return math.ceil((normal_quantile() * sd / margin) ** 2)


def needed_n_for_means(
    difference: float, sd: float, power: float = 0.8, alpha: float = 0.05
) -> int:
    """How many records each of two equal arms needs to show a difference of means.

    2 · ((z(1-α/2) + z(power)) · sd / difference)², the normal approximation with a common `sd`.
    Source: J. Cohen (1988), Statistical Power Analysis, chapter 2.
    """
    _check_sd(sd)
    _check_power(power)
    if difference == 0:
        raise InvalidInputError("No sample size shows a difference of 0; give another one.")
    reach = normal_quantile(1 - alpha) + _NORMAL.inv_cdf(power)
    return max(2, math.ceil(2 * (reach * sd / difference) ** 2))


def detectable_mean_difference(
    sd: float, n_a: int, n_b: int, power: float = 0.8, alpha: float = 0.05
) -> float | None:
    """The smallest difference of means that arms of this size show; None for an empty arm."""
    _check_sd(sd)
    _check_power(power)
    if n_a <= 0 or n_b <= 0:
        return None
    reach = normal_quantile(1 - alpha) + _NORMAL.inv_cdf(power)
    return reach * sd * math.sqrt(1 / n_a + 1 / n_b)


def _check_shares(*shares: float) -> None:
    for share in shares:
        if not 0 <= share <= 1:
            raise InvalidInputError(f"A share of {share} is not in 0-1; give e.g. 0.12 for 12 %.")


def _check_power(power: float) -> None:
    if not 0 < power < 1:
        raise InvalidInputError(f"A power of {power} is not between 0 and 1; give e.g. 0.8.")


def _check_sd(sd: float) -> None:
    if not sd > 0:
        raise InvalidInputError(f"A standard deviation of {sd} is not above 0.")
