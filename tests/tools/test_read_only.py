"""A tool is handed whole stores, and changes nothing in them."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import event

from assistant.errors import StoreError
from assistant.kept import Kept
from assistant.store.database import Database
from assistant.tools.context import MOST_RESULTS, ToolContext
from assistant.tools.registry import TOOLS
from tests.store.records import labels, said
from tests.tools.test_tools import run


@pytest.fixture
def unwritable(desk: ToolContext, desk_database: Database) -> Iterator[ToolContext]:
    """The small shop, with nothing kept of earlier calls, while its database takes no change."""

    def close(connection: sqlite3.Connection, *_: object) -> None:
        connection.execute("PRAGMA query_only = ON")

    def reopen(connection: sqlite3.Connection, *_: object) -> None:
        connection.execute("PRAGMA query_only = OFF")

    pool = desk_database.engine.pool
    event.listen(pool, "checkout", close)
    event.listen(pool, "checkin", reopen)
    yield replace(desk, results=Kept(MOST_RESULTS))
    event.remove(pool, "checkout", close)
    event.remove(pool, "checkin", reopen)


def test_the_database_takes_no_change(unwritable: ToolContext) -> None:
    with pytest.raises(StoreError):
        unwritable.feedback.add([said("NEW", tenant=unwritable.tenant)], [labels()])


@pytest.mark.parametrize("name", TOOLS)
def test_no_tool_writes(unwritable: ToolContext, name: str) -> None:
    run(unwritable, name)
