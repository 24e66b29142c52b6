"""Imports of plain tables beside feedback: orders, and the figures of the scorecard.

A kind of table says which columns it has, which of them it must have, and how a row becomes an
item. Reading, rejecting, counting and reporting are the same for all kinds. As with feedback, a
batch is stored at a time: an interrupted import is run again, and what was stored counts as
duplicates.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Generic, Protocol, TypeVar
from zoneinfo import ZoneInfo

from assistant.errors import ImportFileError
from assistant.ingest.headers import plain_header
from assistant.ingest.job import Progress
from assistant.ingest.passes import FilePass
from assistant.ingest.readers import open_table
from assistant.ingest.rejects import RejectedRows
from assistant.ingest.reports import FileReport, ImportReport
from assistant.ingest.tables import Row, Table
from assistant.ingest.times import DayOrder, TimeParser, numeric_date

__all__ = ["FlatImport", "FlatKind", "FlatOptions", "FlatSink", "Moment"]

MOST_GROUPS = 60
"""A column with more values than these, as of free text or of ids, tells no groups apart."""

OWN = 2
"""So many rows a value has at least, on average."""

Item = TypeVar("Item")
Read = TypeVar("Read", covariant=True)


class FlatSink(Protocol[Item]):
    """Where items go."""

    def fresh(self, batch: Sequence[Item]) -> list[Item]:
        """Those of the items that `add` would store or change."""

    def add(self, batch: Sequence[Item]) -> int:
        """Store a batch as a whole or not at all; returns how many were new or changed."""


class FlatKind(Protocol[Read]):
    """A kind of table. `names` are the headers of each field, the better one first; `time` is the
    field whose dates are read."""

    @property
    def names(self) -> Mapping[str, str]: ...

    @property
    def required(self) -> Sequence[str]: ...

    @property
    def time(self) -> str: ...

    def parse(
        self,
        cells: Mapping[str, str],
        kept: Mapping[str, str],
        times: TimeParser,
        moment: "Moment",
    ) -> Read:
        """The item of a row: the cells of its fields, and those of the file's own columns that tell
        groups of rows apart. Raises RowError."""


@dataclass(frozen=True, slots=True)
class Moment:
    """What reading a time needs: the zone of times without one, and the present."""

    zone: ZoneInfo
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FlatOptions:
    """The options of an import. `mapping` is field to column, or to "" for a field without."""

    mapping: Mapping[str, str] = field(default_factory=dict)
    sheet: str | None = None
    encoding: str | None = None
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class FlatImport(Generic[Item]):
    """Imports tables of one kind into a sink."""

    kind: FlatKind[Item]
    sink: FlatSink[Item]
    moment: Moment
    rejected_dir: Path

    def files(
        self, paths: Sequence[Path], options: FlatOptions, progress: Progress | None = None
    ) -> ImportReport:
        """Import files; a dry run stores and writes nothing and counts what would be new.

        Every file is opened and its columns are found before the first row is stored. Raises
        ImportFileError where a file cannot be imported; nothing of any file is stored then.
        """
        if not paths:
            raise ImportFileError("No file was named: write its path behind the command.")
        opened = []
        for path in map(Path, paths):
            table = open_table(path, encoding=options.encoding, sheet=options.sheet)
            columns = _columns(self.kind, table, options.mapping, path.name)
            opened.append((path, table, columns, _survey(table, columns, self.kind.time)))
        if progress:
            progress.start(sum(survey.rows for *_, survey in opened))
        try:
            reports = [
                self._file(path, table, columns, survey, options, progress)
                for path, table, columns, survey in opened
            ]
        finally:
            if progress:
                progress.finish()
        return ImportReport.of(reports, dry_run=options.dry_run)

    def _file(
        self,
        path: Path,
        table: Table,
        columns: Mapping[str, int],
        survey: "_Survey",
        options: FlatOptions,
        progress: Progress | None,
    ) -> FileReport:
        times = TimeParser(survey.order)
        grouping = [(place, table.columns[place]) for place in survey.grouping]

        def parse(row: Row) -> Item:
            cells = {name: row.cells[place].strip() for name, place in columns.items()}
            kept = {name: row.cells[place].strip() for place, name in grouping}
            return self.kind.parse(cells, kept, times, self.moment)

        found = accepted = 0
        folder = None if options.dry_run else self.rejected_dir
        with RejectedRows(folder, path.name, self.moment.now, table.columns) as rejects:
            rows = FilePass(table, parse, rejects)
            for batch, read in rows.batches():
                found += len(batch)
                accepted += len(self.sink.fresh(batch)) if options.dry_run else self.sink.add(batch)
                if progress:
                    progress.advance(read)
        taken = set(columns.values())
        return FileReport(
            name=path.name,
            format=table.format,
            encoding=table.encoding,
            source=path.name.split(".", 1)[0],
            columns={name: table.columns[place] for name, place in columns.items()},
            unmapped=tuple(c for place, c in enumerate(table.columns) if place not in taken),
            read=rows.read,
            accepted=accepted,
            duplicates=found - accepted,
            rejected=rows.rejected,
            rejections=tuple(rows.rejections),
            rejected_file=rejects.path,
        )


def _columns(
    kind: FlatKind[Item], table: Table, mapping: Mapping[str, str], name: str
) -> dict[str, int]:
    """The column of each field: what the user said, then what the headers say."""
    plain = [plain_header(column) for column in table.columns]
    found: dict[str, int] = {}
    for wanted, column in mapping.items():
        if wanted not in kind.names:
            raise ImportFileError(
                f"There is no field {wanted!r} to map to; the fields are {', '.join(kind.names)}."
            )
        if not column:
            continue
        if plain_header(column) not in plain:
            raise ImportFileError(
                f"{name} has no column {column!r} for {wanted}: it has {', '.join(table.columns)}."
            )
        found[wanted] = plain.index(plain_header(column))
    for wanted, names in kind.names.items():
        if wanted in found or wanted in mapping:
            continue
        known = [plain_header(each) for each in names.split()]
        places = [plain.index(each) for each in known if each in plain]
        free = [place for place in places if place not in found.values()]
        if free:
            found[wanted] = free[0]
    missing = [each for each in kind.required if each not in found]
    if missing:
        raise ImportFileError(
            f"{name} has no column for {missing[0]} (it has {', '.join(table.columns)}): name it "
            f"with --map {missing[0]}=COLUMN."
        )
    return found


@dataclass(frozen=True, slots=True)
class _Survey:
    """How the dates of a file are written, the places of its own columns that tell groups of rows
    apart, and the number of rows."""

    order: DayOrder
    grouping: Sequence[int]
    rows: int


def _survey(table: Table, columns: Mapping[str, int], time: str) -> _Survey:
    """A column of few values tells groups apart; one in which most rows have a value of their own,
    as names, addresses and ids do, is not kept: what a person is called is nobody's group."""
    dates: dict[str, int] = {}
    free = set(range(len(table.columns))) - set(columns.values())
    values: dict[int, Counter[str]] = {place: Counter() for place in free}
    rows = 0
    for row in table.rows():
        rows += 1
        if not isinstance(row, Row):
            continue
        if date := numeric_date(row.cells[columns[time]]):
            dates[date] = dates.get(date, 0) + 1
        for place in tuple(values):
            if cell := row.cells[place].strip():
                values[place][cell] += 1
            if len(values[place]) > MOST_GROUPS:
                del values[place]
    grouping = [place for place, each in values.items() if 0 < OWN * len(each) <= each.total()]
    return _Survey(DayOrder.of(dates), sorted(grouping), rows)
