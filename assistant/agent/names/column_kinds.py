"""What the columns of a shop's files are called in two languages, by what they tell."""

import re
from functools import lru_cache

from assistant.agent.names.folding import fold
from assistant.agent.names.things import read_words
from assistant.han import HAN

__all__ = ["also_called", "is_span", "stems_of", "units_of"]

WORD = re.compile(r"[a-z]+|[\u4e00-\u9fff]+")
EMPTY = frozenset(
    ("number", "total", "count", "per", "the", "and", "for", "average", "avg", "mean")
)
"""What a header says of no thing."""

UNIT = re.compile(r"\s*[(\[（【]([^)\]）】]*).*$")
"""What stands behind a header in brackets: the litres of "Tank size (L)"."""


@lru_cache(maxsize=1024)
def also_called(header: str) -> tuple[str, ...]:
    """What a folded header is called besides, in either language, by the kind whose word it ends
    with; without its unit where it has one. Empty for a column of no known kind."""
    plain = UNIT.sub("", header.replace("_", " ")).strip()
    kinds = [[fold(word) for word in kind] for kind in read_words("column_kinds")["kinds"]]
    ends = [(len(w), words) for words in kinds for w in words if _ends_with(plain, w)]
    longest = max((length for length, _ in ends), default=0)
    words = (word for length, words in ends if length == longest for word in words)
    return tuple(dict.fromkeys(each for each in (plain, *words) if each and each != header))


def units_of(header: str) -> tuple[str, ...]:
    """What the unit in the brackets of a folded header is called, in either language; empty for
    none that is known."""
    match = UNIT.search(header)
    unit = match[1].strip() if match else ""
    groups = ([fold(word) for word in group] for group in read_words("column_kinds")["units"])
    return next((tuple(group) for group in groups if unit in group), ())


@lru_cache(maxsize=1024)
def stems_of(header: str) -> tuple[str, ...]:
    """The words of a folded header of numbers that say what is counted, without what it is counted
    in: wait of wait_days, 等待 of 等待分钟. Empty for a header that says no more than a unit."""
    words = WORD.findall(UNIT.sub("", header.replace("_", " ")))
    return tuple(stem for stem in map(_without_span, words) if len(stem) >= _shortest(stem))


def is_span(header: str) -> bool:
    """Whether a folded header says that its numbers count time."""
    words = WORD.findall(header.replace("_", " "))
    return any(word in _spans() or _without_span(word) != word for word in words)


def _without_span(word: str) -> str:
    if not HAN.search(word):
        return "" if word in _spans() or word in EMPTY else word
    ends = (span for span in _spans() if HAN.search(span) and word.endswith(span))
    return word.removesuffix(max(ends, key=len, default=""))


def _shortest(stem: str) -> int:
    return 2 if HAN.search(stem) else 3


@lru_cache
def _spans() -> frozenset[str]:
    """What a header calls a span of time that its numbers count, in either language."""
    return frozenset(fold(word) for word in read_words("column_kinds")["spans"])


def _ends_with(header: str, word: str) -> bool:
    if HAN.search(word):
        return header.endswith(word)
    return header == word or header.endswith(f" {word}")
