"""Student's t without scipy, whose import alone would cost more than an answer."""

import math
from statistics import NormalDist

from assistant.analytics.beta import incomplete_beta

__all__ = ["t_quantile_upper", "t_tail"]

_NORMAL = NormalDist()
_NORMAL_FROM = 1e7
"""From here on t and normal agree to eight digits."""


def t_tail(t: float, df: float) -> float:
    """P(T > |t|) for Student's t with df > 0: half the incomplete beta I_x(df/2, 1/2).

    x = df / (df + t²). Source: Abramowitz & Stegun (1964), 26.7.1.
    """
    if df > _NORMAL_FROM:
        return _NORMAL.cdf(-abs(t))
    square = t * t
    if square > df:
        return incomplete_beta(df / 2, 0.5, df / (df + square)) / 2
    # The symmetric form keeps its digits where t is near 0.
    return (1 - incomplete_beta(0.5, df / 2, square / (df + square))) / 2


def t_quantile_upper(tail: float, df: float) -> float:
    """The t > 0 with P(T > t) = tail, for 0 < tail < 0.5.

    Newton's method on log P over log t, which is concave there and so converges from any start.
    """
    if df > _NORMAL_FROM:
        return -_NORMAL.inv_cdf(tail)
    log_scale = math.lgamma((df + 1) / 2) - math.lgamma(df / 2) - 0.5 * math.log(df * math.pi)
    t = -_NORMAL.inv_cdf(tail)
    for _ in range(100):
        probability = t_tail(t, df)
        density = math.exp(log_scale - (df + 1) / 2 * math.log1p(t * t / df))
        step = math.log(probability / tail) * probability / (t * density)
        t *= math.exp(step)
        if abs(step) < 1e-13:
            break
    return t
