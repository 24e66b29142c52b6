"""A shop of its own for every test, on SQLite and on PostgreSQL."""

from itertools import count

import pytest

from assistant.store.database import Database
from retrieval.embedders import BuiltinEmbedder
from tests.replies.shop import Shop

TENANTS = (f"answers-{n}" for n in count(1))


@pytest.fixture
def shop(shared_database: Database, encoder: BuiltinEmbedder) -> Shop:
    return Shop(shared_database, encoder, next(TENANTS))
