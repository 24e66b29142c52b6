"""Imports: a file uploaded, read in the background, with its report and rejected rows."""

import json
from datetime import datetime
from functools import partial
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, File, Form, Path, UploadFile
from fastapi.responses import FileResponse
from pydantic import BaseModel, TypeAdapter, ValidationError

from assistant.api.pages import Cursor, Limit, Page, page_of, place_at
from assistant.api.paths import PREFIX
from assistant.api.schemas import Line
from assistant.api.visits import Manager, Visit
from assistant.app import App
from assistant.errors import InvalidInputError
from assistant.services.import_jobs import Read
from assistant.store.import_jobs import ImportJob, ImportKind, ImportStatus

if TYPE_CHECKING:
    from assistant.ingest.job import ImportOptions, Progress
    from assistant.ingest.reports import ImportReport

__all__ = ["ImportOut", "mapping_of", "router", "started"]

router = APIRouter(prefix=f"{PREFIX}/imports", tags=["imports"])

Id = Annotated[str, Path(pattern=r"^[0-9a-f]{32}$")]
Short = Annotated[Line | None, Form(max_length=200)]


class ImportOut(BaseModel):
    """An import: `done` of `total` rows are behind it; `report` is there when it is done."""

    id: str
    name: str
    kind: ImportKind | None
    status: ImportStatus
    total: int
    done: int
    report: dict[str, Any] | None
    error: str | None
    created: datetime
    finished: datetime | None

    @classmethod
    def of(cls, job: ImportJob) -> "ImportOut":
        found = cls.model_validate(job, from_attributes=True)
        for file in (found.report or {}).get("files", ()):
            file["rejected_file"] = file["rejected_file"] and f"/api/v1/imports/{job.id}/rejected"
        return found


class ImportPage(Page):
    """A page of imports, newest first."""

    items: list[ImportOut]


@router.post("", status_code=202)
def start(
    me: Manager,
    file: Annotated[UploadFile, File(description="CSV, TSV, JSONL, JSON, XLSX, Parquet; .gz")],
    mapping: Annotated[Line, Form(max_length=5_000, description='JSON: {"text": "我的列"}')] = "",
    source: Short = None,
    sheet: Short = None,
    encoding: Short = None,
    dry_run: Annotated[bool, Form()] = False,
) -> ImportOut:
    """Upload a file of up to 50 MB and import it in the background."""
    from assistant.ingest.job import ImportOptions

    options = ImportOptions(
        mapping=mapping_of(mapping),
        source=source or None,
        sheet=sheet or None,
        encoding=encoding or None,
        dry_run=dry_run,
    )
    read = partial(_feedback, me.app, options)
    return ImportOut.of(started(me, file, ImportKind.FEEDBACK, read, dry_run=dry_run))


def _feedback(
    app: App, options: "ImportOptions", paths: list[FilePath], progress: "Progress"
) -> "ImportReport":
    return app.imports.feedback.files(paths, options, progress)


def started(
    me: Visit, file: UploadFile, kind: ImportKind, read: Read, *, dry_run: bool
) -> ImportJob:
    """Queue an upload and write down who did."""
    job = me.app.imports.jobs.start(file.filename or "", file.file, kind, read)
    me.record(kind.action, job.id, {"name": job.name, "dry_run": dry_run})
    return job


@router.get("")
def list_(me: Manager, cursor: Cursor = None, limit: Limit = 50) -> ImportPage:
    """List imports, the newest first."""
    found = me.app.imports.jobs.page(limit + 1, place_at(cursor, str))
    shown, after = page_of(found, limit, lambda each: (each.created, each.id))
    return ImportPage(items=[ImportOut.of(job) for job in shown], next=after)


@router.get("/{import_id}")
def get(import_id: Id, me: Manager) -> ImportOut:
    """How far an import is, and its report."""
    return ImportOut.of(me.app.imports.jobs.get(import_id))


@router.get("/{import_id}/rejected", response_class=FileResponse)
def rejected(import_id: Id, me: Manager) -> FileResponse:
    """The rows that could not be read, as CSV with line and reason."""
    path = me.app.imports.jobs.rejected_file(import_id)
    return FileResponse(path, media_type="text/csv; charset=utf-8", filename=path.name)


def mapping_of(written: str) -> dict[str, str]:
    """Field to column, of a form. Raises InvalidInputError."""
    if not written.strip():
        return {}
    try:
        return TypeAdapter(dict[str, str]).validate_python(json.loads(written))
    except (ValueError, ValidationError, RecursionError):
        raise InvalidInputError(
            'mapping is no JSON object of field to column; write {"text": "My column"}.'
        ) from None
