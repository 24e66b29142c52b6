"""A trained head: whether a text names a danger to life, health, money or data, and of what kind.

It finds what no listed phrase says. Trained by `python -m evals.training.dangers`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from assistant.models.vectors import Encode, Floats, Vectors
from assistant.understanding.clauses import Clause, clauses, pieces
from assistant.understanding.cleaning import clean
from assistant.understanding.features import extract
from assistant.understanding.linear import Table, load_arrays
from assistant.understanding.safety import Danger, DangerKind, dangers_in

__all__ = ["DangerHead", "critical_dangers", "load_danger_head"]

_ALONE, _BESIDE = 0, 1
"""Columns: n-grams read alone, n-grams read beside the sentence vector."""

_DILUTED = 6.0
"""Log-odds that a danger in one clause may lose among the others of its text."""


@dataclass(frozen=True, slots=True, eq=False)
class DangerHead:
    """Logistic regressions on the n-grams of a text and, where there is one, its sentence vector.

    `names` are the kinds in the order of the columns of `kinds`; `meaning` has shape (512,).
    `alone`, `beside` and `doubt` are the log-odds above which a text names a danger, without and
    with a vector, and above which a clause is worth a look of its own.
    """

    names: tuple[DangerKind, ...]
    words: Table
    kinds: Table
    meaning: Floats
    alone: float
    beside: float
    doubt: float

    def odds(self, found: Floats, vectors: Vectors | None = None) -> Floats:
        """Log-odds over the threshold, shape (n,): positive where a text names a danger.

        `found` is what `words` says of the n-grams; `vectors`, shape (n, 512), are the built-in
        encoder's.
        """
        if vectors is None:
            return np.asarray(found[:, _ALONE] - self.alone, np.float32)
        return np.asarray(found[:, _BESIDE] + vectors @ self.meaning - self.beside, np.float32)

    def worst_clauses(
        self, found: Floats, texts: Sequence[str], spans: Sequence[Sequence[Clause]]
    ) -> dict[int, str]:
        """The clause of each text that speaks of a danger most, by its n-grams alone, where it may
        name one and the text, of whose n-grams `words` says what is `found`, has others."""
        whole = found[:, _ALONE].tolist()
        rows = [
            n for n, cut in enumerate(spans) if len(cut) > 1 and whole[n] > self.doubt - _DILUTED
        ]
        cut_up = pieces([texts[row] for row in rows], [spans[row] for row in rows])
        odds = iter(self.words(extract(cut_up))[:, _ALONE].tolist())
        parts = iter(cut_up)
        worst: dict[int, str] = {}
        for row in rows:
            most, clause = max((next(odds), next(parts)) for _ in spans[row])
            if most > self.doubt:
                worst[row] = clause
        return worst

    def names_danger(self, text: str) -> bool:
        """Whether a cleaned text names a danger by its n-grams alone."""
        return bool(self.odds(self.words(extract([text])))[0] > 0)

    def means_danger(self, text: str, encode: Encode, least: float = 0.0) -> bool:
        """Whether a text or one of its clauses names a danger by its n-grams and its meaning
        together, as the labels read it, with more than the `least` log-odds over the threshold;
        `encode` is the built-in encoder."""
        cleaned = clean(text)
        parts = [cleaned[start:end] for start, end in clauses(cleaned)]
        odds = self.odds(self.words(extract([cleaned, *parts])), encode([text, *parts]))
        return bool(odds.max() > least)

    def danger(self, text: str) -> Danger | None:
        """The danger that a cleaned text of critical urgency most likely names, by its n-grams, in
        the words of its worst clause; None where nothing in it sounds of one."""
        cut = clauses(text)
        if not cut:
            return None
        parts = [text[start:end] for start, end in cut]
        found = self.words(extract(parts))[:, _ALONE]
        row = int(found.argmax())
        if found[row] <= self.doubt:
            return None
        kinds = self.kinds(extract([parts[row]]))[0]
        return Danger(self.names[int(kinds.argmax())], parts[row])


def critical_dangers(text: str, language: str | None = None) -> list[Danger]:
    """The dangers of a cleaned text that is known to be critical: all that its words name, else
    the one that the head reads."""
    listed = list(dangers_in(text, language))
    read = None if listed else load_danger_head().danger(text)
    return [read] if read else listed


@lru_cache
def load_danger_head() -> DangerHead:
    """The weights that ship beside this module."""
    arrays = load_arrays("dangers")
    alone, beside, doubt = (float(cut) for cut in arrays["cuts"].astype(np.float32))
    return DangerHead(
        names=tuple(DangerKind(str(name)) for name in arrays["names"]),
        words=Table.of(arrays, "words"),
        kinds=Table.of(arrays, "kinds"),
        meaning=arrays["meaning"].astype(np.float32),
        alone=alone,
        beside=beside,
        doubt=doubt,
    )
