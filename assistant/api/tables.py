"""Uploads of the tables beside feedback: orders, and the figures of the scorecard."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

from fastapi import APIRouter, File, Form, UploadFile
from pydantic import BaseModel, Field

from assistant.api.imports import mapping_of
from assistant.api.paths import PREFIX
from assistant.api.schemas import Line
from assistant.api.visits import Manager, Visit
from assistant.ingest.flat import FlatOptions
from assistant.ingest.reports import ImportReport
from assistant.services.import_jobs import plain_name

__all__ = ["UPLOADS", "router"]

router = APIRouter(prefix=PREFIX, tags=["tables"])

UPLOADS = (f"{PREFIX}/orders", f"{PREFIX}/scorecard/figures")

Upload = Annotated[UploadFile, File(description="CSV, TSV, JSONL, JSON, XLSX, Parquet; .gz")]
Mapping = Annotated[Line, Form(max_length=5_000, description='JSON: {"time": "我的列"}')]
Short = Annotated[Line | None, Form(max_length=200)]
DryRun = Annotated[bool, Form()]
Import = Callable[[list[Path], FlatOptions], ImportReport]


class RejectionOut(BaseModel):
    """A row that could not be read, and why."""

    line: int
    reason: str


class TableBody(BaseModel):
    """What became of a table: accepted + duplicates + rejected = read."""

    name: str
    read: int
    accepted: int = Field(description="Of a dry run, what would be stored.")
    duplicates: int
    rejected: int
    dry_run: bool
    columns: dict[str, str] = Field(description="Field to the column that it was read from.")
    rejections: list[RejectionOut] = Field(description="The first few.")

    @classmethod
    def of(cls, report: ImportReport) -> "TableBody":
        (file,) = report.files
        told = file.as_json() | {"dry_run": report.dry_run}
        return cls.model_validate({name: told[name] for name in cls.model_fields})


@router.post("/orders")
def orders(
    me: Manager,
    file: Upload,
    mapping: Mapping = "",
    sheet: Short = None,
    encoding: Short = None,
    dry_run: DryRun = False,
) -> TableBody:
    """Import orders, one line of an order a row; the same file again adds nothing."""
    options = _options(mapping, sheet, encoding, dry_run=dry_run)
    return _import(me, file, options, me.app.tabling.orders, "orders.import")


@router.post("/scorecard/figures")
def figures(
    me: Manager,
    file: Upload,
    mapping: Mapping = "",
    sheet: Short = None,
    encoding: Short = None,
    dry_run: DryRun = False,
) -> TableBody:
    """Import figures (columns date, measure, value, target); a later value of the same day and
    measure replaces the earlier one."""
    options = _options(mapping, sheet, encoding, dry_run=dry_run)
    return _import(me, file, options, me.app.tabling.figures, "scorecard.import")


def _options(
    mapping: str, sheet: str | None, encoding: str | None, *, dry_run: bool
) -> FlatOptions:
    return FlatOptions(
        mapping=mapping_of(mapping),
        sheet=sheet or None,
        encoding=encoding or None,
        dry_run=dry_run,
    )


def _import(
    me: Visit, file: UploadFile, options: FlatOptions, run: Import, action: str
) -> TableBody:
    with _kept(file) as path:
        told = TableBody.of(run([path], options))
    if not options.dry_run:
        me.record(action, told.name, {"read": told.read, "accepted": told.accepted})
    return told


@contextmanager
def _kept(file: UploadFile) -> Iterator[Path]:
    """The upload as a file under its plain name, as long as it is read."""
    with TemporaryDirectory(prefix="hearken-") as folder:
        path = Path(folder) / plain_name(file.filename or "")
        with path.open("wb") as kept:
            shutil.copyfileobj(file.file, kept)
        yield path
