"""In which case a sentence of a policy holds, by its words."""

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.replies.phrases import either, load_phrases

__all__ = ["case_of", "condition_of", "is_meanwhile", "opened"]


@lru_cache(maxsize=4096)
def case_of(sentence: str) -> str:
    """The words by which a sentence says in which case it holds; "" for one that holds in any, or
    in a case that the customer brings about."""
    found = condition_of(sentence)
    return "" if _words("any_case").search(found) else found


def condition_of(sentence: str) -> str:
    """The words by which a sentence names a case, be it one that the customer brings about; "" for
    none."""
    found = _words("cases").search(sentence)
    return found[0] if found else ""


def is_meanwhile(sentence: str) -> bool:
    """Whether a sentence says only what holds while another rule is carried out."""
    return _words("meanwhile").search(sentence) is not None


def opened(sentences: Sequence[tuple[int, str]]) -> dict[int, int]:
    """The places of the sentences that take over the case which one before them in their paragraph
    names, with its place. `sentences` stand with their paragraphs, in order."""
    found: dict[int, int] = {}
    opener: int | None = None
    for place, (paragraph, sentence) in enumerate(sentences):
        if place and sentences[place - 1][0] != paragraph:
            opener = None
        if case_of(sentence):
            opener = place
        elif opener is not None and (_takes_over(sentence) or _is_rest(sentences, place)):
            found[place] = opener
        else:
            opener = None
    return found


def _is_rest(sentences: Sequence[tuple[int, str]], place: int) -> bool:
    """Whether a part that names no case follows another one of the same sentence."""
    before = sentences[place - 1][1]
    return before.endswith((";", "；")) and not _words("cases").search(sentences[place][1])


def _takes_over(sentence: str) -> bool:
    """Whether a sentence goes on with the case of the one before it."""
    return _words("same_case").search(sentence) is not None and not _words("cases").search(sentence)


@lru_cache
def _words(kind: str) -> re.Pattern[str]:
    return either(load_phrases("topics")[kind])
