"""Adds counts to the rows of a table."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

__all__ = ["add_counts"]


def add_counts(connection: Connection, table: Table, counts: Mapping[tuple[Any, ...], int]) -> None:
    """Add each count to the column `n` of the row with that primary key, or insert the row."""
    keys = [column.name for column in table.primary_key]
    values = [dict(zip(keys, key, strict=True)) | {"n": n} for key, n in sorted(counts.items())]
    if not values:
        return
    new = (sqlite if connection.dialect.name == "sqlite" else postgresql).insert(table)
    more = {"n": table.c.n + new.excluded.n}
    connection.execute(new.on_conflict_do_update(index_elements=keys, set_=more), values)
