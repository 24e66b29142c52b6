"""What leaves for a service outside has its personal data masked, here and nowhere else."""

import re
from collections.abc import Mapping
from typing import Any

from assistant.understanding.personal.finding import mask
from assistant.understanding.personal.kinds import Kind

__all__ = ["IDS", "masked", "masked_within"]

PLACEHOLDER = re.compile(rf"\[({'|'.join(Kind)})\]")
IDS = frozenset({"id", "ids", "feedback_id", "citations"})
"""Fields that name records of the shop; an id that looked like a number would name nothing."""


def masked(text: str) -> str:
    """The text with ‹email›, ‹mobile› … in the place of personal data.

    Other brackets than those of a citation, so that no placeholder is taken for an id.
    """
    hidden = mask(text)
    return PLACEHOLDER.sub(r"‹\1›", hidden) if hidden != text else text


def masked_within(value: Any) -> Any:
    """Plain JSON with every text in it masked, but for the ids of records."""
    if isinstance(value, str):
        return masked(value)
    if isinstance(value, Mapping):
        return {n: each if n in IDS else masked_within(each) for n, each in value.items()}
    if isinstance(value, list | tuple):
        return [masked_within(each) for each in value]
    return value
