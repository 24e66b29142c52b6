from datetime import UTC, datetime, timedelta

from assistant.store.database import Database
from assistant.store.idempotency import Idempotency, Remembered

NOW = datetime(2026, 3, 13, 12, tzinfo=UTC)
TENANT = "idempotency"


def test_a_claim_whose_process_died_is_taken_over(shared_database: Database) -> None:
    known = Idempotency(shared_database, TENANT)
    assert known.claim("k", "print", NOW) is None
    soon, later = NOW + timedelta(minutes=1), NOW + timedelta(minutes=3)
    assert known.claim("k", "print", soon) == Remembered("print", None)
    assert known.claim("k", "print", later) is None
    assert known.claim("k", "print", later) == Remembered("print", None)


def test_an_answer_is_kept_for_a_day(shared_database: Database) -> None:
    known = Idempotency(shared_database, TENANT)
    known.claim("answered", "print", NOW)
    known.keep("answered", {"items": []})
    later = NOW + timedelta(hours=23)
    assert known.claim("answered", "print", later) == Remembered("print", {"items": []})
    assert known.claim("answered", "print", NOW + timedelta(hours=25)) is None
