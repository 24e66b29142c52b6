"""The incomplete beta function without scipy, whose import would cost more than an answer."""

import math

__all__ = ["f_tail", "incomplete_beta", "negative_binomial_tail"]


def incomplete_beta(a: float, b: float, x: float) -> float:
    """The regularised incomplete beta function I_x(a, b) for a, b > 0 and 0 <= x <= 1.

    Source: Abramowitz & Stegun (1964), 26.5.8 (continued fraction) and 6.6.3 (symmetry).
    """
    if x <= 0:
        return 0.0
    if x >= 1:
        return 1.0
    log_front = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)
    front = math.exp(log_front + a * math.log(x) + b * math.log1p(-x))
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(a, b, x) / a
    return 1 - front * _fraction(b, a, 1 - x) / b


def f_tail(f: float, above: int, below: int) -> float:
    """P(F > f) for Fisher's F with `above` and `below` degrees of freedom and f >= 0."""
    return incomplete_beta(below / 2, above / 2, below / (below + above * f))


def negative_binomial_tail(count: int, mean: float, size: float) -> float:
    """P(Y >= count) where Y has mean > 0 and variance mean + mean² / size."""
    if count <= 0:
        return 1.0
    return incomplete_beta(count, size, mean / (mean + size))


def _fraction(a: float, b: float, x: float) -> float:
    """The continued fraction of the incomplete beta function, by Lentz's method."""
    c, d = 1.0, 1 / (1 - (a + b) * x / (a + 1))
    value = d
    for m in range(1, 100_000):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        d = 1 / (1 + even * d)
        c = 1 + even / c
        value *= c * d
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        d = 1 / (1 + odd * d)
        c = 1 + odd / c
        value *= c * d
        if abs(c * d - 1) < 1e-15:
            break
    return value
