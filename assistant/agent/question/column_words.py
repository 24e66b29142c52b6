"""How a question names a column of the shop's files: 各城市, "by depot"."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import filterfalse, takewhile

from assistant.agent.names.folding import fold
from assistant.agent.question.places import Place
from assistant.han import HAN

__all__ = ["column_words", "columns_in", "common_end"]

SHORTEST = 2
SPLIT = (
    r"(?:哪一?[个些种]|各个?|每个?|[按分]|不同的?"
    r"|\b(?:by|per|each|every|which|what|between|across|worst|best)\s+(?:(?:the|our|all) )*)\s*"
)
GOODS = re.compile(r"商品|产品|\b(?:product|item)s?\b")
GENERAL = re.compile(r"(?:类型|类别|分类|种类|原因|问题|标签)$")
"""What a header ends with that also means what a complaint is about."""


def column_words(columns: Mapping[str, Sequence[str]]) -> list[tuple[str, str]]:
    """Each column with each word that people call it by."""
    return [
        (column, word)
        for column, values in columns.items()
        for word in filterfalse(GOODS.search, _words(fold(column), values))
    ]


def columns_in(folded: str, words: Sequence[tuple[str, str]]) -> list[tuple[str, str, Place]]:
    """The columns that a folded question splits by: each with its word, and where that stands."""
    found = ((column, w, re.search(SPLIT + rf"({re.escape(w)})", folded)) for column, w in words)
    return [(column, word, match.span(1)) for column, word, match in found if match]


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
