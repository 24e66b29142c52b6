"""Every other language: heads on sentence vectors that lie in one space for all languages."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.understanding.clauses import Clause
from assistant.understanding.encoding import Encode, encoded
from assistant.understanding.linear import THEMES, Floats, Scores, load_arrays, softmax

__all__ = ["Bridge"]


@dataclass(frozen=True, slots=True)
class Bridge:
    """Linear heads on vectors: `weights` (512, outputs), `bias` (outputs,)."""

    weights: Floats
    bias: Floats
    encode: Encode

    @classmethod
    def load(cls, encode: Encode) -> "Bridge":
        arrays = load_arrays("bridge")
        weights, bias = arrays["weights"].astype(np.float32), arrays["bias"].astype(np.float32)
        return cls(weights, bias, encode)

    def score(
        self,
        texts: Sequence[str],
        spans: Sequence[Sequence[Clause]],
        raw: Sequence[str],
        vectors: NDArray[np.float32] | None = None,
    ) -> Scores:
        """What the heads say; a text of one clause is encoded only once."""
        if vectors is None:
            vectors = encoded(self.encode, raw)
        pieces = [
            text[a:b]
            for text, cut in zip(texts, spans, strict=True)
            if len(cut) > 1
            for a, b in cut
        ]
        clause_vectors = iter(encoded(self.encode, pieces))
        parts = [
            vector if len(cut) == 1 else next(clause_vectors)
            for vector, cut in zip(vectors, spans, strict=True)
            for _ in cut
        ]
        whole = vectors @ self.weights + self.bias
        part = np.asarray(parts, np.float32) @ self.weights + self.bias
        t = len(THEMES)
        praise = part[:, t + 13] - part[:, t + 11]
        return Scores(
            sentiment=softmax(whole[:, t + 11 :]),
            emotion=softmax(whole[:, t : t + 7]),
            urgency=softmax(whole[:, t + 7 : t + 11]),
            themes=whole[:, :t],
            clause_themes=part[:, :t],
            stances=np.repeat(praise[:, None], t, axis=1),
        )
