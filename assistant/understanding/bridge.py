"""Every other language: the network on sentence vectors, which lie in one space for all."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.models.vectors import Encode, Vectors
from assistant.understanding.clauses import Clause, pieces
from assistant.understanding.danger_head import load_danger_head
from assistant.understanding.encoding import encoded, given_or_encoded
from assistant.understanding.features import extract
from assistant.understanding.linear import THEMES, Scores, softmax
from assistant.understanding.vector_network import EMOTIONS, SENTIMENTS, URGENCIES, VectorNetwork

__all__ = ["Bridge"]


_TOWARDS_BLAME = np.array([0.3, 0, -0.3], np.float32)
"""Log-odds added to negative, neutral and positive: set on forty invented sentences of ten other
languages, in which the network, that has seen none of them, praised too readily."""


@dataclass(frozen=True, slots=True)
class Bridge:
    """The network alone."""

    network: VectorNetwork
    encode: Encode

    def score(
        self,
        texts: Sequence[str],
        spans: Sequence[Sequence[Clause]],
        raw: Sequence[str],
        vectors: Vectors | None = None,
    ) -> Scores:
        """What the network says; a text of one clause is encoded only once."""
        given = given_or_encoded(self.encode, raw, vectors)
        several = [row for row, cut in enumerate(spans) if len(cut) > 1]
        cut_up = pieces([texts[row] for row in several], [spans[row] for row in several])
        clause_vectors = iter(encoded(self.encode, cut_up))
        parts = [
            vector if len(cut) == 1 else next(clause_vectors)
            for vector, cut in zip(given, spans, strict=True)
            for _ in cut
        ]
        whole = self.network(given)
        stacked = np.asarray(parts, np.float32)
        part = self.network(stacked)
        for heads in (whole, part):
            heads[:, SENTIMENTS] += _TOWARDS_BLAME
        t = len(THEMES)
        side = part[:, SENTIMENTS]
        dangers = load_danger_head()
        worst = np.maximum.reduceat(
            dangers.odds(dangers.words(extract(pieces(texts, spans))), stacked),
            np.cumsum([0, *(len(cut) for cut in spans[:-1])]),
        )
        return Scores(
            sentiment=softmax(whole[:, SENTIMENTS]),
            emotion=softmax(whole[:, EMOTIONS]),
            urgency=softmax(whole[:, URGENCIES]),
            themes=whole[:, :t],
            clause_themes=part[:, :t],
            stances=np.repeat((side[:, 2] - side[:, 0])[:, None], t, axis=1),
            danger=np.maximum(dangers.odds(dangers.words(extract(texts)), given), worst),
        )
