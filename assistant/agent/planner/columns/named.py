"""What a question names that stands in a column of the shop's files and is no field: a city, a
device, a kind of ticket.

A value of such a column is a filter, and what is to be split by one is asked for each of its
values. Where these are many, that is told: to answer as if it had not been said would be the answer
to another question.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from assistant.agent.names.folding import fold
from assistant.agent.planner.calls.call_plan import CallPlan
from assistant.agent.planner.calls.traits import TRAITS
from assistant.agent.planner.columns.numbers import as_number, as_test, compares
from assistant.agent.planner.columns.others import MOST_APART, left_out, with_the_others
from assistant.agent.planner.shop.flags import as_group
from assistant.agent.planner.shop.kept_names import as_word
from assistant.agent.planner.shop.measures import BANDS, measures_in
from assistant.agent.planner.shop.mind import Mind
from assistant.agent.question.column_words import columns_in
from assistant.agent.question.name_filters import filters_of, names_in
from assistant.agent.question.patterns.trials import TRIAL
from assistant.agent.question.places import Place, blank, squeezed
from assistant.agent.question.question import Question
from assistant.han import HAN
from assistant.models import NAMED, SOURCE, Band, ToolCall, by_column, column_of, value_of
from assistant.tools.arguments import Dimension

__all__ = [
    "NamedColumn",
    "apart_by_kept",
    "column_named",
    "read_once",
    "split_by_column",
    "with_columns",
    "with_flags",
    "with_kept",
]

NamedColumn = tuple[str, str]
"""A column, and the word by which a question names it."""

DIGIT = re.compile(r"\d")
"""Without one a question bounds nothing by a number: its bands are made of the column's."""


def with_columns(
    made: CallPlan, question: Question, named: NamedColumn | None, mind: Mind
) -> CallPlan:
    """The plan that says first which column it could not go by, or which bands it made."""
    banded = [each for each in question.filters.get("kept", ()) if Band.read(value_of(each))]
    own = [each for each in banded if _is_own_band(each, mind)]
    if len(banded) == BANDS or (own and not DIGIT.search(question.folded)):
        column = column_of(banded[0])
        return replace(made, remarks=(*made.remarks, ("bands_made", {"column": column})))
    if named is None or made.lead or not made.calls or question.filters.get("kept"):
        return made
    if not all(TRAITS[call.name].named for call in made.calls):
        return made
    column, written = named
    return replace(made, lead=("lead_column", {"column": column, "written": written}))


def _first_of(field: str | None, question: Question) -> int:
    """Where the first name of a field stands in the folded question; 0 for none."""
    return min((m.start for m in question.matched if m.field == field), default=0)


def _is_own_band(kept: str, mind: Mind) -> bool:
    """Whether a band is one into which a column was parted, and not what a question said."""
    measure = mind.measures.get(column_of(kept))
    return measure is not None and value_of(kept) in map(str, measure.bands)


def with_flags(made: CallPlan, question: Question, mind: Mind) -> CallPlan:
    """The plan that says which everyday word it took for any customer, where a column tells those
    from the others: a shop's "members"."""
    kept = set(map(column_of, question.filters.get("kept", ())))
    for name in mind.kept_names if made.calls else ():
        if not name.is_flag or name.column in kept or not mind.strangers.is_everyday(name.written):
            continue
        if match := _as_name(name.written).search(question.open):
            told = {"column": name.column, "written": match.group()}
            return replace(made, remarks=(*made.remarks, ("flag_unused", told)))
    return made


def column_named(question: Question, mind: Mind) -> NamedColumn | None:
    """The column by which a question splits; None for none. The rating that a ranking goes by is
    no split of its own."""
    if question.by not in (None, Dimension.PRODUCT, Dimension.RATING):
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
    if column in mind.measures and TRIAL.search(question.folded):
        return question  # the number by which the sides of a test are compared
    question = _without(replace(question, by=None), written)
    kept = question.filters.get("kept", ())
    values = sorted(mind.columns[column])
    if len(values) > MOST_APART and column in mind.measures:
        values = list(map(str, Band.splitting(map(float, values), BANDS)))
    if len(values) > MOST_APART or any(each.startswith(f"{column}=") for each in kept):
        return question
    apart = tuple(f"{column}={value}" for value in values)
    return replace(question, filters={**question.filters, "kept": (*kept, *apart)})


