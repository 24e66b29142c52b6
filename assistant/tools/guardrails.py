"""Whether another number suffered where one was made better."""

from collections.abc import Iterable
from typing import Any

from assistant.analytics.experiments import GuardrailVerdict, guardrail
from assistant.models import Scope
from assistant.tools.arms import COLUMNS, RELEVANT, Measure, compare_arms
from assistant.tools.context import ToolContext

__all__ = ["guardrails"]


def guardrails(
    a: Scope, b: Scope, context: ToolContext, main: Iterable[Measure]
) -> list[dict[str, Any]]:
    """Did any other number suffer in `a` against `b`? One row for each with data on both sides."""
    rows = []
    for measure in COLUMNS:
        if measure in main:
            continue
        arms = compare_arms(measure, a, b, context)
        found = guardrail(
            arms.experiment, RELEVANT[measure], higher_is_better=arms.higher_is_better
        )
        if found.difference.value is None:
            continue
        rows.append(
            {
                "measure": str(measure),
                "a": arms.a,
                "b": arms.b,
                "difference": arms.difference,
                "verdict": found.verdict,
                "harmed": found.verdict == GuardrailVerdict.HARMED,
            }
        )
    return rows
