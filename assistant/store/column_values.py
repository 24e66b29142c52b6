"""Which records have a value, or a number of a band, in a column that no field is named for."""

import json
import math
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Float, Text, and_, cast, literal, or_
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from assistant.models import SOURCE, Band
from assistant.store.casing import holds_exactly
from assistant.store.tables import feedback

__all__ = ["NumberIn", "stands_in", "written_in"]


def stands_in(column: str, values: Sequence[str]) -> ColumnElement[bool]:
    """By the text of the JSON, in which quotation marks end a name and a value: a path into it
    finds no Chinese name in SQLite. The source has a column of its own."""
    if column == SOURCE:
        return feedback.c.source.in_(values)
    return or_(
        *(
            _within(column, band)
            if (band := Band.read(value))
            else written_in(feedback.c.extra, column, value)
            for value in values
        )
    )


def written_in(extra: ColumnElement[Any], column: str, value: str) -> ColumnElement[bool]:
    """Whether a JSON object of columns has this value in this one."""
    return holds_exactly(cast(extra, Text), json.dumps({column: value})[1:-1])


def _within(column: str, band: Band) -> ColumnElement[bool]:
    number = NumberIn(feedback.c.extra, literal(column))
    ends = [number >= band.low] if not math.isinf(band.low) else []
    return and_(*ends, *([number <= band.high] if not math.isinf(band.high) else []))


class NumberIn(FunctionElement[float]):
    """The number under a name in a JSON object; NULL where it is none."""

    type = Float()
    inherit_cache = True


@compiles(NumberIn)
def _by_pattern(element: NumberIn, compiler: SQLCompiler, **options: Any) -> str:
    extra, name = (compiler.process(each, **options) for each in element.clauses)
    return rf"CAST(substring({extra} ->> {name} from '^[0-9]+(?:[.][0-9]+)?$') AS float8)"


@compiles(NumberIn, "sqlite")
def _by_digits(element: NumberIn, compiler: SQLCompiler, **options: Any) -> str:
    extra, name = (compiler.process(each, **options) for each in element.clauses)
    return (
        f"(SELECT CAST(value AS REAL) FROM json_each({extra}) WHERE key = {name}"  # noqa: S608
        " AND value GLOB '[0-9]*' AND value GLOB '*[0-9]' AND value NOT GLOB '*[^0-9.]*'"
        " AND value NOT GLOB '*.*.*')"
    )
