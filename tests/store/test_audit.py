"""The audit log: added to, never changed."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from assistant.errors import StoreError
from assistant.models import Actor, Role
from assistant.store.audit import AuditLog
from assistant.store.database import Database

NOW = datetime(2026, 3, 13, 12, tzinfo=UTC)
LIN = Actor("lin", Role.MANAGER)


def test_entries_come_back_newest_first_and_by_tenant(database: Database) -> None:
    log = AuditLog(database)
    for number in range(5):
        log.write("a", NOW, LIN, "feedback.add", f"F{number}", {"new": number})
    log.write("b", NOW, LIN, "key.add")
    entries = log.page("a", 3)
    assert [entry.target for entry in entries] == ["F4", "F3", "F2"]
    assert entries[0].actor == LIN
    assert entries[0].time == NOW
    assert entries[0].detail == {"new": 4}
    older = log.page("a", 3, before=entries[-1].number)
    assert [entry.target for entry in older] == ["F1", "F0"]
    assert [entry.action for entry in log.page("b", 9)] == ["key.add"]


@pytest.mark.parametrize("change", ["UPDATE audit SET actor = 'nobody'", "DELETE FROM audit"])
def test_the_database_refuses_to_change_one(database: Database, change: str) -> None:
    log = AuditLog(database)
    log.write("a", NOW, LIN, "key.add")
    with pytest.raises(StoreError, match="append-only"), database.write() as connection:
        connection.execute(text(change))
    assert [entry.actor for entry in log.page("a", 9)] == [LIN]
