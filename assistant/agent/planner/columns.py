"""What a question names that stands in a column of the shop's files and is no field: a city, a
device, a kind of ticket.

A value of such a column is a filter, and what is to be split by one is asked for each of its
values. Where these are many, that is told: to answer as if it had not been said would be the answer
to another question.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from assistant.agent.names.countries import as_people, countries_of, people_of
from assistant.agent.names.folding import fold
from assistant.agent.planner.call_plan import CallPlan
from assistant.agent.planner.column_numbers import as_number, compares
from assistant.agent.planner.flags import flag_names, header_of
from assistant.agent.planner.mind import Mind
from assistant.agent.planner.traits import TRAITS
from assistant.agent.question.column_words import columns_in, common_end
from assistant.agent.question.name_filters import filters_of, names_in
from assistant.agent.question.places import Place, blank, squeezed
from assistant.agent.question.question import Question
from assistant.agent.question.word_forms import in_number
from assistant.han import HAN
from assistant.models import NAMED, SOURCE, ToolCall
from assistant.tools.arguments import Dimension

__all__ = [
    "NamedColumn",
    "apart_by_kept",
    "column_named",
    "split_by_column",
    "with_columns",
    "with_kept",
]

NamedColumn = tuple[str, str]
"""A column, and the word by which a question names it."""

SHORTEST, LONGEST = 2, 20
LONGEST_PIECE = 6
MOST_APART = 8
"""Values of a column that are told one after another."""

ANY_RECORD = re.compile(r"(?:评[价论]|反馈|留言|意见)|(?:review|feedback|comment|record)s?")
"""A source by such a name is what any feedback is called."""

WITHIN = r"(?=里|中的?|当中|占|有多少)"
"""What follows an everyday word that is meant as a group: 客服工单里多少是…"""


def with_columns(made: CallPlan, question: Question, named: NamedColumn | None) -> CallPlan:
    """The plan that says first which column it could not go by."""
    if named is None or made.lead or not made.calls or question.filters.get("kept"):
        return made
    if not all(TRAITS[call.name].named for call in made.calls):
        return made
    column, written = named
    return replace(made, lead=("lead_column", {"column": column, "written": written}))


def column_named(question: Question, mind: Mind) -> NamedColumn | None:
    """The column by which a question splits; None for none."""
    if question.by not in (None, Dimension.PRODUCT):
        return None
    named = columns_in(question.folded, mind.column_words)
    return next(((column, word) for column, word, _ in named), None)


def split_by_column(question: Question, mind: Mind) -> Question:
    """The question over each of the values of the column that it splits by, where these are few:
    哪种肤质 asks for a kind of skin, and was taken for one of goods."""
    named = column_named(question, mind)
    if named is None:
        return question
    column, written = named
    question = _without(replace(question, by=None), written)
    kept = question.filters.get("kept", ())
    values = sorted(mind.columns[column])
    if len(values) > MOST_APART or any(each.startswith(f"{column}=") for each in kept):
        return question
    apart = tuple(f"{column}={value}" for value in values)
    return replace(question, filters={**question.filters, "kept": (*kept, *apart)})


def with_kept(question: Question, mind: Mind) -> Question:
    """The question over the records with the values of such columns that it names."""
    taken = {fold(str(value)) for field in NAMED for value in question.filters.get(field, ())}
    said = " ".join((*taken, *map(fold, question.quoted)))
    found: list[str] = []
    places: list[Place] = []
    split = {column for column, _, _ in columns_in(question.folded, mind.column_words)}
    text = question.folded
    for column, value, written in _called(mind.columns):
        if written in said or not _can_be_meant(written, column, question.folded):
            continue
        if written == header_of(column) and flag_names(column, mind.columns[column]):
            opposed = any(each.startswith(f"{column}=") for each in found)
            if column in split or (mind.strangers.is_everyday(written) and not opposed):
                continue  # "by member" splits, and an everyday word is a side beside its opposite
        people = written in people_of(mind.columns[column]).get(value, ())
        known = any(m.field == "language" and m.written == written for m in question.matched)
        pattern = _as_word(written) if known else _pattern(written, column, question.folded, mind)
        pattern = as_people(written) if people else pattern
        if column == SOURCE:
            pattern = _source_pattern(written, beside=any(_is_source(each) for each in found))
        match = re.search(pattern, text)
        if match is None:
            continue
        place = match.span(match.lastindex or 0)
        text = blank(text, [place])
        found.append(f"{column}={value}")
        said += f" {fold(value)}"
        places.append(place)
        for name in (question.folded[slice(*place)], *fold(column).split()):
            # What kind of record is meant is no name: it says what is counted.
            question = _without(question, name, wording=column != SOURCE)
    if not found:
        return question
    filters = {**question.filters, "kept": tuple(found)}
    return _read_once(replace(question, filters=filters), places, mind)


def _read_once(question: Question, places: Sequence[Place], mind: Mind) -> Question:
    """The question without what is read from the words of values alone: 售后单 as a kind of ticket
    is no theme besides, and 美国 no language where a column tells the country."""
    folded = question.folded
    outside, _ = filters_of(folded, names_in(folded, mind.books, places), mind.books)
    inside: dict[str, set[str]] = {}
    for start, end in places:
        written = folded[start:end]
        for match in names_in(written, mind.books, ()):
            inside.setdefault(match.field, set()).update(match.values)
    filters = {}
    for name, values in question.filters.items():
        twice = inside.get(name, set()) - set(outside.get(name, ()))
        if left := tuple(value for value in values if value not in twice):
            filters[name] = left
    within = [m for m in question.matched if any(a <= m.start and m.end <= b for a, b in places)]
    matched = tuple(match for match in question.matched if match not in within)
    return replace(question, filters=filters, matched=matched)


def apart_by_kept(made: CallPlan, question: Question) -> CallPlan:
    """The plan with a call for each of the values of a column: no figure is split by them. Values
    that are compared are so by a number."""
    calls: list[ToolCall] = []
    for call in made.calls:
        values = call.args.get("kept") or ()
        apart = next((each for each in _by_column(values).values() if len(each) > 1), ())
        if apart and compares(call, question):
            call = as_number(call, question)
        rest = [value for value in values if value not in apart]
        calls += [call.having(kept=[*rest, value]) for value in apart] or [call]
    distinct = [call for place, call in enumerate(calls) if call not in calls[:place]]
    return replace(made, calls=tuple(distinct))


def _by_column(kept: Sequence[str]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for each in kept:
        found.setdefault(each.partition("=")[0], []).append(each)
    return found


def _without(question: Question, written: str, *, wording: bool = True) -> Question:
    """The question with a name blanked where it stands; without `wording` not for its intent."""
    at = question.open.find(written)
    opened = question.open if at < 0 else blank(question.open, [(at, at + len(written))])
    return replace(
        question,
        open=opened,
        rest=squeezed(question.rest.replace(written, " ")),
        wording=squeezed(question.wording.replace(written, " ")) if wording else question.wording,
    )


def _can_be_meant(written: str, column: str, folded: str) -> bool:
    """A letter or a number is a value only beside the name of its column."""
    if header_of(column) in folded:
        return len(written) <= LONGEST
    return SHORTEST <= len(written) <= LONGEST and not written.isdigit()


def _called(columns: Mapping[str, tuple[str, ...]]) -> list[tuple[str, str, str]]:
    """The columns with each of their values and what it is called, the longest name first and
    what any feedback is called last: where all end alike (苏州仓, 佛山仓), also without that end; a
    yes and a no by the header, a country also by its people."""
    found = []
    for column, values in columns.items():
        folded = [fold(value) for value in values]
        flags = flag_names(column, values)
        called = (flags, countries_of(values), people_of(values))
        found += [(column, v, n) for each in called for v, names in each.items() for n in names]
        end = common_end(folded)
        for value, written in zip(values, folded, strict=True):
            short = written[: len(written) - end].strip()
            names = {written, short} if HAN.search(short) and len(short) >= SHORTEST else {written}
            found += [(column, value, name) for name in names]
    return sorted(found, key=lambda each: (bool(ANY_RECORD.fullmatch(each[2])), -len(each[2])))


def _is_source(kept: str) -> bool:
    return kept.startswith(f"{SOURCE}=")


def _source_pattern(written: str, *, beside: bool) -> str:
    """How a source is met, one or several of it; `beside` another one also 评价, which alone is
    any feedback."""
    forms = rf"(?<![a-z0-9])(?:{'|'.join(map(re.escape, in_number(written)))})s?(?![a-z0-9])"
    if not ANY_RECORD.fullmatch(written):
        return forms
    return rf"(?<=[和与跟比、/]){forms}|{forms}(?=[和与跟比、/])" if beside else r"(?!)"


def _pattern(written: str, column: str, folded: str, mind: Mind) -> str:
    """How a value is met: words as words, and what is made of everyday words only where it is set
    apart as a group, or beside the name of its column."""
    if not HAN.search(written):
        plain = header_of(column) not in folded and all(
            map(mind.strangers.is_everyday, written.split())
        )
        return r"(?!)" if plain else _as_word(written)
    if header_of(column) in folded:
        return re.escape(written)
    everyday = mind.strangers.is_everyday
    if everyday(written):
        return r"(?!)"
    return re.escape(written) + (WITHIN if _is_made_of(written, everyday) else "")


def _as_word(written: str) -> str:
    return rf"(?<![a-z0-9]){re.escape(written)}s?(?![a-z0-9])"


def _is_made_of(written: str, known: Callable[[str], bool]) -> bool:
    """Whether a run of characters is nothing but known words."""
    sizes = range(SHORTEST, min(LONGEST_PIECE, len(written)) + 1)
    return not written or any(
        known(written[:size]) and _is_made_of(written[size:], known) for size in sizes
    )
