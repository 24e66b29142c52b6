"""What a shop's policies take back from customers whose case the review tells."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from assistant.replies.phrases import either, load_phrases
from assistant.replies.policies.answers import Answer
from assistant.replies.policies.opposites import contradicts
from assistant.replies.policies.own_words import OwnWords
from assistant.replies.policies.passages import Passage
from assistant.replies.policies.refusals import (
    OF_THE_SHOP,
    Refusals,
    affirmed,
    is_refusal,
    spares_faults,
    takes_back,
)
from assistant.replies.review.complaints import Complaint

__all__ = ["Exclusions"]

CASE = 0.55
"""What the words must weigh that a sentence which takes back shares with a review, without those of
the rule and those of what is refused: a word of a single clause does, or two of a few."""

SURELY = 1.2
"""What they must weigh for a sentence of the rule's own clause to stand there alone."""


class Exclusions:
    """The sentences of a shop that say for whom its rules do not hold."""

    def __init__(
        self, passages: Sequence[Passage], own_words: OwnWords, refusals: Refusals
    ) -> None:
        self._passages, self._own_words, self._refusals = passages, own_words, refusals
        self._denying = [p for p in passages if takes_back(p.sentence) and not p.key]

    def to(self, answer: Answer, one: Complaint, language: str, said: str) -> Answer | None:
        """The sentence that takes back what an answer gives from who `said` this: one of its
        clause, after its rule where the case is not sure, or one that refuses the same kind of
        thing; None without one.

        What excepts faults takes nothing back where the complaint is about one, nor does what an
        answer is alone, nor a sentence of it that gives something, too.
        """
        given = " ".join(answer.sentences)
        case = affirmed(said)
        fault = one.theme in OF_THE_SHOP
        ranked = []
        for p in self._denying:
            own = p.clause.id == answer.clause.id
            if p.language != language or (fault and _is_of_choice(p)):
                continue
            if contradicts(p.sentence, said) or not self._refusals.may_tell(p, said):
                continue
            if not own and (_leans().match(p.sentence) or not _kinds(given) & _kinds(p.sentence)):
                continue
            known = " ".join(told for told in answer.sentences if told != p.sentence)
            weight = self._own_words.in_sentence(
                p, case, f"{known} {_refused(p.sentence)}", not own
            )
            ranked.append((weight, p))
        weight, best = max(ranked, key=lambda pair: pair[0], default=(0.0, None))
        if best is None or weight < CASE or answer.sentences == (best.sentence,):
            return None
        if best.sentence in answer.best and not is_refusal(best.sentence):
            return None
        alone = best.clause.id != answer.clause.id or weight >= SURELY
        rule = () if alone and not _leans().match(best.sentence) else answer.best
        told = tuple(dict.fromkeys((*rule, best.sentence)))
        return Answer(best.clause, "", told, told)

    def after_term(self, answer: Answer, language: str) -> Answer:
        """An answer whose time is over, with the next sentence of its clause on what holds then."""
        places = [p for p in self._passages if _is_of(answer, p, language)]
        last = max((p.place for p in places if p.sentence in answer.sentences), default=-1)
        later = [p.sentence for p in places if p.place > last and _afterwards().search(p.sentence)][
            :1
        ]
        return replace(answer, sentences=(*answer.sentences, *later), best=(*answer.best, *later))


def _is_of(answer: Answer, passage: Passage, language: str) -> bool:
    return passage.clause.id == answer.clause.id and passage.language == language


def _is_of_choice(passage: Passage) -> bool:
    """Whether it is about goods that are as they should be, or spares faulty ones."""
    return "return_window" in passage.named or spares_faults(passage.sentence)


def _kinds(text: str) -> set[str]:
    """The kinds of things that are given or refused in a text."""
    return {kind for kind, pattern in _given().items() if pattern.search(text)}


def _refused(sentence: str) -> str:
    """The words of a sentence that name what is refused, which customers use of anything."""
    return " ".join(match[0] for p in _given().values() for match in p.finditer(sentence))


@lru_cache
def _given() -> dict[str, re.Pattern[str]]:
    kinds = load_phrases("exclusions")["kinds"]
    return {kind: either(patterns) for kind, patterns in kinds.items()}


@lru_cache
def _leans() -> re.Pattern[str]:
    return either(load_phrases("exclusions")["leans"])


@lru_cache
def _afterwards() -> re.Pattern[str]:
    return either(load_phrases("exclusions")["afterwards"])
