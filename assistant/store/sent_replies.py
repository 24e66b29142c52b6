"""Replies that were written and sent before they came here, in bulk: the history of a shop."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert

from assistant.models import ReplyState, Role
from assistant.store.database import Database
from assistant.store.tables import reply, reply_event, reply_version

__all__ = ["SentReplies", "SentReply"]

STEPS = (
    ("edit", ReplyState.IN_REVIEW),
    ("approve", ReplyState.APPROVED),
    ("send", ReplyState.SENT),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SentReply:
    """The reply to the feedback of a row; `source` says where it is from."""

    row: int
    body: str
    author: str
    approved: datetime
    sent: datetime
    source: str


class SentReplies:
    """Writes finished replies with the steps that a person would have taken."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, items: Sequence[SentReply], tenant: str) -> None:
        """Write all of them in one transaction; a row that has a reply already is an error of the
        database, and then nothing is written."""
        if not items:
            return
        with self._database.write() as connection:
            connection.execute(insert(reply), [_reply(each, tenant) for each in items])
            connection.execute(insert(reply_version), [_text(each, tenant) for each in items])
            connection.execute(
                insert(reply_event), [step for each in items for step in _steps(each, tenant)]
            )


def _reply(item: SentReply, tenant: str) -> dict[str, Any]:
    return {
        "row": item.row,
        "tenant": tenant,
        "state": ReplyState.SENT,
        "version": len(STEPS),
        "risk": "none",
        "text": 1,
        "updated": item.sent,
        "approved": item.approved,
        "sent": item.sent,
    }


def _text(item: SentReply, tenant: str) -> dict[str, Any]:
    return {
        "row": item.row,
        "number": 1,
        "tenant": tenant,
        "author": item.author,
        "drafted": False,
        "time": item.approved,
        "body": item.body,
        "details": {},
    }


def _steps(item: SentReply, tenant: str) -> list[dict[str, Any]]:
    return [
        {
            "row": item.row,
            "number": number,
            "tenant": tenant,
            "time": item.sent if state is ReplyState.SENT else item.approved,
            "actor": item.author,
            "role": Role.AGENT,
            "action": action,
            "state": state,
            "text": 1,
            "reason": item.source,
        }
        for number, (action, state) in enumerate(STEPS, start=1)
    ]
