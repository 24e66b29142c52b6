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
from assistant.agent.question.patterns.figures import HOW_MANY, SHARE_OF
from assistant.agent.question.question import Question
from assistant.models import ATTRIBUTES, by_column, column_of

__all__ = ["answer_apart", "are_apart", "joined", "shared_args", "split_shared"]

OF_THE_SAME = re.compile("|".join((HOW_MANY.pattern, SINCE_WHEN.pattern, STILL.pattern)))
"""What is asked of what was told, and names nothing itself."""

COUNTED = re.compile("|".join((HOW_MANY.pattern, SHARE_OF.pattern)))
"""What counts records, as a number or as a share."""

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
    fields = [_chosen_by(part) for part in parts]
    counted = all(COUNTED.search(part.folded) for part in parts)
    return counted and all(fields) and len(set().union(*fields)) == sum(map(len, fields))


def _chosen_by(part: Question) -> set[str]:
    """The fields, and columns of the shop's own, by which a part chooses records or splits them."""
    columns = map(column_of, part.filters.get("kept", ()))
    fields = (field for field in part.filters if field != "kept")
    split = (part.by,) if part.by else ()
    return {*fields, *columns, *split, *(("period",) if part.periods else ())}


def shared_args(
    part: Question, parts: Sequence[Question], as_of: date, told: CallPlan | None = None
) -> dict[str, Any]:
    """The arguments that hold for a part because another one names them: the period, what is the
    shop's own, by what both are split, and, for a part that only asks how many or since when, the
    words that the plan `told` before it looks for."""
    found: dict[str, Any] = {}
    for other in reversed(parts):
        known: Mapping[str, Any] = filter_args(other)
        # "… and how many are members" tells of a column, and restricts nothing but itself.
        told_of = other is not parts[0] and SHARE_OF.search(other.folded)
        shared = (name for name in SHARED if name in known and not (told_of and name == "kept"))
        found |= {name: known[name] for name in shared}
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


def split_shared(part: Question, parts: Sequence[Question]) -> tuple[str, ...]:
    """The values of a column by which another part splits, where this one chooses by a column of
    its own and would lose them; empty for no such split."""
    own = set(map(column_of, part.filters.get("kept", ())))
    columns = (by_column(other.filters.get("kept", ())) for other in parts)
    split = (v for each in columns for c, v in each.items() if len(v) > 1 and c not in own)
    return tuple(next(split, ())) if own else ()


def joined(language: str, plans: Sequence[CallPlan]) -> CallPlan:
    """One plan with the calls and remarks of several."""
    calls = tuple(call for plan in plans for call in plan.calls)
    remarks = tuple(remark for plan in plans for remark in plan.remarks)
    return CallPlan(language, calls, remarks=tuple(remarks))
