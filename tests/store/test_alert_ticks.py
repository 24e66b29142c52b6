from datetime import UTC, datetime, timedelta

from assistant.models import Actor, Role
from assistant.store.alert_ticks import AlertTicks, Tick
from assistant.store.audit import AuditLog
from assistant.store.database import Database

MEI, LIN = Actor("Mei", Role.AGENT), Actor("Lin", Role.AGENT)
NOW = datetime(2026, 3, 13, 8, tzinfo=UTC)


def test_the_last_tick_of_a_step_counts(database: Database) -> None:
    ticks, later = AlertTicks(database), NOW + timedelta(hours=1)
    ticks.add("shop", "theme:delivery", "answer", MEI, NOW, done=True)
    ticks.add("shop", "theme:delivery", "hold", MEI, NOW, done=True)
    ticks.add("shop", "theme:delivery", "hold", LIN, later, done=False)
    assert ticks.of("shop", "theme:delivery") == {
        "answer": Tick("answer", True, "Mei", NOW),
        "hold": Tick("hold", False, "Lin", later),
    }
    assert ticks.of("other", "theme:delivery") == {}
    assert ticks.of("shop", "theme:packaging") == {}


def test_a_tick_that_says_nothing_new_leaves_who_was_first(database: Database) -> None:
    ticks = AlertTicks(database)
    ticks.add("shop", "k", "hold", LIN, NOW, done=False)
    assert ticks.of("shop", "k") == {}
    ticks.add("shop", "k", "answer", MEI, NOW, done=True)
    ticks.add("shop", "k", "answer", LIN, NOW + timedelta(hours=1), done=True)
    assert ticks.of("shop", "k")["answer"].actor == "Mei"
    noted = [(each.action, each.target, each.detail) for each in AuditLog(database).page("shop", 9)]
    assert noted == [("alert.tick", "k", {"step": "answer", "done": True})]
