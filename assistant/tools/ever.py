"""How often something was said in all the time that has feedback."""

from dataclasses import replace
from typing import Any

from assistant.models import Scope
from assistant.tools.context import ToolContext
from assistant.tools.figures import amount

__all__ = ["ever"]


def ever(scope: Scope, context: ToolContext) -> dict[str, Any]:
    """How many records a scope leaves without its period, and the first and last day of them
    (None where there are none): what a word is asked for is seldom the last days alone."""
    whole = replace(scope, period=None)
    days = context.tallies.histogram(whole, "day")
    n = sum(days.values())
    found = {"ever": amount("count", n, whole, n, "records")}
    return found | {"first_day": min(days, default=None), "last_day": max(days, default=None)}
