"""The sentences of a clause, and which subjects each deals with."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.models.vectors import Encode
from assistant.replies.phrases import either, load_phrases
from assistant.replies.policies.cases import opened
from assistant.replies.policies.clauses import Clause, title_halves
from assistant.replies.policies.quantities import quantities
from assistant.replies.policies.sections import CELL, denies, is_row
from assistant.replies.policies.sentences import paragraph_sentences, words_of
from assistant.replies.policies.subjects import Subject, known_subjects
from assistant.replies.vectors import vector

__all__ = [
    "FITS",
    "Passage",
    "excepted",
    "gives",
    "is_apart",
    "is_beside",
    "is_passing",
    "is_titled",
    "likeness",
    "passages_of",
    "says",
    "says_rule",
]

TITLED, NAMED, PREFERRED, EXCEPTION = 0.3, 0.2, 0.2, -0.25
"""What it adds to a sentence's likeness to a subject that the title or the sentence has the
subject's words, that it is one of the sentences that a reply prefers, or says what is not given."""

PLAIN = 0.3
"""The likeness of a sentence that has the words of a subject, without an encoder."""

FITS, UNSAID, NEAR, ODD = 0.42, 0.5, 0.1, 0.22
"""A sentence is on a subject from the first score on where it or its title has the subject's words,
from the second on where no other subject is nearer by NEAR. Below ODD the words stand there by
chance."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of a clause, `place` and `paragraph` counted from 0. `scores` are the subjects
    that it deals with, `named` those whose words it or its title has; `opener` is the sentence
    before it whose case it takes over."""

    clause: Clause
    language: str
    place: int
    paragraph: int
    sentence: str
    words: frozenset[str]
    scores: Mapping[str, float]
    named: frozenset[str]
    opener: "Passage | None" = None

    @property
    def key(self) -> str:
        """The first cell of a row of a table, which says whom it concerns; "" for a sentence."""
        return self.sentence.split(CELL)[0] if is_row(self.sentence) else ""

    @property
    def remedies(self) -> bool:
        """Whether it says what the shop does for the customer, not merely in which case."""
        return gives(self.sentence) and not denies(self.sentence)


def passages_of(clause: Clause, encode: Encode | None) -> list[Passage]:
    """The sentences of a clause in all its languages. Without `encode` the words alone decide."""
    found: list[Passage] = []
    for language in clause.text:
        told = paragraph_sentences(clause, language)
        taken, here = opened(told), list[Passage]()
        for place, (paragraph, sentence) in enumerate(told):
            here.append(
                Passage(
                    clause,
                    language,
                    place,
                    paragraph,
                    sentence,
                    frozenset(words_of(sentence)),
                    _scores(clause, sentence, encode),
                    _named(clause.title, sentence),
                    here[taken[place]] if place in taken else None,
                )
            )
        found += here
    return found


def gives(told: str) -> bool:
    """Whether words of a policy say what the shop does, be it to deny it."""
    return _remedies().search(_case().sub("", told)) is not None


def says_rule(told: str) -> bool:
    """Whether words of a policy rule anything: they speak of the shop or the customer, name an
    amount or a time, or say what is given, done or not given."""
    return bool(gives(told) or denies(told) or quantities(told) or _ruling().search(told))


def is_titled(clause: Clause, subject: str) -> bool:
    """Whether the title names the subject."""
    found = next(each for each in known_subjects() if each.id == subject)
    return any(found.title.search(half) for half in title_halves(clause.title))


def is_passing(passage: Passage) -> bool:
    """Whether a sentence is on a subject that answers no complaint by itself, and has the words of
    no other."""
    passing = frozenset(load_phrases("topics")["passing"])
    others = (each for each in known_subjects() if each.id not in passing)
    return bool(passage.scores.keys() & passing) and not any(
        each.text.search(passage.sentence) for each in others
    )


def is_apart(passage: Passage) -> bool:
    """Whether a sentence itself is on how people are served, and so on nothing else."""
    return bool(passage.named & _apart(passage.sentence))


def is_beside(passage: Passage) -> bool:
    """Whether a sentence has the words of such subjects alone."""
    return bool(passage.named) and passage.named <= frozenset(load_phrases("topics")["passing"])


def says(passage: Passage, subject: str) -> bool:
    """Whether the sentence itself has the subject's words."""
    found = next(each for each in known_subjects() if each.id == subject)
    return found.text.search(passage.sentence) is not None


def _scores(clause: Clause, sentence: str, encode: Encode | None) -> dict[str, float]:
    """The subjects that a sentence deals with, and how surely."""
    excepts = excepted(sentence)
    title, own = clause.title, clause.main_title
    like = {subject.id: _like(subject, own, sentence, encode) for subject in known_subjects()}
    nearest, apart = max(like.values()), _apart(sentence)
    found = {}
    for subject in known_subjects():
        titled = any(subject.title.search(half) for half in title_halves(title))
        named = subject.text.search(sentence) is not None
        if encode is not None and not titled and like[subject.id] < ODD:
            continue
        score = like[subject.id] + TITLED * titled + NAMED * named
        if encode is None:
            score += PLAIN * (titled or named)
        said = titled or named
        if apart and subject.id not in apart:
            continue
        if score < (FITS if said else UNSAID) or not (said or like[subject.id] >= nearest - NEAR):
            continue
        prefers = subject.say is not None and subject.say.search(sentence) is not None
        found[subject.id] = score + (PREFERRED if prefers else excepts)
    return found


def _named(title: str, sentence: str) -> frozenset[str]:
    halves = title_halves(title)
    return _apart(sentence) or frozenset(
        subject.id
        for subject in known_subjects()
        if subject.text.search(sentence) or any(subject.title.search(half) for half in halves)
    )


def _apart(sentence: str) -> frozenset[str]:
    """The subjects that a sentence has words of and that leave it no other one."""
    apart: Sequence[str] = load_phrases("topics")["apart"]
    return frozenset(s.id for s in known_subjects() if s.id in apart and s.text.search(sentence))


def excepted(sentence: str) -> float:
    """What a sentence loses by saying what is not given, else 0."""
    return EXCEPTION * denies(sentence)


def likeness(passage: Passage, about: Sequence[str], encode: Encode | None) -> float:
    """The cosine of a sentence to the nearest of the customer's words, 0 without an encoder."""
    if encode is None:
        return 0.0
    said = vector(passage.sentence, encode)
    return max((float(vector(text, encode) @ said) for text in about if text), default=0.0)


@lru_cache
def _case() -> re.Pattern[str]:
    return either(load_phrases("topics")["case"])


@lru_cache
def _ruling() -> re.Pattern[str]:
    return either(load_phrases("topics")["ruling"])


@lru_cache
def _remedies() -> re.Pattern[str]:
    return either(load_phrases("topics")["remedies"])


def _like(subject: Subject, title: str, sentence: str, encode: Encode | None) -> float:
    if encode is None:
        return 0.0
    said = vector(f"{title}: {sentence}", encode)
    return max(float(vector(text, encode) @ said) for text in subject.about)
