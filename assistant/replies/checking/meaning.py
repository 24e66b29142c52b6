"""What a sentence of a reply means: whether it reads like a broken rule, and which clause covers
it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import log

from assistant.models.vectors import Encode, Floats
from assistant.replies.checking.judge import CLEAN, KINDS, load_judge
from assistant.replies.checking.promises import figures_of, promised_figures, promised_kinds
from assistant.replies.policies.clauses import Clause
from assistant.replies.policies.sentences import clause_sentences
from assistant.replies.vectors import vector

__all__ = ["ERROR", "PROMISE", "WARNING", "Reading", "covered", "read", "repeats"]

WARNING, ERROR = 0.3, 0.5
"""Probabilities of a broken rule from which a sentence is called out, set by the tuning cases of
evals/cases/reply_paraphrases.yaml."""

PROMISE = "unbacked_promise"
SHORTEST = 6
"""Characters of a part of a sentence that says something."""

_PART = re.compile(r"[;；，]\s*")

EXTRAS = frozenset(("free", "gift", "collection", "unlimited", "waiver"))
"""Kinds of promise that no clause without them stands behind, however alike."""

LIKE, STEEP, OTHER = 0.37, 20.0, 0.12
"""A clause stands behind a promise when it is so like it (cosine) that the log-odds of a broken
rule are below STEEP times what exceeds LIKE: the surer the promise, the nearer the clause. One
that gives other kinds of thing must be nearer by OTHER."""


SAME = 0.65
"""From this cosine on a sentence says what a clause says, whatever rule it reads like breaking."""


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """A sentence with its vector, the probability that it breaks a rule, and the likeliest rule."""

    sentence: str
    vector: Floats
    broken: float
    kind: str


def read(sentences: Sequence[str], encode: Encode) -> list[Reading]:
    """Each sentence as the judge reads it; [] for none."""
    if not sentences:
        return []
    vectors = encode(sentences)
    likely = load_judge()(sentences, vectors)
    return [
        Reading(
            sentence, vector, 1 - float(row[KINDS.index(CLEAN)]), KINDS[1 + int(row[1:].argmax())]
        )
        for sentence, vector, row in zip(sentences, vectors, likely, strict=True)
    ]


def covered(reading: Reading, clauses: Sequence[Clause], encode: Encode) -> bool:
    """Whether a clause that has all figures of the sentence says about the same."""
    figures, kinds = promised_figures(reading.sentence), promised_kinds(reading.sentence)
    nearest = 0.0
    for clause in clauses:
        if figures <= figures_of(clause.whole) and kinds & EXTRAS <= promised_kinds(clause.whole):
            other = bool(kinds) and not kinds & promised_kinds(clause.whole)
            nearest = max(nearest, _likeness(reading, clause, encode) - OTHER * other)
    odds = log(max(reading.broken, 1e-6) / max(1 - reading.broken, 1e-6))
    return odds < STEEP * (nearest - LIKE)


def repeats(reading: Reading, clauses: Sequence[Clause], encode: Encode) -> bool:
    """Whether a sentence says a clause again in other words, with no figure of its own."""
    figures = promised_figures(reading.sentence)
    return any(
        figures <= figures_of(clause.whole) and _likeness(reading, clause, encode) >= SAME
        for clause in clauses
    )


def _likeness(reading: Reading, clause: Clause, encode: Encode) -> float:
    """The cosine to the nearest sentence of a clause or part of one, 0 for a clause without any."""
    said = [s for language in clause.text for s in clause_sentences(clause, language)]
    parts = [part for s in said for part in _PART.split(s) if len(part) >= SHORTEST]
    return max((float(vector(s, encode) @ reading.vector) for s in (*said, *parts)), default=0.0)
