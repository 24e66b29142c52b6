"""Uploads of the tables beside feedback: orders, and the figures of the scorecard."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, File, Form, UploadFile

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

Upload = Annotated[UploadFile, File(description="CSV, TSV, JSONL, JSON, XLSX, Parquet; .gz")]
Mapping = Annotated[Line, Form(max_length=5_000, description='JSON: {"time": "我的列"}')]
Short = Annotated[Line | None, Form(max_length=200)]
DryRun = Annotated[bool, Form()]


@router.post("/orders", status_code=202)
def orders(
    me: Manager,
    file: Upload,
    mapping: Mapping = "",
    sheet: Short = None,
    encoding: Short = None,
    dry_run: DryRun = False,
) -> ImportOut:
    """Upload orders, one line of an order a row, and import them in the background; the same file
    again adds nothing. `/imports/{id}` tells how far it is and keeps the rejected rows."""
    options = _options(mapping, sheet, encoding, dry_run=dry_run)
    read = _reading(me.app.table_imports.orders, options)
    return ImportOut.of(started(me, file, ImportKind.ORDERS, read, dry_run=dry_run))


@router.post("/scorecard/figures", status_code=202)
def figures(
    me: Manager,
    file: Upload,
    mapping: Mapping = "",
    sheet: Short = None,
    encoding: Short = None,
    dry_run: DryRun = False,
) -> ImportOut:
    """Upload figures (columns date, measure, value, target) and import them in the background; a
    later value of the same day and measure replaces the earlier one. `/imports/{id}` tells how
    far it is and keeps the rejected rows."""
    options = _options(mapping, sheet, encoding, dry_run=dry_run)
    read = _reading(me.app.table_imports.figures, options)
    return ImportOut.of(started(me, file, ImportKind.FIGURES, read, dry_run=dry_run))


def _options(
    mapping: str, sheet: str | None, encoding: str | None, *, dry_run: bool
) -> FlatOptions:
    return FlatOptions(
        mapping=mapping_of(mapping),
        sheet=sheet or None,
        encoding=encoding or None,
        dry_run=dry_run,
    )


def _reading(
    run: "Callable[[list[Path], FlatOptions, Progress], ImportReport]", options: FlatOptions
) -> "Read":
    return lambda paths, progress: run(paths, options, progress)
