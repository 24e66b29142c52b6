"""How a question names a column of the shop's files: 各城市, "by depot"."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import filterfalse, takewhile

from assistant.agent.names.column_kinds import also_called
from assistant.agent.names.folding import fold
from assistant.agent.question.places import Place
from assistant.han import HAN

__all__ = ["column_words", "columns_in", "common_end"]

SHORTEST = 2
SPLIT = (
    r"(?:哪一?[个些种家款间条位处]|各个?|每个?|[按分]|不同的?|[两三四五六七八]个"
    r"|\b(?:by|per|each|every|any|which|what|between|across|worst|best)\s+"
    r"(?:(?:of|the|our|all|these|two|three|four|five|six|seven|eight|\d) )*)\s*"
)
GOODS = re.compile(r"商品|产品|\b(?:product|item)s?\b")
GENERAL = re.compile(r"(?:类型|类别|分类|种类|原因|问题|标签)$")
"""What a header ends with that also means what a complaint is about."""


def column_words(columns: Mapping[str, Sequence[str]]) -> list[tuple[str, str]]:
    """Each column with each word that people call it by: those of its own, and what else its kind
    is called in either language, unless that is another column's own word."""
    own = {column: list(_words(fold(column), values)) for column, values in columns.items()}
    taken = {word for words in own.values() for word in words}
    found = {
        column: [*words, *(word for word in also_called(fold(column)) if word not in taken)]
        for column, words in own.items()
    }
    return [(c, word) for c, words in found.items() for word in filterfalse(GOODS.search, words)]


def columns_in(folded: str, words: Sequence[tuple[str, str]]) -> list[tuple[str, str, Place]]:
    """The columns that a folded question splits by: each with its word as it stands there, and
    where, the longest first."""
    found = ((column, _split_by(word).search(folded)) for column, word in words)
    named = [(column, match[1], match.span(1)) for column, match in found if match]
    return sorted(named, key=lambda each: -len(each[1]))


@lru_cache(maxsize=1024)
def _split_by(word: str) -> re.Pattern[str]:
    return re.compile(rf"{SPLIT}({_in_any_number(word)})")


def _in_any_number(word: str) -> str:
    """A pattern for a word, of an English one also for its plural."""
    if HAN.search(word):
        return re.escape(word)
    if word.endswith("y"):
        return rf"{re.escape(word[:-1])}(?:y|ies)(?![a-z0-9])"
    return rf"{re.escape(word)}(?:e?s)?(?![a-z0-9])"


def common_end(names: Sequence[str]) -> int:
    """How many characters all of several names end with; 0 for one name."""
    backwards = zip(*(reversed(name) for name in names), strict=False)
    return sum(1 for _ in takewhile(lambda last: len(set(last)) == 1 < len(names), backwards))


def _words(column: str, values: Sequence[str]) -> Iterator[str]:
    """The header, what a Chinese one ends with, and what all Chinese values end with: 成都仓 and
    佛山仓 are each a 仓."""
    yield column
    if HAN.search(column) and len(column) > SHORTEST and not GENERAL.search(column):
        yield column[-SHORTEST:]
    folded = [fold(value) for value in values]
    end = folded[0][len(folded[0]) - common_end(folded) :] if folded else ""
    if HAN.search(end) and not GENERAL.search(end):
        yield end
