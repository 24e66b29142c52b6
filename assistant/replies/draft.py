"""A reply draft: the shape of `draft --json`."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from assistant.models import Trouble

__all__ = ["Draft", "Finding", "RiskKind", "Severity", "Tone", "Writer"]


class Tone(StrEnum):
    """How a reply sounds."""

    WARM = "warm"
    FORMAL = "formal"
    BRIEF = "brief"


class Writer(StrEnum):
    """Who wrote a draft: a language model, or the composer from the shop's own phrases."""

    MODEL = "model"
    COMPOSER = "composer"


class RiskKind(StrEnum):
    """Why no template may answer; URGENT where only the labels tell."""

    NONE = "none"
    SAFETY = "safety"
    PAYMENT = "payment"
    PRIVACY = "privacy"
    THREAT = "threat"
    LEGAL = "legal"
    PRESS = "press"
    URGENT = "urgent"


class Severity(StrEnum):
    """How grave a finding is."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found."""

    check: str
    severity: Severity
    text: str

    @property
    def blocks(self) -> bool:
        """Whether it stands in the way of the approval."""
        return self.severity is Severity.ERROR


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The first version of a reply. `language` is the language of `body`; `sources` are the ids
    of the clauses that it rests on; `missing` are facts that a person must fill in, in the
    draft's language where it is English or Chinese, and `notes` the same by the language of who
    reads them. With `escalate` the body is an internal card, never a reply. `trouble` says why the
    composer wrote it though there is a model: it failed, or the checks turned its text down."""

    feedback_id: str
    language: str
    body: str
    tone: Tone
    due_at: datetime
    risk: RiskKind = RiskKind.NONE
    escalate: bool = False
    sources: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    notes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    written_by: Writer = Writer.COMPOSER
    trouble: Trouble | None = None

    def as_json(self) -> dict[str, Any]:
        return {
            "feedback_id": self.feedback_id,
            "language": self.language,
            "body": self.body,
            "tone": str(self.tone),
            "risk": self.risk,
            "escalate": self.escalate,
            "sources": list(self.sources),
            "missing": list(self.missing),
            "notes": {language: list(listed) for language, listed in self.notes.items()},
            "findings": [asdict(finding) for finding in self.findings],
            "due_at": self.due_at.isoformat(),
            "written_by": self.written_by,
            "trouble": self.trouble,
        }
