"""Ticks on the checklists of alerts; every tick and untick is kept, the last one counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, insert, select

from assistant.models import Actor
from assistant.store.audit import note
from assistant.store.database import Database
from assistant.store.tables import alert_tick

__all__ = ["AlertTicks", "Tick"]


@dataclass(frozen=True, slots=True)
class Tick:
    """Who said last that a step is done, or is not done after all, and when."""

    step: str
    done: bool
    actor: str
    time: datetime


class AlertTicks:
    """The ticks of each tenant; `key` names one alert."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(
        self, tenant: str, key: str, step: str, actor: Actor, now: datetime, *, done: bool
    ) -> None:
        """Keep and note a tick, unless the last one of its step says the same."""
        mine = (alert_tick.c.tenant == tenant, alert_tick.c.key == key)
        with self._database.write() as connection:
            last = connection.scalar(
                select(alert_tick.c.done)
                .where(*mine, alert_tick.c.step == step)
                .order_by(alert_tick.c.number.desc())
                .limit(1)
            )
            if bool(last) == done:
                return
            number = connection.scalar(select(func.max(alert_tick.c.number)).where(*mine))
            connection.execute(
                insert(alert_tick).values(
                    tenant=tenant,
                    key=key,
                    number=(number or 0) + 1,
                    step=step,
                    done=done,
                    actor=actor.name,
                    time=now,
                )
            )
            note(connection, tenant, now, actor, "alert.tick", key, {"step": step, "done": done})

    def of(self, tenant: str, key: str) -> Mapping[str, Tick]:
        """The last tick of each step that was ever ticked, by its step."""
        query = (
            select(alert_tick.c.step, alert_tick.c.done, alert_tick.c.actor, alert_tick.c.time)
            .where(alert_tick.c.tenant == tenant, alert_tick.c.key == key)
            .order_by(alert_tick.c.number)
        )
        with self._database.read() as connection:
            return {row.step: Tick(*row) for row in connection.execute(query)}
