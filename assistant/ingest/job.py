"""The import job: files in, batches of feedback out to a sink, a report back.

Every file is surveyed before the first row is added, so a file that cannot be imported stops the
job with nothing half-done. The sink commits a batch at a time: an interrupted job is run again,
and what was added already counts as duplicates.
"""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from assistant.errors import ImportFileError
from assistant.ingest.passes import BATCH, FilePass
from assistant.ingest.readers import open_table
from assistant.ingest.rejects import RejectedRows
from assistant.ingest.reports import FileReport, ImportReport
from assistant.ingest.survey import Survey, survey_table
from assistant.ingest.tables import Table
from assistant.ingest.times import TimeParser
from assistant.ingest.values import LONGEST_TEXT, RowParser
from assistant.models import Incoming

__all__ = ["FileReport", "ImportOptions", "ImportReport", "Progress", "Sink", "run_import"]

PREVIEW_ROWS = 5

BATCHES_AHEAD = 2
"""Batches that are read of the file before the one that is stored."""


class Sink(Protocol):
    """Where feedback goes."""

    def known(self, batch: Sequence[Incoming]) -> set[str]:
        """The keys of the batch whose feedback is stored already."""

    def expect(self, batch: Sequence[Incoming]) -> None:
        """Begin what can be done for a batch before it is added: the one before comes first."""

    def add(self, batch: Sequence[Incoming]) -> int:
        """Store a batch as a whole or not at all; returns how many were really new."""


class Progress(Protocol):
    """Receives the progress of an import."""

    def start(self, total_rows: int) -> None: ...

    def advance(self, rows: int) -> None: ...

    def finish(self) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOptions:
    """The options of an import. `mapping` is field to column, or to "" for a field without;
    None leaves it to be found out."""

    mapping: Mapping[str, str] = field(default_factory=dict)
    source: str | None = None
    sheet: str | None = None
    encoding: str | None = None
    dry_run: bool = False
    batch_size: int = BATCH


@dataclass(frozen=True, slots=True)
class _Planned:
    path: Path
    table: Table
    survey: Survey

    @property
    def stem(self) -> str:
        """The file name without suffixes, the default source."""
        return self.path.name.split(".", 1)[0] or self.path.name


def run_import(
    paths: Sequence[Path],
    *,
    sink: Sink,
    options: ImportOptions,
    tenant: str,
    zone: ZoneInfo,
    now: datetime,
    rejected_dir: Path,
    progress: Progress | None,
) -> ImportReport:
    """Import files for a tenant.

    `zone` is for times without one, `now` (aware) for rows without a time. Rejected rows go to
    files in `rejected_dir`. A dry run adds and writes nothing and counts as accepted what would be
    new. Raises ImportFileError where a file cannot be imported; nothing of any file is added then.
    """
    if not paths:
        raise ImportFileError("No file was named: write hearken import FILE.")
    planned = [_plan(Path(path), options) for path in paths]
    if progress:
        progress.start(sum(plan.survey.rows for plan in planned))
    preview: list[Incoming] = []
    seen: set[str] = set()
    reports = []
    try:
        for plan in planned:
            job = _FileJob(plan, sink, options, tenant, seen, preview, progress)
            reports.append(job.run(zone, now, None if options.dry_run else rejected_dir))
    finally:
        if progress:
            progress.finish()
    shown = tuple(_shown(incoming) for incoming in preview)
    return ImportReport.of(reports, dry_run=options.dry_run, preview=shown)


def _plan(path: Path, options: ImportOptions) -> _Planned:
    table = open_table(path, encoding=options.encoding, sheet=options.sheet)
    return _Planned(path, table, survey_table(table, options.mapping, name=path.name))


def _shown(incoming: Incoming) -> dict[str, Any]:
    plain = asdict(incoming.feedback)
    plain["time"] = incoming.feedback.time.isoformat()
    return {"line": incoming.line, "key": incoming.key, **plain}


@dataclass(slots=True)
class _FileJob:
    """The second pass over one file."""

    plan: _Planned
    sink: Sink
    options: ImportOptions
    tenant: str
    seen: set[str]
    """Keys of a dry run so far: its sink does not learn them."""

    preview: list[Incoming]
    progress: Progress | None
    accepted: int = 0
    duplicates: int = 0

    def run(self, zone: ZoneInfo, now: datetime, rejected_dir: Path | None) -> FileReport:
        survey, table = self.plan.survey, self.plan.table
        parser = RowParser(
            plan=survey.plan,
            times=TimeParser(survey.order),
            scale=survey.scale,
            source=self.options.source or self.plan.stem,
            own_source=self.options.source is not None,
            tenant=self.tenant,
            zone=zone,
            now=now,
        )
        with RejectedRows(rejected_dir, self.plan.path.name, now, table.columns) as rejects:
            rows = FilePass(table, parser.parse, rejects, self.options.batch_size)
            for batch, read in self._announced(rows.batches()):
                self._store(batch)
                if self.progress:
                    self.progress.advance(read)
        return self._report(parser, rows, rejects.path)

    def _announced(
        self, batches: Iterator[tuple[list[Incoming], int]]
    ) -> Iterator[tuple[list[Incoming], int]]:
        """The same batches; while one is stored, the sink expects the next two, so that who reads
        ahead never waits for the storing."""
        ahead: deque[tuple[list[Incoming], int]] = deque()
        for batch, rows in batches:
            if not self.options.dry_run:
                self.sink.expect(batch)
            ahead.append((batch, rows))
            if len(ahead) > BATCHES_AHEAD:
                yield ahead.popleft()
        yield from ahead

    def _store(self, batch: Sequence[Incoming]) -> None:
        unique = {incoming.key: incoming for incoming in reversed(batch)}
        keys = [incoming.key for incoming in batch if unique.get(incoming.key) is incoming]
        known = self.sink.known(list(unique.values())) | (self.seen & set(keys)) if keys else set()
        fresh = [unique[key] for key in keys if key not in known]
        if self.options.dry_run:
            added = len(fresh)
            self.seen.update(keys)
            self.preview += batch[: PREVIEW_ROWS - len(self.preview)]
        else:
            added = self.sink.add(fresh) if fresh else 0
        self.accepted += added
        self.duplicates += len(batch) - added

    def _report(
        self, parser: RowParser, rows: FilePass[Incoming], rejected_file: Path | None
    ) -> FileReport:
        survey = self.plan.survey
        notes = list(survey.notes)
        if parser.truncated:
            notes.append(f"{parser.truncated} texts were cut at {LONGEST_TEXT:,} characters")
        if parser.undated and "time" in survey.plan.fields:
            notes.append(
                f"rows without a time, which get the time of this import: {parser.undated}"
            )
        if parser.untidy_ids:
            notes.append(
                f"{parser.untidy_ids} ids hold markup or are too long to paste, so that their rows "
                "get ids of their own"
            )
        return FileReport(
            name=self.plan.path.name,
            format=self.plan.table.format,
            encoding=self.plan.table.encoding,
            source=parser.source,
            columns=survey.plan.named,
            unmapped=survey.plan.unmapped,
            read=rows.read,
            accepted=self.accepted,
            duplicates=self.duplicates,
            rejected=rows.rejected,
            notes=tuple(notes),
            rejections=tuple(rows.rejections),
            rejected_file=rejected_file,
        )
