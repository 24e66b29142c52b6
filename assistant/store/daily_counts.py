"""What is counted by day beside the feedback, kept equal to it in each transaction."""

from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy import Connection

from assistant.models import Labels, Sentiment
from assistant.store.daily_tallies import add_daily_tallies, recount_daily_tallies
from assistant.store.daily_words import add_daily_words, recount_daily_words
from assistant.store.records import Record

__all__ = ["count_records", "count_relabelled", "recount_days"]


def count_records(
    connection: Connection, tenant: str, records: Iterable[tuple[date, str, Labels]], by: int = 1
) -> None:
    """Count records, given as day, text and labels; by -1 takes them out of the counts."""
    known = list(records)
    add_daily_tallies(connection, tenant, ((day, labels) for day, _, labels in known), by)
    complaints = (
        (tenant, day, text) for day, text, labels in known if labels.sentiment == Sentiment.NEGATIVE
    )
    add_daily_words(connection, complaints, by)


def count_relabelled(
    connection: Connection, records: Iterable[Record], labels: Mapping[int, Labels]
) -> None:
    """Count these records with other labels than the ones they have."""
    for record in records:
        said = record.feedback
        now = record.day, said.full_text, record.labels
        count_records(connection, said.tenant, [now], -1)
        count_records(connection, said.tenant, [(*now[:2], labels[record.row])])


def recount_days(connection: Connection) -> None:
    """Count everything anew, after the days were cut in another time zone."""
    recount_daily_tallies(connection)
    recount_daily_words(connection)
