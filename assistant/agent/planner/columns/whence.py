"""Where the records come from that were just counted: "…, and which channel do they come from"."""

from dataclasses import replace

from assistant.agent.planner.calls.call_args import fitted, in_mood
from assistant.agent.planner.calls.call_plan import CallPlan
from assistant.agent.planner.calls.traits import TRAITS
from assistant.agent.planner.columns.named import apart_by_kept
from assistant.agent.question.dimensions import WHENCE
from assistant.agent.question.patterns.common import COMPLAINING
from assistant.agent.question.patterns.comparing import GROWING, MORE_OR_LESS
from assistant.agent.question.question import Question
from assistant.models import ATTRIBUTES, ToolCall

__all__ = ["split_too", "splits_alone"]

OF_RECORDS = ("volume", "sentiment", "trend", "quotes", "complaints")
"""Tools that tell of records, which can be counted by what they come from."""


def splits_alone(clause: Question) -> bool:
    """Whether a clause names what to split by, and nothing else."""
    by = clause.by in ATTRIBUTES or (clause.filters.keys() == {"kept"} and clause.by is None)
    named = clause.filters.keys() - {"kept"} or clause.periods or clause.quoted
    return bool(by and not named and WHENCE.search(clause.folded))


def split_too(head: CallPlan, clause: Question, whole: Question) -> CallPlan | None:
    """The plan of the first clause with its records split by what the last one names; the split
    alone where the first clause only counts. None where it tells of no records."""
    if len(head.calls) != 1 or head.calls[0].name not in OF_RECORDS:
        return None
    call = head.calls[0]
    split = call if call.name == "volume" else call.of("volume")
    blames = call.name == "complaints" or COMPLAINING.search(whole.folded)
    if blames and not split.args.get("words"):
        split = in_mood(split, "negative")
    moves = MORE_OR_LESS.search(whole.folded) or GROWING.search(whole.folded)
    if moves:
        call = fitted(split)
    if clause.by:
        split = fitted(split.having(by=clause.by))
        splits: tuple[ToolCall, ...] = (split,)
    else:
        split = fitted(split.having(kept=list(clause.filters["kept"])))
        splits = apart_by_kept(replace(head, calls=(split,)), clause).calls
    counted = TRAITS[call.name].is_count and not moves
    return replace(head, calls=splits if counted else (call, *splits))
