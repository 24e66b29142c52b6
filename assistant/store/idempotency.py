"""Requests that carry an Idempotency-Key: done once, answered again from memory."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, insert, select, update

from assistant.store.database import Database
from assistant.store.tables import idempotency

__all__ = ["Idempotency", "Remembered"]

REMEMBERED_FOR = timedelta(hours=24)
DONE_WITHIN = timedelta(minutes=2)
"""A request without an answer after this long has died with its process; the next one does it."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """A request that came before; `answer` is None while it is still being done."""

    fingerprint: str
    answer: Any


class Idempotency:
    """The keys of one tenant's last 24 hours; another may use the same ones."""

    def __init__(self, database: Database, tenant: str) -> None:
        self._database = database
        self._tenant = tenant

    def claim(self, key: str, fingerprint: str, now: datetime) -> Remembered | None:
        """Claim a key for a request; returns the earlier one under it, None if there was none."""
        mine = (idempotency.c.tenant == self._tenant, idempotency.c.key == key)
        with self._database.write() as connection:
            connection.execute(delete(idempotency).where(idempotency.c.time < now - REMEMBERED_FOR))
            died = (idempotency.c.answer.is_(None), idempotency.c.time < now - DONE_WITHIN)
            connection.execute(delete(idempotency).where(*mine, *died))
            query = select(idempotency.c.fingerprint, idempotency.c.answer).where(*mine)
            if before := connection.execute(query).one_or_none():
                return Remembered(before.fingerprint, before.answer)
            connection.execute(
                insert(idempotency).values(
                    tenant=self._tenant, key=key, fingerprint=fingerprint, time=now
                )
            )
        return None

    def keep(self, key: str, answer: Any) -> None:
        """The answer that the next request under this key gets."""
        mine = (idempotency.c.tenant == self._tenant, idempotency.c.key == key)
        with self._database.write() as connection:
            connection.execute(update(idempotency).where(*mine).values(answer=answer))

    def release(self, key: str) -> None:
        """Release a key whose request failed."""
        mine = (idempotency.c.tenant == self._tenant, idempotency.c.key == key)
        with self._database.write() as connection:
            connection.execute(delete(idempotency).where(*mine))
