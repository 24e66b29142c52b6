"""Which sentences of the policies answer a complaint."""

from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Self

from assistant.models.vectors import Encode
from assistant.replies.phrases import load_phrases
from assistant.replies.policies.alike import AlikeClauses
from assistant.replies.policies.alternatives import Alternatives
from assistant.replies.policies.answers import Answer
from assistant.replies.policies.asked import OF_ANY_FAULT, Asked, of_service, subjects_of
from assistant.replies.policies.clauses import Clause
from assistant.replies.policies.exclusions import Exclusions
from assistant.replies.policies.fitting import Fitting
from assistant.replies.policies.naming import NamedClauses
from assistant.replies.policies.nearest import OF_ITEM, RETURNS, NearestClauses
from assistant.replies.policies.own_words import OwnWords
from assistant.replies.policies.passages import passages_of
from assistant.replies.policies.refusals import Refusals, affirmed
from assistant.replies.policies.subject_clauses import RELATED, SAME, SubjectClauses
from assistant.replies.policies.sureness import Sureness
from assistant.replies.review.blame import until_turn
from assistant.replies.review.complaints import OTHER, SERVICE, Complaint, is_known, without_others
from assistant.replies.review.issues import find_issues, issues

__all__ = ["RETURNS", "Rulebook"]

OF_TASTE = ("usability", "product_quality")
"""A clause on returns answers a complaint on these themes only where it is like the words."""

UNRULED = ("website_app", "usability", "customer_service", "brand_loyalty")
"""Themes that clauses seldom deal with: one must be as like a complaint as for a known issue."""

ANY, NAMES, SURELY = 0.88, 1.0, 1.4
"""A complaint names a clause where the words they share and the cosine of the two come to so much
(see `NamedClauses`); from the last on it goes before the clauses on the complaint's theme, from the
first on where the theme is only that something about the item is wrong."""

AROUND = 0.5
"""What the cosine of a sentence to the whole review counts there."""

READ = 400
"""Characters of a review that a clause is compared with."""

_Key = tuple[str, str, tuple[tuple[str, str], ...], str]
"""A clause as something that can be looked up."""


