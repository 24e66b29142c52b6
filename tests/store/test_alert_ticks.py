from datetime import UTC, datetime, timedelta

from assistant.store.alert_ticks import AlertTicks, Tick
from assistant.store.database import Database

NOW = datetime(2026, 3, 13, 8, tzinfo=UTC)


def test_the_last_tick_of_a_step_counts(database: Database) -> None:
    ticks, later = AlertTicks(database), NOW + timedelta(hours=1)
    ticks.add("shop", "theme:delivery", Tick("answer", True, "Mei", NOW))
    ticks.add("shop", "theme:delivery", Tick("hold", True, "Mei", NOW))
    ticks.add("shop", "theme:delivery", Tick("hold", False, "Lin", later))
    assert ticks.of("shop", "theme:delivery") == {
        "answer": Tick("answer", True, "Mei", NOW),
        "hold": Tick("hold", False, "Lin", later),
    }
    assert ticks.of("other", "theme:delivery") == {}
    assert ticks.of("shop", "theme:packaging") == {}


def test_a_tick_that_says_nothing_new_leaves_who_was_first(database: Database) -> None:
    ticks = AlertTicks(database)
    ticks.add("shop", "k", Tick("hold", False, "Lin", NOW))
    assert ticks.of("shop", "k") == {}
    ticks.add("shop", "k", Tick("answer", True, "Mei", NOW))
    ticks.add("shop", "k", Tick("answer", True, "Lin", NOW + timedelta(hours=1)))
    assert ticks.of("shop", "k")["answer"].actor == "Mei"
