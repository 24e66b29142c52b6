"""The audit log, for managers."""

from datetime import datetime
from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel

from assistant.api.pages import Cursor, Limit, Page, number_at, page_of
from assistant.api.paths import PREFIX
from assistant.api.visits import Manager
from assistant.store.audit import AuditEntry

__all__ = ["router"]

router = APIRouter(prefix=f"{PREFIX}/audit", tags=["audit"])


class AuditOut(BaseModel):
    """Who changed what, and when."""

    time: datetime
    actor: str
    role: str
    action: str
    target: str
    detail: dict[str, Any]

    @classmethod
    def of(cls, entry: AuditEntry) -> "AuditOut":
        return cls(
            time=entry.time,
            actor=entry.actor.name,
            role=entry.actor.role,
            action=entry.action,
            target=entry.target,
            detail=dict(entry.detail),
        )


class AuditPage(Page):
    """A page of the audit log, newest first."""

    items: list[AuditOut]


@router.get("")
def list_(me: Manager, cursor: Cursor = None, limit: Limit = 50) -> AuditPage:
    """List changes, the newest first."""
    found = me.app.audited(limit + 1, number_at(cursor))
    shown, after = page_of(found, limit, lambda each: (each.number,))
    return AuditPage(items=[AuditOut.of(entry) for entry in shown], next=after)
