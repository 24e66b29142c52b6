"""The particular danger that a question names, in the words that customers use for it."""

import re
from typing import Any

from assistant.agent.names.folding import fold
from assistant.agent.names.things import read_words

__all__ = ["dangers_named", "kinds_named"]


def _stands(word: str, folded: str) -> bool:
    """Whether a word stands in a question: one of letters at the beginning of a word."""
    return bool(re.search(rf"(?<![a-z]){re.escape(fold(word))}", folded))


def dangers_named(folded: str) -> tuple[str, ...]:
    """All words for the dangers of which one stands in a folded question; empty for none.

    "Any safety issues" names none, 有没有人过敏 names allergies, in every language of the list.
    """
    return tuple(dict.fromkeys(word for group in _named(folded) for word in group["said"]))


def kinds_named(folded: str) -> tuple[str, ...]:
    """The kinds of danger that a folded question names, as the tool `dangers` takes them."""
    return tuple(dict.fromkeys(kind for group in _named(folded) for kind in group["kinds"]))


def _named(folded: str) -> list[dict[str, Any]]:
    groups: list[dict[str, Any]] = read_words("question_words")["dangers"]
    return [group for group in groups if any(_stands(word, folded) for word in group["asked"])]
