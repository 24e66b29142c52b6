"""What the values of a shop's own columns are called, and how a question means them."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from assistant.agent.names.countries import as_people, countries_of, people_of
from assistant.agent.names.folding import fold
from assistant.agent.planner.shop.flags import flag_names, headers_of
from assistant.agent.question.column_words import common_end
from assistant.agent.question.word_forms import in_number
from assistant.han import HAN
from assistant.models import SOURCE

__all__ = ["KeptName", "as_word", "kept_names"]

SHORTEST, LONGEST = 2, 20
LONGEST_PIECE = 6

ANY_RECORD = re.compile(r"(?:评[价论]|反馈|留言|意见)|(?:review|feedback|comment|record)s?")
"""A source by such a name is what any feedback is called."""

WITHIN = r"(?=里|中的?|当中|占|有多少)"
"""What follows an everyday word that is meant as a group: 客服工单里多少是…"""


@dataclass(frozen=True, slots=True)
class KeptName:
    """One of the names of a value, folded, with what its column is called. `is_flag` says that it
    is the header itself, which stands for a yes, `is_people` that it means those of a country."""

    column: str
    value: str
    written: str
    headers: tuple[str, ...]
    is_flag: bool
    is_people: bool

    def can_be_meant(self, folded: str) -> bool:
        """Whether it stands in a folded question as more than a part of another word; a letter or a
        number is a value only beside the name of its column."""
        length = len(self.written)
        if self.column != SOURCE and self.written not in folded:
            return False  # only a source is met in another form
        if self.is_near(folded):
            return length <= LONGEST
        return SHORTEST <= length <= LONGEST and not self.written.isdigit()

    def is_near(self, folded: str) -> bool:
        """Whether its column is named in a folded question."""
        there = (header for header in self.headers if header in folded)
        return any(HAN.search(each) or re.search(as_word(each), folded) for each in there)

    def pattern(
        self, folded: str, everyday: Callable[[str], bool], *, known: bool, beside: bool
    ) -> str:
        """How it is met: words as words, and what is made of everyday words only where it is set
        apart as a group, or beside the name of its column. `known` says that it is met as a name of
        a language, `beside` that another source is named."""
        if self.column == SOURCE:
            return _as_source(self.written, beside=beside)
        if self.is_people:
            return as_people(self.written)
        if known:
            return as_word(self.written)
        near = self.is_near(folded)
        if not HAN.search(self.written):
            plain = not near and all(map(everyday, self.written.split()))
            return r"(?!)" if plain else as_word(self.written)
        if near:
            return re.escape(self.written)
        if everyday(self.written):
            return r"(?!)"
        return re.escape(self.written) + (WITHIN if _is_made_of(self.written, everyday) else "")


def kept_names(columns: Mapping[str, tuple[str, ...]]) -> list[KeptName]:
    """The names of all values, the longest first and what any feedback is called last: where all
    of a column end alike (苏州仓, 佛山仓), also without that end; a yes and a no by the header, a
    country also by its people."""
    found = []
    for column, values in columns.items():
        headers, flags, people = headers_of(column), flag_names(column, values), people_of(values)
        called = (flags, countries_of(values), people)
        named = [(v, n) for each in called for v, names in each.items() for n in names]
        for value, written in [*named, *_as_written(values)]:
            flag = bool(flags) and written in headers
            of_people = written in people.get(value, ())
            found.append(KeptName(column, value, written, headers, flag, of_people))
    return sorted(found, key=lambda n: (bool(ANY_RECORD.fullmatch(n.written)), -len(n.written)))


def _as_written(values: tuple[str, ...]) -> list[tuple[str, str]]:
    """Each value with what it is called by itself."""
    folded = [fold(value) for value in values]
    end = common_end(folded)
    found = []
    for value, written in zip(values, folded, strict=True):
        short = written[: len(written) - end].strip()
        names = {written, short} if HAN.search(short) and len(short) >= SHORTEST else {written}
        found += [(value, name) for name in names]
    return found


def _as_source(written: str, *, beside: bool) -> str:
    """One source or several of it; `beside` another one also 评价, which alone is any feedback."""
    forms = rf"(?<![a-z0-9])(?:{'|'.join(map(re.escape, in_number(written)))})s?(?![a-z0-9])"
    if not ANY_RECORD.fullmatch(written):
        return forms
    return rf"(?<=[和与跟比、/]){forms}|{forms}(?=[和与跟比、/])" if beside else r"(?!)"


def as_word(written: str) -> str:
    """A pattern for a name where it stands as a word: an "age" is in any "average"."""
    return rf"(?<![a-z0-9]){re.escape(written)}s?(?![a-z0-9])"


def _is_made_of(written: str, known: Callable[[str], bool]) -> bool:
    """Whether a run of characters is nothing but known words."""
    sizes = range(SHORTEST, min(LONGEST_PIECE, len(written)) + 1)
    return not written or any(
        known(written[:size]) and _is_made_of(written[size:], known) for size in sizes
    )
