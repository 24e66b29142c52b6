"""What becomes of each feedback when many are drafted at once."""

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["BulkDraft", "BulkOutcome"]


class BulkOutcome(StrEnum):
    """DRAFTED has a text now, ESCALATED a risk that a person must see to; SKIPPED was taken by
    somebody else meanwhile."""

    DRAFTED = "drafted"
    ESCALATED = "escalated"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class BulkDraft:
    """One feedback of a bulk; `note` is the risk, or why it was skipped."""

    feedback_id: str
    outcome: BulkOutcome
    note: str = ""
