"""Which column of a file holds which field of a feedback."""

import difflib
import re
import statistics
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.errors import ImportFileError
from assistant.ingest.headers import (
    FIELDS,
    NAMES,
    NOT_A_TIME,
    PATTERNS,
    is_label,
    plain_header,
)
from assistant.ingest.times import looks_like_time

__all__ = ["ColumnPlan", "recognise_columns"]

REMARK = re.compile(r"[（(\[【][^（()）\[\]【】]*[）)\]】]")
TEXT_LENGTH = 8
"""Characters that a free text has on average at least, where the header does not say text."""

CODE = re.compile(r"(?=.*\d)[A-Za-z0-9][A-Za-z0-9_./:#-]{2,}")
FEWEST_CODES = 3
"""A column of fewer values is left to its header."""

TIME_SHARE = 0.9
NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)?%?")


@dataclass(frozen=True)
class ColumnPlan:
    """`fields` maps a field to the position of its column; `guessed` were told by their values."""

    columns: tuple[str, ...]
    fields: Mapping[str, int]
    guessed: tuple[str, ...] = ()

    @property
    def named(self) -> dict[str, str]:
        return {field: self.columns[place] for field, place in self.fields.items()}

    @cached_property
    def kept(self) -> tuple[tuple[int, str], ...]:
        """Position and name of the columns that no field was found for."""
        taken = set(self.fields.values())
        return tuple(pair for pair in enumerate(self.columns) if pair[0] not in taken)

    @property
    def unmapped(self) -> tuple[str, ...]:
        return tuple(name for _, name in self.kept)

    def without(self, field: str) -> "ColumnPlan":
        """The plan with the column of this field left among the unmapped ones."""
        rest = {name: place for name, place in self.fields.items() if name != field}
        return ColumnPlan(self.columns, rest, self.guessed)


def recognise_columns(
    columns: Sequence[str],
    sample: Sequence[Sequence[str]],
    mapping: Mapping[str, str],
    *,
    name: str,
) -> ColumnPlan:
    """The plan for a file called `name`: the user's mapping, then headers, then values.

    Raises ImportFileError for a mapping to what does not exist, for a first line that is data,
    and where no column holds text.
    """
    fields = _given(columns, mapping, name)
    _by_header(columns, sample, fields)
    if not mapping and not fields and _is_data(columns):
        raise ImportFileError(
            f"The first line of {name} is data ({', '.join(columns)[:60]}): "
            "put a line with column names above it."
        )
    guessed = []
    for field, guess in (("time", _time_column), ("text", _text_column)):
        if field not in fields:
            place = guess(columns, sample, set(fields.values()))
            if place is not None:
                fields[field] = place
                guessed.append(field)
    if "text" not in fields and "title" in fields and "title" not in mapping:
        # A title alone is all that the customer wrote.
        fields["text"] = fields.pop("title")
    answers = fields.keys() & {"rating", "nps", "ces"}
    if "text" not in fields and not answers:
        raise ImportFileError(
            f"No column of {name} holds text; it has {', '.join(columns)}: "
            "name the one with --map text=COLUMN."
        )
    return ColumnPlan(tuple(columns), fields, tuple(guessed))


def _given(columns: Sequence[str], mapping: Mapping[str, str], name: str) -> dict[str, int]:
    fields: dict[str, int] = {}
    plain = [plain_header(column) for column in columns]
    for field, column in mapping.items():
        if field not in FIELDS:
            near = difflib.get_close_matches(field, FIELDS, 1)
            hint = f"did you mean {near[0]}? " if near else ""
            raise ImportFileError(
                f"There is no field {field!r} to map to: {hint}the fields are {', '.join(FIELDS)}."
            )
        wanted = plain_header(column)
        if column in columns:
            fields[field] = list(columns).index(column)
        elif wanted and plain.count(wanted) == 1:
            fields[field] = plain.index(wanted)
        else:
            raise ImportFileError(
                f"{name} has no column {column!r} for {field}: it has {', '.join(columns)}."
            )
    return fields


def _by_header(
    columns: Sequence[str], sample: Sequence[Sequence[str]], fields: dict[str, int]
) -> None:
    """Add the fields that the headers name; a column goes to one field, a field to one column.

    A column of numbers, dates or codes is no text, whatever its header says.
    """
    plain = [plain_header(column) for column in columns]
    bare = [plain_header(REMARK.sub("", unicodedata.normalize("NFKC", c))) for c in columns]
    free = [
        place not in fields.values() and not is_label(bare[place]) for place in range(len(columns))
    ]

    def fits(field: str, place: int) -> bool:
        return free[place] and not (field == "text" and _is_coded(sample, place))

    def take(field: str, place: int) -> None:
        fields[field] = place
        free[place] = False

    for field, names in NAMES.items():
        if field in fields:
            continue
        for known in names.split():
            wanted = plain_header(known)
            places = [
                p for p in range(len(columns)) if wanted in (plain[p], bare[p]) and fits(field, p)
            ]
            if places:
                take(field, places[0])
                break
    for field, pattern in PATTERNS:
        if field in fields:
            continue
        for place, header in enumerate(plain):
            if re.search(pattern, header) and fits(field, place):
                if field == "time" and NOT_A_TIME.search(header):
                    continue
                take(field, place)
                break


def _is_coded(sample: Sequence[Sequence[str]], place: int) -> bool:
    """Whether a column surely holds numbers, dates or keys: every value is one."""
    values = [row[place].strip() for row in sample if row[place].strip()]
    return len(values) >= FEWEST_CODES and all(
        NUMBER.fullmatch(value) or CODE.fullmatch(value) or looks_like_time(value)
        for value in values
    )


def _is_data(columns: Sequence[str]) -> bool:
    return any(NUMBER.fullmatch(column) or looks_like_time(column) for column in columns)


def _time_column(
    columns: Sequence[str], sample: Sequence[Sequence[str]], taken: set[int]
) -> int | None:
    """The first free column whose values are written dates, bare numbers not counted."""
    for place, column in enumerate(columns):
        header = plain_header(column)
        if place in taken or is_label(header) or NOT_A_TIME.search(header):
            continue
        values = [row[place] for row in sample if row[place].strip()]
        dated = sum(
            1 for value in values if not NUMBER.fullmatch(value.strip()) and looks_like_time(value)
        )
        if values and dated >= TIME_SHARE * len(values):
            return place
    return None


def _text_column(
    columns: Sequence[str], sample: Sequence[Sequence[str]], taken: set[int]
) -> int | None:
    """The free column with the longest values on average, where they read like free text."""
    best: tuple[float, int] | None = None
    for place, column in enumerate(columns):
        if place in taken or is_label(plain_header(column)):
            continue
        values = [row[place].strip() for row in sample if row[place].strip()]
        if not values or not _is_free_text(values):
            continue
        length = statistics.fmean(len(value) for value in values)
        if length >= TEXT_LENGTH and (best is None or length > best[0]):
            best = (length, place)
    return best[1] if best else None


def _is_free_text(values: Sequence[str]) -> bool:
    """Whether most values are several words, or Chinese, and few are repeated."""
    worded = sum(1 for value in values if " " in value or not value.isascii())
    dated = sum(1 for value in values if looks_like_time(value))
    return (
        worded >= 0.5 * len(values)
        and dated < 0.5 * len(values)
        and len(set(values)) >= 0.3 * len(values)
    )
