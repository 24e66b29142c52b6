"""Marks copies and placeholders as they are stored, so that counts can leave them out.

Only the first record of a group of near duplicates keeps its signature and band keys; what comes
later is compared with it alone (analytics/near_duplicates.py).
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import (
    ARRAY,
    BigInteger,
    Connection,
    Select,
    cast,
    func,
    insert,
    select,
)

from assistant.analytics.near_duplicates import (
    MAX_DISTANCE,
    band_keys,
    distance,
    signatures,
)
from assistant.analytics.placeholders import is_placeholder
from assistant.store.tables import band, fingerprint

__all__ = ["Mark", "Noise", "find_copies", "keep_marks", "marks_of"]


INSERT_BAND = {
    "sqlite": 'INSERT INTO band (tenant, "key", "row") VALUES (?, ?, ?)',
    "postgresql": 'INSERT INTO band (tenant, "key", "row") VALUES (%s, %s, %s)',
}
"""As the driver takes it: half of all that a feedback writes are its band keys."""


class Noise(StrEnum):
    """Why a record says nothing of its own."""

    COPY = "copy"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class Mark:
    """What tells whether a text repeats another: nothing but its shape is kept."""

    signature: NDArray[np.uint16]
    keys: tuple[int, ...]
    blank: bool


def marks_of(texts: Sequence[str]) -> list[Mark]:
    """One mark a text. A record without any text is a bare rating, which is no noise."""
    found = signatures(texts)
    return [
        Mark(signature, keys, bool(text.strip()) and is_placeholder(text))
        for text, signature, keys in zip(texts, found, band_keys(found), strict=True)
    ]


def find_copies(
    connection: Connection, tenant: str, marks: Mapping[int, Mark]
) -> tuple[dict[int, Noise], dict[int, Mark]]:
    """Which of the new rows are noise, and the marks of those that others may repeat."""
    shelves, known = _shelves(connection, tenant, marks.values())
    noise: dict[int, Noise] = {}
    first: dict[int, Mark] = {}
    for row, mark in marks.items():
        near = {other for key in mark.keys for other in shelves.get(key, ())}
        if mark.blank:
            noise[row] = Noise.BLANK
        elif any(distance(known[other], mark.signature) <= MAX_DISTANCE for other in near):
            noise[row] = Noise.COPY
        elif mark.keys:
            first[row] = mark
            known[row] = mark.signature
            for key in mark.keys:
                shelves.setdefault(key, []).append(row)
    return noise, first


def keep_marks(connection: Connection, tenant: str, first: Mapping[int, Mark]) -> None:
    """Keep the marks of stored rows for the texts to come."""
    if not first:
        return
    connection.execute(
        insert(fingerprint),
        [{"row": row, "signature": mark.signature.tobytes()} for row, mark in first.items()],
    )
    keys = [(tenant, key, row) for row, mark in first.items() for key in set(mark.keys)]
    connection.exec_driver_sql(INSERT_BAND[connection.dialect.name], keys)


def _shelves(
    connection: Connection, tenant: str, marks: Iterable[Mark]
) -> tuple[dict[int, list[int]], dict[int, NDArray[np.uint16]]]:
    """The rows of each band key that the marks ask for, and the signatures of these rows."""
    wanted = _listed(connection, sorted({key for mark in marks for key in mark.keys}))
    query = (
        select(band.c.key, band.c.row, fingerprint.c.signature)
        .join(fingerprint, fingerprint.c.row == band.c.row)
        .where(band.c.tenant == tenant, band.c.key.in_(wanted))
    )
    shelves: dict[int, list[int]] = {}
    known: dict[int, NDArray[np.uint16]] = {}
    for key, row, signature in connection.execute(query):
        shelves.setdefault(key, []).append(row)
        known[row] = np.frombuffer(signature, np.uint16)
    return shelves, known


def _listed(connection: Connection, keys: Sequence[int]) -> Select[tuple[int]]:
    """The keys as a query of one column: tens of thousands go as one parameter."""
    if connection.dialect.name == "sqlite":
        return select(func.json_each(json.dumps(keys)).table_valued("value").c.value)
    return select(func.unnest(cast(keys, ARRAY(BigInteger))))
