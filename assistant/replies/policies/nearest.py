"""The clause that has most to do with a complaint, all things counted."""

from collections.abc import Sequence

from assistant.models.vectors import Encode
from assistant.replies.policies.answers import Answer, answer_of
from assistant.replies.policies.asked import Asked, answering
from assistant.replies.policies.cases import case_of, condition_of
from assistant.replies.policies.clauses import Clause
from assistant.replies.policies.concerns import concerning_passages
from assistant.replies.policies.fitting import Fitting
from assistant.replies.policies.own_words import OwnWords, stems_of
from assistant.replies.policies.passages import Passage, is_apart, is_titled
from assistant.replies.policies.refusals import OF_THE_SHOP, spares_faults
from assistant.replies.policies.relevance import Relevance
from assistant.replies.review.complaints import OTHER, SERVICE, Complaint
from assistant.replies.review.issues import word_filter

__all__ = ["OF_ITEM", "RETURNS", "NearestClauses"]

RETURNS = "return_window"
"""The subject of clauses on sending goods back."""

OF_ITEM = ("product_quality", "product_match")
"""Themes for which a clause on faulty goods need not be so like words that no cue knows."""

ENOUGH_KNOWN, ENOUGH_THEMED, ENOUGH = 1.4, 1.1, 1.3
"""The relevance (see `Relevance`) that a clause must have where no other way finds one: for a
complaint of a known kind, which a clause would name; for one whose theme the labels tell; for any
other."""

LEAST, LEAD, LEAD_NAMED, SURE_LEAD = 0.8, 0.05, 0.45, 9.0
"""The relevance that it must have where one is found, and its lead over that one: more where that
names the subject of a known kind and the other does not, or is titled for it; such a title decides
alone where the subject is that of the kind and no other."""

FAR = 0.8
"""Behind the clause that has most to do with the complaint, though it cannot be told, no other one
answers it from this distance on."""

CLEAR = 1.4
"""The relevance from which on a clause that is not told may yet deal with the complaint."""

NAMES = 0.6
"""What the rare words must weigh that a complaint shares with the case of a rule to name it."""

NEARER = 0.25
"""The lead in relevance by which another sentence of a clause replaces those that were chosen."""


