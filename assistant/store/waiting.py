"""Feedback that is stored already and that the vector index must take anew."""

from collections.abc import Collection

from sqlalchemy import Connection, Select, insert, select

from assistant.store.tables import feedback, outbox

__all__ = ["wait_for_index", "wait_for_index_all"]


def wait_for_index(connection: Connection, rows: Collection[int]) -> None:
    """Queue these rows; one that waits already keeps its place and its vector."""
    mine = feedback.c.row.in_(rows)
    _queue(connection, select(feedback.c.row).where(mine))


def wait_for_index_all(connection: Connection) -> None:
    """Queue every feedback."""
    _queue(connection, select(feedback.c.row))


def _queue(connection: Connection, rows: Select[tuple[int]]) -> None:
    new = rows.where(feedback.c.row.not_in(select(outbox.c.row)))
    connection.execute(insert(outbox).from_select(["row"], new))
