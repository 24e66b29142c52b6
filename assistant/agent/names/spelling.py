"""Words of questions that are one slip of the keys away: "wrost", "complants", "custmers"."""

import re
from collections.abc import Collection
from functools import lru_cache

from rapidfuzz.distance import OSA

from assistant.agent.names.things import read_words

__all__ = ["everyday_words", "respelt"]

LONG = 8
WORD = re.compile(r"(?<![a-z'-])(?:[a-z]{5,}|[b-df-hj-np-tv-xz]{4})(?![a-z'-])")
"""A word that may be a slip; a short one only without a vowel ("whch"), which makes it none."""


def respelt(folded: str, names: Collection[str]) -> str:
    """The question with the slips mended in the words that questions are made of.

    A word is left alone that is an everyday word, one of `names`, or a form of such a word.
    """

    def mended(match: re.Match[str]) -> str:
        word = match.group()
        if word in names or _is_known(word):
            return word
        near = [each for each in _often_asked() if _is_slip(word, each)]
        return near[0] if len(near) == 1 else word

    return WORD.sub(mended, folded)


def _is_slip(word: str, meant: str) -> bool:
    """Whether two letters changed places, or one is missing, doubled or too many; another letter
    makes another word more often than not, but of a long one: "promotors"."""
    if word[0] != meant[0] or OSA.distance(word, meant, score_cutoff=1) > 1:
        return False
    return len(word) != len(meant) or len(word) >= LONG or sorted(word) == sorted(meant)


def _is_known(word: str) -> bool:
    forms = {word, *(word.removesuffix(end) for end in ("s", "es", "d", "ed", "ing", "ly", "er"))}
    return not forms.isdisjoint(everyday_words())


@lru_cache
def everyday_words() -> frozenset[str]:
    """English words of any question, which are no slips of a name: "write" is not White."""
    return frozenset((*read_words("fillers")["en"].split(), *_often_asked()))


@lru_cache
def _often_asked() -> tuple[str, ...]:
    return tuple(read_words("fillers")["often_asked"].split())
