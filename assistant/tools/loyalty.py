"""Where more satisfaction buys no loyalty: the flat zone (满意不敏感区)."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from assistant.analytics.intervals import wilson
from assistant.analytics.satisfaction_curve import (
    FEWEST_LEVELS,
    CurvePoint,
    FlatZone,
    satisfaction_curve,
)
from assistant.analytics.theme_sets import Outcome
from assistant.models import SMALL_SAMPLE, Figure, Scope
from assistant.tools.arguments import ScopeArgs
from assistant.tools.context import ToolContext
from assistant.tools.figures import amount, figure, on_scale, share
from assistant.tools.repurchase import Repurchase
from assistant.tools.result import ToolResult

__all__ = ["Loyalty", "LoyaltyArgs", "loyalty_curve"]


class Loyalty(StrEnum):
    """What loyalty is read from: the NPS answer, or whether the customer ordered again."""

    NPS = "nps"
    REPURCHASE = "repurchase"


class LoyaltyArgs(ScopeArgs):
    """Which loyalty is set over the stars."""

    score: Loyalty = Loyalty.NPS


def loyalty_curve(args: LoyaltyArgs, context: ToolContext) -> ToolResult:
    """Satisfaction against loyalty: the NPS (or the repurchase rate) of the customers at each star
    rating, whether there is a flat zone in which more satisfaction buys hardly any loyalty, how
    many customers sit in it, and what leaving it would be worth."""
    scope, notes = context.scope(args)
    score, outcome, factor = args.score, Outcome.NPS, 1
    if score == Loyalty.REPURCHASE:
        followed = Repurchase.of(scope, context)
        pairs: Mapping[Any, int] = followed.counts("rating") if followed else {}
        if followed:
            notes = followed.noted(notes, scope)
            scope = followed.scope
        outcome, factor = Outcome.MEAN, 100
    else:
        pairs = context.tallies.by(scope, "rating", "nps")
    curve = satisfaction_curve(
        {
            (rating, loyalty): n
            for (rating, loyalty), n in pairs.items()
            if rating is not None and loyalty is not None
        },
        outcome,
    )
    data: dict[str, Any] = {
        "score": str(score),
        "points": [
            {
                "stars": amount("satisfaction_level", point.satisfaction, scope, point.n, "stars"),
                "loyalty": _loyalty(score, point, scope),
            }
            for point in curve.points
        ],
        "zone": _zone(curve.zone, scope, factor) if curve.zone else None,
        "count": amount("count", curve.n, scope, curve.n, "records"),
        "levels": amount("levels_count", len(curve.points), scope, curve.n),
        "judged": curve.n >= SMALL_SAMPLE and len(curve.points) >= FEWEST_LEVELS,
    }
    if curve.correlation is not None:
        data["correlation"] = amount("correlation", curve.correlation, scope, curve.n)
    if not curve.n:
        notes = (*notes, "no_pairs" if score == Loyalty.NPS else "no_rated_repurchase")
    elif curve.n < SMALL_SAMPLE:
        notes = (*notes, "small_sample")
    return ToolResult(scope, data, notes=notes)


def _loyalty(score: Loyalty, point: CurvePoint, scope: Scope) -> Figure:
    of = {"rating": f"{point.satisfaction:g}"}
    if score == Loyalty.NPS:
        return on_scale(figure("nps", point.loyalty, scope, "points", of), -100, 100)
    # A share: Student's interval of zeros and ones would pass its ends.
    came_back = round((point.loyalty.value or 0.0) * point.n)
    return share("repurchase_rate", wilson(came_back, point.n), scope, of)


def _zone(zone: FlatZone, scope: Scope, factor: float) -> dict[str, Any]:
    n = zone.customers.n
    names = ("below", "within", "above")
    return {
        "low": amount("zone_low", zone.low, scope, n, "stars"),
        "high": amount("zone_high", zone.high, scope, n, "stars"),
        "customers": share("zone_share", zone.customers, scope),
        "each": figure("zone_gain_each_change", zone.gain_each, scope, "points", factor=factor),
        "overall": figure("zone_gain_change", zone.gain_overall, scope, "points", factor=factor),
        **{
            name: figure(f"slope_{name}", slope, scope, "points", factor=factor)
            for name, slope in zip(names, zone.slopes, strict=True)
        },
    }
