"""Signed deliveries of webhooks: each is taken once."""

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, delete, insert, select

from assistant.errors import ConflictError
from assistant.store.database import Database
from assistant.store.tables import delivery

__all__ = ["Deliveries", "keep_delivery"]


class Deliveries:
    """The signatures that were taken lately."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def taken(self, tenant: str, hook: str, signature: str) -> bool:
        """Whether a signature was taken before."""
        with self._database.read() as connection:
            return _holds(connection, tenant, hook, signature)


def keep_delivery(
    connection: Connection,
    tenant: str,
    hook: str,
    signature: str,
    now: datetime,
    forget_before: datetime,
) -> None:
    """Remember a signature in the transaction that stores its feedback; old ones are forgotten.

    Raises ConflictError where it was taken before.
    """
    connection.execute(delete(delivery).where(delivery.c.time < forget_before))
    if _holds(connection, tenant, hook, signature):
        raise ConflictError("This delivery was taken before.")
    connection.execute(
        insert(delivery).values(tenant=tenant, hook=hook, signature=signature, time=now)
    )


def _holds(connection: Connection, tenant: str, hook: str, signature: str) -> bool:
    mine: tuple[ColumnElement[bool], ...] = (
        delivery.c.tenant == tenant,
        delivery.c.hook == hook,
        delivery.c.signature == signature,
    )
    return connection.scalar(select(delivery.c.hook).where(*mine)) is not None
