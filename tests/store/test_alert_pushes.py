from datetime import UTC, datetime, timedelta

from assistant.store.alert_pushes import AGAIN_AFTER, AlertPushes
from assistant.store.database import Database

NOW = datetime(2026, 3, 13, 8, 0, tzinfo=UTC)
LATER = NOW + AGAIN_AFTER


def test_a_key_is_claimed_once_and_never_again_when_sent(database: Database) -> None:
    pushes = AlertPushes(database)
    assert pushes.claim("hook:alert", NOW)
    assert not pushes.claim("hook:alert", NOW)
    pushes.finish("hook:alert", NOW, sent=True)
    assert not pushes.claim("hook:alert", NOW + timedelta(days=400))
    assert pushes.claim("hook:other", NOW)
    assert pushes.claim("hook:alert", NOW, tenant="another")


def test_what_failed_or_was_never_finished_is_tried_again_later(database: Database) -> None:
    pushes = AlertPushes(database)
    assert pushes.claim("failed", NOW)
    pushes.finish("failed", NOW, sent=False)
    assert pushes.claim("left", NOW)
    for key in ("failed", "left"):
        assert not pushes.claim(key, LATER - timedelta(seconds=1))
        assert pushes.claim(key, LATER)
        assert not pushes.claim(key, LATER)
