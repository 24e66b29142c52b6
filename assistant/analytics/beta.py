"""Tails of distributions by the incomplete beta function."""

__all__ = ["f_tail", "incomplete_beta", "negative_binomial_tail"]


def incomplete_beta(a: float, b: float, x: float) -> float:
    """The regularised incomplete beta function I_x(a, b) for a, b > 0 and 0 <= x <= 1."""
    # The import takes longer than most answers, and few of them need it.
    from scipy.special import betainc

    return float(betainc(a, b, x))


def f_tail(f: float, above: int, below: int) -> float:
    """P(F > f) for Fisher's F with `above` and `below` degrees of freedom and f >= 0."""
    return incomplete_beta(below / 2, above / 2, below / (below + above * f))


def negative_binomial_tail(count: int, mean: float, size: float) -> float:
    """P(Y >= count) where Y has mean > 0 and variance mean + mean² / size."""
    if count <= 0:
        return 1.0
    return incomplete_beta(count, size, mean / (mean + size))
