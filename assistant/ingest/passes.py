"""The second pass over a file, of any kind: rows to items in batches, and what cannot be read."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from assistant.ingest.rejects import RejectedRows
from assistant.ingest.reports import Rejection
from assistant.ingest.tables import BadRow, Row, Table
from assistant.ingest.values import RowError

__all__ = ["BATCH", "FilePass"]

Item = TypeVar("Item")

BATCH = 1_000
"""Rows that are stored, and told of, at once."""

SHOWN_REJECTIONS = 5


@dataclass(slots=True)
class FilePass(Generic[Item]):
    """Reads a table once. `parse` makes the item of a row and raises RowError.

    `read` and `rejected` count the rows so far; `rejections` are the first few.
    """

    table: Table
    parse: Callable[[Row], Item]
    rejects: RejectedRows
    batch_size: int = BATCH
    read: int = 0
    rejected: int = 0
    rejections: list[Rejection] = field(default_factory=list)

    def batches(self) -> Iterator[tuple[list[Item], int]]:
        """The items, with how many rows of the file each batch stands for."""
        batch: list[Item] = []
        told = 0
        for row in self.table.rows():
            self.read += 1
            try:
                if isinstance(row, BadRow):
                    raise RowError(row.reason)
                batch.append(self.parse(row))
            except RowError as error:
                self._reject(row, str(error))
            if self.read - told >= self.batch_size:
                yield batch, self.read - told
                batch, told = [], self.read
        if self.read > told:
            yield batch, self.read - told

    def _reject(self, row: Row | BadRow, reason: str) -> None:
        self.rejected += 1
        if len(self.rejections) < SHOWN_REJECTIONS:
            self.rejections.append(Rejection(row.line, reason))
        self.rejects.add(row.line, reason, row.cells)
