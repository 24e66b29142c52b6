"""Uploads of the tables beside feedback: orders, and the figures of the scorecard."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Depends, File, Form, UploadFile

from assistant.api.imports import ImportOut, mapping_of, started
from assistant.api.paths import PREFIX
from assistant.api.schemas import Line
from assistant.api.visits import Manager
from assistant.ingest.flat import FlatOptions
from assistant.store.import_jobs import ImportKind

if TYPE_CHECKING:
    from assistant.ingest.job import Progress
    from assistant.ingest.reports import ImportReport
    from assistant.services.import_jobs import Read

__all__ = ["UPLOADS", "router"]

router = APIRouter(prefix=PREFIX, tags=["tables"])

UPLOADS = (f"{PREFIX}/orders", f"{PREFIX}/scorecard/figures")


@dataclass(frozen=True, slots=True)
class Table:
    """An uploaded table, and how it is to be read."""

    file: Annotated[UploadFile, File(description="CSV, TSV, JSONL, JSON, XLSX, Parquet; .gz")]
    mapping: Annotated[Line, Form(max_length=5_000, description='JSON: {"time": "我的列"}')] = ""
    sheet: Annotated[Line | None, Form(max_length=200)] = None
    encoding: Annotated[Line | None, Form(max_length=200)] = None
    dry_run: Annotated[bool, Form()] = False

    def options(self) -> FlatOptions:
        return FlatOptions(
            mapping=mapping_of(self.mapping),
            sheet=self.sheet or None,
            encoding=self.encoding or None,
            dry_run=self.dry_run,
        )


Uploaded = Annotated[Table, Depends()]


@router.post("/orders", status_code=202)
def orders(me: Manager, table: Uploaded) -> ImportOut:
    """Upload orders, one line of an order a row, and import them in the background; the same file
    again adds nothing. `/imports/{id}` tells how far it is and keeps the rejected rows."""
    read = _reading(me.app.imports.tables.orders, table.options())
    return ImportOut.of(started(me, table.file, ImportKind.ORDERS, read, dry_run=table.dry_run))


@router.post("/scorecard/figures", status_code=202)
def figures(me: Manager, table: Uploaded) -> ImportOut:
    """Upload figures (columns date, measure, value, target) and import them in the background; a
    later value of the same day and measure replaces the earlier one. `/imports/{id}` tells how
    far it is and keeps the rejected rows."""
    read = _reading(me.app.imports.tables.figures, table.options())
    return ImportOut.of(started(me, table.file, ImportKind.FIGURES, read, dry_run=table.dry_run))


def _reading(
    run: "Callable[[list[Path], FlatOptions, Progress], ImportReport]", options: FlatOptions
) -> "Read":
    return lambda paths, progress: run(paths, options, progress)
