"""Passages: clauses of a text that stand side by side, to be read without a label of their own."""

from collections.abc import Sequence
from random import Random

from assistant.understanding.clauses import clauses
from assistant.understanding.cleaning import clean

__all__ = ["pair", "passage"]

_COMMA = "，"


def passage(text: str, most: int, random: Random) -> str:
    """Up to `most` clauses of a text, cleaned, and never all of several; the cleaned text where it
    has one clause or none."""
    cleaned = clean(text)
    cut = clauses(cleaned)
    if len(cut) < 2:
        return cleaned
    count = random.randint(1, min(most, len(cut) - 1))
    first = random.randint(0, len(cut) - count)
    return cleaned[cut[first][0] : cut[first + count - 1][1]]


def pair(texts: Sequence[str], most: int, random: Random) -> str:
    """A passage of one of the texts before a passage of one of them."""
    return _COMMA.join(passage(text, most, random) for text in random.choices(texts, k=2))
