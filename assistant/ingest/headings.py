"""Where the header of a table stands, and what its columns are called.

Exports put titles above the header, spread it over merged cells of two rows, or repeat each
question in words below it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.ingest.column_values import NUMBER
from assistant.ingest.headers import is_name
from assistant.ingest.scales import is_blank
from assistant.ingest.tables import column_names
from assistant.ingest.times import looks_like_time

__all__ = ["Heading", "find_heading"]

LOOKED_AT = 12
"""Rows from the top among which the header stands."""

FULL_SHARE = 0.6
FEWEST_NAMES = 2
MOST_ROWS_BELOW = 3
FEWEST_VALUES = 2


@dataclass(frozen=True, slots=True)
class Heading:
    """`first` and `last` are the positions of the header's rows among those that were looked at."""

    first: int
    last: int
    columns: tuple[str, ...]

    def note(self, lines: Sequence[int]) -> str | None:
        """What the user should know, by the line of each row; None for a header on top."""
        if self.last == 0:
            return None
        first, last = lines[self.first], lines[self.last]
        where = f"line {first}" if first == last else f"lines {first}-{last}"
        return f"the header was read from {where}; what stands above it is left out"


def find_heading(rows: Sequence[Sequence[str]]) -> Heading:
    """The header among the first rows of a table (at least one): the first, unless a later one
    fills the table's width and names at least two fields.
    """
    width = max(len(row) for row in rows)
    filled = [sum(not _blank(cell) for cell in row) for row in rows]
    first = 0
    if filled[0] < FULL_SHARE * max(filled) and not any(map(is_name, rows[0])):
        for place, row in enumerate(rows[:LOOKED_AT]):
            named = sum(map(is_name, row))
            if filled[place] >= FULL_SHARE * max(filled) and named >= FEWEST_NAMES:
                first = place
                break
    names = _padded(rows[first], width) if first else list(rows[0])
    if first:
        above = _padded(rows[first - 1], width)
        names = [name or up for name, up in zip(names, above, strict=True)]
    last = first
    while last - first < MOST_ROWS_BELOW and _is_below(names, rows[last + 1 :]):
        last += 1
        below = _padded(rows[last], len(names))
        names = [_joined(name, more) for name, more in zip(names, below, strict=False)]
    return Heading(first, last, column_names(names))


def _is_below(names: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first of the rows still belongs to the header.

    It holds no number and no date, and either fills gaps of the header or has words or nothing
    in at least two columns that hold only numbers and dates in all further rows.
    """
    if len(rows) <= FEWEST_VALUES or any(_is_value(cell) for cell in rows[0]):
        return False
    # The further rows may begin with another one of the header.
    row, rest = _padded(rows[0], len(names)), rows[-max(FEWEST_VALUES, len(rows) // 2) :]
    gaps = sum(not name and not _blank(cell) for name, cell in zip(names, row, strict=False))
    worded = empty = 0
    for place in range(len(names)):
        values = [r[place] for r in rest if place < len(r) and not _blank(r[place])]
        if len(values) < max(FEWEST_VALUES, 0.9 * len(rest)) or not all(map(_is_value, values)):
            continue
        if not row[place].strip():
            empty += 1
        elif not is_blank(row[place]):
            worded += 1
    filled = sum(not _blank(cell) for cell in row)
    return filled > 1 and worded >= 1 and (worded + empty >= FEWEST_NAMES or gaps > 0)


def _joined(name: str, below: str) -> str:
    """One name of a header over two rows: the one that names a field, else both."""
    name, below = name.strip(), below.strip()
    if not below or not name or is_name(name) or below.startswith("{"):
        return name or below
    return below if is_name(below) else f"{name} {below}"


def _padded(row: Sequence[str], width: int) -> list[str]:
    return [*row[:width], *[""] * (width - len(row))]


def _blank(cell: str) -> bool:
    return not cell.strip("\ufeff\0 \t\r\n")


def _is_value(cell: str) -> bool:
    plain = cell.strip()
    return bool(NUMBER.fullmatch(plain)) or looks_like_time(plain)