def with_kept(question: Question, mind: Mind) -> Question:
    """The question over the records with the values of such columns that it names."""
    taken = {fold(str(value)) for field in NAMED for value in question.filters.get(field, ())}
    said = " ".join((*taken, *map(fold, question.quoted)))
    free = {name: each for name, each in mind.measures.items() if name != question.mean}
    measured = measures_in(question.folded, free)
    found: list[str] = [value for value, _ in measured]
    places: list[Place] = [place for _, place in measured]
    for start, end in places:
        written = question.folded[start:end]
        if question.bound and question.bound.written in written:
            question = replace(question, bound=None)
        question = replace(_without(question, written), open=blank(question.open, [(start, end)]))
    split = {column for column, _, _ in columns_in(question.folded, mind.column_words)}
    text, everyday = blank(question.folded, places), mind.strangers.is_everyday
    for name in mind.kept_names:
        if name.written in said or not name.can_be_meant(question.folded):
            continue
        apart = None
        if name.is_flag:
            opposed = any(each.startswith(f"{name.column}=") for each in found)
            if name.column in split:
                continue  # "by member" splits
            if everyday(name.written) and not opposed:
                apart = as_group(name.written)  # else an everyday word is a side of its opposite
        known = any(m.field == "language" and m.written == name.written for m in question.matched)
        beside = any(each.startswith(f"{SOURCE}=") for each in found)
        pattern = apart or name.pattern(question.folded, everyday, known=known, beside=beside)
        match = re.search(pattern, text)
        if match is None:
            continue
        place = match.span(match.lastindex or 0)
        text = blank(text, [place])
        found.append(f"{name.column}={name.value}")
        said += f" {fold(name.value)}"
        places.append(place)
        for word in (question.folded[slice(*place)], *fold(name.column).split()):
            # What kind of record is meant is no name: it says what is counted.
            question = _without(question, word, wording=name.column != SOURCE)
    if not found:
        return question
    if others := left_out(found, places, question.folded, mind.columns):
        found = others
        if not split:
            question = replace(question, left_out=(*question.left_out, "kept"))
    else:
        others = with_the_others(found, places, question, mind)
        if len(others) > len(found) and places[0][0] < _first_of(question.by, question):
            question = replace(question, by=None)  # members are set against the rest, no product
        found = others
    filters = {**question.filters, "kept": tuple(found)}
    return read_once(replace(question, filters=filters), places, mind)


def read_once(question: Question, places: Sequence[Place], mind: Mind) -> Question:
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


def apart_by_kept(made: CallPlan, question: Question, before: Sequence[ToolCall] = ()) -> CallPlan:
    """The plan with a call for each of the values of a column: no figure is split by them. Values
    that are compared are so by a number; all but one that is left out are one group, as are those
    that one call `before` held together."""
    calls: list[ToolCall] = []
    together = [call.args["kept"] for call in before if call.args.get("kept")]
    for call in made.calls:
        values = call.args.get("kept") or ()
        if "kept" in question.left_out or values in together:
            calls.append(call)
            continue
        apart = next((each for each in by_column(values).values() if len(each) > 1), ())
        if apart and compares(call, question):
            call = as_number(call, question)
        if test := as_test(call, apart, question):
            calls.append(test)
            continue
        rest = [value for value in values if value not in apart]
        calls += [call.having(kept=[*rest, value]) for value in apart] or [call]
    distinct = [call for place, call in enumerate(calls) if call not in calls[:place]]
    return replace(made, calls=tuple(distinct))


def _as_name(written: str) -> re.Pattern[str]:
    """A name where it stands, which no space parts from others in Chinese."""
    return re.compile(re.escape(written) if HAN.search(written) else as_word(written))


def _without(question: Question, written: str, *, wording: bool = True) -> Question:
    """The question with a name blanked where it stands; without `wording` not for its intent."""
    name = _as_name(written)
    places = [match.span() for match in islice(name.finditer(question.open), 1)]
    return replace(
        question,
        open=blank(question.open, places),
        rest=squeezed(name.sub(" ", question.rest)),
        wording=squeezed(name.sub(" ", question.wording)) if wording else question.wording,
    )
