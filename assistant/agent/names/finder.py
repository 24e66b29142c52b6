"""Finds the shop's own names in a question: products, channels, and the words that filter.

A name is met by itself, by its aliases (the shop's glossary), by a word that only it has, and with
a typing error. Names that only a sentence encoder can connect (水壶 and Kettle) are left to
`NameBook.nearest` and its `NameMeanings`.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import pairwise

from rapidfuzz.distance import JaroWinkler

from assistant.agent.names.abbreviations import (
    abbreviations_in,
    initials_of,
    runs_of,
    short_forms_in,
    without_vowels,
)
from assistant.agent.names.folding import fold
from assistant.agent.names.match import Match
from assistant.agent.names.meanings import NameMeanings
from assistant.agent.names.parts import HAN, WORD, first_of, pattern_of, shortened
from assistant.agent.names.slips import homophones_in, slips_in
from assistant.agent.names.sounds import by_sound, sounds_chinese
from assistant.models.vectors import Encode

__all__ = ["NameBook"]

LONGEST_SOUND = 4
PARTS_OF_THINGS = "布盒架套壳袋线盖垫包座框片带"
"""What makes another thing of a thing: 眼镜 are glasses, 眼镜布 is a cloth."""

MOST_OFFERED = 3
LOOKS_LIKE = 0.8
"""Similarity of Jaro and Winkler from which a name is worth asking back about."""


class NameBook:
    """What one field can be, and how people write it."""

    def __init__(
        self,
        field: str,
        spellings: Mapping[str, Iterable[str]],
        *,
        itself: bool = True,
        families: Mapping[str, tuple[str, ...]] | None = None,
    ) -> None:
        """`itself` False keeps a value from being its own spelling ("en" is no English word).

        `families` are words that stand for one or several values and give way to spellings.
        """
        self.field = field
        self._by_spelling: dict[str, tuple[str, ...]] = {}
        for value, written in spellings.items():
            for each in (value, *written) if itself else written:
                self._by_spelling.setdefault(fold(str(each)), (value,))
        self._own = frozenset(self._by_spelling)
        for word, values in (families or {}).items():
            self._by_spelling.setdefault(word, values)
        self._longest_first = sorted(self._by_spelling, key=len, reverse=True)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The values themselves, without their other spellings."""
        return tuple(dict.fromkeys(v for values in self._by_spelling.values() for v in values))

    @cached_property
    def _firsts(self) -> list[tuple[str, str]]:
        """Each spelling, the longest first, with what all its forms begin with."""
        return [(spelling, first_of(spelling)) for spelling in self._longest_first]

    @cached_property
    def words(self) -> frozenset[str]:
        """The alphabetic words of all spellings."""
        return frozenset(word for each in self._longest_first for word in WORD.findall(each))

    @property
    def spellings(self) -> frozenset[str]:
        """Everything that the book finds as it is written."""
        return frozenset(self._by_spelling)

    @property
    def has_latin(self) -> bool:
        """Whether a name is written without Han characters."""
        return any(not HAN.search(name) for name in self.names)

    @property
    def has_han(self) -> bool:
        """Whether a name or another spelling is written with Han characters."""
        return any(HAN.search(spelling) for spelling in self._longest_first)

    @property
    def has_short(self) -> bool:
        """Whether a name is a single Han character."""
        return any(len(name) == 1 and HAN.match(name) for name in self.names)

    @classmethod
    def of_names(
        cls,
        field: str,
        names: Iterable[str],
        aliases: Mapping[str, Iterable[str]],
        families: Mapping[str, tuple[str, ...]] | None = None,
        everyday: Collection[str] = (),
    ) -> "NameBook":
        """A book of a shop's names; a word that only one of them has stands for it, unless it is
        an `everyday` word of questions ("reviews" never means "Google Reviews" alone)."""
        return cls(field, shortened(names, aliases, everyday), families=families)

    def find(self, text: str) -> list[Match]:
        """Matches in a folded text, in their order; the longest spelling wins a place."""
        found: list[Match] = []
        taken = [False] * len(text)
        for spelling, first in self._firsts:
            if first not in text:
                continue
            for match in re.finditer(pattern_of(spelling), text):
                part = spelling not in self._own and text[match.end() : match.end() + 1]
                if part and HAN.search(spelling) and part in PARTS_OF_THINGS:
                    continue
                if not any(taken[match.start() : match.end()]):
                    taken[match.start() : match.end()] = [True] * len(match.group())
                    value, *also = self._by_spelling[spelling]
                    found.append(
                        Match(self.field, value, *match.span(), match.group(), also=tuple(also))
                    )
        return sorted(found, key=lambda match: match.start)

    def find_misspelt(self, text: str) -> list[Match]:
        """Matches that forgive one typing error, two in a long word, and a missing space."""
        return [
            self._forgiven(spelling, *place, text)
            for spelling, place in slips_in(text, self._longest_first, self._own)
        ]

    def find_sounded(self, text: str) -> list[Match]:
        """Matches of Chinese names that are typed in pinyin, in one word or several, or with
        characters that sound alike."""
        words = list(WORD.finditer(text))
        found = [self._forgiven(n, *place, text) for n, place in homophones_in(text, self._own)]
        if not any(len(w.group()) > 1 for w in words) or not self.has_han:
            return found
        end_of_last = 0
        for first, word in enumerate(words):
            for last in range(min(first + LONGEST_SOUND, len(words)), first, -1):
                run = words[first:last]
                written = "".join(w.group() for w in run)
                gaps = {text[a.end() : b.start()] for a, b in pairwise(run)} - {" "}
                if gaps or word.start() < end_of_last or not sounds_chinese(written):
                    continue
                spelling = self._by_sound.get(written)
                if spelling:
                    end_of_last = run[-1].end()
                    found.append(self._forgiven(spelling, word.start(), end_of_last, text))
                    break
        return found

    def find_abbreviated(self, text: str) -> list[Match]:
        """Matches of long Chinese names of which characters are left out, and of words without
        their vowels."""
        found = abbreviations_in(text, self._han_runs)
        found += short_forms_in(text, self._short_forms)
        return [self._forgiven(name, *place, text) for place, name in found]

    @cached_property
    def _han_runs(self) -> dict[str, tuple[str, ...]]:
        return runs_of(fold(name) for name in self.names)

    @cached_property
    def _short_forms(self) -> dict[str, str]:
        # What a channel's initials could mean beside it, a product's mean sooner.
        initials = initials_of(map(fold, self.names)) if self.field == "channel" else {}
        return initials | without_vowels(self._longest_first)

    def _forgiven(self, spelling: str, start: int, end: int, text: str) -> Match:
        value, *also = self._by_spelling[spelling]
        return Match(self.field, value, start, end, text[start:end], False, tuple(also))

    @cached_property
    def _by_sound(self) -> dict[str, str]:
        return by_sound(self._longest_first)

    def closest(self, written: str) -> list[str]:
        """The names that look most like a word, for "did you mean"; at most three."""
        rated = [
            (JaroWinkler.similarity(fold(written), spelling), value)
            for spelling in self._own
            for value in self._by_spelling[spelling]
        ]
        near = sorted((pair for pair in rated if pair[0] >= LOOKS_LIKE), reverse=True)
        return list(dict.fromkeys(value for _, value in near))[:MOST_OFFERED]

    def nearest(
        self,
        pieces: Sequence[tuple[str, int, int]],
        encode: Encode,
        *,
        same_script: bool = False,
    ) -> Match | None:
        """The name that a piece of the question (text, start, end) means, if one stands out."""
        return self._meanings.nearest(pieces, encode, same_script=same_script)

    @cached_property
    def _meanings(self) -> NameMeanings:
        return NameMeanings(self.field, self.names)
