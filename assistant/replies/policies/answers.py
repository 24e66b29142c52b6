"""What a clause says on a complaint."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.replies.phrases import load_phrases
from assistant.replies.policies.clauses import Clause
from assistant.replies.policies.passages import Passage

__all__ = ["MOST", "Answer", "answer_of"]

MOST, NEARLY = 2, 0.2
"""Sentences that an answer has, the second where it scores so little less."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a clause says on a complaint: the sentences in its order, `best` the one to keep where
    there is room for one. None of them where it is not written in the language. `subject` is empty
    where the clause's title does not name it."""

    clause: Clause
    subject: str
    sentences: tuple[str, ...] = ()
    best: str = ""


def answer_of(
    clause: Clause, subject: str, ranked: Sequence[tuple[float, Passage]], most: int = MOST
) -> Answer:
    """The best sentence, and the one that goes on from it or else, up to `most`, the next that is
    nearly as good, in the order of the clause."""
    if not ranked:
        return Answer(clause, subject)
    ordered = sorted(ranked, key=lambda pair: -pair[0])
    high, best = ordered[0]
    further = [
        passage
        for _, passage in ordered[1:]
        if passage.place == best.place + 1 and _goes_on().match(passage.sentence)
    ]
    nearly = [
        p
        for score, p in ordered[1:most]
        if score >= high - NEARLY and p.paragraph == best.paragraph
    ]
    kept = [best, *(further[:1] or nearly)]
    kept.sort(key=lambda passage: passage.place)
    return Answer(clause, subject, tuple(p.sentence for p in kept), best.sentence)


@lru_cache
def _goes_on() -> re.Pattern[str]:
    patterns = load_phrases("topics")["goes_on"].values()
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.I)
