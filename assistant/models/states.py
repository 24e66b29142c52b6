"""How far replies and plans have come, and what a plan is measured by."""

from enum import StrEnum

__all__ = ["Measure", "PlanState", "ReplyState"]


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


class Measure(StrEnum):
    """What a plan can be measured by. Shares are in %, NPS in points, the mean in stars."""

    COMPLAINT_SHARE = "complaint_share"
    NPS = "nps"
    CSAT = "csat"
    RATING_MEAN = "rating_mean"
