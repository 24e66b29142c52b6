"""Who came back: feedback followed by another order of the same customer."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Self

from assistant.analytics.theme_sets import ThemeSetRow
from assistant.models import Period, Scope
from assistant.store.theme_column import blamed_themes
from assistant.tools.context import ToolContext

__all__ = ["WITHIN_DAYS", "Repurchase", "followed", "moved", "returned", "returned_after"]

WITHIN_DAYS = 60
"""A customer who places another order within so many days of the feedback has come back."""

Orders = Mapping[str, Sequence[tuple[date, str]]]
"""The days and ids of each customer's orders, the oldest first."""


@dataclass(frozen=True, slots=True)
class Repurchase:
    """The followed part of a scope, after which WITHIN_DAYS have passed in the store, so that
    everybody had the time to come back; and which orders tell who did.

    `by_orders`: the shop's imported orders tell it, and every record with a customer counts. Else
    only feedback on another order does, and a record needs an order as well.
    """

    scope: Scope
    by_orders: bool
    _orders: Orders
    _context: ToolContext

    @classmethod
    def of(cls, scope: Scope, context: ToolContext) -> Self | None:
        """A scope that ends too late is moved to the whole history before that day. None where
        there is none, or nobody in it can be told from others."""
        span = context.tallies.span(scope.tenant)
        if span is None:
            return None
        if bought := context.customers.orders_span():
            # Before the first order that is known nobody can be seen to order again.
            first = max(span[0], bought[0] - timedelta(days=1))
            told = followed(scope, first, min(bought[1], context.as_of))
            if told and told.period:
                orders = context.customers.placed(_until(told.period))
                speakers = context.tallies.histogram(told, "customer_id")
                # Orders of which nobody who spoke has one are of other people's ids.
                if not speakers.keys().isdisjoint(orders):
                    return cls(told, True, orders, context)
        told = followed(scope, span[0], min(span[1], context.as_of))
        if told is None:
            return None
        return cls(told, False, _spoken_of(told, context), context)

    def noted(self, notes: Sequence[str], asked: Scope) -> tuple[str, ...]:
        """The notes of an answer with what counts as coming back, and that the scope is not the
        one asked for."""
        how = "repurchase_by_orders" if self.by_orders else "repurchase_by_feedback"
        return (*(notes if self.scope == asked else moved(notes)), how)

    def theme_sets(self, without: frozenset[str] = frozenset()) -> list[ThemeSetRow]:
        """One row per set of blamed themes with how many of its records were (1) or were not (0)
        followed by another order."""
        found: defaultdict[frozenset[str], Counter[Any]] = defaultdict(Counter)
        for (spelled, came_back), n in self.counts("themes").items():
            found[blamed_themes(spelled) - without][came_back] += n
        return [
            ThemeSetRow(themes=themes, counts=dict(counts), n=counts.total(), negative=themes)
            for themes, counts in found.items()
        ]

    def counts(self, column: str) -> Counter[tuple[Any, int]]:
        """How many records have each value of a column and were (1) or were not (0) followed by
        another order of their customer."""
        found: Counter[tuple[Any, int]] = Counter()
        rows = self._context.tallies.by(self.scope, "customer_id", "order_id", "day", column)
        for (customer, order, day, value), n in rows.items():
            if customer is not None and (self.by_orders or order is not None):
                found[value, _came_back(self._orders.get(customer, ()), order, day)] += n
        return found


def moved(notes: Sequence[str]) -> tuple[str, ...]:
    """The notes of an answer that rests on other days than those asked for: which ones were
    assumed no longer matters."""
    return (*(note for note in notes if note != "period_assumed"), "repurchase_period")


def returned(scope: Scope, context: ToolContext) -> Mapping[int, int]:
    """How many records of a scope were (1) or were not (0) followed by another order of their
    customer; empty where nobody can be followed."""
    found: Counter[int] = Counter()
    if told := Repurchase.of(scope, context):
        for (_, came_back), n in told.counts("sentiment").items():
            found[came_back] += n
    return found


def returned_after(
    first: Mapping[str, tuple[date, str]], period: Period, context: ToolContext
) -> Mapping[int, int]:
    """How many customers did (1) or did not (0) place another order within WITHIN_DAYS after one
    order of a period, by the imported orders."""
    orders = context.customers.placed(_until(period))
    return Counter(_came_back(orders[who], id, day) for who, (day, id) in first.items())


def followed(scope: Scope, first: date, end: date) -> Scope | None:
    """The part of the scope that is followed for WITHIN_DAYS in the days that are known, from the
    first to the end; all of those where the scope ends too late; None where there are none."""
    last = end - timedelta(days=WITHIN_DAYS)
    assert scope.period is not None
    if scope.period.start > last:
        start, stop = first, last
    else:
        start, stop = max(scope.period.start, first), min(scope.period.end, last)
    return replace(scope, period=Period(start, stop)) if start <= stop else None


def _until(period: Period) -> Period:
    return Period(period.start, period.end + timedelta(days=WITHIN_DAYS))


def _spoken_of(scope: Scope, context: ToolContext) -> Orders:
    """The orders that feedback of any kind names, each on the day of that feedback."""
    assert scope.period is not None
    everything = Scope(tenant=scope.tenant, period=_until(scope.period))
    found: defaultdict[str, set[tuple[date, str]]] = defaultdict(set)
    for customer, order, day in context.tallies.by(everything, "customer_id", "order_id", "day"):
        if customer is not None and order is not None:
            found[customer].add((day, order))
    return {customer: sorted(orders) for customer, orders in found.items()}


def _came_back(orders: Sequence[tuple[date, str]], order: str | None, day: date) -> int:
    later = orders[bisect_right(orders, (day, "\U0010ffff")) :]
    last = day + timedelta(days=WITHIN_DAYS)
    return int(any(other != order and when <= last for when, other in later))
