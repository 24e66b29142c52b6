"""What the parts of a question have in common: "NPS and top complaints for the kettle in May"."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from assistant.agent.planner.calls.call_args import compared_field, filter_args, period_args
from assistant.agent.planner.calls.call_plan import CallPlan
from assistant.agent.planner.calls.rerouting import ranks
from assistant.agent.planner.calls.traits import TRAITS
from assistant.agent.planner.second_looks import AND_WHY
from assistant.agent.question.patterns.course import SINCE_WHEN, STILL
from assistant.agent.question.patterns.figures import HOW_MANY
from assistant.agent.question.question import Question
from assistant.models import ATTRIBUTES

__all__ = ["answer_apart", "are_apart", "joined", "shared_args"]

OF_THE_SAME = re.compile("|".join((HOW_MANY.pattern, SINCE_WHEN.pattern, STILL.pattern)))
"""What is asked of what was told, and names nothing itself."""

SHARED = (*ATTRIBUTES, "customer_id", "kept")


def are_apart(whole: Question, parts: Sequence[Question]) -> bool:
    """Whether a question says the same in parts as it does whole: no name or period was cut."""
    named = {n: set(v) for n, v in whole.filters.items()}
    found: dict[str, set[str]] = {}
    for part in parts:
        for name, values in part.filters.items():
            found.setdefault(name, set()).update(values)
    return named == found and set(whole.periods) == {p for part in parts for p in part.periods}


def answer_apart(parts: Sequence[Question], plans: Sequence[CallPlan]) -> bool:
    """Whether each plan calls for something else, and none looks at the one thing that a ranking
    before it finds."""
    firsts = [plan.calls[0].name for plan in plans if plan.calls and not (plan.say or plan.lead)]
    if len(firsts) < len(plans) or any(TRAITS[name].own_time for name in firsts):
        return False
    if len(set(firsts)) < len(plans) and not _count_more(parts):
        return False
    several = compared_field(filter_args(parts[0]), parts[0])
    ranked = (parts[0].by and ranks(parts[0])) or (several and AND_WHY.search(parts[-1].folded))
    chosen = ranked and not parts[-1].filters.keys() & set(SHARED)
    return not (chosen and TRAITS[firsts[-1]].one_thing)


def _count_more(parts: Sequence[Question]) -> bool:
    """Whether each part asks how many, of a thing and of something in it: "how many tickets and how
    many were angry". Two of one kind (five stars and one star) are one table."""
    fields = [{*part.filters, *(("period",) if part.periods else ())} for part in parts]
    counted = all(HOW_MANY.search(part.folded) for part in parts)
    return counted and all(fields) and len(set().union(*fields)) == sum(map(len, fields))


def shared_args(
    part: Question, parts: Sequence[Question], as_of: date, told: CallPlan | None = None
) -> dict[str, Any]:
    """The arguments that hold for a part because another one names them: the period, what is the
    shop's own, by what both are split, and, for a part that only asks how many or since when, the
    words that the plan `told` before it looks for."""
    found: dict[str, Any] = {}
    for other in reversed(parts):
        known: Mapping[str, Any] = filter_args(other)
        found |= {name: known[name] for name in SHARED if name in known}
        found |= period_args(other, as_of)
        if (by := other.by or compared_field(known, other)) and not ranks(other):
            found["by"] = by
    bare = OF_THE_SAME.search(part.folded) and not (part.filters or part.quoted)
    words = [call.args["words"] for call in told.calls if call.args.get("words")] if told else []
    if bare and words:
        found["words"] = words[0]
    if part.periods:
        found = {n: v for n, v in found.items() if n not in ("period", "compare_to")}
    return found


def joined(language: str, plans: Sequence[CallPlan]) -> CallPlan:
    """One plan with the calls and remarks of several."""
    calls = tuple(call for plan in plans for call in plan.calls)
    remarks = tuple(remark for plan in plans for remark in plan.remarks)
    return CallPlan(language, calls, remarks=tuple(remarks))
