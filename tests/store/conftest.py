from itertools import count

import pytest

from assistant.store.database import Database
from assistant.store.feedback import FeedbackStore

TENANTS = (f"tenant-{n}" for n in count(1))


@pytest.fixture
def tenant() -> str:
    """A tenant of the test's own in a database that many tests share."""
    return next(TENANTS)


@pytest.fixture
def store(shared_database: Database) -> FeedbackStore:
    return FeedbackStore(shared_database)
