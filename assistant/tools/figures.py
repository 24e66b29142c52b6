"""Figures from what analytics computed."""

from collections.abc import Mapping
from dataclasses import replace

from assistant.analytics.comparison import Difference
from assistant.analytics.intervals import Estimate
from assistant.models import Figure, Scope

__all__ = ["amount", "change", "figure", "mean_rating", "name_of", "on_scale", "share"]

Extra = Mapping[str, str] | None


def figure(
    name: str, estimate: Estimate, scope: Scope, unit: str, of: Extra = None, factor: float = 1
) -> Figure:
    """An estimate as a figure; `of` narrows the filters of the scope to one group."""

    def scaled(value: float | None) -> float | None:
        return None if value is None else value * factor

    return Figure(
        name=name,
        value=scaled(estimate.value),
        unit=unit,
        n=estimate.n,
        low=scaled(estimate.low),
        high=scaled(estimate.high),
        period=scope.period,
        filters=scope.filters() | {key: [value] for key, value in (of or {}).items()},
    )


def share(name: str, estimate: Estimate, scope: Scope, of: Extra = None) -> Figure:
    """A share in 0…1 as a figure in per cent."""
    return figure(name, estimate, scope, "%", of, 100)


def mean_rating(estimate: Estimate, scope: Scope, of: Extra = None) -> Figure:
    """The mean of ratings as a figure in stars."""
    return on_scale(figure("rating_mean", estimate, scope, "stars", of), 1, 5)


def amount(
    name: str, value: float | None, scope: Scope, n: int, unit: str = "", of: Extra = None
) -> Figure:
    """A number without an interval: a count, a standard deviation, a score."""
    return figure(name, Estimate(value, None, None, n), scope, unit, of)


def name_of(name: str, value: str | None, scope: Scope, n: int) -> Figure:
    """A name that a computation chose: the best product, the top theme."""
    return Figure(name=name, value=value, n=n, period=scope.period, filters=scope.filters())


def change(
    name: str,
    difference: Difference,
    scope: Scope,
    unit: str,
    of: Extra = None,
    factor: float = 1,
) -> Figure:
    """Now minus before."""
    bounds = Estimate(difference.value, difference.low, difference.high, difference.n)
    return figure(name, bounds, scope, unit, of, factor)


def on_scale(mean: Figure, lowest: float, highest: float) -> Figure:
    """The figure with its interval cut at its scale: no mean lies off it, though the t interval of
    two answers may."""
    if mean.low is None or mean.high is None:
        return mean
    return replace(mean, low=max(mean.low, lowest), high=min(mean.high, highest))
