"""Do several groups have one share, or one mean, or surely not the same?"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.analytics.comparison import Summary
from assistant.analytics.distributions import chi_square_tail, f_tail
from assistant.analytics.experiments import Share
from assistant.analytics.intervals import ALPHA
from assistant.errors import InvalidInputError

__all__ = ["Homogeneity", "Spread", "same_mean", "same_share"]

FEWEST_EXPECTED, USUAL_EXPECTED = 1.0, 5.0
MOST_BELOW_USUAL = 0.2
"""Cochran's rule: all cells expect one record, four of five expect five."""


class Spread(StrEnum):
    """What the shares of several groups show."""

    DIFFER = "differ"
    CANNOT_TELL = "cannot_tell"
    TOO_FEW = "too_few"


@dataclass(frozen=True, slots=True)
class Homogeneity:
    """The statistic with its degrees of freedom and p value, None where there is no test.

    Of shares it is Pearson's chi-square, of means Welch's F, which alone has `df_within`.
    """

    verdict: Spread
    statistic: float | None
    df: int
    p_value: float | None
    df_within: float | None = None


def same_share(groups: Sequence[Share]) -> Homogeneity:
    """Whether the groups surely have different shares of hits: Pearson's chi-square test of
    homogeneity.

    Source: W. G. Cochran (1954), Biometrics 10, 417-451, also for when the records are too few.
    Fewer than two groups with records, no hits or nothing else: too few. Raises InvalidInputError
    unless 0 <= hits <= n.
    """
    if any(not 0 <= group.hits <= group.n for group in groups):
        raise InvalidInputError("A group has more hits than records; give 0 <= hits <= n.")
    known = [group for group in groups if group.n]
    hits, n = sum(group.hits for group in known), sum(group.n for group in known)
    df = max(0, len(known) - 1)
    if df == 0 or hits in (0, n):
        return Homogeneity(Spread.TOO_FEW, None, df, None)
    share = hits / n
    expected = [group.n * part for group in known for part in (share, 1 - share)]
    below = sum(each < USUAL_EXPECTED for each in expected)
    if min(expected) < FEWEST_EXPECTED or below > MOST_BELOW_USUAL * len(expected):
        return Homogeneity(Spread.TOO_FEW, None, df, None)
    statistic = sum(
        (group.hits - group.n * share) ** 2 / (group.n * share * (1 - share)) for group in known
    )
    p_value = chi_square_tail(statistic, df)
    verdict = Spread.DIFFER if p_value < ALPHA else Spread.CANNOT_TELL
    return Homogeneity(verdict, statistic, df, p_value)


def same_mean(groups: Sequence[Summary]) -> Homogeneity:
    """Whether the groups surely have different means: Welch's analysis of variance, which allows
    unequal spreads.

    Source: B. L. Welch (1951), Biometrika 38, 330-336. Fewer than two groups with numbers, one of
    fewer than 2 numbers, or one whose numbers are all alike: too few.
    """
    known = [group for group in groups if group.n]
    df = max(0, len(known) - 1)
    weighed = [
        (g.n, g.mean, g.n / g.sd**2) for g in known if g.n > 1 and g.mean is not None and g.sd
    ]
    if df == 0 or len(weighed) < len(known):
        return Homogeneity(Spread.TOO_FEW, None, df, None)
    total = sum(weight for *_, weight in weighed)
    mean = sum(weight * each for _, each, weight in weighed) / total
    between = sum(weight * (each - mean) ** 2 for _, each, weight in weighed) / df
    unsure = sum((1 - weight / total) ** 2 / (n - 1) for n, _, weight in weighed)
    k = len(weighed)
    statistic = between / (1 + 2 * (k - 2) / (k**2 - 1) * unsure)
    df_within = (k**2 - 1) / (3 * unsure)
    p_value = f_tail(statistic, df, df_within)
    verdict = Spread.DIFFER if p_value < ALPHA else Spread.CANNOT_TELL
    return Homogeneity(verdict, statistic, df, p_value, df_within)
