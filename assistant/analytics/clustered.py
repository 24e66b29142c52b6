"""The interval of a mean whose records come in groups that are alike within: answers of customers
who answer more than once."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.analytics.intervals import Estimate, t_quantile

__all__ = ["Cluster", "clustered_mean"]


@dataclass(frozen=True, slots=True)
class Cluster:
    """The n >= 1 numbers of one group by their total."""

    n: int
    total: float


def clustered_mean(clusters: Sequence[Cluster]) -> Estimate:
    """The mean of all numbers, with an interval that takes the groups as independent and not what
    is in them: the cluster-robust variance with the bias-reduced residuals (CR2) and the degrees of
    freedom of Bell & McCaffrey, which few groups, or one that is most of all, make few.

    Source: R. M. Bell & D. F. McCaffrey (2002), Survey Methodology 28, 169-181; G. W. Imbens & M.
    Kolesar (2016), Review of Economics and Statistics 98, 701-712. For a mean both are closed: with
    w = 1 / (1 - n_c / n) the variance is sum(w · (total_c - n_c · mean)²) / n², and the degrees of
    freedom are n² / (sum n_c² + (sum s)² - sum s²), s = w · n_c² / n, which is one less than the
    groups where these are equal. No numbers: value None. Fewer than two groups, or no spread
    between them: no interval.
    """
    n = sum(each.n for each in clusters)
    if not n:
        return Estimate(None, None, None, 0)
    mean = sum(each.total for each in clusters) / n
    if len(clusters) < 2:
        return Estimate(mean, None, None, n)
    weights = [1 / (1 - each.n / n) for each in clusters]
    apart = ((each.total - each.n * mean) ** 2 for each in clusters)
    variance = sum(w * square for w, square in zip(weights, apart, strict=True)) / n**2
    if math.isclose(variance, 0, abs_tol=1e-12):
        return Estimate(mean, None, None, n)
    parts = [w * each.n**2 / n for w, each in zip(weights, clusters, strict=True)]
    shared = sum(parts) ** 2 - sum(part**2 for part in parts)
    df = n**2 / (sum(each.n**2 for each in clusters) + shared)
    half = t_quantile(df) * math.sqrt(variance)
    return Estimate(mean, mean - half, mean + half, n)
