"""Signed deliveries of webhooks: each is taken once."""

from datetime import datetime

from sqlalchemy import delete, insert, select

from assistant.store.database import Database
from assistant.store.tables import delivery

__all__ = ["Deliveries"]


class Deliveries:
    """The signatures that were taken lately."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def take(
        self, tenant: str, hook: str, signature: str, now: datetime, forget_before: datetime
    ) -> bool:
        """Remember a signature; False where it was taken before. Old ones are forgotten."""
        mine = (
            delivery.c.tenant == tenant,
            delivery.c.hook == hook,
            delivery.c.signature == signature,
        )
        with self._database.write() as connection:
            connection.execute(delete(delivery).where(delivery.c.time < forget_before))
            if connection.scalar(select(delivery.c.hook).where(*mine)) is not None:
                return False
            connection.execute(
                insert(delivery).values(tenant=tenant, hook=hook, signature=signature, time=now)
            )
        return True

    def release(self, tenant: str, hook: str, signature: str) -> None:
        """Forget a delivery that could not be stored, so that its sender may try again."""
        with self._database.write() as connection:
            connection.execute(
                delete(delivery).where(
                    delivery.c.tenant == tenant,
                    delivery.c.hook == hook,
                    delivery.c.signature == signature,
                )
            )
