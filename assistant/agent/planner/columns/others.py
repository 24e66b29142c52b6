"""The values of a column that a question means by naming another: all but it, or its other side."""

import re
from collections.abc import Iterable, Mapping, Sequence

from assistant.agent.planner.shop.flags import is_flag_value
from assistant.agent.planner.shop.mind import Mind
from assistant.agent.question.patterns.common import ALSO
from assistant.agent.question.patterns.comparing import COMPARE, ELSEWHERE, WHICH_OF_TWO
from assistant.agent.question.patterns.omissions import WITHOUT, WITHOUT_AFTER
from assistant.agent.question.places import Place
from assistant.agent.question.question import Question
from assistant.models import ATTRIBUTES, by_column, column_of, value_of

__all__ = ["MOST_APART", "left_out", "with_the_others"]

MOST_APART = 8
"""Values of a column that are told one after another."""

WHICH_SIDE = re.compile(
    rf"{WHICH_OF_TWO.pattern}|\b(?:better|worse|happier|higher|lower|longer|more|less|fewer)\b"
)
JOINS_BEHIND = re.compile(
    r"的?(?:人|客户|顾客|买家|用户|订单|单子|单|评价)?(?:和|跟|与|还是|比|、|vs|pk)"
    r"|s?(?: \w+){0,2} (?:vs\.?|versus|and|or|against|than|compared)\b"
)
JOINS_BEFORE = re.compile(
    r"(?:和|跟|与|还是|比|、|vs|pk)$|\b(?:vs\.?|versus|and|or|against|than)(?: the)? $"
)
"""Between one side of a column of yes and no and the other, which is put in words of its own."""


def with_the_others(
    found: Sequence[str], places: Sequence[Place], question: Question, mind: Mind
) -> list[str]:
    """The values that are named and, where one of them is set against what the question does not
    name, all others of its column, where these are few: "do gift orders rate lower than the rest",
    送礼的和自己用的哪个评分低."""
    values = by_column(found)
    alone = len(found) == 1 and len(values) == 1
    if not alone or not (
        ELSEWHERE.search(question.folded) or _is_one_side(found[0], places[0], question)
    ):
        return list(found)
    others = [f"{column}={each}" for column in values for each in sorted(mind.columns[column])]
    return [*found, *(each for each in others if each not in found)][:MOST_APART]


def _is_one_side(named: str, place: Place, question: Question) -> bool:
    """Whether a yes or a no is set against its opposite: nothing else is named twice."""
    folded, (start, end) = question.folded, place
    compared = COMPARE.search(folded) or WHICH_SIDE.search(folded)
    several = any(len(question.filters.get(field, ())) > 1 for field in ATTRIBUTES)
    if not compared or several or len(question.periods) > 1 or not is_flag_value(value_of(named)):
        return False
    return bool(JOINS_BEHIND.match(folded, end) or JOINS_BEFORE.search(folded[:start]))


def left_out(
    found: Sequence[str], places: Sequence[Place], folded: str, columns: Mapping[str, Sequence[str]]
) -> list[str] | None:
    """The named values with all others of its column in the place of those that are left out:
    除了新街口店. None where none is left out, or no other value is known."""
    without = [found[at] for at in _excluded(places, folded)]
    known = [v for v in without if value_of(v) in columns.get(column_of(v), ())]
    if not known:
        return None
    others = [
        f"{column}={value}"
        for column in by_column(known)
        for value in sorted(columns[column])
        if f"{column}={value}" not in known
    ]
    kept = [value for value in found if value not in known]
    return list(dict.fromkeys((*kept, *others))) if others else None


def _excluded(places: Sequence[Place], folded: str) -> Iterable[int]:
    """Which of the places are left out: behind 除了 or before 除外, with those that "and" joins."""
    order = sorted(range(len(places)), key=lambda at: places[at])
    out: set[int] = set()
    for ways, follows in ((order, True), (order[::-1], False)):
        before: int | None = None
        for at in ways:
            start, end = places[at]
            if follows:
                starts = bool(WITHOUT.search(folded[:start]))
                gap = folded[places[before][1] : start] if before is not None else ""
            else:
                starts = bool(WITHOUT_AFTER.match(folded, end))
                gap = folded[end : places[before][0]] if before is not None else ""
            joined = before is not None and before in out and ALSO.fullmatch(gap)
            if starts or joined:
                out.add(at)
            before = at
    return out
