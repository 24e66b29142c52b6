"""The statements that a database is asked."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event

__all__ = ["Asked", "asked"]

Asked = list[tuple[str, Any]]
"""Statements with their parameters, in their order."""


@contextmanager
def asked(engine: Engine | type[Engine]) -> Iterator[Asked]:
    """What an engine, or any, is asked within the block."""
    found: Asked = []

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        found.append((statement, parameters))

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(engine, "before_cursor_execute", note)
