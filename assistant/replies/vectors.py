"""Vectors of texts that come back again and again, encoded once."""

from functools import lru_cache

from assistant.models.vectors import Encode, Floats

__all__ = ["vector"]


@lru_cache(maxsize=8192)
def vector(text: str, encode: Encode) -> Floats:
    """The vector of one text, shape (512,)."""
    found: Floats = encode([text])[0]
    return found
