"""Which sentences of the policies answer a complaint."""

from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Self

from assistant.models.vectors import Encode, Floats
from assistant.replies.phrases import load_phrases
from assistant.replies.policies.answers import Answer, answer_of, with_term
from assistant.replies.policies.clauses import Clause
from assistant.replies.policies.concerns import concerning_passages
from assistant.replies.policies.naming import NamedClauses
from assistant.replies.policies.passages import (
    FITS,
    Passage,
    excepted,
    is_titled,
    likeness,
    passages_of,
    says,
)
from assistant.replies.policies.sections import denies
from assistant.replies.policies.sentences import own_words, words_of
from assistant.replies.review.complaints import Complaint
from assistant.replies.review.issues import find_issues, issues
from assistant.replies.vectors import vector

__all__ = ["RETURNS", "Rulebook"]

SHARED, MOST_SHARED, MANY = 0.1, 0.3, 2
"""What each word adds that a sentence shares with the review or the product, and at most; with so
many of them, or one of the product's, a sentence of the clause fits without being on the
subject."""

RELATED, SAME = 0.15, 0.28
"""Cosines of a complaint and a sentence: from the first on they may belong together, from the
second on the sentence is about the complaint where its clause has a word of it that none other has;
without such a word it takes ALIKE."""
ALIKE = 0.48

RETURNS, OF_TASTE = "return_window", ("usability", "product_quality")
"""A clause on returns answers a complaint on these themes only where it is like the words."""

UNRULED = ("website_app", "usability", "customer_service", "brand_loyalty")
"""Themes that clauses seldom deal with: one must be as like a complaint as for a known issue."""

OF_ITEM = ("product_quality", "product_match")
"""Themes for which a clause on faulty goods need not be so like words that no cue knows."""

ANY, NAMES, SURELY = 0.88, 1.0, 1.4
"""A complaint names a clause where the words they share and the cosine of the two come to so much
(see `NamedClauses`); from the last on it goes before the clauses on the complaint's theme, from the
first on where the theme is only that something about the item is wrong."""

AROUND = 0.5
"""What the cosine of a sentence to the whole review counts there."""

OF_PRODUCT, OF_WORDS = 0.4, 0.9
"""What the likeness of a sentence to the product's name counts; and, among the sentences of one
clause, its likeness to the complaint."""

BESIDE = 0.15
"""What a sentence beside the subject loses that gives the customer nothing."""

READ = 400
"""Characters of a review that a clause is compared with."""

_Key = tuple[str, str, tuple[tuple[str, str], ...], str]
"""A clause as something that can be looked up."""


