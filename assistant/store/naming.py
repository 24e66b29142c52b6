"""Ids of new feedback that another record has already."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sqlalchemy import Connection

from assistant.models import Incoming
from assistant.store.identity import present
from assistant.store.tables import feedback

__all__ = ["with_unique_ids"]

DOUBLINGS = 24
BLOCK = 100


def with_unique_ids(
    connection: Connection, items: Sequence[Incoming], tenant: str
) -> list[Incoming]:
    """An id that is taken already gets its own source in front, then a number."""
    taken = present(connection, feedback.c.id, [item.feedback.id for item in items], tenant)
    names: dict[str, Iterator[str]] = {}
    unique = []
    for item in items:
        said = item.feedback
        name = said.id
        if name in taken:
            base = f"{said.source}:{said.id}"
            free = names.setdefault(base, _free_names(connection, base, tenant))
            name = next(each for each in free if each not in taken)
            item = replace(item, feedback=replace(said, id=name))
        taken.add(name)
        unique.append(item)
    return unique


def _free_names(connection: Connection, base: str, tenant: str) -> Iterator[str]:
    """Names that no stored record has: the base, then with a number, which only grows."""
    number = _first_free(connection, base, tenant)
    while True:
        block = [_numbered(base, each) for each in range(number, number + BLOCK)]
        held = present(connection, feedback.c.id, block, tenant)
        yield from (name for name in block if name not in held)
        number += BLOCK


def _first_free(connection: Connection, base: str, tenant: str) -> int:
    """A free number after those in use, found by halving: an id may repeat a million times."""

    def held(numbers: Sequence[int]) -> set[str]:
        names = [_numbered(base, number) for number in numbers]
        return present(connection, feedback.c.id, names, tenant)

    powers = [1 << exponent for exponent in range(DOUBLINGS)]
    taken = held(powers)
    above = next((each for each in powers if _numbered(base, each) not in taken), 1 << DOUBLINGS)
    between = range(above // 2 + 1, above)
    return between.start + bisect_left(between, True, key=lambda number: not held([number]))


def _numbered(base: str, number: int) -> str:
    return base if number == 1 else f"{base}~{number}"
