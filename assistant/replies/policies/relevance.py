"""How much a sentence of the policies has to do with a complaint, all things counted."""

from collections.abc import Collection, Sequence

from assistant.models.vectors import Encode
from assistant.replies.policies.own_words import OwnWords
from assistant.replies.policies.passages import Passage
from assistant.replies.vectors import vector

__all__ = ["Relevance"]

TITLE, RARE, SUBJECT = 0.5, 0.3, 0.3
"""What the cosine to the clause's title counts beside that to the sentence under its title, what
the shared words count that few clauses have, and what the sentence's score for the subject."""

WORDS = 0.2
"""The part of the complaint's own words; the rest is that of the whole review, which tells what the
few words of a complaint leave unsaid."""


class Relevance:
    """The relevance of passages, which sets of policies leave comparable: 0 for a sentence that has
    nothing to do with a text, about 1 for one that is written for it."""

    def __init__(self, own_words: OwnWords, encode: Encode) -> None:
        self._own_words, self._encode = own_words, encode

    def best(
        self,
        passages: Sequence[Passage],
        quote: str,
        review: str,
        subjects: Collection[str],
    ) -> dict[str, float]:
        """The relevance of each clause, that of its best sentence; {} without passages."""
        found: dict[str, float] = {}
        for passage in passages:
            said = WORDS * self._of(passage, quote, subjects)
            said += (1 - WORDS) * self._of(passage, review, subjects)
            found[passage.clause.id] = max(found.get(passage.clause.id, said), said)
        return found

    def _of(self, passage: Passage, said: str, subjects: Collection[str]) -> float:
        if not said:
            return 0.0
        words = vector(said, self._encode)
        title = vector(passage.clause.title, self._encode)
        whole = vector(f"{passage.clause.title}: {passage.sentence}", self._encode)
        rare = self._own_words.weight(passage, said, said, denied=1.0)
        on = max((passage.scores.get(subject, 0.0) for subject in subjects), default=0.0)
        return float(whole @ words) + TITLE * float(title @ words) + RARE * rare + SUBJECT * on
