"""The personas that customers fall into."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from assistant.analytics.clusters import MIN_ROWS
from assistant.analytics.intervals import Estimate
from assistant.customers.personas import Persona
from assistant.models import SMALL_SAMPLE, Scope
from assistant.tools.arguments import ScopeArgs
from assistant.tools.context import ToolContext
from assistant.tools.figures import amount, mean_rating, share
from assistant.tools.result import ToolResult

__all__ = ["last_year", "personas"]

DAYS = 365
"""Customers speak seldom: without a period the last year is read."""


def personas(args: ScopeArgs, context: ToolContext) -> ToolResult:
    """The personas that customers fall into: groups that blame and praise different themes, speak
    other languages or use other channels, with their size and whether the grouping is stable."""
    scope, notes = last_year(args, context)
    found = context.customers.personas(scope)
    grouping, n = found.grouping, found.n
    data: dict[str, Any] = {
        "customers": amount("customer_count", n, scope, n),
        "stable": grouping.is_stable,
        "personas": [_persona(each, n, scope) for each in found.personas],
    }
    if grouping.silhouette is not None:
        data["silhouette"] = amount("silhouette", grouping.silhouette, scope, n)
        data["by_chance"] = amount("silhouette_by_chance", grouping.by_chance, scope, n)
        data["stability"] = amount("stability", grouping.stability, scope, n)
    if not n:
        notes = (*notes, "no_customer_ids" if context.tallies.any(scope) else "no_data")
    elif n < MIN_ROWS:
        notes = (*notes, "few_customers")
    elif not found.personas:
        notes = (*notes, "no_personas")
    elif not grouping.is_stable:
        notes = (*notes, "unstable")
    return ToolResult(scope, data, notes=notes)


def last_year(args: ScopeArgs, context: ToolContext) -> tuple[Scope, tuple[str, ...]]:
    """The scope of some arguments over the last year, unless they name a period; and its notes."""
    scope, notes = context.scope(args)
    if args.period is None:
        return replace(scope, period=context.last_days(DAYS)), notes
    return scope, notes


def _persona(persona: Persona, n: int, scope: Scope) -> dict[str, Any]:
    def marks(name: str, found: Sequence[tuple[str, Estimate, Estimate]]) -> list[dict[str, Any]]:
        return [
            {
                "theme": theme,
                "share": share(f"persona_{name}_share", inside, scope, {"theme": theme}),
                "others": share(f"others_{name}_share", outside, scope, {"theme": theme}),
            }
            for theme, inside, outside in found
        ]

    def most(name: str, found: tuple[str, Estimate] | None) -> dict[str, Any] | None:
        if found is None:
            return None
        value, estimate = found
        return {"name": value, "share": share(f"{name}_share", estimate, scope, {name: value})}

    small = persona.size < SMALL_SAMPLE
    return {
        "size": amount("persona_customer_count", persona.size, scope, n),
        "share": share("persona_share", persona.share, scope),
        "small": small,
        "blames": marks("blame", persona.blames),
        "praises": marks("praise", persona.praises),
        "language": most("language", persona.language),
        "channel": most("channel", persona.channel),
        "rating": mean_rating(persona.rating, scope),
        "examples": list(persona.examples),
    }
