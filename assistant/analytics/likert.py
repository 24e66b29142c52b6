"""Ratings on a scale: CSAT on 1-5, CES on 1-7, any other Likert item."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeAlias

from assistant.analytics.comparison import Summary
from assistant.analytics.intervals import Estimate, check_counts, mean_interval, wilson
from assistant.errors import InvalidInputError

__all__ = ["CES_SCALE", "CSAT_SCALE", "Histogram", "LikertResult", "ces", "csat"]

Histogram: TypeAlias = Mapping[int, int] | Mapping[float, int]
"""Rating -> how many gave it."""

CSAT_SCALE = (1.0, 5.0)
CES_SCALE = (1.0, 7.0)


@dataclass(frozen=True, slots=True)
class LikertResult:
    """What a histogram of ratings says.

    `top_two` and `bottom_two` are shares 0…1 with Wilson intervals, `mean` carries Student's
    interval, `sd` is the sample standard deviation (n - 1; None below 2 ratings), `distribution`
    keeps the counts in ascending order of the rating. No ratings: every value None, n = 0.
    """

    top_two: Estimate
    bottom_two: Estimate
    mean: Estimate
    sd: float | None
    n: int
    distribution: Mapping[float, int] = field(default_factory=dict)

    @property
    def median(self) -> float | None:
        """The middle rating, or the mean of the two middle ones; None without ratings."""
        below, middles = 0, []
        for rating, count in self.distribution.items():
            middles += [
                rating for at in ((self.n - 1) // 2, self.n // 2) if below <= at < below + count
            ]
            below += count
        return math.fsum(middles) / 2 if middles else None

    @property
    def summary(self) -> Summary:
        """What difference_of_means compares."""
        return Summary(self.n, self.mean.value, self.sd)


def csat(
    counts: Histogram,
    scale: tuple[float, float] = CSAT_SCALE,
) -> LikertResult:
    """Top-two and bottom-two box, mean, spread and distribution of ratings.

    The top two boxes are the ratings >= high - 1, the bottom two those <= low + 1, so a
    fractional 4.5 on 1-5 is a top two. Raises InvalidInputError for a rating off the scale.
    """
    low, high = scale
    for rating in counts:
        if not low <= rating <= high:
            raise InvalidInputError(
                f"A rating of {rating!r} lies outside the scale {low:g}-{high:g}; "
                "correct it or name its scale."
            )
    n = check_counts(counts)
    top = sum(c for rating, c in counts.items() if rating >= high - 1)
    bottom = sum(c for rating, c in counts.items() if rating <= low + 1)
    mean = math.fsum(rating * c for rating, c in counts.items()) / n if n else None
    sd = None
    if mean is not None and n > 1:
        squares = math.fsum(c * (rating - mean) ** 2 for rating, c in counts.items())
        sd = math.sqrt(squares / (n - 1))
    return LikertResult(
        top_two=wilson(top, n),
        bottom_two=wilson(bottom, n),
        mean=mean_interval(n, mean, sd),
        sd=sd,
        n=n,
        distribution=MappingProxyType({r: c for r, c in sorted(counts.items()) if c}),
    )


def ces(counts: Histogram) -> LikertResult:
    """The Customer Effort Score: `csat` on 1-7; its figure is the mean.

    Source: Dixon, Freeman & Toman (2010), Harvard Business Review 88(7/8).
    """
    return csat(counts, CES_SCALE)