class Rulebook:
    """The sentences of a shop's clauses by subject. Without `encode` the words alone decide."""

    def __init__(self, clauses: Sequence[Clause], encode: Encode | None = None) -> None:
        self._clauses, self._encode = tuple(clauses), encode
        self._passages = [each for clause in clauses for each in passages_of(clause, encode)]
        self._named = NamedClauses(self._passages, self._clauses, encode)
        self._subjects = {clause.id: set[str]() for clause in clauses}
        for passage in self._passages:
            self._subjects[passage.clause.id].update(passage.scores)

    @classmethod
    def of(cls, clauses: Sequence[Clause], encode: Encode | None = None) -> Self:
        """The same book for the same clauses, read once."""
        key = tuple((c.id, c.title, tuple(c.text.items()), c.file) for c in clauses)
        return cls._kept(key, encode)

    @classmethod
    @lru_cache(maxsize=8)
    def _kept(cls, key: tuple[_Key, ...], encode: Encode | None) -> Self:
        return cls([Clause(id, title, dict(text), file) for id, title, text, file in key], encode)

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
        spoken = words_of(" ".join(about)) | sold
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
            ]
            if near:
                clause = max(near, key=lambda p: self._rank(p, subject, spoken, product)).clause
                said = any(p.clause is clause and not p.key and says(p, subject) for p in near)
                own = [
                    (self._rank(p, subject, spoken, product) + self._meant(p, about), p)
                    for p in told
                    if p.clause is clause
                    and p.language == language
                    and not (said and p.key)
                    and (asks or subject in p.named or not denies(p.sentence))
                    and (
                        subject in p.scores
                        or p.words & sold
                        or len(p.words & spoken) >= MANY
                        or likeness(p, about, self._encode) >= SAME
                    )
                ]
                if not own and self._of(clause, language):
                    continue
                named = subject if is_titled(clause, subject) else ""
                return with_term(answer_of(clause, named, own, told), told, product)
        return None

    def _meant(self, passage: Passage, about: Sequence[str]) -> float:
        """What it adds to a sentence among those of its clause that it is like the words."""
        return OF_WORDS * likeness(passage, about[:1], self._encode)

    def _rank(self, passage: Passage, subject: str, spoken: set[str], product: str) -> float:
        shared = min(MOST_SHARED, SHARED * len(passage.words & spoken))
        like = 0.0
        if product and self._encode is not None:
            like = float(vector(passage.sentence, self._encode) @ vector(product, self._encode))
        unsaid = FITS + excepted(passage.sentence) - BESIDE * (not passage.remedies)
        return passage.scores.get(subject, unsaid) + shared + OF_PRODUCT * like

    def to(self, one: Complaint, language: str, review: str, product: str = "") -> Answer | None:
        """What the policies give for a complaint: by its subjects, else by its meaning. The
        `review` counts where the complaint's own words are too few."""
        topics = load_phrases("topics")
        subjects = one.issue.topics if one.issue else tuple(topics["themes"].get(one.theme, ()))
        about = (f"{one.quote} {product}".strip(), f"{review[:READ]} {product}".strip())
        least = -1.0 if one.issue else RELATED if one.theme in OF_ITEM else SAME
        if one.issue and RETURNS in subjects and one.theme in OF_TASTE:
            least = RELATED
        asks = one.issue is not None and one.issue.demand
        around = f"{review[:READ]} {product}"
        if RETURNS in subjects:
            exception = self._named.exception(RETURNS, language, around)
            if exception is not None and one.theme == "returns_refunds":
                return exception
            if exception is not None:
                subjects = tuple(subject for subject in subjects if subject != RETURNS)
        if one.issue and one.issue.vague and not asks:
            titled = self._named.titled(one.issue.said, one.quote, language, around)
            if titled is not None:
                return titled
        if (one.issue is None or one.issue.vague) and not asks:
            plain = one.issue is None and one.theme in OF_ITEM
            sure, beside = (ANY, AROUND) if plain else (SURELY, 0.0)
            named = self._named.about(one.quote, language, around, sure, beside)
            if named is not None:
                return named
        found = self.answer(subjects, about, language, product, by_title=least, asks=asks)
        if found is not None or asks:
            return found
        if named := self._named.about(one.quote, language, around, NAMES):
            return named
        sure = bool(one.issue.topics) if one.issue else one.theme in UNRULED
        return self.nearest(one.quote, language, frozenset(topics["passing"]), sure=sure)

    def question(self, asked: str, language: str, around: str = "") -> Answer | None:
        """What the policies say to a question, with the rest of the review and the product
        `around` it; None where no sentence is about it."""
        for mention in find_issues(asked):
            issue = issues()[mention.issue]
            one = Complaint(issue, issue.theme, asked)
            if issue.topics and (answer := self.to(one, language, asked, around)):
                return answer
        return self._named.question(asked, language, around)

    def near(self, found: Sequence[Complaint], review: str, product: str = "") -> Sequence[Clause]:
        """The clauses that a reply to the complaints may rest on; all of them where no complaint
        has a subject."""
        topics = load_phrases("topics")
        wanted = {subject for one in found if one.issue for subject in one.issue.topics}
        if not wanted:
            return self._clauses
        wanted |= {other for subject in wanted for other in topics["related"].get(subject, ())}
        answers = [self.to(one, "en", review, product) for one in found]
        told = [answer.clause for answer in answers if answer]
        return [*self.about(wanted | set(topics["always"])), *told]

    def about(self, subjects: Collection[str]) -> list[Clause]:
        """The clauses that deal with one of the subjects, or with none that is known."""
        return [
            clause
            for clause in self._clauses
            if not (told := self._subjects[clause.id]) or told & set(subjects)
        ]

    def nearest(
        self, about: str, language: str, passing: frozenset[str], *, sure: bool = False
    ) -> Answer | None:
        """The clause most like a complaint that no subject leads to; None where none is like it.

        `passing` are subjects whose clauses answer nothing by themselves. With `sure` a word that
        no other clause has is not enough.
        """
        if self._encode is None or not about:
            return None
        said = vector(about, self._encode)
        own = set() if sure else {clause.id for clause in own_words(about, self._clauses)}
        told = concerning_passages(self._passages, about, False)
        like = [
            (self._likeness(p, said), p)
            for p in told
            if not p.scores.keys() & passing and not denies(p.sentence)
        ]
        near = [(score, p) for score, p in like if score >= (SAME if p.clause.id in own else ALIKE)]
        near = [pair for pair in near if language in pair[1].clause.text] or near
        if not near:
            return None
        clause = max(near, key=lambda pair: pair[0])[1].clause
        there = [
            (self._likeness(p, said) + excepted(p.sentence) - BESIDE * (not p.remedies), p)
            for p in self._of(clause, language)
        ]
        return answer_of(clause, "", there, told, most=1)

    def _is_related(self, clause: Clause, about: Sequence[str], least: float) -> bool:
        """Whether a clause is like the customer's words in meaning."""
        if self._encode is None or least < 0:
            return True
        said = [vector(text, self._encode) for text in about if text]
        like = [self._likeness(p, vector) for p in self._of(clause) for vector in said]
        return max(like, default=0.0) >= least

    def _of(self, clause: Clause, language: str | None = None) -> list[Passage]:
        return [
            passage
            for passage in self._passages
            if passage.clause is clause and language in (None, passage.language)
        ]

    def _likeness(self, passage: Passage, said: Floats) -> float:
        assert self._encode is not None
        titled = vector(f"{passage.clause.title}: {passage.sentence}", self._encode)
        return max(float(titled @ said), float(vector(passage.sentence, self._encode) @ said))


def _least(passage: Passage, subject: str, by_title: float) -> float:
    return by_title if subject in passage.named else max(by_title, RELATED)
