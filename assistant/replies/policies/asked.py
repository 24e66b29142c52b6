"""What a complaint asks of a shop's policies, and which of their sentences may answer it at all."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.replies.phrases import load_phrases
from assistant.replies.policies.concerns import is_preamble
from assistant.replies.policies.passages import Passage, is_apart, is_passing
from assistant.replies.review.complaints import SERVICE, Complaint

__all__ = ["OF_ANY_FAULT", "Asked", "answering", "of_service", "subjects_of"]

OF_ANY_FAULT = "warranty_repair"
"""The subject of clauses on whatever is wrong with an item: one on the very thing goes first."""

UNSURE = 0.4
"""How surely a complaint of an unknown or vague kind is on the subjects of its theme, and one of a
known kind on the subject that deals with whatever may be wrong."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A complaint with the subjects that may answer it, in a language, and the review around it."""

    one: Complaint
    subjects: Sequence[str]
    language: str
    around: str

    @property
    def on(self) -> dict[str, float]:
        """How surely the complaint is on each of the subjects, 0 to 1."""
        return {subject: _sureness(self.one, subject) for subject in self.subjects}

    @property
    def unsurely_on(self) -> dict[str, float]:
        """The same as if nothing told its kind."""
        return dict.fromkeys(self.subjects, UNSURE)

    @property
    def sure(self) -> set[str]:
        """The subjects of a known kind."""
        return {subject for subject, sureness in self.on.items() if sureness == 1.0}


def answering(passages: Sequence[Passage], asked: Asked) -> list[Passage]:
    """Those in the language that may answer a complaint by what they are about: for how people
    were served, where that is plain, only those on it, and for anything else none of these."""
    topics, served = of_service(asked.one), asked.one.theme == SERVICE
    return [
        p
        for p in passages
        if p.language == asked.language
        and not is_passing(p)
        and not is_preamble(p.sentence)
        and not (topics and not p.named & topics)
        and (served or not is_apart(p))
    ]


def subjects_of(one: Complaint) -> tuple[str, ...]:
    """The subjects that may answer a complaint, best first."""
    if one.issue:
        return one.issue.topics
    return tuple(load_phrases("topics")["themes"].get(one.theme, ()))


def of_service(one: Complaint) -> frozenset[str]:
    """The subjects that alone answer a complaint on how somebody was served, where its words tell
    it; none for another one."""
    issue = one.issue
    if issue is None or issue.vague or issue.remark or one.theme != SERVICE:
        return frozenset()
    return frozenset(issue.topics)


def _sureness(one: Complaint, subject: str) -> float:
    known = one.issue is not None and not one.issue.vague
    return 1.0 if known and subject != OF_ANY_FAULT else UNSURE
