"""The particular danger that a question names, in the words that customers use for it."""

import re

from assistant.agent.names.folding import fold
from assistant.agent.names.things import read_words

__all__ = ["dangers_named"]


def _stands(word: str, folded: str) -> bool:
    """Whether a word stands in a question: one of letters at the beginning of a word."""
    return bool(re.search(rf"(?<![a-z]){re.escape(fold(word))}", folded))


def dangers_named(folded: str) -> tuple[str, ...]:
    """All words for the dangers of which one stands in a folded question; empty for none.

    "Any safety issues" names none, 有没有人过敏 names allergies, in every language of the list.
    """
    groups = read_words("question_words")["dangers"]
    named = [group for group in groups if any(_stands(word, folded) for word in group["asked"])]
    return tuple(dict.fromkeys(word for group in named for word in group["said"]))
