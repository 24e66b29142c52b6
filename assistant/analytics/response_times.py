"""How fast a shop answers: the median time and the share within the limit."""

import math
from collections.abc import Sequence
from statistics import median

from assistant.analytics.intervals import Estimate, normal_quantile

__all__ = ["median_interval"]


def median_interval(values: Sequence[float]) -> Estimate:
    """The median with the distribution-free interval of its order statistics.

    The bounds are the order statistics of rank n/2 - z√n/2 and 1 + n/2 + z√n/2, each rounded
    (Conover 1999, Practical Nonparametric Statistics, 3.2). Empty: value None. Fewer than six
    values have no interval of 95 %, so no bounds.
    """
    ordered = sorted(values)
    n = len(ordered)
    z = normal_quantile()
    if not n:
        return Estimate(None, None, None, 0)
    low = round(n / 2 - z * math.sqrt(n) / 2)
    high = round(1 + n / 2 + z * math.sqrt(n) / 2)
    if low < 1 or high > n:
        return Estimate(median(ordered), None, None, n)
    return Estimate(median(ordered), ordered[low - 1], ordered[high - 1], n)
