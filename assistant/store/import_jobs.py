"""Imports that run in the background, with how far they are."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, and_, insert, or_, select, update

from assistant.errors import NotFoundError
from assistant.store.database import Database
from assistant.store.tables import import_job

__all__ = ["ImportJob", "ImportJobs", "ImportKind", "ImportStatus"]


class ImportKind(StrEnum):
    """What a file brings."""

    FEEDBACK = "feedback"
    ORDERS = "orders"
    FIGURES = "figures"

    @property
    def action(self) -> str:
        """What the audit log calls an import of this kind."""
        return ACTIONS[self]


ACTIONS = {
    ImportKind.FEEDBACK: "import.start",
    ImportKind.ORDERS: "orders.import",
    ImportKind.FIGURES: "scorecard.import",
}


class ImportStatus(StrEnum):
    """Where an import stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class ImportJob:
    """One uploaded file. `total` and `done` count rows; `report` is there when it is done, `error`
    when it failed; `kind` is None for imports from before it was kept."""

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


class ImportJobs:
    """The imports of each tenant."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, tenant: str, job_id: str, name: str, kind: ImportKind, now: datetime) -> None:
        """Keep a file that waits to be read."""
        waiting = insert(import_job).values(
            tenant=tenant,
            id=job_id,
            name=name,
            kind=kind,
            status=ImportStatus.WAITING,
            total=0,
            done=0,
            created=now,
        )
        with self._database.write() as connection:
            connection.execute(waiting)

    def change(self, job_id: str, **values: Any) -> None:
        """Set columns of a job."""
        with self._database.write() as connection:
            changed = update(import_job).where(import_job.c.id == job_id)
            connection.execute(changed.values(**values))

    def get(self, tenant: str, job_id: str) -> ImportJob:
        """One import. Raises NotFoundError."""
        mine = (import_job.c.tenant == tenant, import_job.c.id == job_id)
        with self._database.read() as connection:
            row = connection.execute(select(import_job).where(*mine)).one_or_none()
        if row is None:
            raise NotFoundError(f"There is no import {job_id!r}; list the imports to see the ids.")
        return _job(row)

    def page(
        self, tenant: str, limit: int, before: tuple[datetime, str] | None = None
    ) -> list[ImportJob]:
        """The newest imports; `before` is the moment and the id of the last one seen."""
        query = select(import_job).where(import_job.c.tenant == tenant)
        if before:
            moment, last = before
            same_moment = and_(import_job.c.created == moment, import_job.c.id > last)
            query = query.where(or_(import_job.c.created < moment, same_moment))
        query = query.order_by(import_job.c.created.desc(), import_job.c.id).limit(limit)
        with self._database.read() as connection:
            return [_job(row) for row in connection.execute(query)]

    def give_up(self, error: str, now: datetime) -> None:
        """Mark what a process that ended has left unfinished."""
        unfinished = import_job.c.status.in_([ImportStatus.WAITING, ImportStatus.RUNNING])
        with self._database.write() as connection:
            connection.execute(
                update(import_job)
                .where(unfinished)
                .values(status=ImportStatus.FAILED, error=error, finished=now)
            )


def _job(row: Row[Any]) -> ImportJob:
    return ImportJob(
        id=row.id,
        name=row.name,
        kind=row.kind and ImportKind(row.kind),
        status=ImportStatus(row.status),
        total=row.total,
        done=row.done,
        report=row.report,
        error=row.error,
        created=row.created,
        finished=row.finished,
    )
