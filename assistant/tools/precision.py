"""How sure an NPS is, and how many more answers a given precision takes."""

from typing import Any

from assistant.analytics.nps import needed_n, nps, nps_variance
from assistant.models import SMALL_SAMPLE
from assistant.tools.arguments import ScopeArgs
from assistant.tools.context import ToolContext
from assistant.tools.figures import amount, figure
from assistant.tools.result import ToolResult

__all__ = ["precision"]

MARGINS = (10, 5, 3)


def precision(args: ScopeArgs, context: ToolContext) -> ToolResult:
    """How sure the NPS is: its interval, the number of answers, and how many answers would make
    the interval as narrow as ten, five or three points either way."""
    scope, notes = context.scope(args)
    result = nps(context.tallies.histogram(scope, "nps"))
    data: dict[str, Any] = {"nps": figure("nps", result.estimate, scope, "points"), "needed": []}
    if not result.n:
        return ToolResult(scope, data, notes=(*notes, "no_nps"))
    if result.low is not None and result.high is not None:
        data["half_width"] = amount(
            "margin", (result.high - result.low) / 2, scope, result.n, "points"
        )
    variance = nps_variance(result)
    if variance:
        data["needed"] = [
            {
                "margin": amount("margin_rank", margin, scope, result.n),
                "answers": amount("needed_count", needed_n(margin, variance), scope, result.n),
            }
            for margin in MARGINS
        ]
    small = ("small_sample",) if result.n < SMALL_SAMPLE else ()
    return ToolResult(scope, data, notes=(*notes, *small))
