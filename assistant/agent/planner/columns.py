"""What a question names that stands in a column of the shop's files and is no field: a city, a
device, a kind of ticket.

To answer as if it had not been said would be the answer to another question.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import filterfalse

from assistant.agent.names.folding import fold
from assistant.agent.planner.call_plan import CallPlan
from assistant.agent.planner.mind import Mind
from assistant.agent.planner.traits import TRAITS
from assistant.agent.question.question import Question
from assistant.han import HAN
from assistant.models import NAMED, ToolCall
from assistant.tools.arguments import Dimension

__all__ = ["NamedColumn", "column_named", "with_columns"]

NamedColumn = tuple[str, str]
"""A column, and the value or the word by which a question names it."""

SHORTEST, LONGEST = 2, 20
LONGEST_PIECE = 6
SPLIT = r"(?:哪一?[个些种]|各个?|每个?|[按分]|不同的?|\b(?:by|per|each|which|what)\s+)\s*"
GOODS = re.compile(r"商品|产品|\b(?:product|item)s?\b")
GENERAL = re.compile(r"(?:类型|类别|分类|种类|原因|问题|标签)$")
"""What a header ends with that also means what a complaint is about."""

WITHIN = r"(?=里|中的?|当中|占|有多少)"
"""What follows an everyday word that is meant as a group: 客服工单里多少是…"""


def with_columns(
    made: CallPlan, question: Question, named: NamedColumn | None, mind: Mind
) -> CallPlan:
    """The plan that says first which column it could not go by."""
    if named is None or made.lead or not made.calls:
        return made
    if not all(TRAITS[call.name].named for call in made.calls):
        return made
    column, written = named
    calls = made.calls
    if question.by == Dimension.PRODUCT and written not in mind.columns[column]:
        # 哪种肤质 asks for a kind of skin, and was taken for one of goods.
        calls = tuple(
            ToolCall(call.name, {n: v for n, v in call.args.items() if n != "by"}) for call in calls
        )
    lead = ("lead_column", {"column": column, "written": written})
    return replace(made, calls=calls, lead=lead)


def column_named(question: Question, mind: Mind) -> NamedColumn | None:
    """The column that a question names; None for none."""
    return next(_named(question, mind), None)


def _named(question: Question, mind: Mind) -> Iterator[NamedColumn]:
    names = {fold(str(value)) for field in NAMED for value in question.filters.get(field, ())}
    said = " ".join((*names, *map(fold, question.quoted)))
    for column, value in _values(mind.columns):
        written = fold(value)
        if written in said or not SHORTEST <= len(written) <= LONGEST or written.isdigit():
            continue
        if re.search(_pattern(written, mind), question.folded):
            yield column, value
    if question.by in (None, Dimension.PRODUCT):
        for column in mind.columns:
            for word in filterfalse(GOODS.search, _words(fold(column))):
                if re.search(SPLIT + re.escape(word), question.folded):
                    yield column, word


def _values(columns: Mapping[str, tuple[str, ...]]) -> list[NamedColumn]:
    """The columns with each of their values, the longest first."""
    pairs = ((column, value) for column, values in columns.items() for value in values)
    return sorted(pairs, key=lambda pair: -len(pair[1]))


def _pattern(written: str, mind: Mind) -> str:
    """How a value is met: words as words, and what is made of everyday words only where it is set
    apart as a group."""
    if not HAN.search(written):
        plain = all(map(mind.strangers.is_everyday, written.split()))
        return r"(?!)" if plain else rf"(?<![a-z0-9]){re.escape(written)}(?![a-z0-9])"
    everyday = mind.strangers.is_everyday
    if everyday(written):
        return r"(?!)"
    return re.escape(written) + (WITHIN if _is_made_of(written, everyday) else "")


def _is_made_of(written: str, known: Callable[[str], bool]) -> bool:
    """Whether a run of characters is nothing but known words."""
    sizes = range(SHORTEST, min(LONGEST_PIECE, len(written)) + 1)
    return not written or any(
        known(written[:size]) and _is_made_of(written[size:], known) for size in sizes
    )


def _words(column: str) -> Iterator[str]:
    """What people call a column by: its header, and what a Chinese one ends with."""
    yield column
    if HAN.search(column) and len(column) > SHORTEST and not GENERAL.search(column):
        yield column[-SHORTEST:]
