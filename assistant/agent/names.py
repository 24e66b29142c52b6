"""Finds the shop's own names in a question: products, channels, and the words that filter.

A name is met by itself, by its aliases (the shop's glossary), by a word that only it has, and with
a typing error. Names that only a sentence encoder can connect (水壶 and Kettle) are left to
`NameBook.nearest`.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA

from assistant.agent.periods import fold

__all__ = ["Match", "NameBook"]

HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
HAN_RUN = re.compile(r"[\u3400-\u9fff]+")
WORD = re.compile(r"[a-z0-9][a-z0-9'&.+-]*")
SHORTEST_FUZZY = 5
ALIKE = 0.5
STANDS_OUT = 0.08
"""Cosine of two names that mean the same, and its lead over the next name."""

Encode = Callable[[Sequence[str]], NDArray[np.float32]]
# Frequent words of questions that are one slip away from some shop's product.
COMMON = frozenset(
    """about after again angry before better could customer customers channel delivery feedback
    first issues month people product products quarter rating reviews should store support their
    there these thing think those today trend week which worst would yesterday""".split()  # noqa: SIM905
)


@dataclass(frozen=True, slots=True)
class Match:
    """A name found in a folded question. `exact` is False where a typing error was forgiven."""

    field: str
    value: str
    start: int
    end: int
    written: str
    exact: bool = True


class NameBook:
    """What one field can be, and how people write it."""

    def __init__(
        self, field: str, spellings: Mapping[str, Iterable[str]], *, itself: bool = True
    ) -> None:
        """`itself` False keeps a value from being its own spelling ("en" is no English word)."""
        self.field = field
        self._by_spelling: dict[str, str] = {}
        for value, written in spellings.items():
            for each in (value, *written) if itself else written:
                self._by_spelling.setdefault(fold(str(each)), value)
        self._longest_first = sorted(self._by_spelling, key=len, reverse=True)

    @property
    def names(self) -> list[str]:
        """The values themselves, without their other spellings."""
        return list(dict.fromkeys(self._by_spelling.values()))

    @property
    def has_latin(self) -> bool:
        """Whether a name is written without Han characters."""
        return any(not HAN.search(name) for name in self.names)

    @classmethod
    def of_names(
        cls, field: str, names: Iterable[str], aliases: Mapping[str, Iterable[str]]
    ) -> "NameBook":
        """A book of a shop's names; a word that only one of them has stands for it."""
        known = list(dict.fromkeys(names))
        words = Counter(word for name in known for word in set(WORD.findall(fold(name))))
        parts = Counter(part for name in known for part in _han_parts(fold(name)))
        spellings = {
            name: [
                *(part for part in _han_parts(fold(name)) if parts[part] == 1),
                *aliases.get(name, ()),
                *(w for w in WORD.findall(fold(name)) if words[w] == 1 and len(w) > 3),
            ]
            for name in known
        }
        return cls(field, spellings)

    def find(self, text: str) -> list[Match]:
        """Matches in a folded text, in their order; the longest spelling wins a place."""
        found: list[Match] = []
        taken = [False] * len(text)
        for spelling in self._longest_first:
            for match in re.finditer(_bounded(spelling), text):
                if not any(taken[match.start() : match.end()]):
                    taken[match.start() : match.end()] = [True] * len(match.group())
                    value = self._by_spelling[spelling]
                    found.append(Match(self.field, value, *match.span(), match.group()))
        return sorted(found, key=lambda match: match.start)

    def find_misspelt(self, text: str) -> list[Match]:
        """Matches that forgive one typing error, two in a long word, and a missing space."""
        words = list(WORD.finditer(text))
        pieces = [(w.group(), w.span()) for w in words]
        pieces += [
            (a.group() + b.group(), (a.start(), b.end()))
            for a, b in pairwise(words)
            if text[a.end() : b.start()] == " "
        ]
        found = []
        for written, (start, end) in pieces:
            if len(written) < SHORTEST_FUZZY or written in COMMON:
                continue
            spelling = self._closest(written)
            if spelling:
                value = self._by_spelling[spelling]
                found.append(Match(self.field, value, start, end, text[start:end], exact=False))
        return found

    def nearest(self, pieces: Sequence[tuple[str, int, int]], encode: Encode) -> Match | None:
        """The name that a piece of the question means in another language, if one stands out."""
        names = self.names
        if not pieces or not names:
            return None
        similarity = encode([piece for piece, _, _ in pieces]) @ encode(names).T
        row, column = np.unravel_index(int(similarity.argmax()), similarity.shape)
        best = float(similarity[row, column])
        others = np.delete(similarity[row], column)
        if best < ALIKE or (others.size and best - float(others.max()) < STANDS_OUT):
            return None
        piece, start, end = pieces[int(row)]
        return Match(self.field, names[int(column)], start, end, piece, exact=False)

    def _closest(self, written: str) -> str | None:
        allowed = 1 if len(written) < 8 else 2
        best: tuple[int, str] | None = None
        for spelling in self._longest_first:
            if HAN.search(spelling) or abs(len(spelling) - len(written)) > allowed + 1:
                continue
            distance = OSA.distance(written, spelling.replace(" ", ""), score_cutoff=allowed)
            if distance <= allowed and (best is None or distance < best[0]):
                best = (distance, spelling)
        return best[1] if best and written[0] == best[1][0] else None


def _han_parts(name: str) -> set[str]:
    """The beginnings and ends of a name's Chinese runs: customers say 猫砂 for 膨润土猫砂."""
    return {
        part
        for run in HAN_RUN.findall(name)
        for size in range(2, min(5, len(run)))
        for part in (run[:size], run[-size:])
    }


def _bounded(spelling: str) -> str:
    """Words of alphabetic scripts match as words, also in the plural; others anywhere."""
    escaped = re.escape(spelling)
    if HAN.search(spelling):
        return escaped
    return rf"(?<![a-z0-9]){escaped}(?:e?s)?(?![a-z0-9])"
