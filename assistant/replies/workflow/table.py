"""Approved replies as a table, to be posted by hand."""

import csv
from collections.abc import Iterable, Sequence
from typing import TextIO

from assistant.csv_cells import disarmed
from assistant.replies.workflow.case import Case

__all__ = ["COLUMNS", "write_csv"]

COLUMNS = (
    "feedback_id",
    "time",
    "due_at",
    "channel",
    "product",
    "rating",
    "customer_name",
    "review",
    "reply",
    "approved_at",
)


def write_csv(cases: Iterable[Case], file: TextIO) -> int:
    """Write the replies as CSV with a header; returns how many rows. Open the file with
    newline=""."""
    rows = csv.writer(file)
    rows.writerow(COLUMNS)
    count = 0
    for count, case in enumerate(cases, start=1):  # noqa: B007
        rows.writerow([disarmed(cell) for cell in _cells(case)])
    return count


def _cells(case: Case) -> Sequence[str]:
    said = case.record.feedback
    return (
        said.id,
        said.time.isoformat(),
        case.due.isoformat(),
        said.channel or "",
        said.product or "",
        "" if said.rating is None else f"{said.rating:g}",
        said.customer_name or "",
        said.full_text,
        case.body,
        case.reply.approved.isoformat() if case.reply.approved else "",
    )