class NearestClauses:
    """The clauses of a shop by their relevance to a complaint."""

    def __init__(
        self, passages: Sequence[Passage], own_words: OwnWords, fitting: Fitting, encode: Encode
    ) -> None:
        self._passages, self._relevance = passages, Relevance(own_words, encode)
        self._case, self._own_words = fitting, own_words

    def to(
        self,
        found: Answer | None,
        one: Complaint,
        subjects: Sequence[str],
        language: str,
        around: str,
    ) -> Answer | None:
        """The clause that has clearly more to do with the complaint than the one that was found;
        that one where none has. None where a clause that cannot be told has far more."""
        asked = Asked(one, subjects, language, around)
        answer = self._among(found, asked)
        if answer is None or answer.subject:
            return answer
        all_told = self._relevances(asked)
        if not all_told:
            return answer
        ahead = max(all_told.values()) - all_told.get(answer.clause.id, 0.0)
        return answer if ahead < FAR or self._is_sure(answer, asked.sure) else None

    def dealing(
        self, one: Complaint, subjects: Sequence[str], language: str, around: str
    ) -> Clause | None:
        """The clause that may deal with a complaint which none answers: the most relevant one, or
        one that names the complaint in its case; None without such a clause."""
        ranked = self._relevances(Asked(one, subjects, language, around))
        served = {p.clause.id for p in self._passages if p.language == language and is_apart(p)}
        if one.theme == SERVICE and served:
            ranked = {id: ranked.get(id, CLEAR) for id in served}
        best = max(ranked, key=lambda id: ranked[id], default="")
        if best and ranked[best] >= (CLEAR if best not in served else 0.0):
            return next(p.clause for p in self._passages if p.clause.id == best)
        named = (
            p.clause
            for p in self._passages
            if one.issue and p.language == language and one.issue.said.search(case_of(p.sentence))
        )
        return max(named, key=lambda clause: ranked.get(clause.id, 0.0), default=None)

    def _relevances(self, asked: Asked) -> dict[str, float]:
        """The relevance of each clause, whether it may be told or not."""
        own = answering(self._passages, asked)
        return self._relevance.best(own, asked.one.quote, asked.around, asked.on)

    def _is_sure(self, answer: Answer, sure: set[str]) -> bool:
        """Whether the clause of an answer names one of the subjects of a known kind."""
        return any(p.clause.id == answer.clause.id and p.named & sure for p in self._passages)

    def _among(self, found: Answer | None, asked: Asked) -> Answer | None:
        """The same, of what may be told."""
        one, around, on = asked.one, asked.around, asked.on
        told = self._fitting(asked)
        unfit = found and found.is_row and not set(found.best) <= {p.sentence for p in told}
        if unfit:
            found = None
        if not (found and found.subject) and (named := self._naming(told, one)):
            there = [(self._relevance.of(p, one.quote, around, on), p) for p in named]
            first = max(there, key=lambda pair: pair[0])[1].clause
            if found is None or first.id == found.clause.id:
                own = [pair for pair in there if pair[1].clause.id == first.id]
                return answer_of(first, "", own, told, most=1, review=around)
        ranked = self._relevance.best(told, one.quote, around, on)
        if not ranked:
            return found
        best = max(ranked, key=lambda id: ranked[id])
        if found is None:
            least, lead = LEAST if unfit else _enough(one), 0.0
        else:
            lead = ranked.get(found.clause.id, 0.0) + _lead(found, best, asked, told)
            least = LEAST
        stays = ranked[best] < max(least, lead)
        if stays and found is None:
            return None
        id = found.clause.id if found and stays else best
        there = [
            (self._relevance.of(p, one.quote, around, on), p) for p in told if p.clause.id == id
        ]
        if found and found.clause.id == id:
            high = max((score for score, _ in there), default=0.0)
            told_there = [score for score, p in there if p.sentence in found.sentences]
            if not told_there or high < max(told_there) + NEARER:
                return found
        clause = next(p.clause for p in told if p.clause.id == id)
        return answer_of(clause, "", there, told, most=1, review=around)

    def _naming(self, told: Sequence[Passage], one: Complaint) -> list[Passage]:
        """The sentences that name their case with a rare word of a complaint."""
        own = stems_of(one.quote)
        cases = ((p, condition_of(p.sentence)) for p in told if p.remedies)
        return [p for p, case in cases if self._own_words.of(stems_of(case) & own) >= NAMES]

    def id_of(self, one: Complaint, subjects: Sequence[str], language: str, around: str) -> str:
        """The id of the clause that has most to do with a complaint; "" without one."""
        asked = Asked(one, subjects, language, around)
        told = self._fitting(asked)
        ranked = self._relevance.best(told, one.quote, around, asked.unsurely_on)
        return max(ranked, key=lambda id: ranked[id], default="")

    def _fitting(self, asked: Asked) -> list[Passage]:
        """The sentences that may answer a complaint, none for another case; where nobody wants to
        return what is not as it should be, none on that, for a fault none that spares faults, and
        for how people were served, where that is plain, only those on it."""
        one, around, sure = asked.one, asked.around, asked.sure
        returns = word_filter("returning").search(around) is not None
        kept, fault = (one.theme in themes and not returns for themes in (OF_ITEM, OF_THE_SHOP))
        return [
            p
            for p in answering(concerning_passages(self._passages, around, True), asked)
            if not (kept and is_titled(p.clause, RETURNS))
            and not (fault and spares_faults(p.sentence))
            and self._case.fits(p, one.quote, around, sure)
        ]


def _lead(found: Answer, other: str, asked: Asked, told: Sequence[Passage]) -> float:
    """By how much the other clause must be more relevant than the one that was found."""
    one, sure = asked.one, asked.sure
    if found.subject in sure:
        return SURE_LEAD
    if found.subject:
        return LEAD_NAMED if one.issue else LEAD
    named = {p.clause.id for p in told if sure & p.named}
    return LEAD_NAMED if found.clause.id in named and other not in named else LEAD


def _enough(one: Complaint) -> float:
    """The relevance of a clause that nothing but its relevance ties to a complaint."""
    if one.issue:
        return ENOUGH if one.issue.vague else ENOUGH_KNOWN
    return ENOUGH if one.theme == OTHER else ENOUGH_THEMED
