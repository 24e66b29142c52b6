"""Words of questions that are one slip of the keys away: "wrost", "complants", "custmers"."""

import re
from collections.abc import Collection
from functools import lru_cache

from rapidfuzz.distance import OSA

from assistant.agent.names.things import read_words

__all__ = ["respelt"]

OFTEN_ASKED = """
    angriest angry average channel channels complain complained complaining complaint complaints
    compare compared comparison customer customers delivery detractors feedback highest improve
    improved issues language latest lowest negative newest overall overview people positive praise
    priority problem problems product products promoters quality quotes rating ratings refund
    refunds reply report returns review reviews safety satisfaction satisfied score sentiment
    service shipping should summary support survey ticket tickets trend which worst
""".split()  # noqa: SIM905
LONG = 8
WORD = re.compile(r"(?<![a-z'-])[a-z]{5,}(?![a-z'-])")


def respelt(folded: str, names: Collection[str]) -> str:
    """The question with the slips mended in the words that questions are made of.

    A word is left alone that is an everyday word, one of `names`, or a form of such a word.
    """

    def mended(match: re.Match[str]) -> str:
        word = match.group()
        if word in names or _is_known(word):
            return word
        near = [each for each in OFTEN_ASKED if _is_slip(word, each)]
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
    return not forms.isdisjoint(_everyday())


@lru_cache
def _everyday() -> frozenset[str]:
    return frozenset((*read_words("fillers")["en"].split(), *OFTEN_ASKED))
