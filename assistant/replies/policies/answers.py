"""What a clause says on a complaint."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.replies.phrases import either, load_phrases
from assistant.replies.policies.clauses import Clause
from assistant.replies.policies.passages import Passage

__all__ = ["MOST", "Answer", "answer_of"]

MOST, NEARLY = 2, 0.2
"""Sentences that an answer has, the second where it scores so little less."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a clause says on a complaint: the sentences in its order, `best` those to keep where
    there is room for few: one, after the one that says when it holds. None of them where it is
    not written in the language. `subject` is empty where the clause's title does not name it."""

    clause: Clause
    subject: str
    sentences: tuple[str, ...] = ()
    best: tuple[str, ...] = ()


def answer_of(
    clause: Clause,
    subject: str,
    ranked: Sequence[tuple[float, Passage]],
    told: Sequence[Passage],
    most: int = MOST,
) -> Answer:
    """The best sentence with the one of `told` that says when it holds, or with the one that goes
    on from it, or else, up to `most`, the next that is nearly as good, in the order of the clause.
    """
    if not ranked:
        return Answer(clause, subject)
    ordered = sorted(ranked, key=lambda pair: -pair[0])
    high, best = ordered[0]
    condition = [p for p in told if _is_condition(p, best)]
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
    kept = [best, *(condition[:1] or further[:1] or nearly)]
    kept.sort(key=lambda passage: passage.place)
    least = tuple(p.sentence for p in [*condition[:1], best])
    return Answer(clause, subject, tuple(p.sentence for p in kept), least)


def _is_condition(passage: Passage, best: Passage) -> bool:
    """Whether a sentence says when the one right after it holds, which says nothing of that."""
    return (
        passage.clause.id == best.clause.id
        and passage.language == best.language
        and passage.paragraph == best.paragraph
        and passage.place == best.place - 1
        and _conditional().search(passage.sentence) is not None
        and _conditional().search(best.sentence) is None
    )


@lru_cache
def _conditional() -> re.Pattern[str]:
    return either(load_phrases("topics")["conditions"])


@lru_cache
def _goes_on() -> re.Pattern[str]:
    patterns = load_phrases("topics")["goes_on"].values()
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.I)
