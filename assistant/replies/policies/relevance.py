"""How much a sentence of the policies has to do with a complaint, all things counted."""

from collections.abc import Mapping, Sequence

from assistant.models.vectors import Encode, Floats
from assistant.replies.policies.answers import requests
from assistant.replies.policies.own_words import OwnWords
from assistant.replies.policies.passages import Passage
from assistant.replies.policies.sections import denies
from assistant.replies.vectors import vector

__all__ = ["Relevance"]

SENTENCE, WHOLE, TITLE = 0.8, 0.45, 0.35
"""What the cosines of the review to a sentence count, to the sentence under its title, and to the
title alone. All weights are fitted on 106 reviews of eight invented shops, for each of which the
sentences that answer it are named."""

SAID_SENTENCE, SAID_WHOLE, SAID_TITLE = 0.06, 0.36, 0.29
"""The same for the complaint's own words."""

RARE, RARE_HERE = 0.52, 0.25
"""What the shared words count that few clauses have: with those of the title, and in the sentence
alone."""

SUBJECT, NAMED = 0.59, 0.63
"""What the sentence's score for a subject of the complaint counts, and that it names it."""

REMEDIES, DENIES, REQUESTS = 0.33, 0.26, 0.2
"""What it adds that a sentence says what the shop does, what is not given, what is to be sent:
a sentence that rules nothing answers nothing."""


class Relevance:
    """The relevance of passages, which sets of policies leave comparable."""

    def __init__(self, own_words: OwnWords, encode: Encode) -> None:
        self._own_words, self._encode = own_words, encode

    def best(
        self,
        passages: Sequence[Passage],
        quote: str,
        review: str,
        subjects: Mapping[str, float],
    ) -> dict[str, float]:
        """The relevance of each clause, that of its best sentence; {} without passages. `subjects`
        are those of the complaint, with how surely it is on each, 0 to 1."""
        found: dict[str, float] = {}
        for passage in passages:
            said = self.of(passage, quote, review, subjects)
            found[passage.clause.id] = max(found.get(passage.clause.id, said), said)
        return found

    def of(self, passage: Passage, quote: str, review: str, subjects: Mapping[str, float]) -> float:
        """The relevance of one sentence to a complaint and the review around it."""
        head = passage.clause.main_title
        sentence, title = self._vector(passage.sentence), self._vector(head)
        whole = self._vector(f"{head}: {passage.sentence}")
        around, said = self._vector(review), self._vector(quote or review)
        like = SENTENCE * (sentence @ around) + WHOLE * (whole @ around) + TITLE * (title @ around)
        like += SAID_SENTENCE * (sentence @ said) + SAID_WHOLE * (whole @ said)
        like += SAID_TITLE * (title @ said)
        rare = RARE * self._own_words.weight(passage, review, review, denied=1.0)
        rare += RARE_HERE * self._own_words.in_sentence(passage, review)
        on = max((passage.scores.get(s, 0.0) * w for s, w in subjects.items()), default=0.0)
        named = max((w for s, w in subjects.items() if s in passage.named), default=0.0)
        form = REMEDIES * passage.remedies + DENIES * denies(passage.sentence)
        form += REQUESTS * requests(passage.sentence)
        return float(like) + rare + SUBJECT * on + NAMED * named + form

    def _vector(self, text: str) -> Floats:
        return vector(text, self._encode)
