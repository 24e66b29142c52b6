"""What a shop's own answers teach: from the edits of its people, and from its customers' return."""

from collections import Counter
from datetime import datetime

from assistant.models import Scope
from assistant.replies.workflow.learning import EditReport, Helped, outcome_of, summary
from assistant.store.feedback import FeedbackStore, Order
from assistant.store.records import Record
from assistant.store.replies import ReplyStore

__all__ = ["Lessons"]

MOST = 500
"""Texts, and records of one customer, that are learned from at most."""


class Lessons:
    """Reads one tenant's finished replies; changes nothing."""

    def __init__(self, feedback: FeedbackStore, replies: ReplyStore, tenant: str) -> None:
        self._feedback, self._replies, self._tenant = feedback, replies, tenant

    def edits(self) -> EditReport:
        """What people changed in the drafts that were approved or sent."""
        return summary(self._replies.finished_texts(self._tenant, MOST))

    def outcomes(self, since: datetime, until: datetime) -> Counter[Helped]:
        """What the customers who were answered in a stretch of time said next."""
        found: Counter[Helped] = Counter()
        everything = Scope(tenant=self._tenant)
        for row, sent in self._replies.sent(self._tenant, since, until):
            (record,) = self._feedback.by_rows([row], everything)
            customer = record.feedback.customer_id
            later: list[Record] = []
            if customer:
                theirs = Scope(tenant=self._tenant, customer_id=(customer,))
                later = self._feedback.select(theirs, Order.NEWEST, MOST)
            found[outcome_of(record, sent, later)] += 1
        return found
