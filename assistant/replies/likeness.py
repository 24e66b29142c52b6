"""What reads like a broken rule though no pattern names it: sentences compared in meaning."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from assistant.replies.draft import Finding
from assistant.replies.phrases import load_phrases

__all__ = ["ERROR", "WARNING", "Encode", "Likeness", "likeness", "suspicious"]

Encode = Callable[[Sequence[str]], NDArray[np.float32]]

RIDGE = 1.0
NEAREST = 2
"""Exemplars that a sentence is compared with on either side."""

WARNING = 0.27
ERROR = 0.42
"""Scores from which a sentence is called out. Leaving each exemplar out once, 2.5 % of the clean
ones score above the first and none above the second."""


@dataclass(frozen=True, slots=True, eq=False)
class Likeness:
    """The exemplars as vectors, and the weights of a ridge regression on them (+1 against -1).

    The score of a sentence is half the regression plus twice the lead of its nearest violations
    over its nearest clean exemplars (mean cosine of two).
    """

    encode: Encode
    kinds: tuple[str, ...]
    bad: NDArray[np.float32]
    clean: NDArray[np.float32]
    weights: NDArray[np.float64]

    def scores(self, sentences: Sequence[str]) -> list[tuple[float, str]]:
        """Score and likeliest kind of each sentence; [] for none."""
        if not sentences:
            return []
        vectors = self.encode(sentences)
        to_bad, to_clean = vectors @ self.bad.T, vectors @ self.clean.T
        lead = _top(to_bad) - _top(to_clean)
        both = np.hstack([to_bad, to_clean]) + 1
        total = both @ self.weights / 2 + 2 * lead
        return [
            (float(score), self.kinds[int(row.argmax())])
            for score, row in zip(total, to_bad, strict=True)
        ]


@lru_cache(maxsize=2)
def likeness(encode: Encode) -> Likeness:
    """The exemplars of prompts/replies/exemplars.yaml in the vectors of an encoder."""
    words = load_phrases("exemplars")
    pairs = [(kind, text) for kind, texts in words["violations"].items() for text in texts]
    bad, clean = encode([text for _, text in pairs]), encode(words["clean"])
    vectors = np.vstack([bad, clean]).astype(np.float64)
    wanted = np.array([1.0] * len(bad) + [-1.0] * len(clean))
    kernel = vectors @ vectors.T + 1
    weights: NDArray[np.float64] = np.linalg.solve(kernel + RIDGE * np.eye(len(wanted)), wanted)
    return Likeness(encode, tuple(kind for kind, _ in pairs), bad, clean, weights)


def suspicious(sentences: Sequence[str], encode: Encode) -> Iterator[Finding]:
    """A finding for each sentence that reads like a broken rule: an error where it plainly does,
    else a warning. None for no sentences."""
    text: str = load_phrases("rules")["findings"]["alike"]
    names: dict[str, str] = load_phrases("rules")["alike"]
    for sentence, (score, kind) in zip(sentences, likeness(encode).scores(sentences), strict=True):
        if score >= WARNING:
            severity = "error" if score >= ERROR else "warning"
            yield Finding(
                kind, severity, text.format(found=sentence[:100], kind=names.get(kind, kind))
            )


def _top(cosines: NDArray[np.float32]) -> NDArray[np.float32]:
    found: NDArray[np.float32] = np.sort(cosines, axis=1)[:, -NEAREST:].mean(axis=1)
    return found
