"""What becomes of each feedback when many are drafted at once."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

__all__ = ["BulkDraft", "BulkOutcome", "BulkProgress"]


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

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


BulkProgress = Callable[[BulkDraft, int, int], None]
"""Hears what became of a feedback, how many are done and how many there are."""
