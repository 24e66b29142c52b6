"""Which incoming feedback is stored already, and under which id.

A key that is stored is known. Besides, a record keyed by its content is known where its source has
the same id with the same words or the same written moment: an export that was taken again after
the customer or the shop changed something in it.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, select

from assistant.models import Feedback, Incoming
from assistant.store.chunks import chunks
from assistant.store.tables import feedback

__all__ = ["present", "stored_ids"]

CONTENT_KEY = "sha1:"


def stored_ids(connection: Connection, batch: Sequence[Incoming], tenant: str) -> dict[str, str]:
    """The keys of the batch whose feedback is stored, each with the id that it is stored under."""
    found = _by_key(connection, [item.key for item in batch], tenant)
    loose = [item for item in batch if item.key not in found and item.key.startswith(CONTENT_KEY)]
    taken = _by_id(connection, [item.feedback.id for item in loose], tenant)
    # A record can only stand under its source and id where the id alone was taken before.
    loose = [item for item in loose if item.feedback.id in taken]
    taken |= _by_id(connection, [_second_name(item.feedback) for item in loose], tenant)
    for item in loose:
        for name in (item.feedback.id, _second_name(item.feedback)):
            if name in taken and _same(taken[name], item):
                found[item.key] = name
                break
    return found


def present(
    connection: Connection, column: ColumnElement[str], values: Iterable[str], tenant: str
) -> set[str]:
    """Those of the values that a column of the tenant's feedback holds."""
    wanted = list(dict.fromkeys(values))
    held: set[str] = set()
    for some in chunks(wanted):
        query = select(column).where(feedback.c.tenant == tenant, column.in_(some))
        held.update(connection.scalars(query))
    return held


def _by_key(connection: Connection, keys: Sequence[str], tenant: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for some in chunks(keys):
        query = select(feedback.c.key, feedback.c.id)
        query = query.where(feedback.c.tenant == tenant, feedback.c.key.in_(some))
        found.update((row.key, row.id) for row in connection.execute(query))
    return found


def _by_id(connection: Connection, ids: Sequence[str], tenant: str) -> dict[str, Row[Any]]:
    found: dict[str, Row[Any]] = {}
    for some in chunks(ids):
        query = select(feedback.c.id, feedback.c.source, feedback.c.time, feedback.c.text)
        query = query.where(feedback.c.tenant == tenant, feedback.c.id.in_(some))
        found.update({row.id: row for row in connection.execute(query)})
    return found


def _second_name(said: Feedback) -> str:
    """What a record is called where another source has its id."""
    return f"{said.source}:{said.id}"


def _same(row: Row[Any], item: Incoming) -> bool:
    said = item.feedback
    same_moment = item.dated and row.time == said.time
    return bool(row.source == said.source and (same_moment or row.text == said.text))
