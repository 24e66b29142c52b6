"""All the time with feedback, where nobody named a period and the last days hold nothing."""

from dataclasses import replace

from pydantic import ValidationError

from assistant.agent.planner.calls.call_args import accepted
from assistant.agent.planner.calls.call_plan import CallPlan
from assistant.models import Period, ToolCall
from assistant.tools.arguments import ScopeArgs
from assistant.tools.context import ToolContext

__all__ = ["widened"]

TOLD = ("nps", "csat", "sentiment", "complaints", "themes", "quotes", "overview")
"""Tools that have nothing to tell of no feedback; that there is none is an answer of the others,
but for groups of nothing."""


def widened(made: CallPlan, context: ToolContext, whole: Period | None) -> CallPlan:
    """The plan over the `whole` time where a call names no period, and its last days have no
    feedback while earlier ones have: "no data" would hide what is there."""
    if whole is None:
        return made
    if _compares_nothing(made, context):
        calls = tuple(call.having(period=whole.as_json()) for call in made.calls)
        return replace(made, calls=calls, remarks=(*made.remarks, ("looked_further", {})))
    if not any(_is_empty(call, context) for call in made.calls):
        return made
    calls = tuple(
        call.having(period=whole.as_json()) if _is_empty(call, context) else call
        for call in made.calls
    )
    return replace(made, calls=calls, remarks=(*made.remarks, ("looked_further", {})))


def _compares_nothing(made: CallPlan, context: ToolContext) -> bool:
    """Whether words are set side by side that none of the last days says: which of them is said
    more, no such count tells."""
    calls = made.calls
    apart = len(calls) > 1 and all(c.name == "volume" and c.args.get("words") for c in calls)
    return apart and all(_is_empty(call.of("quotes"), context) for call in calls)


def _is_empty(call: ToolCall, context: ToolContext) -> bool:
    split = call.name == "volume" and call.args.get("by")
    if not (call.name in TOLD or split) or {"period", "compare_to", "ids"} & call.args.keys():
        return False
    known = {n: v for n, v in call.args.items() if n in ScopeArgs.model_fields}
    try:
        scope, _ = context.scope(ScopeArgs.model_validate(accepted(call.name, known)))
    except ValidationError:
        return False
    if call.name == "nps":
        scope = replace(scope, nps=scope.nps or tuple(range(11)))
    if call.name == "csat":
        scope = replace(scope, rating=scope.rating or tuple(range(1, 6)))
    if context.tallies.any(scope):
        return False
    return context.tallies.any(replace(scope, period=None))
