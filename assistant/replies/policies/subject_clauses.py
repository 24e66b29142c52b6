"""The clauses on a subject, and which of their sentences answer a complaint on it."""

from collections.abc import Sequence

from assistant.models.vectors import Encode, Floats
from assistant.replies.policies.answers import Answer, answer_of, with_term
from assistant.replies.policies.clauses import Clause
from assistant.replies.policies.concerns import concerning_passages
from assistant.replies.policies.fitting import Fitting
from assistant.replies.policies.passages import (
    FITS,
    Passage,
    excepted,
    is_beside,
    is_titled,
    likeness,
    says,
)
from assistant.replies.policies.sections import denies
from assistant.replies.policies.sentences import words_of
from assistant.replies.vectors import vector

__all__ = ["BESIDE", "RELATED", "SAME", "SubjectClauses", "titled_likeness"]

SHARED, CONTEXT, MOST_SHARED, MANY = 0.1, 0.4, 0.3, 2
"""What each word adds that a sentence shares with the complaint or the product, the part that a
word of the rest of the review counts, and what they add at most; with so many of them, or one of
the product's, a sentence of the clause fits without being on the subject."""

RELATED, SAME = 0.15, 0.28
"""Cosines of a complaint and a sentence: from the first on they may belong together, from the
second on the sentence is about the complaint."""

OF_PRODUCT, OF_WORDS = 0.4, 0.9
"""What the likeness of a sentence to the product's name counts; and, among the sentences of one
clause, its likeness to the complaint."""

BESIDE = 0.15
"""What a sentence beside the subject loses that gives the customer nothing."""


class SubjectClauses:
    """The sentences of a shop's clauses by subject. Without `encode` the words alone decide."""

    def __init__(
        self, passages: Sequence[Passage], fitting: Fitting, encode: Encode | None
    ) -> None:
        self._passages, self._fitting, self._encode = passages, fitting, encode

    def answer(
        self,
        subjects: Sequence[str],
        about: Sequence[str],
        language: str,
        product: str = "",
        *,
        by_title: float = -1.0,
        asks: bool = False,
    ) -> Answer | None:
        """The sentences on the first of the subjects that a clause deals with; None without one.

        `about` are the customer's words: sentences that share them or the product's go first.
        A clause that has the subject in its title must be like them by `by_title` (cosine), any
        other one by more. Clauses written in the language go before those that are not. Who `asks`
        for money or a return is told the conditions too.
        """
        own = [p for p in self._passages if language in p.clause.text]
        for among in (own, self._passages):
            found = self._answer_among(among, subjects, about, language, product, by_title, asks)
            if found is not None:
                return found
        return None

    def _answer_among(
        self,
        passages: Sequence[Passage],
        subjects: Sequence[str],
        about: Sequence[str],
        language: str,
        product: str,
        by_title: float,
        asks: bool,
    ) -> Answer | None:
        told = concerning_passages(passages, " ".join((*about, product)), asks)
        sold = words_of(product)
        spoken = words_of(" ".join(about[:1])) | sold
        around = words_of(" ".join(about[1:])) - spoken
        for subject in subjects:
            titled = {p.clause.id for p in passages if is_titled(p.clause, subject)}
            left = titled - {p.clause.id for p in told}
            # Where some sentence has the subject's words, one that is only like it is another rule.
            plain = any(subject in p.named for p in passages)
            near = [
                p
                for p in told
                if subject in p.scores
                and (not plain or subject in p.named)
                and (not left or p.clause.id in titled)
                and self._is_related(p.clause, about, _least(p, subject, by_title))
                and self._fitting.fits(p, about[0], about[-1], (subject,))
            ]
            if near:
                clause = max(
                    near, key=lambda p: self._rank(p, subject, spoken, around, product)
                ).clause
                said = any(p.clause is clause and not p.key and says(p, subject) for p in near)
                own = [
                    (self._rank(p, subject, spoken, around, product) + self._meant(p, about), p)
                    for p in told
                    if p.clause is clause
                    and p.language == language
                    and not (said and p.key)
                    and not (said and is_beside(p) and subject not in p.named)
                    and (asks or subject in p.named or not denies(p.sentence))
                    and self._fitting.fits(p, about[0], about[-1], (subject,))
                    and (
                        subject in p.scores
                        or p.words & sold
                        or len(p.words & (spoken | around)) >= MANY
                        or likeness(p, about, self._encode) >= SAME
                    )
                ]
                if not own and self._of(clause, language):
                    continue
                named = subject if is_titled(clause, subject) else ""
                return with_term(
                    answer_of(clause, named, own, told, review=" ".join(about)), told, product
                )
        return None

    def _meant(self, passage: Passage, about: Sequence[str]) -> float:
        """What it adds to a sentence among those of its clause that it is like the words."""
        return OF_WORDS * likeness(passage, about[:1], self._encode)

    def _rank(
        self, passage: Passage, subject: str, spoken: set[str], around: set[str], product: str
    ) -> float:
        counted = len(passage.words & spoken) + CONTEXT * len(passage.words & around)
        shared = min(MOST_SHARED, SHARED * counted)
        like = 0.0
        if product and self._encode is not None:
            like = float(vector(passage.sentence, self._encode) @ vector(product, self._encode))
        unsaid = FITS + excepted(passage.sentence) - BESIDE * (not passage.remedies)
        return passage.scores.get(subject, unsaid) + shared + OF_PRODUCT * like

    def _is_related(self, clause: Clause, about: Sequence[str], least: float) -> bool:
        """Whether a clause is like the customer's words in meaning."""
        if self._encode is None or least < 0:
            return True
        said = [vector(text, self._encode) for text in about if text]
        like = [titled_likeness(p, each, self._encode) for p in self._of(clause) for each in said]
        return max(like, default=0.0) >= least

    def _of(self, clause: Clause, language: str | None = None) -> list[Passage]:
        return [
            passage
            for passage in self._passages
            if passage.clause is clause and language in (None, passage.language)
        ]


def titled_likeness(passage: Passage, said: Floats, encode: Encode) -> float:
    """The cosine of a sentence to a text, with or without its title, whichever is more."""
    titled = vector(f"{passage.clause.main_title}: {passage.sentence}", encode)
    return max(float(titled @ said), float(vector(passage.sentence, encode) @ said))


def _least(passage: Passage, subject: str, by_title: float) -> float:
    return by_title if subject in passage.named else max(by_title, RELATED)
