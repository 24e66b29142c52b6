"""Opens a file as a table, by what is in it rather than by what it is called."""

import io
import json
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TextIO

from assistant.errors import ImportFileError
from assistant.ingest.delimited import read_rows, sniff_layout
from assistant.ingest.encodings import TextEncoding, detect_encoding
from assistant.ingest.jsonfiles import Entries, aligned, json_columns, read_json, read_jsonl
from assistant.ingest.sources import SourceFile, open_source
from assistant.ingest.tables import BadRow, Row, Table
from assistant.ingest.workbooks import open_parquet, open_xlsx

__all__ = ["BadRow", "Row", "Table", "open_table"]

REFUSED = {
    b"\xd0\xcf\x11\xe0": "an old or password-protected Excel file",
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"Rar!": "a RAR archive",
    b"7z\xbc\xaf": "a 7z archive",
    b"SQLite f": "an SQLite database",
}
LINE_SUFFIXES = (".jsonl", ".ndjson")
LOOKED_AT = 1 << 16
"""Characters from which the kind of text is told; a line may be as long as the file."""

MOST_NULS = 20


def open_table(path: Path, *, encoding: str | None = None, sheet: str | None = None) -> Table:
    """The table in a CSV, TSV, JSONL, JSON, XLSX or Parquet file, or in the .gz of one.

    Raises ImportFileError, one sentence, for whatever cannot be read as a whole.
    """
    source = open_source(path)
    head = source.head(16)
    if head.startswith(b"PK\x03\x04"):
        table = open_xlsx(source, sheet)
    elif head.startswith(b"PAR1"):
        table = open_parquet(source)
    else:
        for magic, kind in REFUSED.items():
            if head.startswith(magic):
                raise ImportFileError(
                    f"{source.name} is {kind}: save the feedback as .xlsx or .csv instead."
                )
        table = _open_text(source, encoding)
    if sheet is not None and table.format != "xlsx":
        raise ImportFileError(f"{source.name} has no sheets: leave --sheet out.")
    if not table.columns:
        raise ImportFileError(
            f"{source.name} has no columns that can be read: export it again with a header."
        )
    if next(iter(table.rows()), None) is None:
        raise ImportFileError(
            f"{source.name} has a header but no rows ({', '.join(table.columns[:6])}): "
            "there is nothing to import."
        )
    return table


def _open_text(source: SourceFile, wanted: str | None) -> Table:
    encoding = detect_encoding(source, wanted)
    opener = partial(_open_decoded, source, encoding)
    with opener() as text:
        head = text.read(LOOKED_AT)
    # Not splitlines: it also cuts at separators that stand inside texts.
    raw_lines = head.replace("\r", "\n").split("\n")
    lines = [line for raw in raw_lines if (line := raw.strip("\ufeff \t\0"))]
    if not lines:
        raise ImportFileError(f"{source.name} holds nothing but white space: export it again.")
    if lines[0][:200].lower().startswith(("<!doctype", "<html", "<table", "<?xml")):
        raise ImportFileError(
            f"{source.name} is a web page or XML, not a table: save it as .xlsx or .csv."
        )
    if head.count("\0") > MOST_NULS:
        raise ImportFileError(f"{source.name} is not a text file: save it as .xlsx or .csv.")
    kind = _json_kind(source, lines)
    if kind == "jsonl":
        return _json_table(source, kind, encoding, partial(read_jsonl, opener))
    if kind == "json":
        return _json_table(source, kind, encoding, partial(read_json, opener, source.name))
    return _delimited_table(encoding, opener)


def _json_kind(source: SourceFile, lines: list[str]) -> str | None:
    """Whether it is "json" or "jsonl", from the first lines; None for delimited text."""
    named_lines = source.suffix in LINE_SUFFIXES
    first = lines[0]
    if named_lines and any(line.startswith("{") for line in lines):
        return "jsonl"
    if first.startswith("[") and (source.suffix == ".json" or first[1:].lstrip()[:1] in ("", "{")):
        return "json"
    if first.startswith("{"):
        whole = _loaded(first)
        if isinstance(whole, dict):
            lists = any(
                isinstance(v, list) and v and isinstance(v[0], dict) for v in whole.values()
            )
            return "json" if len(lines) == 1 and lists else "jsonl"
        second = _loaded(lines[1]) if len(lines) > 1 else None
        if source.suffix == ".json" or (len(lines) == 1 and first.startswith('{"')):
            return "json" if second is None else "jsonl"
    if source.suffix == ".json" or named_lines:
        raise ImportFileError(
            f"{source.name} holds no JSON (it starts with {first[:30]!r}): "
            "if it is a table, rename it to .csv."
        )
    return None


def _loaded(line: str) -> object:
    try:
        value: object = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _json_table(
    source: SourceFile, kind: str, encoding: TextEncoding, entries: Callable[[], Entries]
) -> Table:
    # The keys of all objects are the columns, so one pass goes before the first row.
    columns = json_columns(entries())
    if not columns:
        raise ImportFileError(
            f"{source.name} holds no JSON object that can be read: export it again."
        )

    def rows() -> Iterator[Row | BadRow]:
        return _unbroken(aligned(entries(), columns), encoding)

    return Table(kind, encoding.codec, columns, rows)


def _delimited_table(encoding: TextEncoding, opener: Callable[[], TextIO]) -> Table:
    layout = sniff_layout(opener)

    def rows() -> Iterator[Row | BadRow]:
        return _unbroken(read_rows(opener, layout), encoding)

    kind = "tsv" if layout.delimiter == "\t" else "csv"
    notes = (layout.note,) if layout.note else ()
    return Table(kind, encoding.codec, layout.columns, rows, notes)


def _unbroken(rows: Iterator[Row | BadRow], encoding: TextEncoding) -> Iterator[Row | BadRow]:
    """The rows, those with bytes outside the encoding turned into bad ones."""
    if not encoding.damaged:
        return rows
    return (_checked(row, encoding) for row in rows)


def _checked(row: Row | BadRow, encoding: TextEncoding) -> Row | BadRow:
    if isinstance(row, Row) and any(encoding.is_broken(cell) for cell in row.cells):
        return BadRow(row.line, f"bytes that are not {encoding.codec}", row.cells)
    return row


def _open_decoded(source: SourceFile, encoding: TextEncoding) -> TextIO:
    # Files of the oldest kind end their lines with a carriage return alone.
    newline = "\n" if encoding.codec.startswith("utf-16") or _has_line_feed(source) else "\r"
    return io.TextIOWrapper(source.open(), encoding.codec, encoding.errors, newline=newline)


def _has_line_feed(source: SourceFile) -> bool:
    head = source.head(1 << 16)
    return b"\n" in head or b"\r" not in head
