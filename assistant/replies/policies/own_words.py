"""Which clause a complaint names in words that few clauses of the shop have."""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from math import log

from assistant.replies.phrases import load_phrases
from assistant.replies.policies.clauses import Clause
from assistant.replies.policies.passages import Passage
from assistant.replies.policies.sections import denies

__all__ = ["OwnWords", "apart", "stems_of"]

CONTEXT, DENIED, COMMON, TITLED, ALONE = 0.4, 0.6, 0.35, 1.4, 0.6
"""What a shared word weighs that stands only in the rest of the review; the part that is left of a
sentence which says what is not given; what is taken off, so that a word of most clauses weighs
nothing and one of a single clause 0.65; what a word of the title counts that
weighs so much."""

_ENDING = re.compile(r"(?:ies|ing|ed|es|e|s|y)$")
_TOKEN = re.compile(r"[a-z]{3,}|\d+(?:\.\d+)?|[\u3400-\u9fff]{2,}")


class OwnWords:
    """The words of a shop's clauses, the rarer the weightier."""

    def __init__(self, clauses: Sequence[Clause]) -> None:
        found = [stems_of(clause.whole) for clause in clauses]
        counts = Counter(word for words in found for word in words)
        most = log(1 + len(clauses)) or 1.0
        self._weights = {w: log(1 + len(clauses) / n) / most - COMMON for w, n in counts.items()}

    def weight(self, passage: Passage, quote: str, review: str, denied: float = DENIED) -> float:
        """What the words weigh that a sentence and its title share with a complaint; 0 for none.

        Of a sentence that says what is not given the part `denied` is left.
        """
        said, told = stems_of(passage.sentence), stems_of(passage.clause.title)
        named, around = stems_of(quote), stems_of(review)
        total = sum(
            (1.0 if word in named else CONTEXT) * self._weight(word, told)
            for word in (said | told) & (named | around)
        )
        return total * (denied if denies(passage.sentence) else 1.0)

    def _weight(self, word: str, title: frozenset[str]) -> float:
        """The weight of a word, more for one of the title that no other clause has."""
        weight = max(self._weights.get(word, 0.0), 0.0)
        return weight * TITLED if word in title and weight >= ALONE else weight

    def in_sentence(
        self, passage: Passage, said: str, known: str = "", titled: bool = False
    ) -> float:
        """What the words weigh that the sentence alone shares with a text, those of a text that is
        `known` left out, those of its title counted for more where it is `titled`; 0 for none."""
        shared = stems_of(passage.sentence) & stems_of(said) - stems_of(known)
        title = stems_of(passage.clause.title) if titled else frozenset[str]()
        return sum(
            max(self._weights.get(word, 0.0), 0.0) * (TITLED if word in title else 1.0)
            for word in shared
        )

    def of(self, words: Collection[str]) -> float:
        """What some words (stems) weigh together, 0 for none."""
        return sum(max(self._weights.get(word, 0.0), 0.0) for word in words)


@lru_cache(maxsize=4096)
def stems_of(text: str) -> frozenset[str]:
    """The words without their endings, numbers of two digits or more, in Chinese pairs of
    characters; without common ones."""
    found: set[str] = set()
    for token in _TOKEN.findall(text.lower()):
        if token[0].isdigit():
            found.update([token] if len(token) > 1 else [])
        elif token in _common():
            continue
        elif token.isascii():
            stem = _ENDING.sub("", token) if len(token) > 4 else token.rstrip("s").removesuffix("e")
            twice = len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "ls"
            found.add(stem[:-1] if twice else stem)
        else:
            found.update(token[n : n + 2] for n in range(len(token) - 1))
    return frozenset(found - _common())


def apart(words: Collection[str], text: str) -> frozenset[str]:
    """Those of some words that stand apart in a text: of Chinese pairs of characters that overlap
    in it the first, for 另外收 shares no two words with 不另外收费."""
    kept, end = {word for word in words if word.isascii()}, 0
    for place, word in sorted((text.find(word), word) for word in words if not word.isascii()):
        if place >= end:
            kept.add(word)
            end = place + len(word)
    return frozenset(kept)


@lru_cache
def _common() -> frozenset[str]:
    words: Mapping[str, Sequence[str]] = load_phrases("rules")["common_words"]
    return frozenset([*words["in_policies"], *words["of_grammar"]])
