"""The means of numbers in two scopes, set against each other: what orders cost, or a column."""

from collections.abc import Sequence
from statistics import fmean, stdev

from assistant.analytics.comparison import Summary
from assistant.analytics.experiments import Design, compare_means
from assistant.analytics.intervals import mean_interval
from assistant.models import Scope
from assistant.tools.arms import Arms, Measure, plan_of_means
from assistant.tools.figures import change, figure

__all__ = ["compare_numbers", "described", "relevant_difference"]

RELEVANT_PART = 0.05
"""The difference that is worth acting on, as a part of the mean of b."""


def compare_numbers(
    measure: Measure,
    scopes: tuple[Scope, Scope],
    values: tuple[Sequence[float], Sequence[float]],
    design: Design = Design.FIXED,
) -> Arms:
    """The means of the numbers of two scopes, and the test of their difference a - b."""
    a, b = (described(each) for each in values)
    relevant = relevant_difference(a, b)
    experiment = compare_means(a, b, design, relevant)
    power, detectable, needed = plan_of_means(relevant, a, b)
    sides = [
        figure(str(measure), mean_interval(each.n, each.mean, each.sd), scope, measure.unit)
        for each, scope in zip((a, b), scopes, strict=True)
    ]
    return Arms(
        measure=measure,
        a=sides[0],
        b=sides[1],
        difference=change(f"{measure}_ab_change", experiment.difference, scopes[0], measure.unit),
        experiment=experiment,
        relevant=relevant,
        power=power,
        detectable=detectable,
        needed=needed,
    )


def relevant_difference(a: Summary, b: Summary) -> float:
    """The difference of two means that is worth acting on, above 0."""
    return RELEVANT_PART * abs(b.mean or a.mean or 0.0) or 1.0


def described(values: Sequence[float]) -> Summary:
    """n, mean and spread of numbers."""
    spread = stdev(values) if len(values) > 1 else None
    return Summary(len(values), fmean(values) if values else None, spread)
