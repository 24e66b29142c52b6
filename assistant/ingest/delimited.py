"""Delimited text (CSV, TSV) read so that a broken line costs itself alone.

A quote that is never closed swallows the rest of a file in ordinary readers. Here a record that
does not come to a clean end is rejected by its first line, and reading resumes with the next.
"""

import csv
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from typing import TextIO

from assistant.ingest.headings import find_heading
from assistant.ingest.tables import BadRow, Row, fit

__all__ = ["Layout", "read_rows", "sniff_layout"]

DELIMITERS = (",", "\t", ";", "|")
ONE_COLUMN = "\x1f"
"""Stands for "no delimiter": a header without one makes a file of one column, commas and all."""

SNIFFED_RECORDS = 60
LONGEST_RECORD = 500
"""Lines after which an open quote counts as never closed."""

LONGEST_FIELD = 10_000_000

Opener = Callable[[], TextIO]


@dataclass(frozen=True, slots=True)
class Layout:
    """How the file is laid out: its delimiter, its columns, and the last line of the header.

    `note` says where the header was found, None where it stands on top.
    """

    delimiter: str
    columns: tuple[str, ...]
    header_line: int
    note: str | None = None


@dataclass(frozen=True, slots=True)
class _Record:
    line: int
    cells: list[str]
    broken: str | None = None


class _Lines:
    """Physical lines with their numbers, and room to give some back."""

    def __init__(self, text: TextIO) -> None:
        self._fresh = enumerate(text, 1)
        self._returned: deque[tuple[int, str]] = deque()

    def __iter__(self) -> Iterator[tuple[int, str]]:
        return self

    def __next__(self) -> tuple[int, str]:
        return self._returned.popleft() if self._returned else next(self._fresh)

    def give_back(self, lines: list[tuple[int, str]]) -> None:
        self._returned.extendleft(reversed(lines))


def sniff_layout(opener: Opener) -> Layout:
    """Delimiter and header of a file; no columns where it holds nothing but blank lines.

    The delimiter is the one that cuts the header and most of the first records alike.
    """
    declared = _declared(opener)
    best: tuple[float, int] | None = None
    chosen: Layout | None = None
    columns: tuple[str, ...] = ()
    line = 0
    for delimiter in (declared,) if declared else DELIMITERS:
        with closing(opener()) as text:
            records = islice(_records(text, delimiter, 0), SNIFFED_RECORDS)
            if declared:
                next(records)
            found = list(records)
        if not found:
            return Layout(delimiter, (), 0)
        layout, alike = _laid_out(delimiter, found)
        columns = columns or layout.columns[:1]
        line = line or found[0].line
        score = (round(alike, 1), len(layout.columns))
        if len(layout.columns) > 1 and (best is None or score > best):
            best, chosen = score, layout
    return chosen or Layout(ONE_COLUMN, columns, line)


def _laid_out(delimiter: str, records: list[_Record]) -> tuple[Layout, float]:
    """The layout under one delimiter, with the share of rows that are as wide as its header."""
    heading = find_heading([record.cells for record in records])
    wide = len(records[heading.first].cells)
    rest = records[heading.first + 1 :]
    alike = sum(len(record.cells) == wide for record in rest) / max(len(rest), 1)
    note = heading.note([record.line for record in records])
    return Layout(delimiter, heading.columns, records[heading.last].line, note), alike


def _declared(opener: Opener) -> str | None:
    """The delimiter of a leading `sep=;` line, as spreadsheets write it."""
    with closing(opener()) as text:
        first = text.readline(16).strip("\ufeff\r\n")
    return first[4:] if len(first) == 5 and first.lower().startswith("sep=") else None


def read_rows(opener: Opener, layout: Layout) -> Iterator[Row | BadRow]:
    """All rows after the header; blank lines are no rows."""
    width = len(layout.columns)
    with closing(opener()) as text:
        for record in _records(text, layout.delimiter, width):
            if record.line <= layout.header_line:
                continue
            if record.broken:
                yield BadRow(record.line, record.broken, record.cells)
            else:
                yield fit(record.line, record.cells, width)


def _records(text: TextIO, delimiter: str, width: int) -> Iterator[_Record]:
    # The limit is a module-wide setting of csv; its default would refuse a long review.
    csv.field_size_limit(LONGEST_FIELD)
    lines = _Lines(text)
    for number, line in lines:
        if '"' in line:
            yield _quoted(number, line, lines, delimiter, width)
        elif not line.isspace():
            yield _Record(number, line.rstrip("\r\n").split(delimiter))


def _quoted(number: int, line: str, lines: _Lines, delimiter: str, width: int) -> _Record:
    """The record that starts on this line, however many lines its quotes span."""
    taken: list[tuple[int, str]] = []
    text = [line]
    while True:
        cells, is_open = _parse(text, delimiter)
        if cells is not None:
            if taken and width and len(cells) != width and _holds_row(taken, delimiter, width):
                break
            return _Record(number, cells)
        more = _until_quote(lines, LONGEST_RECORD - len(taken)) if is_open else []
        taken += more
        text += [content for _, content in more]
        if not more or '"' not in more[-1][1]:
            break
    lines.give_back(taken)
    body = line.rstrip("\r\n")
    if not taken and not is_open:
        # Quotes that open and close inside a cell, as in `"Great" phone`, are plain characters.
        return _Record(number, body.split(delimiter))
    return _Record(number, [body], "a quote is opened and never closed")


def _parse(text: list[str], delimiter: str) -> tuple[list[str] | None, bool]:
    """The cells, or None with whether a quote is still open."""
    try:
        return next(csv.reader(text, delimiter=delimiter, strict=True)), False
    except csv.Error as error:
        return None, "unexpected end" in str(error)


def _until_quote(lines: _Lines, limit: int) -> list[tuple[int, str]]:
    """Lines up to and with the next one that holds a quote: only that one can close a record."""
    taken: list[tuple[int, str]] = []
    for entry in islice(lines, max(limit, 0)):
        taken.append(entry)
        if '"' in entry[1]:
            break
    return taken


def _holds_row(taken: list[tuple[int, str]], delimiter: str, width: int) -> bool:
    """Whether a line that the quotes took in is a whole row by itself."""
    for _, line in taken:
        cells, _ = _parse([line], delimiter)
        if cells is not None and len(cells) == width:
            return True
    return False
