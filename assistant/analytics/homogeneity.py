"""Do several groups have one share, or surely not the same?"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.analytics.distributions import chi_square_tail
from assistant.analytics.experiments import Share
from assistant.analytics.intervals import ALPHA
from assistant.errors import InvalidInputError

__all__ = ["Homogeneity", "Spread", "same_share"]

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
    """Pearson's statistic with its degrees of freedom and p value, None where there is no test."""

    verdict: Spread
    statistic: float | None
    df: int
    p_value: float | None


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
