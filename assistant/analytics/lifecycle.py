"""Where a customer stands between the first order and the last."""

from enum import StrEnum

from assistant.errors import InvalidInputError

__all__ = ["LifecycleStage", "lifecycle_stage"]

ACTIVE_GAPS, COOLING_GAPS, DORMANT_GAPS = 1.5, 3, 6
"""Up to so many usual gaps of silence a customer is active, cooling, dormant: a choice."""


class LifecycleStage(StrEnum):
    """Where a customer stands between the first order and the last."""

    NEW = "new"
    ACTIVE = "active"
    COOLING = "cooling"
    DORMANT = "dormant"
    LOST = "lost"
    NO_ORDERS = "no_orders"


def lifecycle_stage(orders: int, days_since_last: float | None, usual_gap: float) -> LifecycleStage:
    """The stage from the silence since the last order, in usual gaps between orders.

    `usual_gap` is the median gap in days, the customer's own from 3 orders on, else the shop's.
    Up to 1.5 gaps: new (one order) or active; up to 3: cooling; up to 6: dormant; beyond: lost.
    """
    if usual_gap <= 0 or orders < 0 or (days_since_last is not None and days_since_last < 0):
        raise InvalidInputError(
            f"A customer with {orders} orders, the last {days_since_last} days ago, and a usual "
            f"gap of {usual_gap} days is impossible; give numbers from 0 and a gap above 0."
        )
    if orders == 0 or days_since_last is None:
        return LifecycleStage.NO_ORDERS
    gaps = days_since_last / usual_gap
    if gaps <= ACTIVE_GAPS:
        return LifecycleStage.NEW if orders == 1 else LifecycleStage.ACTIVE
    if gaps <= COOLING_GAPS:
        return LifecycleStage.COOLING
    return LifecycleStage.DORMANT if gaps <= DORMANT_GAPS else LifecycleStage.LOST
