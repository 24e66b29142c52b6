"""What a question chose as a filter and no call of its plan carries, which the answer must say."""

from dataclasses import replace
from typing import Any

from assistant.agent.planner.calls.call_plan import CallPlan
from assistant.agent.planner.calls.traits import TRAITS
from assistant.agent.question.question import Question
from assistant.models import ATTRIBUTES, ToolCall
from assistant.tools.drivers import OUTCOMES

__all__ = ["with_unfiltered"]

FILTERS = (*ATTRIBUTES, "theme", "kept", "order_id", "customer_id")
"""Filters that no tool looks at by itself, as it may at a mood or at stars."""

READ_ALL = ("search", "policy", "draft_reply", "crisis_plan", "action_plan", "experiment")
"""Tools that look for the question's own words, or set its names side by side."""


def with_unfiltered(made: CallPlan, question: Question) -> CallPlan:
    """The plan with a remark on each filter of the question that reached none of its calls."""
    if not made.calls or any(call.name in READ_ALL or call.args.get("ids") for call in made.calls):
        return made
    filters = dict(question.filters)
    if any(call.name in ("drivers", "loyalty_curve", "scorecard") for call in made.calls):
        # "Loyalty" and "repurchase" are the score there, and no theme.
        filters["theme"] = tuple(t for t in filters.get("theme", ()) if t not in OUTCOMES)
    if any(call.name == "priority" for call in made.calls):
        filters.pop("theme", None)  # a theme is found in the ranking of all
    remarks = [
        ("filter_unused", {"field": field, "values": list(values)})
        for field, values in filters.items()
        if values and field in FILTERS and not any(_carries(call, field) for call in made.calls)
    ]
    return replace(made, remarks=(*made.remarks, *remarks))


def _carries(call: ToolCall, field: str) -> bool:
    args: dict[str, Any] = {} if TRAITS[call.name].whole_store else dict(call.args)
    return bool(
        args.get(field)
        or args.get(f"without_{field}")
        or field in (args.get("by"), args.get("across"))
        or (field == "theme" and (args.get("words") or args.get("cluster")))
    )
