"""The numbers that are followed over time and crossed, from the counts of one column."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from assistant.analytics.intervals import wilson
from assistant.analytics.likert import ces, csat
from assistant.analytics.nps import nps
from assistant.models import Figure, Scope, Sentiment
from assistant.tools.figures import amount, figure, mean_rating, share

__all__ = ["COLUMN", "Metric", "measured"]


class Metric(StrEnum):
    """Which number."""

    NPS = "nps"
    CSAT = "csat"
    RATING = "rating_mean"
    CES = "ces"
    NEGATIVE = "negative_share"
    COUNT = "count"


COLUMN = {
    Metric.NPS: "nps",
    Metric.CSAT: "rating",
    Metric.RATING: "rating",
    Metric.CES: "ces",
    Metric.NEGATIVE: "sentiment",
    Metric.COUNT: "sentiment",
}
"""The column whose values make the number."""


def measured(
    metric: Metric, counts: Mapping[Any, int], scope: Scope, of: Mapping[str, str] | None = None
) -> Figure:
    """The number from how often each value of its column occurs; `of` narrows the filters of the
    scope to one group. No values give None, and a count of 0."""
    n = sum(counts.values())
    if metric == Metric.NPS:
        return figure("nps", nps(counts).estimate, scope, "points", of)
    if metric == Metric.CSAT:
        return share("csat", csat(counts).top_two, scope, of)
    if metric == Metric.RATING:
        return mean_rating(csat(counts).mean, scope, of)
    if metric == Metric.CES:
        return figure("ces", ces(counts).mean, scope, "of seven", of)
    if metric == Metric.COUNT:
        return amount("count", n, scope, n, "records", of)
    return share("negative_share", wilson(counts.get(Sentiment.NEGATIVE, 0), n), scope, of)
