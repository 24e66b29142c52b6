"""Conversations: turns with their finished answers, in order."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, insert, select, update

from assistant.errors import NotFoundError
from assistant.models import DEFAULT_TENANT
from assistant.store.database import Database
from assistant.store.tables import conversation, turn

__all__ = ["Conversation", "Conversations"]

LONGEST_TITLE = 80


@dataclass(frozen=True, slots=True)
class Conversation:
    """One thread; its title is its first question until it is renamed."""

    id: str
    title: str
    updated: datetime


class Conversations:
    """The threads of a tenant."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def append(
        self, conversation_id: str, answer: dict[str, Any], now: datetime, tenant: str
    ) -> None:
        """Add a finished turn (the JSON of an answer); the first one opens the conversation.

        Raises NotFoundError for a conversation of another tenant.
        """
        with self._database.write() as connection:
            mine = conversation.c.id == conversation_id
            owner = connection.scalar(select(conversation.c.tenant).where(mine))
            if owner not in (None, tenant):
                raise NotFoundError(f"There is no conversation {conversation_id!r}.")
            if owner is None:
                title = answer["question"].strip()[:LONGEST_TITLE]
                connection.execute(
                    insert(conversation).values(
                        id=conversation_id, tenant=tenant, title=title, updated=now
                    )
                )
            else:
                connection.execute(update(conversation).where(mine).values(updated=now))
            in_order = turn.c.conversation == conversation_id
            last = connection.scalar(select(func.max(turn.c.number)).where(in_order)) or 0
            connection.execute(
                insert(turn).values(
                    conversation=conversation_id, number=last + 1, time=now, answer=answer
                )
            )

    def turns(self, conversation_id: str, tenant: str = DEFAULT_TENANT) -> list[dict[str, Any]]:
        """The answers of a conversation, oldest first; an unknown one has none."""
        query = (
            select(turn.c.answer)
            .join(conversation, conversation.c.id == turn.c.conversation)
            .where(turn.c.conversation == conversation_id, conversation.c.tenant == tenant)
            .order_by(turn.c.number)
        )
        with self._database.read() as connection:
            return list(connection.scalars(query))

    def all(self, tenant: str = DEFAULT_TENANT) -> list[Conversation]:
        """The conversations, the latest first."""
        query = (
            select(conversation.c.id, conversation.c.title, conversation.c.updated)
            .where(conversation.c.tenant == tenant)
            .order_by(conversation.c.updated.desc())
        )
        with self._database.read() as connection:
            return [Conversation(*row) for row in connection.execute(query)]

    def cut(self, conversation_id: str, number: int, tenant: str = DEFAULT_TENANT) -> None:
        """Forget the turns from `number` (from 1) on, to be asked again in another wording."""
        mine = select(conversation.c.id).where(
            conversation.c.id == conversation_id, conversation.c.tenant == tenant
        )
        with self._database.write() as connection:
            connection.execute(
                delete(turn).where(turn.c.conversation.in_(mine), turn.c.number >= number)
            )

    def remove(self, conversation_id: str, tenant: str = DEFAULT_TENANT) -> None:
        """Forget a conversation with its turns."""
        with self._database.write() as connection:
            connection.execute(
                delete(conversation).where(
                    conversation.c.id == conversation_id, conversation.c.tenant == tenant
                )
            )
