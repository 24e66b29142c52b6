"""The file of rejected rows: line, reason and the cells as they were, safe to open anywhere."""

import csv
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self, TextIO

from assistant.csv_cells import disarmed
from assistant.errors import ImportFileError

__all__ = ["RejectedRows"]


class RejectedRows:
    """Writes `<file>-<timestamp>.rejected.csv` into a folder, made with the first rejected row.

    `folder` None keeps nothing, for a dry run.
    """

    def __init__(
        self, folder: Path | None, file_name: str, now: datetime, columns: Sequence[str]
    ) -> None:
        self.path: Path | None = None
        self._folder = folder
        self._stem = f"{file_name}-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
        self._columns = columns
        self._stream: TextIO | None = None
        self._writer: Any = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        if self._stream:
            self._stream.close()

    def add(self, line: int, reason: str, cells: Sequence[str]) -> None:
        """Keep one row. Raises ImportFileError where the folder cannot be written."""
        if self._folder is None:
            return
        if self._writer is None:
            self._start(self._folder)
        self._writer.writerow([line, reason, *map(disarmed, cells)])

    def _start(self, folder: Path) -> None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._stream = self._fresh(folder)
        except OSError as error:
            raise ImportFileError(
                f"Rejected rows cannot be written to {folder} ({error.strerror}): "
                "make the folder writable."
            ) from None
        self._writer = csv.writer(self._stream)
        self._writer.writerow(["line", "reason", *map(disarmed, self._columns)])

    def _fresh(self, folder: Path) -> TextIO:
        """A file that was not there before: two files of one name must not share one."""
        number = 1
        while True:
            mark = f"-{number}" if number > 1 else ""
            self.path = folder / f"{self._stem}{mark}.rejected.csv"
            try:
                # The mark in front makes spreadsheets read Chinese; bytes that were no text
                # are written as escapes.
                return self.path.open(
                    "x", encoding="utf-8-sig", errors="backslashreplace", newline=""
                )
            except FileExistsError:
                number += 1
