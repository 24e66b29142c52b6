"""Values and words that differ in upper and lower case alone."""

from typing import Any

from sqlalchemy import Boolean, ColumnElement, and_, collate, func
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from assistant.models import APART

__all__ = ["holds_exactly", "same_but_case", "says"]

ESCAPE = "/"


def same_but_case(column: ColumnElement[str], value: str, dialect: str) -> ColumnElement[bool]:
    """Whether a column holds a value, in whatever case.

    SQLite compares ASCII by itself, over an index of the column; its lower() calls Python for each
    row, which takes six times as long.
    """
    if dialect == "sqlite" and value.isascii():
        return collate(column, "NOCASE") == value
    return func.lower(column) == value.lower()


def says(text: ColumnElement[str], word: str) -> ColumnElement[bool]:
    """Whether a text holds a word, in whatever case.

    Python's lower() is called for each text only where a word has letters beyond ASCII: a word
    without case, as in Chinese, needs none, and SQLite's LIKE knows the case of ASCII by itself,
    ten times as fast. Of several words that `APART` joins, each must stand somewhere.
    """
    if APART in word:
        return and_(*(says(text, each) for each in word.split(APART)))
    if word.lower() == word.upper():
        return text.contains(word, autoescape=True)
    if word.isascii():
        return _LikeInAnyCase(text, f"%{_escaped(word)}%")
    return text.icontains(word, autoescape=True)


def holds_exactly(text: ColumnElement[str], piece: str) -> ColumnElement[bool]:
    """Whether a text holds a piece as it is written: SQLite's LIKE takes no heed of case."""
    return func.length(func.replace(text, piece, "")) < func.length(text)


def _escaped(word: str) -> str:
    for each in (ESCAPE, "%", "_"):
        word = word.replace(each, ESCAPE + each)
    return word


class _LikeInAnyCase(FunctionElement[bool]):
    """A text and a pattern of ASCII."""

    type = Boolean()
    inherit_cache = True


@compiles(_LikeInAnyCase)
def _ilike(element: _LikeInAnyCase, compiler: SQLCompiler, **options: Any) -> str:
    text, pattern = (compiler.process(each, **options) for each in element.clauses)
    like = "LIKE" if compiler.dialect.name == "sqlite" else "ILIKE"
    return f"({text} {like} {pattern} ESCAPE '{ESCAPE}')"
