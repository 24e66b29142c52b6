"""The clauses of a question that chose nothing, which an answer must say.

Nobody can list all that may be asked. What a clause changes can be tried: the question is planned
without it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from typing import Any, TypeAlias

from assistant.agent.names.folding import fold
from assistant.agent.planner.calls.call_args import filter_args, fitted, metric_asked
from assistant.agent.planner.calls.call_plan import CallPlan
from assistant.agent.planner.calls.traits import TOOL_OF, TRAITS
from assistant.agent.planner.second_looks import AND_WHY
from assistant.agent.planner.words.unread import READING
from assistant.agent.question.patterns.comparing import BY_HOW_MUCH
from assistant.agent.question.patterns.figures import PART
from assistant.agent.question.question import Question
from assistant.models import ToolCall

__all__ = ["reads_alike", "with_passed_over"]

TWO = 2

Remark: TypeAlias = tuple[str, Mapping[str, Any]]

WORDING = ("text", "folded", "open", "rest", "wording", "language", "leans_on", "matched", "ranks")
"""What differs between any two questions, and chooses nothing by itself."""


def reads_alike(whole: Question, without: Question) -> bool:
    """Whether a question without one of its clauses names, splits, bounds and orders the same, and
    no second look is what the clause asks for."""
    apart = whole.by or len(whole.filters.get("kept", ())) > 1
    looked_at = apart and AND_WHY.search(whole.folded)
    read = (each.name for each in fields(Question) if each.name not in WORDING)
    return not looked_at and all(getattr(whole, name) == getattr(without, name) for name in read)


def with_passed_over(made: CallPlan, question: Question, clauses: Sequence[str]) -> CallPlan:
    """The plan that says which clauses of its question it does not answer; where it only told what
    a score means, the score itself."""
    if _tells_difference(made):
        clauses = [each for each in clauses if not BY_HOW_MUCH.fullmatch(fold(each))]
    if len(made.calls) == 1 and made.calls[0].name == "volume":
        # What is counted is told with its share.
        clauses = [each for each in clauses if not PART.fullmatch(fold(each))]
    if (
        clauses
        and made.say == "definitions"
        and (tool := TOOL_OF.get(metric_asked(question) or ""))
    ):
        told = fitted(ToolCall(tool, filter_args(question)))
        return CallPlan(made.language, (told,), lead=("definitions", {"told": True}))
    if not made.calls or not clauses or any(call.name in READING for call in made.calls):
        return made
    remarks = (_beyond(remark, clauses) for remark in made.remarks)
    said = ("clause_unused", {"clauses": list(clauses)})
    return replace(made, remarks=(*filter(None, remarks), said))


def _tells_difference(made: CallPlan) -> bool:
    """Whether two named groups are compared by a score, whose difference is told."""
    if len(made.calls) != 1 or not TRAITS[made.calls[0].name].is_score:
        return False
    args = made.calls[0].args
    return len(args.get(str(args.get("by")), ())) == TWO


def _beyond(remark: Remark, clauses: Sequence[str]) -> Remark | None:
    """A remark without the unread words of the clauses, which are said whole; None where it has no
    others."""
    name, details = remark
    if name != "word_unused":
        return remark
    left = [word for word in details["words"] if not any(word in fold(each) for each in clauses)]
    return (name, {"words": left}) if left else None
