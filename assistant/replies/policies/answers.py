"""What a clause says on a complaint."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.replies.phrases import either, load_phrases
from assistant.replies.policies.cases import case_of
from assistant.replies.policies.clauses import Clause
from assistant.replies.policies.concerns import lists_any
from assistant.replies.policies.opposites import contradicts, opposed
from assistant.replies.policies.own_words import stems_of
from assistant.replies.policies.passages import Passage, gives, is_beside
from assistant.replies.policies.quantities import days, quantities
from assistant.replies.policies.sections import denies

__all__ = ["MOST", "Answer", "answer_of", "requests", "with_term"]

MOST, NEARLY = 2, 0.2
"""Sentences that an answer has, the second where it scores so little less."""

EXCEPTED = 2
"""Words of a review that an exception has which neither follows the rule at once nor lists one of
the things of the review."""

FOLLOWING = 2
"""Places from the best sentence in which its remedy or its opposite case may stand."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a clause says on a complaint: the sentences in its order, `best` those to keep where
    there is room for few: one, after the one that says when it holds. None of them where it is
    not written in the language. `subject` is empty where the clause's title does not name it; a row
    of a table is no sentence, and is told as what it is."""

    clause: Clause
    subject: str
    sentences: tuple[str, ...] = ()
    best: tuple[str, ...] = ()
    is_row: bool = False


def answer_of(
    clause: Clause,
    subject: str,
    ranked: Sequence[tuple[float, Passage]],
    told: Sequence[Passage],
    most: int = MOST,
    review: str = "",
) -> Answer:
    """The best sentence with the one of `told` that says when it holds, or with the one that goes
    on from it, or else, up to `most`, the next that is nearly as good and has a word of the
    `review` which the best lacks, in the order of the clause.

    What it excepts of the things that the `review` names goes with it, what holds in the opposite
    case where that leaves open which is the customer's, and what the customer is to send.
    """
    if not ranked:
        return Answer(clause, subject)
    ordered = sorted(ranked, key=lambda pair: -pair[0])
    high, best = ordered[0]
    condition = _conditions(best, told)
    further = [
        passage
        for _, passage in ordered[1:]
        if passage.place == best.place + 1 and _goes_on().match(passage.sentence)
    ]
    new = stems_of(review) - stems_of(best.sentence)
    nearly = [
        p
        for score, p in ordered[1:most]
        if score >= high - NEARLY and p.paragraph == best.paragraph and new & stems_of(p.sentence)
    ]
    excepts = _exception(best, told, review)
    remedy = [] if condition else _remedy(best, told, subject)
    given = [p for one in remedy for p in _conditions(one, told) if p.place != best.place]
    kept = [best, *(condition[:1] or [*given, *remedy] or further[:1] or nearly)]
    twin = _twin(best, told, review) if not excepts else []
    for beside in (*excepts, *twin, *_request([*kept, *twin], told)):
        kept += [beside] if beside not in kept else []
    kept.sort(key=lambda passage: passage.place)
    least = tuple(
        p.sentence for p in kept if p in (*condition[:1], best, *remedy, *given, *excepts, *twin)
    )
    return Answer(clause, subject, tuple(p.sentence for p in kept), least, bool(best.key))


def with_term(answer: Answer, told: Sequence[Passage], product: str) -> Answer:
    """The answer after the row of its clause's table that names the product and how long its goods
    are covered; that row alone where it says that they are not."""
    if answer.is_row or not (product and answer.sentences):
        return answer
    sold = stems_of(product)
    row = next((p for p in told if p.clause == answer.clause and stems_of(p.key) & sold), None)
    if row is None:
        return answer
    if _nothing().search(row.sentence):
        return replace(answer, sentences=(row.sentence,), best=(row.sentence,), is_row=True)
    if not any(days(found) for found in quantities(row.sentence)):
        return answer
    sentences = (row.sentence, *answer.sentences)
    return replace(answer, sentences=sentences, best=(row.sentence, *answer.best), is_row=True)


def _remedy(best: Passage, told: Sequence[Passage], subject: str) -> list[Passage]:
    """What the shop does about it, where the sentence itself does not say so but one that follows
    in its paragraph does, or, in a clause on no known subject, in the next one."""
    if gives(best.sentence) or best.key:
        return []
    after = [
        p
        for p in told
        if p.clause.id == best.clause.id
        and p.language == best.language
        and (p.paragraph == best.paragraph or _is_next(p, best, subject))
        and best.place < p.place <= best.place + FOLLOWING
        and not (case_of(best.sentence) and case_of(p.sentence))
    ]
    return [p for p in after if p.remedies][:1]


def _twin(best: Passage, told: Sequence[Passage], review: str) -> list[Passage]:
    """The rule of the clause for the opposite case, where the review leaves open which holds."""
    return [
        p
        for p in told
        if p.clause.id == best.clause.id
        and p.language == best.language
        and abs(p.place - best.place) <= FOLLOWING
        and opposed(p.sentence, best.sentence)
        and not denies(p.sentence)
        and not contradicts(p.sentence, review)
    ][:1]


def _exception(best: Passage, told: Sequence[Passage], review: str) -> list[Passage]:
    """The sentence that takes something back which the review names: the one after the best, or
    a later one of the clause that has more of the review's words."""
    if denies(best.sentence):
        return []
    new = stems_of(review) - stems_of(best.sentence)
    after = [
        (len(new & stems_of(p.sentence)), p)
        for p in told
        if p.clause.id == best.clause.id
        and p.language == best.language
        and p.place > best.place
        and denies(p.sentence)
    ]
    kept = [
        (words, p)
        for words, p in after
        if words >= (1 if _follows(p, best) or lists_any(p.sentence, review) else EXCEPTED)
    ]
    return [p for _, p in sorted(kept, key=lambda pair: -pair[0])][:1]


