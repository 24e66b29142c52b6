"""Values and words that differ in upper and lower case alone."""

import json
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Boolean, ColumnElement, and_, collate, func, literal, or_
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from assistant.models import APART

__all__ = [
    "holds_any",
    "holds_exactly",
    "in_plain_order",
    "same_but_case",
    "says",
    "says_any",
]

ESCAPE = "/"
MANY = 5
"""From so many words on SQLite is faster with one call of Python for each text than with a LIKE for
each word."""


def same_but_case(column: ColumnElement[str], value: str, dialect: str) -> ColumnElement[bool]:
    """Whether a column holds a value, in whatever case.

    SQLite compares ASCII by itself, over an index of the column; its lower() calls Python for each
    row, which takes six times as long.
    """
    if dialect == "sqlite" and value.isascii():
        return collate(column, "NOCASE") == value
    return func.lower(column) == value.lower()


def in_plain_order(column: ColumnElement[str], dialect: str) -> ColumnElement[str]:
    """A column to order by as Python does, in whatever locale the database was made."""
    return column if dialect == "sqlite" else collate(column, "C")


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


def says_any(text: ColumnElement[str], words: Sequence[str]) -> ColumnElement[bool]:
    """Whether a text holds one of the words, in whatever case."""
    one_by_one = or_(*(says(text, word) for word in words))
    if len(words) < MANY or any(APART in word for word in words):
        return one_by_one
    spelled = json.dumps([word.lower() for word in words])
    return _HoldsAny(text, literal(spelled), one_by_one)


def holds_any(text: str, spelled: str) -> bool:
    """Whether a text holds one of the words, in lower case, of a JSON list; called by SQLite."""
    lowered = text.lower()
    return any(map(lowered.__contains__, _read_words(spelled)))


@lru_cache(maxsize=64)
def _read_words(spelled: str) -> tuple[str, ...]:
    return tuple(json.loads(spelled))


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


class _HoldsAny(FunctionElement[bool]):
    """A text, the words as JSON, and the same condition word by word."""

    type = Boolean()
    inherit_cache = True


@compiles(_HoldsAny)
def _word_by_word(element: _HoldsAny, compiler: SQLCompiler, **options: Any) -> str:
    _, _, one_by_one = element.clauses
    return f"({compiler.process(one_by_one, **options)})"


@compiles(_HoldsAny, "sqlite")
def _at_once(element: _HoldsAny, compiler: SQLCompiler, **options: Any) -> str:
    text, spelled, _ = element.clauses
    return f"holds_any({compiler.process(text, **options)}, {compiler.process(spelled, **options)})"
