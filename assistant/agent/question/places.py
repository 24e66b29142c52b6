"""Places in a folded question, and the text without them."""

import re
from collections.abc import Iterable

__all__ = ["Place", "blank", "places_of", "squeezed"]

Place = tuple[int, int]
"""Where something begins, and where it has ended."""


def places_of(pattern: re.Pattern[str], text: str) -> list[Place]:
    """Where a pattern matches, in order."""
    return [match.span() for match in pattern.finditer(text)]


def blank(text: str, places: Iterable[Place]) -> str:
    """The text with NUL in these places, so that nothing else moves."""
    characters = list(text)
    for start, end in places:
        characters[start:end] = "\0" * (end - start)
    return "".join(characters)


def squeezed(blanked: str) -> str:
    """A blanked text without its gaps and the punctuation at its ends."""
    return re.sub(r"[\0\s]+", " ", blanked).strip(" ?？.。!！,，")
