"""Which alerts were pushed where, so that each goes out once."""

from datetime import datetime, timedelta

from sqlalchemy import insert, select, update

from assistant.store.database import Database
from assistant.store.tables import alert_push

__all__ = ["AlertPushes"]

SENDING, SENT, FAILED = "sending", "sent", "failed"
AGAIN_AFTER = timedelta(hours=1)
"""A push that failed or never finished is tried again after this long."""


class AlertPushes:
    """The log of pushes; a key names an alert and the place it goes to."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def claim(self, key: str, now: datetime, tenant: str) -> bool:
        """Whether the caller is to push: nobody has, nor is at it. If so, notes that it began."""
        mine = (alert_push.c.tenant == tenant) & (alert_push.c.key == key)
        begun = {"time": now, "status": SENDING}
        with self._database.write() as connection:
            known = connection.execute(
                select(alert_push.c.time, alert_push.c.status).where(mine)
            ).one_or_none()
            if known is None:
                connection.execute(insert(alert_push).values(tenant=tenant, key=key, **begun))
                return True
            if known.status == SENT or now - known.time < AGAIN_AFTER:
                return False
            connection.execute(update(alert_push).where(mine).values(**begun))
            return True

    def finish(self, key: str, now: datetime, tenant: str, *, sent: bool) -> None:
        """Note how a claimed push ended."""
        mine = (alert_push.c.tenant == tenant) & (alert_push.c.key == key)
        with self._database.write() as connection:
            status = SENT if sent else FAILED
            connection.execute(update(alert_push).where(mine).values(time=now, status=status))
