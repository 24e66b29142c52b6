"""Whether a word of a product's name may mean another thing."""

import re

from assistant.agent.names.folding import fold
from assistant.agent.names.match import Match
from assistant.agent.names.spelling import everyday_words

__all__ = ["is_half"]

WORD_BEFORE = re.compile(r"([a-z]{3,}) $")


def is_half(match: Match, folded: str) -> bool:
    """Whether a word of a product's name stands behind a word that is neither of that name nor of
    any question: "the car seat" may not be the bath seat."""
    before = WORD_BEFORE.search(folded[: match.start])
    whole = fold(match.value)
    if match.field != "product" or before is None or match.written == whole:
        return False
    return before[1] not in everyday_words() and before[1] not in whole
