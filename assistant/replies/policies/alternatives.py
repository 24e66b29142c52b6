"""Which of the rules of one clause holds, where they differ only by their case."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.models.vectors import Encode
from assistant.replies.policies.answers import Answer, answer_of
from assistant.replies.policies.concerns import concerning_passages
from assistant.replies.policies.opposites import contradicts, opposed
from assistant.replies.policies.passages import Passage, likeness
from assistant.replies.policies.refusals import Refusals

__all__ = ["Alternatives"]

SAME = 0.28
"""The cosine from which on another sentence of the clause is about the complaint."""


class Alternatives:
    """The sentences of a shop's clauses, and which of them stand in one another's place. Without
    `encode` only conditions of which one can hold tell so."""

    def __init__(
        self, passages: Sequence[Passage], refusals: Refusals, encode: Encode | None
    ) -> None:
        self._passages, self._refusals, self._encode = passages, refusals, encode

    def to(self, answer: Answer | None, quote: str, language: str, review: str) -> Answer | None:
        """The answer itself where its rule may hold for who complains with a `quote` in a
        `review`; else the rule of its clause for the case that they state, or that is about the
        complaint. Without one a refusal stays, for a person to look at, and what holds in the
        opposite case is dropped."""
        if answer is None or not answer.sentences:
            return answer
        said = f"{quote} {review}"
        here = [
            p for p in self._passages if p.clause.id == answer.clause.id and p.language == language
        ]
        wrong = [p for p in here if p.sentence in answer.best and not self._may_tell(p, said)]
        if not wrong:
            kept = tuple(told for told in answer.sentences if not contradicts(told, said))
            return replace(answer, sentences=kept)
        left = [p for p in concerning_passages(here, said, False) if self._may_tell(p, said)]
        ranked = [(likeness(p, (quote, review), self._encode), p) for p in left]
        instead = [
            (score, p) for score, p in ranked if any(opposed(p.sentence, w.sentence) for w in wrong)
        ] or [(score, p) for score, p in ranked if score >= SAME and p.remedies]
        if instead:
            return answer_of(answer.clause, answer.subject, instead, left, most=1, review=review)
        return None if any(contradicts(p.sentence, said) for p in wrong) else answer

    def _may_tell(self, passage: Passage, said: str) -> bool:
        return not contradicts(passage.sentence, said) and self._refusals.may_tell(passage, said)
