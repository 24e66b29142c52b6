"""What a rule gives in the case that a review tells: what is taken back, what time is over."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from assistant.replies.policies.answers import Answer
from assistant.replies.policies.refusals import is_refusal
from assistant.replies.policies.rulebook import Rulebook
from assistant.replies.policies.sections import denies
from assistant.replies.review.complaints import Complaint
from assistant.replies.writing.expiry import may_be_over, terms
from assistant.replies.writing.notes import Notes
from assistant.store.records import Record

__all__ = ["Limited", "Limits"]


@dataclass(frozen=True, slots=True)
class Limited:
    """An answer as it holds for the customer. `holds` is False where it may give nothing, `back`
    are the sentences of the policies that it takes back; `over` is the key of the phrase that its
    time may have run out, "" where it has not or that was told before."""

    answer: Answer
    holds: bool = True
    back: tuple[str, ...] = ()
    over: str = ""


class Limits:
    """What limits the rules of one reply in a language. `ordered` is the day of the order, where
    the shop knows it. What a person must check goes to `notes`."""

    def __init__(
        self,
        record: Record,
        language: str,
        rulebook: Rulebook,
        notes: Notes,
        ordered: date | None = None,
    ) -> None:
        self._language, self._notes, self._ordered = language, notes, ordered
        self._exclusions, self._refusals = rulebook.exclusions, rulebook.refusals
        self._said = record.feedback
        self._case = f"{self._said.full_text} {self._said.product or ''}"
        self._late = False

    def of(self, answer: Answer, one: Complaint) -> Limited | None:
        """The answer, what takes it back in its place, or with what holds after its time; None
        where it may hold or not, and for a refusal that the customer was told and complains of."""
        if all(map(is_refusal, answer.sentences)) and self._refusals.contests(self._case):
            told = " ".join(answer.sentences)
            self._notes.lack("refusal", clause=answer.clause.id, refusal=told)
            return None
        if shut := self._exclusions.to(answer, one, self._language, self._case):
            self._notes.lack("excluded", clause=shut.clause.id)
            back = tuple(told for told in answer.sentences if told not in shut.sentences)
            return Limited(shut, holds=False, back=back)
        kept = self._refusals.told(answer, self._language, self._case, one.theme)
        if kept is None:
            return None
        refused = all(denies(told) for told in kept.sentences)
        if all(is_refusal(told) for told in kept.sentences):
            self._notes.lack("excluded", clause=kept.clause.id)
        over = self._over(kept)
        if not over:
            return Limited(kept, holds=not refused)
        then = self._exclusions.after_term(kept, self._language)
        over, self._late = "" if self._late else over, True
        return Limited(then, holds=False, over=over)

    def asked(self, answer: Answer) -> Answer | None:
        """What of an answer to a question may be told, None for nothing."""
        return self._refusals.told(answer, self._language, self._case)

    def note_refusal(self, cited: Collection[str]) -> None:
        """Leave to a person the refusal that the review alone does not decide, be it of a clause
        that is `cited` (ids)."""
        open = self._refusals.unsure(self._case, cited, self._language)
        if open is not None:
            self._notes.lack("refusal", clause=open.clause.id, refusal=open.sentence)

    def _over(self, answer: Answer) -> str:
        """The key of the phrase for a rule whose shortest term the review or the day of the order
        outlive, "" for none; either way what a person must know of the term is noted."""
        told, today = terms(answer.best), self._said.time.date()
        if not told:
            return ""
        clause, term = answer.clause.id, min(told)
        if self._ordered is None:
            by_review = may_be_over(answer.best, self._said.full_text, today)
            self._notes.lack("expired" if by_review else "term", clause=clause)
            return "expired" if by_review else ""
        age = max((today - self._ordered).days, 0)
        key = "ordered_over" if age > term else "ordered_within"
        day = self._ordered.isoformat()
        self._notes.lack(key, clause=clause, day=day, age=str(age), term=f"{term:.0f}")
        return "expired_order" if age > term else ""
