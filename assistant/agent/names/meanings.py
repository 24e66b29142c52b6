"""What a shop's names mean to the sentence encoder, to which 水壶 and Kettle are close."""

from collections.abc import Sequence

import numpy as np

from assistant.agent.names.match import Match
from assistant.agent.names.parts import HAN, cores_of
from assistant.models.vectors import Encode, Vectors

__all__ = ["NameMeanings"]

ALIKE = 0.5
STANDS_OUT = 0.08
"""Cosine of two names that mean the same, and its lead over the next name."""


class NameMeanings:
    """The names of one field by the meanings of their cores, which are encoded at the first use."""

    def __init__(self, field: str, names: Sequence[str]) -> None:
        self._field = field
        self._names = names
        self._cores = [(place, core) for place, name in enumerate(names) for core in cores_of(name)]
        self._vectors: Vectors | None = None

    def nearest(
        self,
        pieces: Sequence[tuple[str, int, int]],
        encode: Encode,
        *,
        same_script: bool = False,
    ) -> Match | None:
        """The name that a piece of the question (text, start, end) means, if one stands out: a name
        in the other script, or with `same_script` in the same, for a question in another language.
        """
        if not pieces or not self._names:
            return None
        likeness = self._likeness([piece for piece, _, _ in pieces], encode)
        written_in_han = np.array([bool(HAN.search(name)) for name in self._names])
        asked_in_han = np.array([[bool(HAN.search(piece))] for piece, _, _ in pieces])
        fits = (written_in_han == asked_in_han) == same_script
        fitting = np.where(fits, likeness, -1.0)
        row, column = np.unravel_index(int(fitting.argmax()), fitting.shape)
        best = float(fitting[row, column])
        others = np.delete(likeness[row], column)
        if best < ALIKE or (others.size and best - float(others.max()) < STANDS_OUT):
            return None
        piece, start, end = pieces[int(row)]
        return Match(self._field, self._names[int(column)], start, end, piece, exact=False)

    def _likeness(self, pieces: Sequence[str], encode: Encode) -> Vectors:
        """Cosines (pieces, names); of a name that of its closest core."""
        if self._vectors is None:
            self._vectors = encode([core for _, core in self._cores])
        cosines = encode(pieces) @ self._vectors.T
        found = np.full((len(pieces), len(self._names)), -1.0, dtype=np.float32)
        for place, (name, _) in enumerate(self._cores):
            found[:, name] = np.maximum(found[:, name], cosines[:, place])
        return found
