"""A small trained head: whether a sentence of a reply says what a reply must not.

Trained by `python -m evals.training.reply_sentences` on invented sentences.
"""

import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import lru_cache

import numpy as np

from assistant.models.vectors import Floats
from assistant.replies.checking.markers import marks
from assistant.understanding.linear import load_arrays

__all__ = ["BUCKETS", "CLEAN", "KINDS", "Judge", "load_judge", "words_of"]

CLEAN = "clean"
KINDS = (
    CLEAN,
    "unbacked_promise",
    "admission",
    "review_for_reward",
    "review_change",
    "blame",
    "medical_legal",
)
"""The columns of the weights. Every kind but the first is the id of a check."""

BUCKETS = 1 << 14
_TOKEN = re.compile(r"[a-z']+|\d+|[\u3400-\u9fff]")


def words_of(sentence: str) -> list[int]:
    """The buckets of words and pairs of words, in Chinese of one to three characters, each once."""
    tokens = _TOKEN.findall(sentence.lower())
    grams = tokens + [" ".join(tokens[n : n + 2]) for n in range(len(tokens) - 1)]
    grams += [" ".join(tokens[n : n + 3]) for n in range(len(tokens) - 2) if tokens[n] >= "\u3400"]
    return sorted({zlib.crc32(gram.encode()) % BUCKETS for gram in grams})


@dataclass(frozen=True, slots=True, eq=False)
class Judge:
    """Multinomial logistic regression on a sentence's vector, its words and its marks.

    `meaning` (512, kinds), `words` (BUCKETS, kinds), `signs` (MARKS, kinds), `bias` (kinds,).
    """

    meaning: Floats
    words: Floats
    signs: Floats
    bias: Floats

    def __call__(self, sentences: Sequence[str], vectors: Floats) -> Floats:
        """The probability of each of KINDS, shape (n, kinds); no sentence gives (0, kinds)."""
        totals = vectors @ self.meaning + marks(sentences) @ self.signs + self.bias
        for row, sentence in enumerate(sentences):
            found = words_of(sentence)
            if found:
                totals[row] += self.words[found].sum(axis=0) / np.sqrt(np.float32(len(found)))
        totals -= totals.max(axis=1, keepdims=True, initial=-np.inf)
        likely = np.exp(totals)
        return np.asarray(likely / likely.sum(axis=1, keepdims=True), np.float32)


@lru_cache
def load_judge() -> Judge:
    """The weights that ship beside this module."""
    arrays = load_arrays("sentences", "assistant.replies.checking")
    return Judge(*(arrays[field.name].astype(np.float32) for field in fields(Judge)))
