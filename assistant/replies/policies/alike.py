"""The clause that is most like a complaint in meaning, where nothing else leads to one."""

from collections.abc import Collection, Sequence

from assistant.models.vectors import Encode
from assistant.replies.policies.answers import Answer, answer_of
from assistant.replies.policies.clauses import Clause
from assistant.replies.policies.concerns import concerning_passages
from assistant.replies.policies.fitting import Fitting
from assistant.replies.policies.passages import Passage, excepted, is_passing
from assistant.replies.policies.sections import denies
from assistant.replies.policies.sentences import own_words
from assistant.replies.policies.subject_clauses import BESIDE, SAME, titled_likeness
from assistant.replies.vectors import vector

__all__ = ["AlikeClauses"]

ALIKE = 0.48
"""The cosine from which on a sentence answers a complaint though its clause has no word of it that
no other one has; with such a word SAME is enough."""

ABROAD, SURE, LEAD = 0.25, 0.4, 0.06
"""The cosine from which on a sentence in another language may deal with a complaint, that for
one of a known kind, which a clause on it would have named, and by how much its clause must be
nearer than the next: likeness across languages is low."""


class AlikeClauses:
    """The clauses of a shop by their meaning. Without `encode` none is like anything."""

    def __init__(
        self,
        clauses: Sequence[Clause],
        passages: Sequence[Passage],
        fitting: Fitting,
        encode: Encode | None,
    ) -> None:
        self._clauses, self._passages = clauses, passages
        self._fitting, self._encode = fitting, encode

    def to(self, about: str, language: str, *, sure: bool = False) -> Answer | None:
        """The clause most like a complaint that no subject leads to; None where none is like it.

        With `sure` a word that no other clause has is not enough.
        """
        if self._encode is None or not about:
            return None
        said = vector(about, self._encode)
        own = set() if sure else {clause.id for clause in own_words(about, self._clauses)}
        told = concerning_passages(self._passages, about, False)
        like = [
            (titled_likeness(p, said, self._encode), p)
            for p in told
            if not is_passing(p) and not denies(p.sentence) and self._fitting.fits(p, about, about)
        ]
        near = [(score, p) for score, p in like if score >= (SAME if p.clause.id in own else ALIKE)]
        near = [pair for pair in near if language in pair[1].clause.text] or near
        if not near:
            return None
        clause = max(near, key=lambda pair: pair[0])[1].clause
        there = [
            (
                titled_likeness(p, said, self._encode)
                + excepted(p.sentence)
                - BESIDE * (not p.remedies),
                p,
            )
            for p in self._passages
            if p.clause is clause and p.language == language
        ]
        return answer_of(clause, "", there, told, most=1)

    def abroad(self, about: str, language: str, *, known: bool = False) -> Clause | None:
        """The clause without a text in a language that is clearly most like what is said in it;
        None where none is, and where the nearest clause of all has one. A complaint of a `known`
        kind must be more like it."""
        if self._encode is None or not about:
            return None
        said = vector(about, self._encode)
        like: dict[str, float] = {}
        for p in self._passages:
            if not is_passing(p):
                own = float(vector(p.sentence, self._encode) @ said)
                like[p.clause.id] = max(own, like.get(p.clause.id, own))
        if not like:
            return None
        best, *others = sorted(like, key=lambda id: -like[id])
        clear = like[best] - max((like[id] for id in others), default=0.0) >= LEAD
        clause = next(each for each in self._clauses if each.id == best)
        near = like[best] >= (SURE if known else ABROAD)
        return clause if clear and near and language not in clause.text else None

    def abroad_on(self, subjects: Collection[str], language: str) -> Clause | None:
        """The clause without a text in a language that has the words of the first of the subjects
        that any has; None without one, and where a clause with such a text has them, too."""
        for subject in subjects:
            if here := [p for p in self._passages if subject in p.named]:
                if any(language in p.clause.text for p in here):
                    return None
                return max(here, key=lambda p: p.scores.get(subject, 0.0)).clause
        return None
