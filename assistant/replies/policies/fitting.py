"""Whether a customer is in the case for which a sentence of the policies holds."""

from collections.abc import Collection

from assistant.models.vectors import Encode
from assistant.replies.policies.cases import case_of, is_meanwhile
from assistant.replies.policies.own_words import OwnWords, stems_of
from assistant.replies.policies.passages import Passage
from assistant.replies.vectors import vector
from assistant.understanding.clauses import clauses

__all__ = ["Fitting"]

LIKE, TOGETHER, STATED = 0.33, 0.47, 0.38
"""The cosine of a case and the words of a customer who is in it; or what it comes to with the share
of the case's words, by their weight, that the review has: the thing alone is no case; and that of a
clause which states the case among others on other things."""


class Fitting:
    """The cases of one shop's sentences. Without `encode` words alone decide."""

    def __init__(self, own_words: OwnWords, encode: Encode | None) -> None:
        self._own_words, self._encode = own_words, encode

    def fits(
        self, passage: Passage, quote: str, review: str, subjects: Collection[str] = ()
    ) -> bool:
        """Whether a sentence may be told to who complains with a `quote` in a `review`: it names
        one of the complaint's `subjects`, holds in any case, or the customer's words share some
        with its case or are like it. What holds only during a repair repairs nothing."""
        if is_meanwhile(passage.sentence):
            return False
        case = case_of((passage.opener or passage).sentence)
        if not case or passage.named & set(subjects):
            return True
        stems = stems_of(case)
        weight = self._own_words.of(stems)
        shared = self._own_words.of(stems & stems_of(f"{quote} {review}"))
        if self._encode is None:
            return shared > 0 or not weight
        said = vector(case, self._encode)
        likes = (float(vector(each, self._encode) @ said) for each in (quote, review) if each)
        like = max(likes, default=0.0)
        if like >= LIKE or like + shared / (weight or 1.0) >= TOGETHER:
            return True
        parts = (review[start:end] for start, end in clauses(review))
        return any(float(vector(part, self._encode) @ said) >= STATED for part in parts)
