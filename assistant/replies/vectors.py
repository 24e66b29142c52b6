"""Vectors of texts that come back again and again, encoded once."""

from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

__all__ = ["Encode", "Floats", "vector"]

Floats = NDArray[np.float32]
Encode = Callable[[Sequence[str]], Floats]
"""Texts to unit-length vectors of the built-in encoder, shape (n, 512)."""


@lru_cache(maxsize=8192)
def vector(text: str, encode: Encode) -> Floats:
    """The vector of one text, shape (512,)."""
    found: Floats = encode([text])[0]
    return found
