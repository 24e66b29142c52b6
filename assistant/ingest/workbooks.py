"""Excel workbooks and Parquet files, row by row."""

import json
import warnings
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from itertools import islice
from typing import Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
from openpyxl.utils.exceptions import InvalidFileException

from assistant.errors import ImportFileError
from assistant.ingest.headings import find_heading
from assistant.ingest.sources import SourceFile
from assistant.ingest.tables import BadRow, Row, Table, cell_text, column_names, fit

__all__ = ["open_parquet", "open_xlsx"]

PARQUET_BATCH = 2_000
LOOKED_AT = 60
"""Rows of a sheet from which its header is told."""

DAMAGE_ON_READING = (BadZipFile, zlib.error, EOFError, ParseError)
DAMAGE_ON_OPENING = (*DAMAGE_ON_READING, KeyError, InvalidFileException, ValueError, OSError)


def open_xlsx(source: SourceFile, sheet: str | None) -> Table:
    """The sheet called `sheet`, or the first that holds anything; its first filled row is the
    header.

    Raises ImportFileError for a damaged workbook, an unknown sheet or one without rows.
    """
    with _workbook(source) as book:
        names = [page.title for page in book.worksheets]
        if sheet is not None and sheet not in names:
            raise ImportFileError(
                f"{source.name} has no sheet {sheet!r}: it has {', '.join(names)}."
            )
        for name in [sheet] if sheet is not None else names:
            top = list(islice(_filled(book[name]), LOOKED_AT))
            if not top:
                continue
            heading = find_heading([cells for _, cells in top])
            numbers = [number for number, _ in top]
            notes = (f"sheet {name!r} of {len(names)} was read",) if len(names) > 1 else ()
            if note := heading.note(numbers):
                notes = (*notes, note)
            last = numbers[heading.last]
            rows = partial(_sheet_rows, source, name, last, heading.columns)
            return Table("xlsx", None, heading.columns, rows, notes)
    raise ImportFileError(f"{source.name} has no rows on {sheet or 'any sheet'}: export it again.")


def _sheet_rows(
    source: SourceFile, sheet: str, header: int, columns: tuple[str, ...]
) -> Iterator[Row | BadRow]:
    width = len(columns)
    with _workbook(source) as book:
        for number, cells in _filled(book[sheet]):
            if number > header:
                yield fit(number, cells + [""] * (width - len(cells)), width)


def _filled(page: Any) -> Iterator[tuple[int, list[str]]]:
    """Row numbers and cells of the rows that hold anything."""
    # The size that a workbook states is often wrong; without it every row is read.
    page.reset_dimensions()
    for number, values in enumerate(page.iter_rows(values_only=True), 1):
        cells = [cell_text(value) for value in values]
        if any(cells):
            yield number, cells


@contextmanager
def _workbook(source: SourceFile) -> Iterator[Any]:
    with source.seekable() as stream:
        try:
            with warnings.catch_warnings():
                # Remarks on styles and extensions that no cell value depends on.
                warnings.simplefilter("ignore")
                book = openpyxl.load_workbook(stream, read_only=True, data_only=True)
        except DAMAGE_ON_OPENING:
            raise _unreadable(source) from None
        try:
            with closing(book):
                yield book
        except DAMAGE_ON_READING:
            raise _unreadable(source) from None


def _unreadable(source: SourceFile) -> ImportFileError:
    return ImportFileError(
        f"{source.name} is a zip archive but no readable Excel workbook: "
        "unpack it, or save it as .xlsx again."
    )


def open_parquet(source: SourceFile) -> Table:
    """All columns of a Parquet file; lines are row numbers from 1.

    Raises ImportFileError for a damaged file.
    """
    with _parquet(source) as file:
        columns = column_names(file.schema_arrow.names)
    return Table("parquet", None, columns, partial(_parquet_rows, source))


@contextmanager
def _parquet(source: SourceFile) -> Iterator[pq.ParquetFile]:
    with source.seekable() as stream:
        try:
            yield pq.ParquetFile(stream)
        except (pa.ArrowException, OSError):
            raise ImportFileError(
                f"{source.name} is a damaged Parquet file: write or copy it again."
            ) from None


def _parquet_rows(source: SourceFile) -> Iterator[Row | BadRow]:
    number = 0
    with _parquet(source) as file:
        for batch in file.iter_batches(batch_size=PARQUET_BATCH):
            columns = [batch.column(place).to_pylist() for place in range(batch.num_columns)]
            for values in zip(*columns, strict=True):
                number += 1
                yield Row(number, [_nested_text(value) for value in values])


def _nested_text(value: object) -> str:
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, default=str)
    return cell_text(value)
