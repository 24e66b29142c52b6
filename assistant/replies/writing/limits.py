"""What a rule gives in the case that a review tells: what is taken back, what time is over."""

from collections.abc import Collection
from dataclasses import dataclass

from assistant.replies.policies.answers import Answer
from assistant.replies.policies.rulebook import Rulebook
from assistant.replies.policies.sections import denies
from assistant.replies.review.complaints import Complaint
from assistant.replies.writing.expiry import may_be_over, terms
from assistant.replies.writing.layout import Part
from assistant.replies.writing.voice import Voice

__all__ = ["Limited", "Limits"]


@dataclass(frozen=True, slots=True)
class Limited:
    """An answer as it holds for the customer. `holds` is False where it may give nothing, `parts`
    are the sentences that say so beside it, `back` those of the policies that it takes back."""

    answer: Answer
    holds: bool = True
    parts: tuple[Part, ...] = ()
    back: tuple[str, ...] = ()


class Limits:
    """What limits the rules of one reply; a time that is over is told once."""

    def __init__(self, voice: Voice, rulebook: Rulebook) -> None:
        self._voice, self._exclusions = voice, rulebook.exclusions
        self._refusals = rulebook.refusals
        said = voice.record.feedback
        self._case = f"{said.full_text} {said.product or ''}"
        self._late = False

    def of(self, answer: Answer, one: Complaint) -> Limited | None:
        """The answer, what takes it back in its place, or with what holds after its time; None
        where it may hold or not. What a person must check goes to `missing`."""
        voice, said = self._voice, self._voice.record.feedback
        if shut := self._exclusions.to(answer, one, voice.language, self._case):
            voice.notes.lack("excluded", clause=shut.clause.id)
            back = tuple(told for told in answer.sentences if told not in shut.sentences)
            return Limited(shut, holds=False, back=back)
        kept = self._refusals.told(answer, voice.language, self._case, one.theme)
        if kept is None:
            return None
        answer = kept
        if not may_be_over(answer.best, said.full_text, said.time.date()):
            if terms(answer.best):
                voice.notes.lack("term", clause=answer.clause.id)
            return Limited(answer, holds=not all(denies(told) for told in answer.sentences))
        voice.notes.lack("expired", clause=answer.clause.id)
        then = self._exclusions.after_term(answer, voice.language)
        parts = () if self._late else (Part(voice.pick(voice.words["expired"])),)
        self._late = True
        return Limited(then, holds=False, parts=parts)

    def asked(self, answer: Answer) -> Answer | None:
        """What of an answer to a question may be told, None for nothing."""
        return self._refusals.told(answer, self._voice.language, self._case)

    def note_refusal(self, cited: Collection[str]) -> None:
        """Leave to a person the refusal that the review alone does not decide, be it of a clause
        that is `cited` (ids)."""
        open = self._refusals.unsure(self._case, cited, self._voice.language)
        if open is not None:
            self._voice.notes.lack("refusal", clause=open.clause.id, refusal=open.sentence)
