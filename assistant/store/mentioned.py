"""What is said of a theme, read from the index of its mentions, which knows no stars.

Several scopes are read at once; each is of one theme and its stances.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, literal, select, union_all

from assistant.models import Scope, with_title
from assistant.store.records import Record, read_records
from assistant.store.scopes import beyond_mentions, mention_conditions
from assistant.store.tables import feedback, mention

__all__ = ["newest_clauses", "strongest_records"]


def strongest_records(
    connection: Connection,
    scopes: Sequence[Scope],
    by: Sequence[ColumnElement[Any]],
    limit: int,
    offset: int,
) -> list[list[Record]]:
    """For each scope a page of its records in this order, the newest of equals first."""
    order = (*by, mention.c.day.desc(), mention.c.row)
    pages = []
    for scope in scopes:
        query = _mentions(scope, mention.c.row).order_by(*order).limit(limit).offset(offset)
        pages.append(connection.scalars(query).all())
    rows = {row for page in pages for row in page}
    found = read_records(connection, select(feedback).where(feedback.c.row.in_(rows)))
    records = {record.row: record for record in found}
    return [[records[row] for row in page if row in records] for page in pages]


def newest_clauses(connection: Connection, scopes: Sequence[Scope], limit: int) -> list[list[str]]:
    """For each scope what its newest records say of the theme."""
    if not scopes:
        return []
    m = mention.c
    pages = [
        _mentions(scope, literal(place).label("place"), m.row, m.start, m.end)
        .order_by(m.day.desc(), m.row.desc())
        .limit(limit)
        .subquery()
        for place, scope in enumerate(scopes)
    ]
    said = union_all(*(select(page) for page in pages)).subquery()
    query = select(said.c.place, feedback.c.title, feedback.c.text, said.c.start, said.c.end)
    rows = connection.execute(query.join(said, said.c.row == feedback.c.row)).all()
    by_scope: list[list[str]] = [[] for _ in scopes]
    for place, title, text, start, end in rows:
        by_scope[place].append(with_title(title, text)[start:end])
    return by_scope


def _mentions(scope: Scope, *columns: Any) -> Select[Any]:
    query = select(*columns).where(*mention_conditions(scope))
    if rest := beyond_mentions(scope):
        query = query.join(feedback, feedback.c.row == mention.c.row).where(*rest)
    return query
