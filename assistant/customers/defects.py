"""The defect rate over all orders, where the shop's orders are known."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from assistant.analytics.intervals import Estimate, wilson
from assistant.models import Period, Scope
from assistant.store.orders import OrderStore
from assistant.store.tallies import Tallies
from assistant.store.theme_column import blamed_themes

__all__ = ["SHOP_FAULTS", "Defects", "count_defects", "defect_rate"]

SHOP_FAULTS = frozenset({"product_quality", "product_match", "authenticity", "packaging"})
"""Blaming one of these makes an order defective."""

MATCHING = 0.5
"""The share of the feedback's order ids from which an import counts as the shop's orders."""

Defects = Mapping[str, tuple[int, int]]
"""Defective and all orders, by product; the key "" holds those of the whole shop."""


def count_defects(tallies: Tallies, orders: OrderStore, scope: Scope, until: date) -> Defects:
    """The orders placed in a scope's period, and those of them that feedback up to a day blames.

    Empty where the shop's orders are not known for the period or are not those that the feedback
    names (under half of its order ids), and where the scope restricts more than period and product,
    which orders do not know.
    """
    if scope.period is None or set(scope.filters()) - {"product"}:
        return {}
    placed: defaultdict[str, set[str]] = defaultdict(set)
    for order, product in orders.order_products(scope.tenant, scope.period):
        if scope.product and product not in scope.product:
            continue
        placed[""].add(order)
        if product is not None:
            placed[product].add(order)
    if not placed:
        return {}
    named = {
        order
        for (order,) in tallies.by(replace(scope, product=()), "order_id")
        if order is not None
    }
    if not named or orders.known(named, scope.tenant) < MATCHING * len(named):
        return {}
    later = replace(scope, period=Period(scope.period.start, max(until, scope.period.end)))
    blamed: defaultdict[str, set[str]] = defaultdict(set)
    for product, order, spelled in tallies.by(later, "product", "order_id", "themes"):
        if order is not None and blamed_themes(spelled) & SHOP_FAULTS:
            blamed[""].add(order)
            blamed[product or ""].add(order)
    return {key: (len(ids & blamed[key]), len(ids)) for key, ids in placed.items()}


def defect_rate(tallies: Tallies, orders: OrderStore, scope: Scope, until: date) -> Estimate:
    """The share of defective orders, in 0…1 with its Wilson interval: over all orders of the period
    where they are known, else over those with feedback; value None without any."""
    over_all = count_defects(tallies, orders, scope, until)
    if over_all:
        return wilson(*over_all[""])
    return wilson(*tallies.faulty_orders(scope, sorted(SHOP_FAULTS)))
