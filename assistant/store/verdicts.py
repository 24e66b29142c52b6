"""What users think of answers: thumbs with a reason, one per turn."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select

from assistant.errors import NotFoundError
from assistant.models import Actor
from assistant.store.audit import note
from assistant.store.database import Database
from assistant.store.tables import turn, verdict

__all__ = ["Verdict", "Verdicts"]

LONGEST_REASON = 1_000


@dataclass(frozen=True, slots=True)
class Verdict:
    """A thumb up or down for one answer."""

    conversation: str
    number: int
    question: str
    good: bool
    reason: str
    actor: str
    time: datetime


class Verdicts:
    """The verdicts of one tenant; a later one of the same turn replaces the earlier."""

    def __init__(self, database: Database, tenant: str) -> None:
        self._database = database
        self._tenant = tenant

    def give(
        self,
        conversation_id: str,
        number: int,
        good: bool,
        reason: str,
        actor: Actor,
        now: datetime,
    ) -> None:
        """Keep a verdict on the turn `number` (from 1). Raises NotFoundError for no such turn."""
        with self._database.write() as connection:
            found = connection.scalar(
                select(turn.c.number).where(
                    turn.c.tenant == self._tenant,
                    turn.c.conversation == conversation_id,
                    turn.c.number == number,
                )
            )
            if found is None:
                raise NotFoundError(
                    f"Conversation {conversation_id!r} has no answer {number}; reload the page."
                )
            mine = (
                verdict.c.tenant == self._tenant,
                verdict.c.conversation == conversation_id,
                verdict.c.number == number,
            )
            connection.execute(delete(verdict).where(*mine))
            connection.execute(
                insert(verdict).values(
                    tenant=self._tenant,
                    conversation=conversation_id,
                    number=number,
                    good=good,
                    reason=reason.strip()[:LONGEST_REASON],
                    actor=actor.name,
                    time=now,
                )
            )
            detail = {"number": number, "good": good}
            note(connection, self._tenant, now, actor, "verdict.give", conversation_id, detail)

    def all(self) -> list[Verdict]:
        """Every verdict, the latest first."""
        query = (
            select(verdict, turn.c.answer["question"].as_string().label("question"))
            .join(
                turn,
                (turn.c.tenant == verdict.c.tenant)
                & (turn.c.conversation == verdict.c.conversation)
                & (turn.c.number == verdict.c.number),
            )
            .where(verdict.c.tenant == self._tenant)
            .order_by(verdict.c.time.desc())
        )
        with self._database.read() as connection:
            return [
                Verdict(r.conversation, r.number, r.question, r.good, r.reason, r.actor, r.time)
                for r in connection.execute(query)
            ]
