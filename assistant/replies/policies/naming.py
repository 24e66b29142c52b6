"""Which clause a customer names in words that few clauses of the shop have."""

import re
from collections.abc import Collection, Iterator, Sequence

from assistant.models.vectors import Encode
from assistant.replies.policies.answers import Answer, answer_of, requests
from assistant.replies.policies.clauses import Clause
from assistant.replies.policies.concerns import concerning_passages
from assistant.replies.policies.fitting import Fitting
from assistant.replies.policies.own_words import OwnWords, stems_of
from assistant.replies.policies.passages import Passage, excepted, is_passing, likeness
from assistant.replies.policies.quantities import days, quantities
from assistant.replies.policies.sections import denies
from assistant.replies.review.issues import word_filter

__all__ = ["NamedClauses"]

SHARES = 0.5
"""What the words must weigh that a sentence shares with a complaint (see `OwnWords`)."""

NEAR = 0.28
"""Or, where they weigh less, the cosine of the sentence and the complaint."""

REMEDY = 0.3
"""What it adds to a sentence of a named clause that it says what the shop does, and takes that it
only asks for something."""

OF_GOODS, ASKED = 0.25, 1.0
"""What the complaint's own words must weigh among those, and the words by which an exception names
the customer's goods; and what words and cosine must come to for a sentence to answer a question."""


TITLED = 0.7
"""What the two must come to for a clause whose title has the name of the complaint."""

SAFETY, RULED = "safety", 1.2
"""The subject of clauses on danger; and what the words must weigh that a sentence of another clause
shares with a text which is about its matter: two of a single clause do."""

TIME = 0.4
"""What a length of time adds to a sentence where the question asks for one, and takes where not."""


class NamedClauses:
    """The sentences of a shop's clauses, found by words that other clauses do not have."""

    def __init__(
        self,
        passages: Sequence[Passage],
        own_words: OwnWords,
        fitting: Fitting,
        encode: Encode | None,
    ) -> None:
        self._passages, self._encode = passages, encode
        self._own_words, self._fitting = own_words, fitting

    def about(
        self, quote: str, language: str, review: str, least: float, around: float = 0.0
    ) -> Answer | None:
        """The clause that a complaint names; None where words and cosine do not come to `least`.

        `around` is what the cosine to the whole review counts beside that to the complaint.
        """
        told = [
            p
            for p in concerning_passages(self._passages, review, False)
            if p.language == language and not is_passing(p) and self._fitting.fits(p, quote, review)
        ]
        weighed = [(self._own_words.weight(p, quote, review), p) for p in told]
        ranked = [
            (
                weight
                + max(likeness(p, (quote,), self._encode), 0.0)
                + around * max(likeness(p, (review,), self._encode), 0.0),
                p,
            )
            for weight, p in weighed
            if (weight >= SHARES or likeness(p, (quote,), self._encode) >= NEAR)
            and weight >= OF_GOODS
            and self._own_words.weight(p, quote, quote) >= OF_GOODS
        ]
        best = max(ranked, key=lambda pair: pair[0], default=None)
        if best is None or best[0] < least:
            return None
        return self.told(best[1].clause, quote, review, told)

    def titled(
        self, named: re.Pattern[str], quote: str, language: str, review: str
    ) -> Answer | None:
        """The clause whose title names a complaint; None without one."""
        told = [
            p
            for p in concerning_passages(self._passages, review, False)
            if p.language == language
            and named.search(p.clause.title)
            and self._fitting.fits(p, quote, review)
        ]
        weighed = [(self._own_words.weight(p, quote, review), p) for p in told]
        ranked = [(w + max(likeness(p, (quote,), self._encode), 0.0), p) for w, p in weighed]
        best = max(ranked, key=lambda pair: pair[0], default=None)
        if best is None or best[0] < TITLED:
            return None
        return self.told(best[1].clause, quote, review, told)

    def beside(
        self, quote: str, cited: Collection[str], language: str, told: Collection[str]
    ) -> Answer | None:
        """The sentence of the clauses that are `cited` (ids) which shares most with a complaint
        beyond the words of what was `told`; None where it does not share enough."""
        known = " ".join(told)
        ranked = [
            (self._own_words.in_sentence(p, quote, known), p)
            for p in concerning_passages(self._passages, quote, False)
            if p.clause.id in cited and p.language == language and p.sentence not in told
        ]
        best = max(ranked, key=lambda pair: pair[0], default=None)
        if best is None or best[0] < SHARES or is_passing(best[1]):
            return None
        opener = best[1].opener
        given = [p.sentence for p in (opener, best[1]) if p and p.sentence not in told]
        return Answer(best[1].clause, "", tuple(given), tuple(given))

    def without_ruled(self, text: str, language: str) -> str:
        """A text without the words that it shares with the sentence which has most of them; ""
        where they are few, and for a sentence on safety."""
        ranked = [
            (self._own_words.in_sentence(p, text), p)
            for p in self._passages
            if p.language == language and SAFETY not in p.named
        ]
        weight, best = max(ranked, key=lambda pair: pair[0], default=(0.0, None))
        if best is None or weight < RULED:
            return ""
        shared = stems_of(best.sentence) & stems_of(text)
        return re.sub(r"[A-Za-z]+", lambda m: " " if stems_of(m[0]) & shared else m[0], text)

    def told(self, clause: Clause, quote: str, review: str, told: Sequence[Passage]) -> Answer:
        """The sentence of a clause, among those that are `told`, that answers a complaint best."""
        there = [
            (
                self._own_words.weight(p, quote, review)
                + likeness(p, (quote,), self._encode)
                + excepted(p.sentence)
                + REMEDY * (p.remedies - requests(p.sentence)),
                p,
            )
            for p in told
            if p.clause == clause
        ]
        return answer_of(clause, "", there, told, most=1, review=review)

    def question(self, asked: str, language: str, around: str) -> Answer | None:
        """The sentence that answers a question, be it a refusal; None where none is near."""
        told = [
            p
            for p in concerning_passages(self._passages, f"{asked} {around}", True)
            if p.language == language
        ]
        asks_time = word_filter("asks_time").search(asked) is not None
        ranked = [
            (
                self._own_words.weight(p, asked, around, denied=1.0)
                + max(likeness(p, (asked,), self._encode), 0.0)
                + TIME * _names_time(p) * (1 if asks_time else -1),
                p,
            )
            for p in told
        ]
        best = max(ranked, key=lambda pair: pair[0], default=None)
        if best is None or best[0] < ASKED:
            return None
        return answer_of(best[1].clause, "", [best], told, most=1)

    def exception(self, subject: str, language: str, goods: str) -> Answer | None:
        """The sentence that excepts goods like these from what clauses on a subject give."""
        ranked = [
            (self._own_words.in_sentence(p, goods), p)
            for p in self._excepting(subject)
            if p.language == language and not p.key
        ]
        best = max(ranked, key=lambda pair: pair[0], default=None)
        if best is None or best[0] < OF_GOODS:
            return None
        return Answer(best[1].clause, "", (best[1].sentence,), (best[1].sentence,))

    def _excepting(self, subject: str) -> Iterator[Passage]:
        titled = {p.clause.id for p in self._passages if subject in p.named}
        return (p for p in self._passages if p.clause.id in titled and denies(p.sentence))


def _names_time(passage: Passage) -> bool:
    """Whether a sentence says how long something takes or lasts."""
    return any(days(found) for found in quantities(passage.sentence))
