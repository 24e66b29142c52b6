"""A search for an id that no feedback has."""

import re
from collections.abc import Sequence

from assistant.tools.result import Quote

__all__ = ["is_unknown_id"]

LETTERS, DIGITS = re.compile(r"[^\W\d_]+"), re.compile(r"\d+")

FEWEST_DIGITS = 3
"""Fewer are rather the model of a product."""


def is_unknown_id(query: str, found: Sequence[Quote]) -> bool:
    """Whether a query is written as the ids of what was found are, while none of it says it."""
    said = (f"{each.text} {each.product}".casefold() for each in found)
    if sum(map(str.isdigit, query)) < FEWEST_DIGITS or any(query.casefold() in one for one in said):
        return False
    return _shape(query) in {_shape(each.id) for each in found}


def _shape(id: str) -> str:
    return DIGITS.sub("9", LETTERS.sub("a", id))
