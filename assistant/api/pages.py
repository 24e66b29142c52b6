"""Cursors: where the next page of a list begins, opaque to the caller who sends it back."""

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Annotated, Any, TypeVar

from fastapi import Query
from pydantic import BaseModel

from assistant.errors import InvalidInputError

__all__ = ["Cursor", "Limit", "Page", "number_at", "page_of", "place_at"]

T = TypeVar("T")

Cursor = Annotated[
    str | None,
    Query(max_length=400, description="`next` of the page before; left out for the first page."),
]
Limit = Annotated[int, Query(ge=1, le=200, description="How many at most.")]


class Page(BaseModel):
    """One page of a list; `next` is null on the last page."""

    next: str | None


def page_of(
    found: Sequence[T], limit: int, place: Callable[[T], tuple[Any, ...]]
) -> tuple[Sequence[T], str | None]:
    """The first `limit` of what was found, and the cursor of the next page where there is more.

    `place` gives the place of an item as plain JSON values and datetimes.
    """
    if len(found) <= limit:
        return found, None
    last = [e.isoformat() if isinstance(e, datetime) else e for e in place(found[limit - 1])]
    written = json.dumps(last, ensure_ascii=False).encode()
    return found[:limit], base64.urlsafe_b64encode(written).decode().rstrip("=")


def place_at(cursor: str | None, last: type) -> tuple[datetime, Any] | None:
    """The moment and the id (of type `last`) of a cursor. Raises InvalidInputError."""
    if cursor is None:
        return None
    read = _read(cursor, 2)
    try:
        moment = datetime.fromisoformat(read[0])
        if moment.tzinfo is None or type(read[1]) is not last:
            raise ValueError
    except (TypeError, ValueError):
        raise _unreadable() from None
    return moment, read[1]


def number_at(cursor: str | None) -> int | None:
    """The number of a cursor. Raises InvalidInputError."""
    if cursor is None:
        return None
    (number,) = _read(cursor, 1)
    if type(number) is not int or not 0 <= number < 2**31:
        raise _unreadable()
    return number


def _read(cursor: str, length: int) -> list[Any]:
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        read = json.loads(base64.b64decode(padded, b"-_", validate=True))
    except (binascii.Error, ValueError, RecursionError):
        raise _unreadable() from None
    if not isinstance(read, list) or len(read) != length:
        raise _unreadable()
    return read


def _unreadable() -> InvalidInputError:
    return InvalidInputError("The cursor cannot be read; take it from `next` of the page before.")