def _request(kept: Sequence[Passage], told: Sequence[Passage]) -> list[Passage]:
    """The sentence after those that are kept which asks the customer to send something."""
    last = max(kept, key=lambda passage: passage.place)
    return [p for p in told if _follows(p, last) and requests(p.sentence)][:1]


def _follows(passage: Passage, best: Passage) -> bool:
    """Whether a sentence stands right after another one, in the same paragraph."""
    return (
        passage.clause.id == best.clause.id
        and passage.language == best.language
        and passage.paragraph == best.paragraph
        and passage.place == best.place + 1
    )


def _is_next(passage: Passage, best: Passage, subject: str) -> bool:
    """Whether a sentence of the next paragraph goes on about the same thing."""
    same = stems_of(best.sentence) | stems_of(best.clause.title)
    return (
        not subject
        and passage.paragraph == best.paragraph + 1
        and bool(stems_of(passage.sentence) & same)
    )


def _conditions(passage: Passage, told: Sequence[Passage]) -> list[Passage]:
    """The sentence that says when another one holds: that whose case it takes over, else one of
    `told` right before it; [] without one."""
    if passage.opener:
        return [passage.opener]
    return [p for p in told if _is_condition(p, passage)]


def _is_condition(passage: Passage, best: Passage) -> bool:
    """Whether a sentence says when the one right after it holds, which says nothing of that."""
    return (
        passage.clause.id == best.clause.id
        and passage.language == best.language
        and passage.paragraph == best.paragraph
        and passage.place == best.place - 1
        and _conditional().search(passage.sentence) is not None
        and _conditional().search(best.sentence) is None
        and not case_of(best.sentence)
        and not is_beside(passage)
    )


@lru_cache
def _conditional() -> re.Pattern[str]:
    return either(load_phrases("topics")["conditions"])


def requests(sentence: str) -> bool:
    """Whether a sentence of a clause asks the customer to send or report something."""
    return _requests().search(sentence) is not None


@lru_cache
def _requests() -> re.Pattern[str]:
    return either(load_phrases("topics")["requests"])


@lru_cache
def _nothing() -> re.Pattern[str]:
    return either(load_phrases("topics")["nothing"])


@lru_cache
def _goes_on() -> re.Pattern[str]:
    patterns = load_phrases("topics")["goes_on"].values()
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.I)
