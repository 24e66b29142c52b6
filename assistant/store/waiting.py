"""Feedback that is stored already and that the vector index must take anew."""

from collections.abc import Collection

from sqlalchemy import Connection, insert, select

from assistant.store.tables import feedback, outbox

__all__ = ["wait_for_index"]


def wait_for_index(connection: Connection, rows: Collection[int]) -> None:
    """Queue these rows; one that waits already keeps its place and its vector."""
    mine = select(feedback.c.row).where(feedback.c.row.in_(rows))
    new = mine.where(feedback.c.row.not_in(select(outbox.c.row)))
    connection.execute(insert(outbox).from_select(["row"], new))
