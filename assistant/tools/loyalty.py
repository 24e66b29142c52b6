"""Where more satisfaction buys no loyalty: the flat zone (满意不敏感区)."""

from typing import Any

from assistant.analytics.satisfaction_curve import FEWEST_LEVELS, FlatZone, satisfaction_curve
from assistant.models import SMALL_SAMPLE, Scope
from assistant.tools.arguments import ScopeArgs
from assistant.tools.context import ToolContext
from assistant.tools.figures import amount, figure, on_scale, share
from assistant.tools.result import ToolResult

__all__ = ["loyalty_curve"]


def loyalty_curve(args: ScopeArgs, context: ToolContext) -> ToolResult:
    """Satisfaction against loyalty: the NPS of the customers at each star rating, whether there is
    a flat zone in which more satisfaction buys hardly any loyalty, how many customers sit in it,
    and what leaving it would be worth."""
    scope, notes = context.scope(args)
    both = {
        (rating, score): n
        for (rating, score), n in context.tallies.by(scope, "rating", "nps").items()
        if rating is not None and score is not None
    }
    curve = satisfaction_curve(both)
    data: dict[str, Any] = {
        "points": [
            {
                "stars": amount("satisfaction_level", point.satisfaction, scope, point.n, "stars"),
                "nps": on_scale(
                    figure("nps", point.loyalty, scope, "points", _at(point.satisfaction)),
                    -100,
                    100,
                ),
            }
            for point in curve.points
        ],
        "zone": _zone(curve.zone, scope) if curve.zone else None,
        "count": amount("count", curve.n, scope, curve.n, "records"),
        "levels": amount("levels_count", len(curve.points), scope, curve.n),
        "judged": curve.n >= SMALL_SAMPLE and len(curve.points) >= FEWEST_LEVELS,
    }
    if curve.correlation is not None:
        data["correlation"] = amount("correlation", curve.correlation, scope, curve.n)
    if not curve.n:
        notes = (*notes, "no_pairs")
    elif curve.n < SMALL_SAMPLE:
        notes = (*notes, "small_sample")
    return ToolResult(scope, data, notes=notes)


def _at(level: float) -> dict[str, str]:
    return {"rating": f"{level:g}"}


def _zone(zone: FlatZone, scope: Scope) -> dict[str, Any]:
    n = zone.customers.n
    names = ("below", "within", "above")
    return {
        "low": amount("zone_low", zone.low, scope, n, "stars"),
        "high": amount("zone_high", zone.high, scope, n, "stars"),
        "customers": share("zone_share", zone.customers, scope),
        "each": figure("zone_gain_each_change", zone.gain_each, scope, "points"),
        "overall": figure("zone_gain_change", zone.gain_overall, scope, "points"),
        **{
            name: figure(f"slope_{name}", slope, scope, "points")
            for name, slope in zip(names, zone.slopes, strict=True)
        },
    }
