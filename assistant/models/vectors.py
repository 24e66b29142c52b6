"""Arrays of numbers: what texts become, and what is computed from them."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["Encode", "Floats", "Vectors"]

Floats = NDArray[np.float32]
"""Weights, scores and vectors of single precision."""

Vectors = Floats
"""Vectors of texts of unit length, shape (n, dimension), or of one text, shape (dimension,)."""

Encode = Callable[[Sequence[str]], Vectors]
"""Texts to their vectors, shape (n, dimension); no texts give (0, dimension)."""
