"""Replies to feedback: one for each, every version of its text, and every step with its reason."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from assistant.models import Actor, ReplyState, Role
from assistant.store.audit import note
from assistant.store.database import Database
from assistant.store.reply_records import (
    Change,
    Decide,
    Reply,
    ReplyEvent,
    ReplyText,
    ReplyVersion,
)
from assistant.store.tables import feedback, reply, reply_event, reply_version

__all__ = ["Change", "Decide", "Reply", "ReplyEvent", "ReplyStore", "ReplyText", "ReplyVersion"]


class ReplyStore:
    """The replies of all tenants; every read names a tenant."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, row: int, tenant: str) -> Reply:
        """The reply to the feedback of a row; a feedback without one has a new, empty reply."""
        with self._database.read() as connection:
            return _read(connection, row, tenant) or Reply(row=row, tenant=tenant)

    def of_rows(self, rows: Sequence[int], tenant: str) -> dict[int, Reply]:
        """The replies that were begun, by row."""
        query = select(reply).where(reply.c.tenant == tenant, reply.c.row.in_(rows))
        with self._database.read() as connection:
            return {found.row: _reply(found) for found in connection.execute(query)}

    def change(self, row: int, tenant: str, decide: Decide) -> Reply:
        """Decide on the reply as it stands and write the change, with nobody in between; the
        audit log gets it in the same transaction, as `reply.` and the action.

        What `decide` raises leaves everything as it was. `row` must be a feedback of the tenant.
        """
        with self._database.write() as connection:
            found = _read(connection, row, tenant)
            before = found or Reply(row=row, tenant=tenant)
            change = decide(before)
            if change is None:
                return before
            after = _after(connection, before, change)
            values = {
                "state": after.state,
                "version": after.version,
                "holder": after.holder,
                "risk": after.risk,
                "text": after.text,
                "updated": change.time,
                "approved": after.approved,
                "sent": after.sent,
            }
            if found is None:
                connection.execute(insert(reply).values(row=row, tenant=tenant, **values))
            else:
                connection.execute(update(reply).where(reply.c.row == row).values(**values))
            _write_text(connection, after, change)
            _write_event(connection, after, change)
            _audit(connection, after, change)
            return after

    def body(self, row: int, tenant: str) -> str:
        """The current text, "" before the first."""
        query = select(reply_version.c.body).join(
            reply, (reply.c.row == reply_version.c.row) & (reply.c.text == reply_version.c.number)
        )
        with self._database.read() as connection:
            found: str | None = connection.scalar(
                query.where(reply.c.row == row, reply.c.tenant == tenant)
            )
        return found or ""

    def versions(self, row: int, tenant: str) -> list[ReplyVersion]:
        """Every text, the oldest first."""
        query = (
            select(reply_version)
            .where(reply_version.c.row == row, reply_version.c.tenant == tenant)
            .order_by(reply_version.c.number)
        )
        with self._database.read() as connection:
            return [
                ReplyVersion(
                    found.number, found.author, found.drafted, found.time, found.body, found.details
                )
                for found in connection.execute(query)
            ]

    def events(self, row: int, tenant: str) -> list[ReplyEvent]:
        """Every step, the oldest first."""
        query = (
            select(reply_event)
            .where(reply_event.c.row == row, reply_event.c.tenant == tenant)
            .order_by(reply_event.c.number)
        )
        with self._database.read() as connection:
            return [_event(found) for found in connection.execute(query)]

    def recent_bodies(self, tenant: str, limit: int, without: int = 0) -> list[str]:
        """The current texts that changed last, the latest first; `without` leaves a row out."""
        query = (
            select(reply_version.c.body)
            .join(
                reply,
                (reply.c.row == reply_version.c.row) & (reply.c.text == reply_version.c.number),
            )
            .where(reply.c.tenant == tenant, reply.c.row != without)
            .order_by(reply.c.updated.desc(), reply.c.row.desc())
            .limit(limit)
        )
        with self._database.read() as connection:
            return list(connection.scalars(query))


def _read(connection: Connection, row: int, tenant: str) -> Reply | None:
    query = select(reply).where(reply.c.row == row, reply.c.tenant == tenant)
    found = connection.execute(query).one_or_none()
    return None if found is None else _reply(found)


def _reply(found: Row[Any]) -> Reply:
    return Reply(
        row=found.row,
        tenant=found.tenant,
        state=ReplyState(found.state),
        version=found.version,
        holder=found.holder,
        risk=found.risk,
        text=found.text,
        approved=found.approved,
        sent=found.sent,
    )


def _event(found: Row[Any]) -> ReplyEvent:
    return ReplyEvent(
        number=found.number,
        time=found.time,
        actor=Actor(found.actor, Role(found.role)),
        action=found.action,
        state=ReplyState(found.state),
        text=found.text,
        reason=found.reason,
    )


def _after(connection: Connection, before: Reply, change: Change) -> Reply:
    text = before.text
    if change.text is not None:
        mine = reply_version.c.row == before.row
        last = connection.scalar(select(func.max(reply_version.c.number)).where(mine))
        text = (last or 0) + 1
    approved = change.state in (ReplyState.APPROVED, ReplyState.SENT)
    return replace(
        before,
        state=change.state,
        version=before.version + 1,
        holder=None if change.release else change.holder or before.holder,
        risk=change.risk or before.risk,
        text=text,
        approved=(before.approved or change.time) if approved else None,
        sent=change.time if change.state is ReplyState.SENT else None,
    )


def _write_text(connection: Connection, after: Reply, change: Change) -> None:
    if change.text is None:
        return
    connection.execute(
        insert(reply_version).values(
            row=after.row,
            number=after.text,
            tenant=after.tenant,
            author=change.text.author,
            drafted=change.text.drafted,
            time=change.time,
            body=change.text.body,
            details=dict(change.text.details),
        )
    )


def _audit(connection: Connection, after: Reply, change: Change) -> None:
    said = connection.scalar(select(feedback.c.id).where(feedback.c.row == after.row))
    detail = {"state": after.state, "version": after.version}
    action = f"reply.{change.action}"
    note(connection, after.tenant, change.time, change.actor, action, str(said), detail)


def _write_event(connection: Connection, after: Reply, change: Change) -> None:
    connection.execute(
        insert(reply_event).values(
            row=after.row,
            number=after.version,
            tenant=after.tenant,
            time=change.time,
            actor=change.actor.name,
            role=change.actor.role,
            action=change.action,
            state=after.state,
            text=after.text,
            reason=change.reason,
        )
    )