class Rulebook:
    """The sentences of a shop's clauses by subject, its `refusals` and `exclusions`. Without
    `encode` words alone decide."""

    def __init__(self, clauses: Sequence[Clause], encode: Encode | None = None) -> None:
        self._clauses = tuple(clauses)
        self._passages = [each for clause in clauses for each in passages_of(clause, encode)]
        self._languages = {each.language for each in self._passages}
        rare = OwnWords(clauses)
        self.refusals = Refusals(self._passages, rare)
        self._alternatives = Alternatives(self._passages, self.refusals, encode)
        fitting = Fitting(rare, encode)
        self._named = NamedClauses(self._passages, rare, fitting, encode)
        self._nearest = NearestClauses(self._passages, rare, fitting, encode) if encode else None
        self._sureness = Sureness(self._passages, rare, encode) if encode else None
        self._alike = AlikeClauses(clauses, self._passages, fitting, encode)
        self._on_subject = SubjectClauses(self._passages, fitting, encode)
        self.exclusions = Exclusions(self._passages, rare, self.refusals)
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
        self, subjects: Sequence[str], about: Sequence[str], language: str, product: str = ""
    ) -> Answer | None:
        """What the policies say on the first of the subjects that a clause deals with, see
        `SubjectClauses.answer`."""
        found = self._on_subject.answer(subjects, about, language, product)
        return self._alternatives.to(found, " ".join(about), language, product)

    def to(
        self, one: Complaint, language: str, review: str, product: str = "", further: bool = False
    ) -> Answer | None:
        """What the policies give for a complaint: by its subjects, else by its meaning. The
        `review` counts where the complaint's own words are too few, but of a `further` one
        of no known kind these must lead to the same clause. Of rules for opposite cases it is that
        for the case which the review states. None for a rule that is not surely on the complaint;
        what was bought makes none sure where neither words nor labels say that it is about that.
        """
        answer = self._likeliest(one, language, review, product, further)
        if answer is None or self._sureness is None:
            return answer
        named = (product, "") if not one.issue and one.theme in (SERVICE, OTHER) else (product,)
        asked = [Asked(one, subjects_of(one), language, _around(review, each)) for each in named]
        sure = self._sureness.is_sure
        return answer if all(sure(answer, a, product, further=further) for a in asked) else None

    def _likeliest(
        self, one: Complaint, language: str, review: str, product: str, further: bool
    ) -> Answer | None:
        """The same, sure or not."""
        found = self._of_clause(one, language, review, product, further)
        around = f"{review[:READ]} {product}"
        return self._alternatives.to(found, one.quote, language, around)

    def _of_clause(
        self, one: Complaint, language: str, review: str, product: str, further: bool
    ) -> Answer | None:
        """The same, in whichever case the rule holds."""
        subjects, around = subjects_of(one), _around(review, product)
        review = review[until_turn(review) :]
        if RETURNS in subjects:
            exception = self._named.exception(RETURNS, language, affirmed(around))
            if exception is not None and one.theme == "returns_refunds":
                return exception
            if exception is not None:
                subjects = tuple(subject for subject in subjects if subject != RETURNS)
        found = self._found(one, subjects, language, review, product)
        if self._nearest is None or (one.issue and one.issue.demand):
            return found
        nearer = self._nearest.to(found, one, subjects, language, around)
        if further and one.issue is None and nearer:
            said = one.quote if one.theme == SERVICE else f"{one.quote} {product}"
            own = self._nearest.id_of(one, subjects, language, said)
            return nearer if own == nearer.clause.id else None
        return nearer

    def dealing(
        self, one: Complaint, language: str, review: str, product: str = ""
    ) -> Clause | None:
        """The clause that may deal with a complaint which none answers surely; None without one."""
        if self._nearest is None:
            return None
        around = f"{review[:READ]} {product}"
        if near := self._nearest.dealing(one, subjects_of(one), language, around):
            return near
        if one.theme == SERVICE:
            return None
        answer = self._likeliest(one, language, review, product, further=False)
        return answer.clause if answer and answer.sentences else None

    def abroad(self, said: str, language: str, *, known: bool = False) -> Clause | None:
        """The clause without a text in the language that may deal with what a customer says in it,
        by its meaning, for a complaint of a `known` kind more surely; None without one."""
        return self._alike.abroad(said, language, known=known)

    def abroad_on(self, one: Complaint, language: str) -> Clause | None:
        """The clause on a complaint of a known kind where none in the language is; else None."""
        return self._alike.abroad_on(subjects_of(one), language) if is_known(one) else None

    def without_ruled(self, text: str, language: str) -> str:
        """A text without the words that it shares with the sentence which is most about it; ""
        where none is, or that itself speaks of a danger."""
        return self._named.without_ruled(text, language)

    def beside(
        self, one: Complaint, cited: Collection[str], language: str, told: Collection[str]
    ) -> Answer | None:
        """What the clauses that are `cited` (ids) say on a complaint besides what was `told`; None
        where no such sentence has words of it that few sentences have."""
        return self._named.beside(one.quote, cited, language, told)

    def _found(
        self,
        one: Complaint,
        subjects: Sequence[str],
        language: str,
        review: str,
        product: str,
    ) -> Answer | None:
        """The clause that a complaint's subjects lead to, or the words that few clauses have."""
        about = (f"{one.quote} {product}".strip(), f"{review[:READ]} {product}".strip())
        around = f"{review[:READ]} {product}"
        least = -1.0 if one.issue else RELATED if one.theme in OF_ITEM else SAME
        if one.issue and RETURNS in subjects_of(one) and one.theme in OF_TASTE:
            least = RELATED
        if one.issue is None and one.theme == SERVICE:
            least = -1.0
        asks = one.issue is not None and one.issue.demand
        if one.issue and (one.issue.vague or OF_ANY_FAULT in one.issue.topics) and not asks:
            titled = self._named.titled(one.issue.said, one.quote, language, around)
            if titled is not None:
                return titled
        if (one.issue is None or one.issue.vague) and not asks:
            plain = one.issue is None and one.theme in OF_ITEM
            sure, beside = (ANY, AROUND) if plain else (SURELY, 0.0)
            named = self._named.about(one.quote, language, around, sure, beside)
            if named is not None:
                return named
        found = self._on_subject.answer(
            subjects, about, language, product, by_title=least, asks=asks
        )
        if found is not None or asks or of_service(one):
            return found
        if named := self._named.about(one.quote, language, around, NAMES):
            return named
        sure = bool(one.issue.topics) if one.issue else one.theme in UNRULED
        return self._alike.to(one.quote, language, sure=sure)

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
        answers = [
            self.to(one, language, said, product)
            for one in found
            for said in (review, without_others(one, found, review))
            for language in self._languages
        ]
        told = [answer.clause for answer in answers if answer]
        return [*self.about(wanted | set(topics["always"])), *told]

    def about(self, subjects: Collection[str]) -> list[Clause]:
        """The clauses that deal with one of the subjects, or with none that is known."""
        return [
            clause
            for clause in self._clauses
            if not (told := self._subjects[clause.id]) or told & set(subjects)
        ]


def _around(review: str, product: str) -> str:
    """What a clause is compared with, without praise before a "but", which is of something else."""
    return f"{review[until_turn(review) :][:READ]} {product}"
