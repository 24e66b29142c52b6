"""Who came back: feedback followed by feedback on another order of the same customer."""

from bisect import bisect_right
from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from assistant.analytics.theme_sets import ThemeSetRow
from assistant.models import Period, Scope
from assistant.store.theme_column import blamed_themes
from assistant.tools.context import ToolContext

__all__ = ["WITHIN_DAYS", "followed_scope", "repurchase_sets"]

WITHIN_DAYS = 60
"""A customer who gives feedback on another order within so many days has come back."""


def followed_scope(scope: Scope, context: ToolContext) -> Scope | None:
    """The part of the scope after which WITHIN_DAYS have passed in the store, so that everybody had
    the time to come back. A scope that ends later is moved to the whole history before that day;
    None where there is none."""
    span = context.tallies.span(scope.tenant)
    if span is None:
        return None
    last = min(span[1], context.as_of) - timedelta(days=WITHIN_DAYS)
    if last < span[0]:
        return None
    assert scope.period is not None
    if scope.period.end <= last:
        return scope
    start = scope.period.start if scope.period.start <= last else span[0]
    return replace(scope, period=Period(start, last))


def repurchase_sets(
    scope: Scope, context: ToolContext, without: frozenset[str] = frozenset()
) -> list[ThemeSetRow]:
    """One row per set of blamed themes with how many of its records were (1) or were not (0)
    followed by another order of the customer. Only records with a customer and an order count.
    """
    assert scope.period is not None
    until = scope.period.end + timedelta(days=WITHIN_DAYS)
    everything = Scope(tenant=scope.tenant, period=Period(scope.period.start, until))
    orders: defaultdict[str, set[tuple[date, str]]] = defaultdict(set)
    for customer, order, day in context.tallies.by(everything, "customer_id", "order_id", "day"):
        if customer is not None and order is not None:
            orders[customer].add((day, order))
    sorted_orders = {customer: sorted(of) for customer, of in orders.items()}
    histograms: defaultdict[frozenset[str], Counter[Any]] = defaultdict(Counter)
    rows = context.tallies.by(scope, "customer_id", "order_id", "day", "themes")
    for (customer, order, day, spelled), n in rows.items():
        if customer is None or order is None:
            continue
        came_back = _came_back(sorted_orders[customer], order, day)
        histograms[blamed_themes(spelled) - without][came_back] += n
    return [
        ThemeSetRow(themes=themes, counts=dict(counts), n=counts.total(), negative=themes)
        for themes, counts in histograms.items()
    ]


def _came_back(orders: list[tuple[date, str]], order: str, day: date) -> int:
    later = orders[bisect_right(orders, (day, "\U0010ffff")) :]
    last = day + timedelta(days=WITHIN_DAYS)
    return int(any(other != order and when <= last for when, other in later))
