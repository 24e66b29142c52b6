"""Imports in the background: uploaded, queued, read one after another."""

import logging
import re
import secrets
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from assistant.errors import HearkenError, NotFoundError
from assistant.store.import_jobs import ImportJob, ImportJobs, ImportKind, ImportStatus

if TYPE_CHECKING:
    from assistant.ingest.job import Progress
    from assistant.ingest.reports import ImportReport

__all__ = ["BackgroundImports", "ImportWorker", "Read"]

Read = Callable[[list[Path], "Progress"], "ImportReport"]
"""Imports files of one kind (feedback, orders, figures) and tells how far it is."""

log = logging.getLogger("hearken.imports")

LONGEST_NAME = 120
UNEXPECTED = "The import failed unexpectedly; the log says more."
ENDED = "Hearken ended before the import did; upload the file again, nothing will be doubled."


class ImportWorker(ThreadPoolExecutor):
    """Runs one import at a time, for all tenants."""

    def __init__(self) -> None:
        super().__init__(max_workers=1, thread_name_prefix="import")


class BackgroundImports:
    """The uploads of one tenant. The uploaded file is deleted when its import has ended."""

    def __init__(
        self,
        *,
        jobs: ImportJobs,
        worker: ImportWorker,
        folder: Path,
        clock: Callable[[], datetime],
        tenant: str,
    ) -> None:
        self.worker = worker
        self._jobs = jobs
        self._folder = folder
        self._clock = clock
        self._tenant = tenant

    def start(self, name: str, content: BinaryIO, kind: ImportKind, read: Read) -> ImportJob:
        """Keep an upload and queue its import; returns at once."""
        job_id = secrets.token_hex(16)
        path = self._folder / job_id / _plain_name(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as kept:
            shutil.copyfileobj(content, kept)
        self._jobs.add(self._tenant, job_id, path.name, kind, self._clock())
        self.worker.submit(self._run, job_id, path, read)
        return self._jobs.get(self._tenant, job_id)

    def get(self, job_id: str) -> ImportJob:
        """One import. Raises NotFoundError."""
        return self._jobs.get(self._tenant, job_id)

    def page(self, limit: int, before: tuple[datetime, str] | None = None) -> list[ImportJob]:
        """The newest imports first."""
        return self._jobs.page(self._tenant, limit, before)

    def rejected_file(self, job_id: str) -> Path:
        """The file with the rows that could not be read. Raises NotFoundError."""
        report: dict[str, Any] = self.get(job_id).report or {}
        named = [file["rejected_file"] for file in report.get("files", ())]
        path = Path(named[0]) if named and named[0] else None
        if path is None or not path.exists():
            raise NotFoundError(f"The import {job_id!r} has no rejected rows.")
        return path

    def give_up(self) -> None:
        """Mark what an earlier process has left unfinished, for all tenants."""
        self._jobs.give_up(ENDED, self._clock())

    def stop(self) -> None:
        """Let the running import end and give up those that wait, for all tenants."""
        self.worker.shutdown(wait=True, cancel_futures=True)
        self.give_up()

    def _run(self, job_id: str, path: Path, read: Read) -> None:
        progress = _Progress(self._jobs, job_id)
        try:
            report = read([path], progress).as_json()
        except HearkenError as error:
            self._end(job_id, status=ImportStatus.FAILED, error=str(error))
        except Exception as error:  # nobody waits for the worker's future: the log must tell
            log.error("the import %s failed", job_id, exc_info=error)
            self._end(job_id, status=ImportStatus.FAILED, error=UNEXPECTED)
        else:
            self._end(job_id, status=ImportStatus.DONE, report=report)
        finally:
            shutil.rmtree(path.parent, ignore_errors=True)

    def _end(self, job_id: str, **values: Any) -> None:
        with suppress(HearkenError):  # the database went away: the next start gives the job up
            self._jobs.change(job_id, finished=self._clock(), **values)


class _Progress:
    """Writes down how many rows an import has behind it."""

    def __init__(self, jobs: ImportJobs, job_id: str) -> None:
        self._jobs = jobs
        self._job_id = job_id
        self._done = 0

    def start(self, total_rows: int) -> None:
        self._jobs.change(self._job_id, status=ImportStatus.RUNNING, total=total_rows)

    def advance(self, rows: int) -> None:
        self._done += rows
        self._jobs.change(self._job_id, done=self._done)

    def finish(self) -> None:
        """Nothing: the report follows."""


def _plain_name(given: str) -> str:
    """The last part of a name without what a path or a terminal could take amiss."""
    plain = re.sub(r"[^\w.() -]", "_", given.replace("\\", "/").rpartition("/")[2]).strip(". ")
    return plain[-LONGEST_NAME:] or "upload"
