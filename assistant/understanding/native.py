"""Chinese and English: n-gram heads over the text and over each of its clauses."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.understanding.clauses import Clause
from assistant.understanding.features import extract
from assistant.understanding.linear import Floats, Scores, Table, load_arrays

__all__ = ["THEMES", "Native", "softmax"]

THEMES = (
    "product_quality",
    "product_match",
    "authenticity",
    "packaging",
    "delivery",
    "price_value",
    "returns_refunds",
    "customer_service",
    "website_app",
    "payment_security",
    "usability",
    "brand_loyalty",
)
"""The trained themes, in the order of the weights' columns."""


def softmax(logits: Floats) -> Floats:
    """Rows to probabilities."""
    raised = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True), np.float32)


@dataclass(frozen=True, slots=True)
class Native:
    """The heads of one language."""

    sentiment: Table
    labels: Table

    @classmethod
    def load(cls, language: str) -> "Native":
        arrays = load_arrays(language)
        return cls(Table.of(arrays, "sentiment"), Table.of(arrays, "labels"))

    def score(
        self,
        texts: Sequence[str],
        spans: Sequence[Sequence[Clause]],
        vectors: NDArray[np.float32] | None = None,  # noqa: ARG002 - n-grams need none
    ) -> Scores:
        """What the heads say about cleaned texts and their clauses."""
        whole = extract(texts)
        pieces = [text[a:b] for text, cut in zip(texts, spans, strict=True) for a, b in cut]
        parts = extract(pieces)
        labels = self.labels(whole)
        sentiment = self._probabilities(self.sentiment(whole))
        part = self._probabilities(self.sentiment(parts))
        t = len(THEMES)
        return Scores(
            sentiment=sentiment,
            emotion=softmax(labels[:, t : t + 7]),
            urgency=softmax(labels[:, t + 7 : t + 11]),
            themes=labels[:, :t],
            clause_themes=self.labels(parts)[:, :t],
            clause_stance=np.log(part[:, 2] + 1e-6) - np.log(part[:, 0] + 1e-6),
        )

    def _probabilities(self, logits: Floats) -> Floats:
        """Negative, neutral, positive; from two columns: praise, and neither."""
        if logits.shape[1] == 3:
            return softmax(logits)
        neither = 1 / (1 + np.exp(-logits[:, 1]))
        praise = 1 / (1 + np.exp(-logits[:, 0]))
        rest = 1 - neither
        return np.stack([rest * (1 - praise), neither, rest * praise], axis=1).astype(np.float32)
