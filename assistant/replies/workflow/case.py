"""A feedback with its reply, as a person sees it."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from assistant.replies.draft import Finding, RiskKind
from assistant.store.records import Record
from assistant.store.replies import Reply, ReplyEvent, ReplyVersion

__all__ = ["Case"]


@dataclass(frozen=True, slots=True)
class Case:
    """A feedback with all that was done about it."""

    record: Record
    reply: Reply
    due: datetime
    risk: RiskKind
    body: str
    findings: tuple[Finding, ...]
    versions: tuple[ReplyVersion, ...]
    events: tuple[ReplyEvent, ...]

    def as_json(self) -> dict[str, Any]:
        said, reply = self.record.feedback, self.reply
        return {
            "feedback_id": said.id,
            "text": said.full_text,
            "time": said.time.isoformat(),
            "due_at": self.due.isoformat(),
            "risk": str(self.risk),
            "state": str(reply.state),
            "version": reply.version,
            "holder": reply.holder,
            "body": self.body,
            "findings": [asdict(finding) for finding in self.findings],
            "versions": [
                {**asdict(version), "time": version.time.isoformat()} for version in self.versions
            ],
            "events": [
                {
                    "time": event.time.isoformat(),
                    "actor": event.actor.name,
                    "role": str(event.actor.role),
                    "action": event.action,
                    "state": str(event.state),
                    "text": event.text,
                    "reason": event.reason,
                }
                for event in self.events
            ],
        }
