"""Conversations: turns with their finished answers, in order."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    String,
    and_,
    cast,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    update,
)

from assistant.errors import NotFoundError
from assistant.models import Actor, Answer
from assistant.store.audit import note
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
    """The threads of one tenant; another may use the same ids."""

    def __init__(self, database: Database, tenant: str) -> None:
        self._database = database
        self._tenant = tenant

    def append(
        self,
        conversation_id: str,
        answer: dict[str, Any],
        now: datetime,
        instead_of: int | None = None,
    ) -> None:
        """Add a finished turn (the JSON of an answer); the first one opens the conversation.

        It takes the place of the turn `instead_of` (from 1) and of all that followed it.
        """
        with self._database.write() as connection:
            mine = self._is(conversation_id)
            if instead_of is not None:
                later = and_(self._turns_of(conversation_id), turn.c.number >= instead_of)
                connection.execute(delete(turn).where(later))
            touched = connection.execute(update(conversation).where(mine).values(updated=now))
            if not touched.rowcount:
                title = answer["question"].strip()[:LONGEST_TITLE]
                connection.execute(
                    insert(conversation).values(
                        id=conversation_id, tenant=self._tenant, title=title, updated=now
                    )
                )
            last = select(func.coalesce(func.max(turn.c.number), 0))
            last = last.where(self._turns_of(conversation_id))
            connection.execute(
                insert(turn).values(
                    tenant=self._tenant,
                    conversation=conversation_id,
                    number=last.scalar_subquery() + 1,
                    time=now,
                    answer=answer,
                )
            )

    def turns(
        self,
        conversation_id: str,
        last: int | None = None,
        before: int | None = None,
        since: datetime | None = None,
    ) -> list[dict[str, Any]]:
        """The answers of a conversation as JSON, oldest first; an unknown one has none.

        With `last` only so many of them, the latest; with `before` those before that turn (from
        1), with `since` those of that moment and later.
        """
        query = select(turn.c.answer).where(self._turns_of(conversation_id))
        if before is not None:
            query = query.where(turn.c.number < before)
        if since is not None:
            query = query.where(turn.c.time >= since)
        with self._database.read() as connection:
            found = connection.scalars(query.order_by(turn.c.number.desc()).limit(last))
            return list(found)[::-1]

    def answers(self, conversation_id: str, last: int | None = None) -> list[Answer]:
        """Like `turns`, but read."""
        return [Answer.from_json(each) for each in self.turns(conversation_id, last)]

    def answer(self, conversation_id: str, number: int) -> Answer | None:
        """The answer of one turn (from 1); None where the conversation has no such turn."""
        mine = and_(self._turns_of(conversation_id), turn.c.number == number)
        with self._database.read() as connection:
            found = connection.scalar(select(turn.c.answer).where(mine))
        return Answer.from_json(found) if found else None

    def get(self, conversation_id: str) -> Conversation:
        """One conversation. Raises NotFoundError."""
        query = select(conversation.c.id, conversation.c.title, conversation.c.updated)
        with self._database.read() as connection:
            row = connection.execute(query.where(self._is(conversation_id))).one_or_none()
        if row is None:
            raise _unknown(conversation_id)
        return Conversation(*row)

    def all(self) -> list[Conversation]:
        """The conversations, the latest first."""
        return self.page()

    def page(
        self,
        *,
        words: str = "",
        limit: int | None = None,
        before: tuple[datetime, str] | None = None,
    ) -> list[Conversation]:
        """The latest first, those with the words in their title or in one of their questions.

        `before` is the moment and the id of the last one of the page before.
        """
        query = select(conversation.c.id, conversation.c.title, conversation.c.updated).where(
            conversation.c.tenant == self._tenant
        )
        if words:
            query = query.where(_speaks_of(words))
        if before:
            moment, last = before
            query = query.where(
                or_(
                    conversation.c.updated < moment,
                    and_(conversation.c.updated == moment, conversation.c.id > last),
                )
            )
        query = query.order_by(conversation.c.updated.desc(), conversation.c.id).limit(limit)
        with self._database.read() as connection:
            return [Conversation(*row) for row in connection.execute(query)]

    def rename(self, conversation_id: str, title: str, actor: Actor, now: datetime) -> None:
        """Give a conversation another title. Raises NotFoundError."""
        renamed = update(conversation).where(self._is(conversation_id))
        with self._database.write() as connection:
            done = connection.execute(renamed.values(title=title.strip()[:LONGEST_TITLE]))
            if not done.rowcount:
                raise _unknown(conversation_id)
            note(connection, self._tenant, now, actor, "conversation.rename", conversation_id)

    def remove(self, conversation_id: str, actor: Actor, now: datetime) -> None:
        """Forget a conversation with its turns; an unknown one is forgotten already."""
        with self._database.write() as connection:
            if connection.execute(delete(conversation).where(self._is(conversation_id))).rowcount:
                note(connection, self._tenant, now, actor, "conversation.delete", conversation_id)

    def _is(self, conversation_id: str) -> ColumnElement[bool]:
        return and_(conversation.c.tenant == self._tenant, conversation.c.id == conversation_id)

    def _turns_of(self, conversation_id: str) -> ColumnElement[bool]:
        return and_(turn.c.tenant == self._tenant, turn.c.conversation == conversation_id)


def _speaks_of(words: str) -> ColumnElement[bool]:
    asked = cast(turn.c.answer["question"].as_string(), String)
    in_turn = exists().where(
        turn.c.tenant == conversation.c.tenant,
        turn.c.conversation == conversation.c.id,
        asked.icontains(words, autoescape=True),
    )
    return or_(conversation.c.title.icontains(words, autoescape=True), in_turn)


def _unknown(conversation_id: str) -> NotFoundError:
    return NotFoundError(f"There is no conversation {conversation_id!r}; list them to see the ids.")
