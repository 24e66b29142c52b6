"""What a shop's own answers teach: from the edits of its people, and from its customers' return."""

from collections import Counter
from datetime import datetime

from assistant.replies.workflow.learning import EditReport, Helped, outcome_of, summary
from assistant.store.finished_replies import FinishedReplies

__all__ = ["Lessons"]

MOST_TEXTS = 500
"""Texts, the latest ones, whose edits are learned from."""


class Lessons:
    """Reads one tenant's finished replies; changes nothing."""

    def __init__(self, finished: FinishedReplies, tenant: str) -> None:
        self._finished, self._tenant = finished, tenant

    def edits(self) -> EditReport:
        """What people changed in the drafts that were approved or sent."""
        return summary(self._finished.texts(self._tenant, MOST_TEXTS))

    def outcomes(self, since: datetime, until: datetime) -> Counter[Helped]:
        """What the customers who were answered in a stretch of time said next."""
        answered = self._finished.answered(self._tenant, since, until)
        return Counter(outcome_of(each.record, each.then) for each in answered)
