from datetime import UTC, datetime, timedelta

from assistant.models import DEFAULT_TENANT
from assistant.store.alert_pushes import AGAIN_AFTER, AlertPushes
from assistant.store.database import Database

NOW = datetime(2026, 3, 13, 8, 0, tzinfo=UTC)
LATER = NOW + AGAIN_AFTER


def test_a_key_is_claimed_once_and_never_again_when_sent(database: Database) -> None:
    pushes = AlertPushes(database)
    assert pushes.claim("hook:alert", NOW, DEFAULT_TENANT)
    assert not pushes.claim("hook:alert", NOW, DEFAULT_TENANT)
    pushes.finish("hook:alert", NOW, sent=True, tenant=DEFAULT_TENANT)
    assert not pushes.claim("hook:alert", NOW + timedelta(days=400), tenant=DEFAULT_TENANT)
    assert pushes.claim("hook:other", NOW, DEFAULT_TENANT)
    assert pushes.claim("hook:alert", NOW, tenant="another")


def test_what_failed_or_was_never_finished_is_tried_again_later(database: Database) -> None:
    pushes = AlertPushes(database)
    assert pushes.claim("failed", NOW, DEFAULT_TENANT)
    pushes.finish("failed", NOW, sent=False, tenant=DEFAULT_TENANT)
    assert pushes.claim("left", NOW, DEFAULT_TENANT)
    for key in ("failed", "left"):
        assert not pushes.claim(key, LATER - timedelta(seconds=1), tenant=DEFAULT_TENANT)
        assert pushes.claim(key, LATER, DEFAULT_TENANT)
        assert not pushes.claim(key, LATER, DEFAULT_TENANT)
