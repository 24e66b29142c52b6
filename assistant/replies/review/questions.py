"""What a customer asks the shop in a complaint."""

import re
from functools import lru_cache

from assistant.replies.phrases import either, load_phrases
from assistant.replies.review.issues import READ
from assistant.replies.review.wordings import quotable

__all__ = ["questions_of"]

LONGEST = 80
"""Characters of a question that a reply repeats."""


@lru_cache
def _asks() -> re.Pattern[str]:
    return either(load_phrases("filters")["asks"])


def questions_of(text: str) -> list[str]:
    """The questions that want an answer ("Will you cover that?"), with their marks; [] without
    one. What only scolds ("Are you asleep?") is none."""
    marks = ((each[0], each[0][-1]) for each in _asks().finditer(text[:READ]))
    found = [(quotable(said), mark if mark in "?？" else "？") for said, mark in marks]
    return [asked + mark for asked, mark in found if asked and len(asked) <= LONGEST]
