"""Hashed n-grams of many texts at once, with numpy alone.

Features of a text: the character n-grams of 1-4 and, for scripts that write words apart, the
words, word pairs and word triples. A feature is a 64-bit polynomial hash, folded to a number of
bits; equal on every machine, as only unsigned integer arithmetic is used.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.models.vectors import Floats

__all__ = ["Ngrams", "extract"]

BITS = 20
LONGEST = 4

_BASE = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xD6E8FEB86659FD93)
_PAIR = np.uint64(0xA0761D6478BD642F)
_BREAK = 0x0A


@dataclass(frozen=True, slots=True)
class Ngrams:
    """The distinct features of n texts.

    `hashes`, shape (k,), are feature numbers below 2**BITS grouped by text; text i has those from
    `offsets[i]` to `offsets[i + 1]`; `offsets` has shape (n + 1,).
    """

    hashes: NDArray[np.int32]
    offsets: NDArray[np.int64]

    def sums(self, table: Floats, bits: int) -> Floats:
        """Per text the sum of the table's rows over its features, over the root of their count.

        `table` has shape (2**bits, outputs); the result (n, outputs). A text without a feature
        gets zeros.
        """
        counts = np.diff(self.offsets)
        out = np.zeros((len(counts), table.shape[1]), np.float32)
        full = counts > 0
        if full.any():
            rows = table[self.hashes & ((1 << bits) - 1)]
            out[full] = np.add.reduceat(rows, self.offsets[:-1][full], axis=0)
            out[full] /= np.sqrt(counts[full], dtype=np.float32)[:, None]
        return out


def _fold(raw: NDArray[np.uint64]) -> NDArray[np.uint64]:
    mixed = (raw ^ (raw >> np.uint64(29))) * _MIX
    return mixed >> np.uint64(64 - BITS)


def _points(texts: Sequence[str]) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """Code points of all texts, a break around each and runs of spaces as one; row of each."""
    joined = "\n" + "\n".join(text.replace("\n", " ") for text in texts) + "\n"
    points = np.frombuffer(joined.encode("utf-32-le", "replace"), np.uint32)
    rows = np.cumsum(points == _BREAK) - 1
    blank = (points == 0x20) | (points == 0x09)
    keep = np.ones(len(points), bool)
    keep[1:] = ~(blank[1:] & blank[:-1])
    return points[keep].astype(np.uint64), rows[keep]


def _grams(points: NDArray[np.uint64], rows: NDArray[np.int64]) -> list[NDArray[np.uint64]]:
    keys = []
    raw = np.zeros(len(points), np.uint64)
    for size in range(1, LONGEST + 1):
        end = len(points) - size + 1
        if end <= 0:
            break
        raw = raw[:end] * _BASE + points[size - 1 :]
        # A gram may begin at the break before its text or end at the one after it, so that
        # beginnings and ends are told; none lies between its first and last point.
        solid = points != _BREAK
        inside = solid if size == 1 else rows[:end] == rows[size - 2 : size - 2 + end]
        if size == 2:
            inside &= solid[:-1] | solid[1:]
        keys.append(_key(raw[inside] + np.uint64(size), rows[:end][inside]))
    return keys


def _key(raw: NDArray[np.uint64], rows: NDArray[np.int64]) -> NDArray[np.uint64]:
    return (rows.astype(np.uint64) << np.uint64(BITS)) | _fold(raw)


def _words(points: NDArray[np.uint64], rows: NDArray[np.int64]) -> list[NDArray[np.uint64]]:
    letter = ((points >= 0x61) & (points <= 0x7A)) | ((points >= 0x30) & (points <= 0x39))
    letter |= (points == 0x27) | ((points >= 0xC0) & (points <= 0x24F))
    edges = np.flatnonzero(np.diff(letter.astype(np.int8)))
    starts, ends = edges[0::2] + 1, edges[1::2] + 1
    if not len(starts):
        return []
    powers = np.full(len(points), _BASE)
    powers[0] = 1
    inverse = np.full(len(points), np.uint64(pow(int(_BASE), -1, 1 << 64)))
    inverse[0] = 1
    total = np.concatenate([[np.uint64(0)], np.cumsum(points * np.cumprod(powers))])
    raw = (total[ends] - total[starts]) * np.cumprod(inverse)[starts]
    row = rows[starts]
    keys = [_key(raw * _PAIR, row)]
    same = row[:-1] == row[1:]
    two = raw[:-1] * _PAIR + raw[1:] * _BASE
    keys.append(_key(two[same], row[:-1][same]))
    same = row[:-2] == row[2:]
    keys.append(_key((two[:-1] * _PAIR + raw[2:] * _BASE)[same], row[:-2][same]))
    return keys


def extract(texts: Sequence[str]) -> Ngrams:
    """The features of cleaned texts. No texts give no features; so does an empty text."""
    if not texts:
        return Ngrams(np.zeros(0, np.int32), np.zeros(1, np.int64))
    points, rows = _points(texts)
    keys = np.concatenate([*_grams(points, rows), *_words(points, rows)])
    keys.sort()
    distinct = np.ones(len(keys), bool)
    distinct[1:] = keys[1:] != keys[:-1]
    keys = keys[distinct]
    found = (keys >> np.uint64(BITS)).astype(np.int64)
    offsets = np.searchsorted(found, np.arange(len(texts) + 1))
    return Ngrams((keys & np.uint64((1 << BITS) - 1)).astype(np.int32), offsets)
