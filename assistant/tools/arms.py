"""One number in two scopes, set against each other: what experiments and guardrails read."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from assistant.analytics.comparison import Summary
from assistant.analytics.experiments import (
    Design,
    Experiment,
    Share,
    compare_means,
    compare_shares,
)
from assistant.analytics.intervals import wilson
from assistant.analytics.likert import csat
from assistant.analytics.nps import nps, nps_difference
from assistant.analytics.power import (
    detectable_mean_difference,
    detectable_share_difference,
    needed_n_for_means,
    needed_n_for_shares,
    power_of_means,
    power_of_shares,
)
from assistant.models import Figure, Scope, Sentiment
from assistant.tools.context import ToolContext
from assistant.tools.figures import change, figure, mean_rating, share
from assistant.tools.repurchase import returned

__all__ = [
    "COLUMNS",
    "MEANS",
    "OF_NUMBERS",
    "RELEVANT",
    "Arms",
    "Measure",
    "answers_of",
    "compare_arms",
    "figure_of",
    "hits_of",
    "plan_of_means",
    "summary_of",
    "tested",
]


class Measure(StrEnum):
    """What two groups or periods can be compared by."""

    RATING = "rating_mean"
    CSAT = "csat"
    NPS = "nps"
    NEGATIVE = "negative_share"
    REPURCHASE = "repurchase_rate"
    ORDER_VALUE = "order_value"
    NUMBER = "column_mean"

    @property
    def unit(self) -> str:
        """The unit of a difference."""
        return {Measure.RATING: "stars", **dict.fromkeys(OF_NUMBERS, "number")}.get(self, "points")

    @property
    def factor(self) -> float:
        """From the unit of the computation to that of the figures."""
        return 1 if self in MEANS else 100


RELEVANT = {
    Measure.RATING: 0.2,
    Measure.CSAT: 0.05,
    Measure.NPS: 10.0,
    Measure.NEGATIVE: 0.05,
    Measure.REPURCHASE: 0.05,
}
"""The difference that is worth acting on, and the harm a guardrail tolerates: stars, shares in 0…1,
NPS points."""

LARGEST = {Measure.RATING: 4.0, Measure.NPS: 200.0}
"""The largest difference there can be on the scale."""

COLUMNS = {
    Measure.RATING: "rating",
    Measure.CSAT: "rating",
    Measure.NPS: "nps",
    Measure.NEGATIVE: "sentiment",
}
OF_NUMBERS = (Measure.ORDER_VALUE, Measure.NUMBER)
"""What orders cost, and the mean of a column of numbers that is kept with the feedback."""

MEANS = (Measure.RATING, Measure.NPS, *OF_NUMBERS)
"""What is compared as means; the others are shares."""

Counts = Mapping[Any, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Arms:
    """A number in a and in b, and what their difference shows.

    `relevant` is the difference worth acting on, `power` the chance 0…1 that groups of these sizes
    show it, `detectable` the smallest one they show in four of five tests, None where not even the
    largest that the scale allows is shown, `needed` the records each group needs for the relevant
    one. Power and needed are None where they cannot be computed.
    """

    measure: Measure
    a: Figure
    b: Figure
    difference: Figure
    experiment: Experiment
    relevant: float
    power: float | None
    detectable: float | None
    needed: int | None

    @property
    def higher_is_better(self) -> bool:
        return self.measure != Measure.NEGATIVE


def compare_arms(
    measure: Measure, a: Scope, b: Scope, context: ToolContext, design: Design = Design.FIXED
) -> Arms:
    """Measure both scopes and test the difference a - b."""
    counts = [answers_of(measure, scope, context) for scope in (a, b)]
    experiment = tested(measure, counts[0], counts[1], design)
    power, detectable, needed = _plan(measure, counts[0], counts[1])
    name, difference = f"{measure}_ab_change", experiment.difference
    return Arms(
        measure=measure,
        a=figure_of(measure, counts[0], a),
        b=figure_of(measure, counts[1], b),
        difference=change(name, difference, a, measure.unit, factor=measure.factor),
        experiment=experiment,
        relevant=RELEVANT[measure],
        power=power,
        detectable=detectable,
        needed=needed,
    )


def answers_of(measure: Measure, scope: Scope, context: ToolContext) -> Counts:
    """The histogram of what a number is computed from: answers, or who came back (1) or not (0)."""
    if measure == Measure.REPURCHASE:
        return returned(scope, context)
    return context.tallies.histogram(scope, COLUMNS[measure])


def hits_of(measure: Measure, counts: Counts) -> Share:
    """The satisfied, the negative, or who came back, of the answers of a histogram."""
    n = sum(counts.values())
    if measure == Measure.CSAT:
        return Share(sum(k for rating, k in counts.items() if rating >= 4), n)
    return Share(counts.get(1 if measure == Measure.REPURCHASE else Sentiment.NEGATIVE, 0), n)


def summary_of(measure: Measure, counts: Counts) -> Summary:
    """Mean and spread of a histogram of ratings, or of answers to the NPS question in points."""
    if measure == Measure.RATING:
        return csat(counts).summary
    result = nps(counts)
    if result.value is None or result.n < 2:
        return Summary(result.n, result.value, None)
    squares = 10_000 * (result.promoters + result.detractors) - result.n * result.value**2
    return Summary(result.n, result.value, math.sqrt(max(0.0, squares) / (result.n - 1)))


def tested(measure: Measure, a: Counts, b: Counts, design: Design) -> Experiment:
    """The difference a - b of a number in two histograms, by the test that fits it."""
    if measure not in MEANS:
        expected = RELEVANT[measure]
        return compare_shares(hits_of(measure, a), hits_of(measure, b), design, expected)
    sides = summary_of(measure, a), summary_of(measure, b)
    if measure == Measure.NPS and design == Design.FIXED:
        return Experiment(design, nps_difference(nps(a), nps(b)), sides[1].mean)
    return compare_means(*sides, design, RELEVANT[measure])


def _plan(measure: Measure, a: Counts, b: Counts) -> tuple[float | None, float | None, int | None]:
    """Power for the relevant difference, the detectable one, and the n needed in each group."""
    n_a, n_b = sum(a.values()), sum(b.values())
    if not n_a or not n_b:
        return None, None, None
    relevant = RELEVANT[measure]
    if measure in MEANS:
        sides = summary_of(measure, a), summary_of(measure, b)
        power, least, needed = plan_of_means(relevant, *sides)
        return power, least if least and least <= LARGEST[measure] else None, needed
    hits = hits_of(measure, b)
    base = hits.hits / hits.n
    other = base + relevant if base + relevant <= 1 else base - relevant
    return (
        power_of_shares(other, base, n_a, n_b),
        detectable_share_difference(base, n_a, n_b),
        needed_n_for_shares(other, base),
    )


def plan_of_means(
    relevant: float, a: Summary, b: Summary
) -> tuple[float | None, float | None, int | None]:
    """Power for the relevant difference, the detectable one, and the n needed in each group; None
    where a side is empty or neither has a spread."""
    sides = [side for side in (a, b) if side.sd]
    if not sides or not a.n or not b.n:
        return None, None, None
    sd = math.sqrt(sum(s.n * float(s.sd or 0) ** 2 for s in sides) / sum(s.n for s in sides))
    return (
        power_of_means(relevant, sd, a.n, b.n),
        detectable_mean_difference(sd, a.n, b.n),
        needed_n_for_means(relevant, sd),
    )


def figure_of(
    measure: Measure, counts: Counts, scope: Scope, of: Mapping[str, str] | None = None
) -> Figure:
    """The number of one histogram; `of` narrows the filters of the scope."""
    if measure == Measure.NPS:
        return figure("nps", nps(counts).estimate, scope, "points", of)
    if measure == Measure.RATING:
        return mean_rating(csat(counts).mean, scope, of)
    hits = hits_of(measure, counts)
    return share(str(measure), wilson(hits.hits, hits.n), scope, of)
