"""Who changed what, and when: written once, never changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from assistant.models import Actor, Role
from assistant.store.database import Database
from assistant.store.tables import audit

__all__ = ["AuditEntry", "AuditLog", "note"]

LONGEST_TARGET = 200


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One change. `detail` holds counts and settings, never personal data or secrets."""

    number: int
    time: datetime
    actor: Actor
    action: str
    target: str
    detail: Mapping[str, Any]


def note(
    connection: Connection,
    tenant: str,
    now: datetime,
    actor: Actor,
    action: str,
    target: str = "",
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Add an entry inside the transaction of the change itself, so that neither exists
    without the other; `action` is a word like `feedback.add`, `target` an id."""
    values = {"tenant": tenant, "time": now, "actor": actor.name, "role": actor.role}
    what = {"action": action, "target": target[:LONGEST_TARGET], "detail": dict(detail or {})}
    connection.execute(insert(audit).values(**values, **what))


class AuditLog:
    """The changes of all tenants; the database itself refuses to alter or delete an entry."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def write(
        self,
        tenant: str,
        now: datetime,
        actor: Actor,
        action: str,
        target: str = "",
        detail: Mapping[str, Any] | None = None,
    ) -> None:
        """Add an entry about a change that was made elsewhere."""
        with self._database.write() as connection:
            note(connection, tenant, now, actor, action, target, detail)

    def page(self, tenant: str, limit: int, before: int | None = None) -> list[AuditEntry]:
        """The newest entries of a tenant, those with a number below `before`."""
        query = select(audit).where(audit.c.tenant == tenant)
        if before is not None:
            query = query.where(audit.c.number < before)
        with self._database.read() as connection:
            rows = connection.execute(query.order_by(audit.c.number.desc()).limit(limit)).all()
        return [
            AuditEntry(
                row.number,
                row.time,
                Actor(row.actor, Role(row.role)),
                row.action,
                row.target,
                row.detail,
            )
            for row in rows
        ]
