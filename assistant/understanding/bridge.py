"""Every other language: heads on sentence vectors that lie in one space for all languages."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.understanding.clauses import Clause
from assistant.understanding.linear import Floats, Scores, load_arrays
from assistant.understanding.native import THEMES, softmax

__all__ = ["Bridge"]

READ = 1000
"""Characters of a text that are encoded."""


@dataclass(frozen=True, slots=True)
class Bridge:
    """Linear heads on vectors: `weights` (512, outputs), `bias` (outputs,)."""

    weights: Floats
    bias: Floats
    encode: Callable[[Sequence[str]], Floats]

    @classmethod
    def load(cls, encode: Callable[[Sequence[str]], Floats]) -> "Bridge":
        arrays = load_arrays("bridge")
        weights, bias = arrays["weights"].astype(np.float32), arrays["bias"].astype(np.float32)
        return cls(weights, bias, encode)

    def score(
        self,
        texts: Sequence[str],
        spans: Sequence[Sequence[Clause]],
        vectors: NDArray[np.float32] | None = None,
    ) -> Scores:
        """What the heads say; a text of one clause is encoded once, none where `vectors` are given."""
        if vectors is None:
            vectors = self.encode([text[:READ] for text in texts])
        pieces = [
            text[a:b][:READ]
            for text, cut in zip(texts, spans, strict=True)
            if len(cut) > 1
            for a, b in cut
        ]
        encoded = iter(self.encode(pieces) if pieces else ())
        parts = [
            vector if len(cut) == 1 else next(encoded)
            for vector, cut in zip(vectors, spans, strict=True)
            for _ in cut
        ]
        whole = vectors @ self.weights + self.bias
        part = np.asarray(parts, np.float32) @ self.weights + self.bias
        t = len(THEMES)
        stance = softmax(part[:, t + 11 :])
        return Scores(
            sentiment=softmax(whole[:, t + 11 :]),
            emotion=softmax(whole[:, t : t + 7]),
            urgency=softmax(whole[:, t + 7 : t + 11]),
            themes=whole[:, :t],
            clause_themes=part[:, :t],
            clause_stance=np.log(stance[:, 2] + 1e-6) - np.log(stance[:, 0] + 1e-6),
        )
