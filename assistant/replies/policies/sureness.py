"""Whether a rule is surely on a complaint: one on another matter must not be told."""

from collections.abc import Iterable, Sequence

from assistant.models.vectors import Encode
from assistant.replies.policies.answers import Answer
from assistant.replies.policies.asked import Asked, answering, of_service
from assistant.replies.policies.cases import condition_of
from assistant.replies.policies.own_words import OwnWords, apart, stems_of
from assistant.replies.policies.passages import Passage, is_titled, says_rule
from assistant.replies.policies.refusals import OF_THE_SHOP, is_refusal
from assistant.replies.policies.relevance import Relevance
from assistant.replies.review.complaints import SERVICE

__all__ = ["Sureness"]

LEAD = 0.4
"""By how much the sentence that is told must have more to do with the complaint (see `Relevance`)
than all other clauses. Read off 343 told rules of 27 invented shops, of which 67 were wrong: below
it every third was, above it every tenth."""

FURTHER = 0.8
"""The same for a further complaint of a review: of 16 such rules beyond LEAD 5 were wrong; and for
a rule that neither shares a rare word with the complaint, be it of its title, nor has one for its
kind: of 18 such rules between the two 5 were wrong."""

TIED = -0.05
"""The same for a clause that is titled for a subject of the complaint, or a rule that names its
case with a rare word of it: no other clause must be nearer."""

SHARED, NAMES = 0.8, 0.55
"""What the rare words must weigh that the complaint itself and the sentences share (see
`OwnWords`) for these to be enough, more than a single one does; and in the case of a rule."""


class Sureness:
    """How surely the clauses of a shop answer complaints."""

    def __init__(self, passages: Sequence[Passage], own_words: OwnWords, encode: Encode) -> None:
        self._passages, self._own_words = passages, own_words
        self._relevance = Relevance(own_words, encode)

    def is_sure(self, answer: Answer, asked: Asked, product: str, *, further: bool) -> bool:
        """Whether an answer may be told: that of a clause which is titled for the kind of the
        complaint, shares its rare words beside the `product`'s, or has clearly more to do with it
        than all others.

        A sentence that rules nothing is not told, nor to who has a fault a refusal that shares no
        rare word with it. A demand, and a clause in another language, is told at any rate. A rule
        with the words of the complaint's kind needs but no nearer clause. A `further`
        complaint of a review is led by its title alone only to a clause on the service.
        """
        issue = asked.one.issue
        if not answer.sentences or (issue and issue.demand):
            return True
        if not any(map(says_rule, answer.sentences)):
            return False
        own = stems_of(asked.one.quote) - stems_of(product)
        fault = asked.one.theme in OF_THE_SHOP
        if fault and all(map(is_refusal, answer.best)) and not self._shares(answer.best, own):
            return False
        titled = any(is_titled(answer.clause, subject) for subject in asked.subjects)
        decides = (issue is not None and not further) or of_service(asked.one)
        if titled and (decides or asked.one.theme == SERVICE):
            return True
        lead, shared = self._lead(answer, asked), self._shares(answer.best, own)
        of_clause = self._shares((answer.clause.title, *answer.best), own)
        bare = not (of_clause or titled or _names_kind(asked, answer))
        if lead >= (FURTHER if further or bare else LEAD) or shared >= SHARED:
            return True
        cases = map(condition_of, answer.best)
        known = not further and _names_kind(asked, answer) and self._is_on(answer, asked)
        return lead >= TIED and (titled or known or self._shares(cases, own) >= NAMES)

    def _shares(self, told: Iterable[str], own: frozenset[str]) -> float:
        """What the words weigh that sentences share with a complaint's own, those that stand in one
        another in Chinese once."""
        text = " ".join(told)
        return self._own_words.of(apart(stems_of(text) & own, text))

    def _is_on(self, answer: Answer, asked: Asked) -> bool:
        """Whether one of the best sentences has the words of a known kind's subject."""
        told = (p for p in self._passages if p.clause.id == answer.clause.id)
        return any(p.sentence in answer.best and p.named & asked.sure for p in told)

    def _lead(self, answer: Answer, asked: Asked) -> float:
        """By how much the best sentence is more relevant than those of all other clauses."""
        own, others = [0.0], [0.0]
        for p in answering(self._passages, asked):
            said = self._relevance.of(p, asked.one.quote, asked.around, asked.on)
            if p.clause.id != answer.clause.id:
                others.append(said)
            elif p.sentence in answer.best:
                own.append(said)
        return max(own) - max(others)


def _names_kind(asked: Asked, answer: Answer) -> bool:
    """Whether a clause has a word for the kind of the complaint, in its title or what is told."""
    issue = asked.one.issue
    told = (answer.clause.title, *answer.best)
    return issue is not None and any(issue.said.search(text) for text in told)
