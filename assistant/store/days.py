"""The day of each record, cut anew when the time zone changes."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Table, bindparam, select, update

from assistant.store.changes import count_change_of_all
from assistant.store.daily_counts import recount_days
from assistant.store.tables import feedback, mention, purchase
from assistant.store.waiting import wait_for_index

__all__ = ["cut_days"]

BATCH = 5_000


def cut_days(connection: Connection, day_of: Callable[[datetime], date]) -> None:
    """Give every record the day that its time has by `day_of`; counts and the index follow."""
    for batch in _moved(connection, feedback, day_of):
        rows = [each["key_row"] for each in batch]
        _write(connection, feedback, batch)
        wait_for_index(connection, rows)
    for batch in _moved(connection, purchase, day_of):
        _write(connection, purchase, batch)
    day = select(feedback.c.day).where(feedback.c.row == mention.c.row).scalar_subquery()
    connection.execute(update(mention).values(day=day))
    recount_days(connection)
    count_change_of_all(connection)


def _moved(
    connection: Connection, table: Table, day_of: Callable[[datetime], date]
) -> Iterator[Sequence[dict[str, Any]]]:
    """The keys of the records that lie on another day, with the day; read before any is written."""
    keys = [column.label(f"key_{column.name}") for column in table.primary_key]
    found = connection.execute(select(table.c.time, table.c.day, *keys))
    moved = iter(
        [
            {key.name: value for key, value in zip(keys, values, strict=True)} | {"to": day}
            for time, before, *values in found
            if (day := day_of(time)) != before
        ]
    )
    while batch := list(islice(moved, BATCH)):
        yield batch


def _write(connection: Connection, table: Table, batch: Sequence[dict[str, Any]]) -> None:
    mine = (column == bindparam(f"key_{column.name}") for column in table.primary_key)
    connection.execute(update(table).where(*mine).values(day=bindparam("to")), list(batch))
