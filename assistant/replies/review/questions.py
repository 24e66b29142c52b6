"""What a customer asks the shop in a complaint."""

import re
from functools import lru_cache

from assistant.replies.phrases import either, load_phrases
from assistant.replies.review.issues import READ
from assistant.replies.review.wordings import quotable

__all__ = ["question_of"]

LONGEST = 80
"""Characters of a question that a reply repeats."""


@lru_cache
def _asks() -> re.Pattern[str]:
    return either(load_phrases("filters")["asks"])


def question_of(text: str) -> str:
    """The first question that wants an answer ("Will you cover that?"), with its mark; "" without
    one. What only scolds ("Are you asleep?") is none."""
    for found in _asks().finditer(text[:READ]):
        asked = quotable(found[0])
        if asked and len(asked) <= LONGEST:
            return asked + found[0][-1]
    return ""
