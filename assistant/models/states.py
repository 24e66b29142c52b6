"""How far replies and plans have come."""

from enum import StrEnum

__all__ = ["PlanState", "ReplyState"]


class ReplyState(StrEnum):
    """How far the reply to a feedback has come. Sent and not needed are final; a rejected text
    leaves the customer without an answer, so that it is written anew."""

    NEW = "new"
    DRAFTED = "drafted"
    IN_REVIEW = "in_review"
    APPROVED = "approved"
    SENT = "sent"
    REJECTED = "rejected"
    NOT_NEEDED = "not_needed"


class PlanState(StrEnum):
    """Where a plan stands in the cycle of Shewhart and Deming."""

    PLAN = "plan"
    DO = "do"
    CHECK = "check"
    ACT = "act"
