"""Themes that a shop adds: found by their cues and their description, with no training."""

import re
from collections.abc import Sequence

import numpy as np

from assistant.models.vectors import Encode
from assistant.understanding.clauses import Clause
from assistant.understanding.cleaning import clean
from assistant.understanding.encoding import encoded
from assistant.understanding.themes import Theme

__all__ = ["CustomThemes", "cue_pattern"]

SIMILAR = 0.32
"""Cosine of a clause and a description from which the clause is about the theme; chosen on labelled
items with the default themes taken as if they were custom."""

MOST = 24
"""Clauses of one text that are compared with descriptions."""


class CustomThemes:
    """The untrained themes of a taxonomy."""

    def __init__(self, themes: Sequence[Theme], encode: Encode) -> None:
        self._ids = [theme.id for theme in themes]
        self._encode = encode
        self._cues = [cue_pattern(theme) for theme in themes]
        spoken = [
            (row, text)
            for row, theme in enumerate(themes)
            for language in {*theme.name, *theme.description}
            for text in [_spoken(theme, language)]
            if text
        ]
        self._owner = np.array([row for row, _ in spoken], int)
        self._vectors = encoded(encode, [text for _, text in spoken]) if spoken else None

    def find(self, texts: Sequence[str], spans: Sequence[Sequence[Clause]]) -> list[dict[str, int]]:
        """Per text the ids of the themes found, each with the number of the clause that says so."""
        found: list[dict[str, int]] = [{} for _ in texts]
        if not self._ids:
            return found
        places = [(n, k) for n, cut in enumerate(spans) for k in range(min(len(cut), MOST))]
        pieces = [texts[n][slice(*spans[n][k])] for n, k in places]
        for (n, k), piece in zip(places, pieces, strict=True):
            for id, cues in zip(self._ids, self._cues, strict=True):
                if cues and cues.search(piece):
                    found[n].setdefault(id, k)
        if self._vectors is not None and pieces:
            self._compare(found, places, pieces)
        return found

    def _compare(
        self, found: list[dict[str, int]], places: list[tuple[int, int]], pieces: list[str]
    ) -> None:
        if self._vectors is None:
            return
        similarity = encoded(self._encode, pieces) @ self._vectors.T
        best: dict[tuple[int, str], tuple[float, int]] = {}
        for row, column in zip(*np.nonzero(similarity >= SIMILAR), strict=True):
            n, k = places[row]
            place = (n, self._ids[self._owner[column]])
            best[place] = max(best.get(place, (0.0, 0)), (float(similarity[row, column]), k))
        for (n, id), (_, k) in best.items():
            found[n].setdefault(id, k)


def _spoken(theme: Theme, language: str) -> str:
    parts = (theme.name.get(language), theme.description.get(language))
    return ": ".join(part for part in parts if part)


def cue_pattern(theme: Theme) -> re.Pattern[str] | None:
    """The cues as one pattern: a word in Latin letters counts whole, others wherever they stand."""
    cues = {clean(cue).strip() for words in theme.cues.values() for cue in words}
    cues.discard("")
    if not cues:
        return None
    ordered = sorted(cues, key=len, reverse=True)
    return re.compile(
        "|".join(
            rf"(?<![a-z]){re.escape(cue)}(?![a-z])" if cue.isascii() else re.escape(cue)
            for cue in ordered
        )
    )
