"""How many records of each group meet some conditions: one look at a scope for several counts.

A group-by over all columns concerned would give thousands of rows where a few are asked for.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, case, func, select

from assistant.models import Scope
from assistant.store.scopes import conditions
from assistant.store.tables import feedback

__all__ = ["Hits", "count_hits"]

Hits = dict[tuple[Any, ...], tuple[int, ...]]
"""By the values of some columns: all records, then those that meet each condition."""


def count_hits(
    connection: Connection, scope: Scope, names: Sequence[str], met: Sequence[ColumnElement[bool]]
) -> Hits:
    """The counts of a scope by these columns; a group that has no record is left out."""
    columns = [feedback.c[name] for name in names]
    counts = (func.count(), *(func.count(case((each, 1))) for each in met))
    query = select(*columns, *counts).where(*conditions(scope)).group_by(*columns)
    rows = connection.execute(query).all()
    return {tuple(row[: len(columns)]): tuple(row[len(columns) :]) for row in rows}
