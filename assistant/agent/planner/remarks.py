"""What an answer must say of a question that it answers only in part."""

from dataclasses import replace

from assistant.agent.planner.calls.call_plan import CallPlan
from assistant.agent.question.patterns.figures import BOTH, BY_COUNTRY, BY_HOUR
from assistant.agent.question.patterns.sales import OF_ORDER_VALUE, RETURN_RATE
from assistant.agent.question.question import Question

__all__ = ["remarked"]

SPLIT_OR_TOLD = ("volume", "sentiment", "complaints", "trend", "csat", "nps", "overview")
"""Tools of whose numbers the hour of the day could be asked."""

TOLD_OR_SHOWN = (*SPLIT_OR_TOLD, "quotes", "search", "themes")
"""Tools of whose records the cost of the order could be asked."""


def remarked(made: CallPlan, question: Question) -> CallPlan:
    """A plan of one call or more with a remark on each part of the question that it leaves out."""
    first, remarks = made.calls[0].name, made.remarks
    by_one = any("by" in call.args and "across" not in call.args for call in made.calls)
    if question.also_by and by_one:
        remarks += (("one_split", {"by": question.by, "also": question.also_by}),)
    if BY_HOUR.search(question.folded) and first in SPLIT_OR_TOLD:
        remarks += (("no_hours", {}),)
    several = any(len(call.args.get("theme", ())) > 1 for call in made.calls)
    if several and not question.by and BOTH.search(question.folded):
        remarks += (("either_counted", {}),)
    if OF_ORDER_VALUE.search(question.folded) and first in TOLD_OR_SHOWN:
        remarks += (("no_order_values", {}),)
    if question.by == "language" and BY_COUNTRY.search(question.folded):
        remarks += (("no_countries", {}),)
    if first == "volume" and RETURN_RATE.search(question.folded):
        remarks += (("no_return_rate", {}),)
    return replace(made, remarks=remarks)
