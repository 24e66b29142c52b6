"""Near duplicates: texts of bots, and texts that were copied and pasted.

A signature is 32 MinHash values of 16 bits over character n-grams (Broder 1997), 64 bytes a text;
two signatures agree in about as many places as the Jaccard similarity of the n-grams. Its eight
64-bit words are the band keys: texts that share 70 % of their n-grams share a word with
probability 0.89, 80 % 0.99, 30 % 0.06. (A 64-bit SimHash was weighed: one changed character of a
20-character review already flips some ten of its bits, which no banding finds.)

At import: compute the signature, look its band keys up among the rows that are nobody's
duplicate, and take the earliest of them within MAX_DISTANCE as the original; a row without one is
stored with its signature and band keys. Copies need no keys of their own.
"""

import re
import unicodedata
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["MAX_DISTANCE", "band_keys", "distance", "letters_of", "signatures"]

MAX_DISTANCE = 0.3
"""Two texts at most so far apart are near duplicates."""

HASHES = 32
WORDS = 8
FLOOR = 40
"""Weight below which a text is too short to be called a copy: a Latin letter weighs 1, a Chinese
character 2.5, so 16 Chinese characters or some eight English words."""

DISTINCT = 12
"""So many different n-grams at least: "好好好好…" is nobody's copy either."""

_BLANK = 0xFFFF
_BATCH = 2_000
_RNG = np.random.default_rng(20_240_601)  # fixed: stored signatures must stay comparable
_FACTORS = _RNG.integers(1, 2**63, size=HASHES, dtype=np.uint64) | np.uint64(1)
_OFFSETS = _RNG.integers(0, 2**63, size=HASHES, dtype=np.uint64)
_PLACES = _RNG.integers(1, 2**63, size=4, dtype=np.uint64) | np.uint64(1)
_IDEOGRAPH = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_ADDRESSEE = re.compile(r"https?://\S+|@\w+")


def letters_of(text: str) -> str:
    """Letters and digits alone, in one case and width: what a copy keeps."""
    plain = unicodedata.normalize("NFKC", _ADDRESSEE.sub(" ", text)).casefold()
    return "".join(filter(str.isalnum, plain))


def _grams(letters: str) -> NDArray[np.uint64]:
    """A hash for each n-gram in turn, a repeated one again: pairs where most characters are
    ideographs, else runs of four."""
    ideographs = len(_IDEOGRAPH.findall(letters))
    if len(letters) + 1.5 * ideographs < FLOOR:
        return np.empty(0, dtype=np.uint64)
    size = 2 if 2 * ideographs > len(letters) else 4
    codes = np.frombuffer(letters.encode("utf-32-le"), dtype="<u4").astype(np.uint64)
    count = len(codes) - size + 1
    mixed = np.zeros(count, dtype=np.uint64)
    for place in range(size):
        mixed += codes[place : place + count] * _PLACES[place]
    mixed ^= mixed >> np.uint64(29)
    mixed *= _PLACES[0]
    mixed ^= mixed >> np.uint64(32)
    return mixed if len(set(mixed.tolist())) >= DISTINCT else mixed[:0]


def signatures(texts: Sequence[str]) -> NDArray[np.uint16]:
    """The signatures, shape (len(texts), 32). A text too short gets a row of 0xFFFF."""
    result = np.full((len(texts), HASHES), _BLANK, dtype=np.uint16)
    for first in range(0, len(texts), _BATCH):
        grams = [_grams(letters_of(text)) for text in texts[first : first + _BATCH]]
        filled = [i for i, gram in enumerate(grams) if len(gram)]
        if not filled:
            continue
        flat = np.concatenate([grams[i] for i in filled])
        starts = np.cumsum([0, *(len(grams[i]) for i in filled[:-1])])
        rows = first + np.array(filled)
        for column in range(HASHES):
            hashed = (flat * _FACTORS[column] + _OFFSETS[column]) >> np.uint64(16)
            least = np.minimum.reduceat(hashed, starts)
            result[rows, column] = (least % np.uint64(_BLANK)).astype(np.uint16)
    return result


def band_keys(marks: NDArray[np.uint16]) -> list[tuple[int, ...]]:
    """For each of the signatures (n, 32) eight signed 64-bit keys, each with its band mixed in;
    none for a text too short.

    Two signatures are worth comparing when they share a key.
    """
    words = np.ascontiguousarray(marks, dtype="<u2").view("<u8")
    bands = np.arange(WORDS, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    keys = (words ^ bands).view(np.int64).tolist()
    blank = (marks[:, 0] == _BLANK).tolist()
    return [() if none else tuple(of) for of, none in zip(keys, blank, strict=True)]


def distance(one: NDArray[np.uint16], other: NDArray[np.uint16]) -> float:
    """1 - the estimated Jaccard similarity of two texts, in 0…1; 1 where one is too short."""
    if one[0] == _BLANK or other[0] == _BLANK:  # no hash is blank, so the first tells of all
        return 1.0
    return int(np.count_nonzero(one != other)) / HASHES
