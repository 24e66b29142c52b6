"""A feedback that waits for an answer, and which of many comes first."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from assistant.models import Urgency
from assistant.replies.draft import RiskKind
from assistant.replies.review.risk import names_risk
from assistant.store.records import Record
from assistant.store.replies import Reply
from assistant.store.reply_queue import Unanswered

__all__ = ["Waiting", "first_of"]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A feedback that waits for an answer; `risk` says why no template may answer it."""

    record: Record
    reply: Reply
    due: datetime
    overdue: bool
    risk: RiskKind

    @property
    def pressing(self) -> bool:
        """Whether it stands before the deadlines: what no template may answer, and what was read,
        or corrected, as critical."""
        return self.risk is not RiskKind.NONE or self.record.labels.urgency is Urgency.CRITICAL

    def as_json(self) -> dict[str, Any]:
        said = self.record.feedback
        return {
            "feedback_id": said.id,
            "time": said.time.isoformat(),
            "due_at": self.due.isoformat(),
            "overdue": self.overdue,
            "risk": str(self.risk),
            "urgency": str(self.record.labels.urgency),
            "state": str(self.reply.state),
            "version": self.reply.version,
            "holder": self.reply.holder,
            "rating": said.rating,
            "product": said.product,
            "channel": said.channel,
            "text": said.full_text,
        }


def first_of(
    waiting: Sequence[Unanswered], due: Callable[[datetime], datetime], limit: int
) -> list[Unanswered]:
    """The first `limit` of them: what names a risk or is critical, then the others, both by
    deadline. Texts are read only until so many are found."""
    ordered = sorted(waiting, key=lambda each: (due(each.time), each.row))
    loud = (each for each in ordered if each.critical or names_risk(each.text))
    pressing = list(islice(loud, limit))
    known = {each.row for each in pressing}
    others = (each for each in ordered if each.row not in known)
    return [*pressing, *islice(others, limit - len(pressing))]
