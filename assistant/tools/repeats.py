"""How many of the records behind an answer repeat others or say nothing."""

from dataclasses import replace
from typing import Any

from assistant.models import Scope
from assistant.tools.context import ToolContext
from assistant.tools.figures import amount

__all__ = ["repeats"]


def repeats(scope: Scope, n: int, context: ToolContext) -> dict[str, Any]:
    """Of the n records of a scope, the near duplicates and placeholders, and what is left without
    them; empty where there are none, or where the scope leaves them out."""
    found = 0 if scope.unique else context.tallies.repeats(scope)
    if not found:
        return {}
    own = replace(scope, unique=True)
    return {
        "repeats": amount("repeat_count", found, scope, n, "records"),
        "own": amount("count", n - found, own, n - found, "records"),
    }
