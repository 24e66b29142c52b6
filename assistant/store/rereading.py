"""Feedback that is read again: which rows are due, and their new labels."""

from collections.abc import Iterator, Sequence

from sqlalchemy import ColumnElement, select

from assistant.models import Labels, Scope
from assistant.store.corrections import said_of
from assistant.store.database import Database
from assistant.store.labels import replace_labels
from assistant.store.records import Record, read_records
from assistant.store.scopes import conditions
from assistant.store.tables import feedback

__all__ = ["Rereading"]


class Rereading:
    """Replaces labels by those of another reader; what staff corrected stays corrected."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def batches(self, scope: Scope, labeller: str | None, size: int) -> Iterator[list[Record]]:
        """The records of the scope in the order of their rows; with `labeller`, those that
        another one labelled. A run that was cut short goes on where it stopped."""
        last = 0
        wanted = self._due(scope, labeller)
        while True:
            query = select(feedback).where(*wanted, feedback.c.row > last)
            with self._database.read() as connection:
                found = read_records(connection, query.order_by(feedback.c.row).limit(size))
            if not found:
                return
            yield found
            last = found[-1].row

    def write(self, read: Sequence[tuple[Record, Labels]], labeller: str, tenant: str) -> None:
        """Store the labels that a reader gave, corrected ones excepted."""
        with self._database.write() as connection:
            said = said_of(connection, tenant, [record.row for record, _ in read])
            kept = {
                record.row: said[record.row].applied(labels, len(record.feedback.full_text))
                if record.row in said
                else labels
                for record, labels in read
            }
            replace_labels(connection, kept, labeller)

    @staticmethod
    def _due(scope: Scope, labeller: str | None) -> list[ColumnElement[bool]]:
        other = [feedback.c.labeller != labeller] if labeller else []
        return [*conditions(scope), feedback.c.text != "", *other]
