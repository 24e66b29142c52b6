"""Tails and quantiles of distributions.

scipy.special is imported at the first use: that takes longer than most answers, and few need it.
"""

from statistics import NormalDist

__all__ = [
    "chi_square_tail",
    "f_tail",
    "negative_binomial_tail",
    "t_tail",
    "t_upper_quantile",
    "two_sided_p",
]

_NORMAL = NormalDist()


def two_sided_p(z: float) -> float:
    """P(|Z| >= |z|) for a standard normal Z: the p value of a test statistic."""
    return 2 * _NORMAL.cdf(-abs(z))


def t_tail(statistic: float, df: float) -> float:
    """P(T > |statistic|) for Student's t with `df` > 0 degrees of freedom."""
    from scipy.special import stdtr

    return float(stdtr(df, -abs(statistic)))


def t_upper_quantile(tail: float, df: float) -> float:
    """The t > 0 with P(T > t) = tail, for 0 < tail < 0.5 and `df` > 0 degrees of freedom."""
    from scipy.special import stdtrit

    return -float(stdtrit(df, tail))


def chi_square_tail(statistic: float, df: int) -> float:
    """P(X >= statistic) for chi-square with `df` > 0 degrees of freedom."""
    from scipy.special import chdtrc

    return float(chdtrc(df, statistic))


def f_tail(statistic: float, df: float, df_within: float) -> float:
    """P(X >= statistic) for F with `df` and `df_within` > 0 degrees of freedom."""
    from scipy.special import fdtrc

    return float(fdtrc(df, df_within, statistic))


def negative_binomial_tail(count: int, mean: float, size: float) -> float:
    """P(Y >= count) where Y has mean > 0 and variance mean + mean² / size.

    The regularised incomplete beta function I_p(count, size) with p = mean / (mean + size).
    """
    if count <= 0:
        return 1.0
    from scipy.special import betainc

    return float(betainc(count, size, mean / (mean + size)))
