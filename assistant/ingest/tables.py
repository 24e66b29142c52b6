"""What every reader gives: named columns and rows of strings with their true line numbers."""

import math
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

__all__ = ["BadRow", "Row", "Table", "cell_text", "column_names", "fit"]


@dataclass(frozen=True, slots=True)
class Row:
    """One row; `cells` stand in the order of the columns, "" where there is nothing."""

    line: int
    cells: Sequence[str]


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that could not be taken apart; `cells` hold what there was of it."""

    line: int
    reason: str
    cells: Sequence[str]


@dataclass(frozen=True, slots=True)
class Table:
    """An opened file. `rows` can be called again and reads the file anew each time.

    `encoding` is None for formats that bring their own.
    """

    format: str
    encoding: str | None
    columns: tuple[str, ...]
    rows: Callable[[], Iterator[Row | BadRow]]
    notes: tuple[str, ...] = field(default=())


def column_names(header: Sequence[str]) -> tuple[str, ...]:
    """Header cells as distinct names: a blank one becomes `column N`, a repeated one gets a number.

    Empty columns at the right end are dropped, as spreadsheets like to leave them.
    """
    plain = (unicodedata.normalize("NFC", cell).strip("\ufeff\0") for cell in header)
    cleaned = [" ".join(cell.split()) for cell in plain]
    while cleaned and not cleaned[-1]:
        cleaned.pop()
    names: list[str] = []
    for position, name in enumerate(cleaned, 1):
        wanted = base = name or f"column {position}"
        count = 1
        while wanted in names:
            count += 1
            wanted = f"{base} ({count})"
        names.append(wanted)
    return tuple(names)


def fit(line: int, cells: Sequence[str], width: int) -> Row | BadRow:
    """The cells as a row of `width`; blank cells beyond it are dropped, others make it bad."""
    found = len(cells)
    if found == width:
        return Row(line, cells)
    if found > width and not any(cell.strip() for cell in cells[width:]):
        return Row(line, cells[:width])
    return BadRow(line, f"{found} columns instead of {width}", cells)


def cell_text(value: object) -> str:
    """A typed cell as text: whole floats without `.0`, times as ISO, nothing and NaN as ""."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        if not math.isfinite(value):
            return ""
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return str(value)
