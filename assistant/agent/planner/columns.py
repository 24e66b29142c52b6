"""What a question names that stands in a column of the shop's files and is no field: a city, a
device, a kind of ticket.

A value of such a column is a filter; what is to be split by one is told that it cannot be: to
answer as if it had not been said would be the answer to another question.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import filterfalse, takewhile

from assistant.agent.names.folding import fold
from assistant.agent.planner.call_plan import CallPlan
from assistant.agent.planner.mind import Mind
from assistant.agent.planner.traits import TRAITS
from assistant.agent.question.places import blank
from assistant.agent.question.question import Question
from assistant.han import HAN
from assistant.models import NAMED, ToolCall
from assistant.tools.arguments import Dimension

__all__ = ["NamedColumn", "apart_by_kept", "column_named", "with_columns", "with_kept"]

NamedColumn = tuple[str, str]
"""A column, and the word by which a question names it."""

SHORTEST, LONGEST = 2, 20
LONGEST_PIECE = 6
SPLIT = r"(?:哪一?[个些种]|各个?|每个?|[按分]|不同的?|\b(?:by|per|each|which|what)\s+)\s*"
GOODS = re.compile(r"商品|产品|\b(?:product|item)s?\b")
GENERAL = re.compile(r"(?:类型|类别|分类|种类|原因|问题|标签)$")
"""What a header ends with that also means what a complaint is about."""

WITHIN = r"(?=里|中的?|当中|占|有多少)"
"""What follows an everyday word that is meant as a group: 客服工单里多少是…"""


def with_columns(made: CallPlan, question: Question, named: NamedColumn | None) -> CallPlan:
    """The plan that says first which column it could not go by."""
    if named is None or made.lead or not made.calls:
        return made
    if not all(TRAITS[call.name].named for call in made.calls):
        return made
    column, written = named
    calls = made.calls
    if question.by == Dimension.PRODUCT:
        # 哪种肤质 asks for a kind of skin, and was taken for one of goods.
        calls = tuple(
            ToolCall(call.name, {n: v for n, v in call.args.items() if n != "by"}) for call in calls
        )
    lead = ("lead_column", {"column": column, "written": written})
    return replace(made, calls=calls, lead=lead)


def column_named(question: Question, mind: Mind) -> NamedColumn | None:
    """The column by which a question splits; None for none."""
    if question.by not in (None, Dimension.PRODUCT):
        return None
    named = (
        (column, word)
        for column in mind.columns
        for word in filterfalse(GOODS.search, _words(fold(column)))
        if re.search(SPLIT + re.escape(word), question.folded)
    )
    return next(named, None)


def with_kept(question: Question, mind: Mind) -> Question:
    """The question over the records with the values of such columns that it names."""
    taken = {fold(str(value)) for field in NAMED for value in question.filters.get(field, ())}
    said = " ".join((*taken, *map(fold, question.quoted)))
    found: list[str] = []
    for column, value, written in _called(mind.columns):
        if written in said or not _can_be_meant(written, column, question.folded):
            continue
        match = re.search(_pattern(written, column, question.folded, mind), question.folded)
        if match is None:
            continue
        found.append(f"{column}={value}")
        said += f" {fold(value)}"
        for name in (match.group(), *fold(column).split()):
            question = _without(question, name)
    if not found:
        return question
    return replace(question, filters={**question.filters, "kept": tuple(found)})


def apart_by_kept(made: CallPlan) -> CallPlan:
    """The plan with a call for each of the columns' values: no figure is split by them."""
    calls = (
        call.having(kept=[value]) if value else call
        for call in made.calls
        for value in call.args.get("kept") or [None]
    )
    return replace(made, calls=tuple(calls))


def _without(question: Question, written: str) -> Question:
    """The question with a name blanked where it stands."""
    at = question.open.find(written)
    opened = question.open if at < 0 else blank(question.open, [(at, at + len(written))])
    return replace(
        question,
        open=opened,
        rest=question.rest.replace(written, " ").strip(),
        wording=question.wording.replace(written, " ").strip(),
    )


def _can_be_meant(written: str, column: str, folded: str) -> bool:
    """A letter or a number is a value only beside the name of its column."""
    if fold(column) in folded:
        return len(written) <= LONGEST
    return SHORTEST <= len(written) <= LONGEST and not written.isdigit()


def _called(columns: Mapping[str, tuple[str, ...]]) -> list[tuple[str, str, str]]:
    """The columns with each of their values and what it is called, the longest name first: where
    all end alike (苏州仓, 佛山仓), also without that end."""
    found = []
    for column, values in columns.items():
        folded = [fold(value) for value in values]
        end = _common_end(folded)
        for value, written in zip(values, folded, strict=True):
            short = written[: len(written) - end].strip()
            names = {written, short} if HAN.search(short) and len(short) >= SHORTEST else {written}
            found += [(column, value, name) for name in names]
    return sorted(found, key=lambda each: -len(each[2]))


def _common_end(names: Sequence[str]) -> int:
    """How many characters all of several names end with; 0 for one name."""
    backwards = zip(*(reversed(name) for name in names), strict=False)
    return sum(1 for _ in takewhile(lambda last: len(set(last)) == 1 < len(names), backwards))


def _pattern(written: str, column: str, folded: str, mind: Mind) -> str:
    """How a value is met: words as words, and what is made of everyday words only where it is set
    apart as a group, or beside the name of its column."""
    if not HAN.search(written):
        plain = fold(column) not in folded and all(map(mind.strangers.is_everyday, written.split()))
        return r"(?!)" if plain else rf"(?<![a-z0-9]){re.escape(written)}(?![a-z0-9])"
    if fold(column) in folded:
        return re.escape(written)
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
