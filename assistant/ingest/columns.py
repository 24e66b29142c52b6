"""Which column of a file holds which field of a feedback."""

import difflib
import re
import unicodedata
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property

from assistant.errors import ImportFileError
from assistant.ingest.column_values import NUMBER, Sample
from assistant.ingest.header_names import FIELDS, NAMES
from assistant.ingest.header_patterns import NOT_A_TIME, PATTERNS
from assistant.ingest.headers import asked_for, is_label, plain_header, without_holders
from assistant.ingest.times import looks_like_time

__all__ = ["ColumnPlan", "recognise_columns"]

REMARK = re.compile(r"[（(\[【][^（()）\[\]【】]*[）)\]】]")
EITHER = re.compile(r"[/|·、]")
"""What stands between the two names of a bilingual header ("内容 / review")."""


@dataclass(frozen=True)
class ColumnPlan:
    """`fields` maps a field to the position of its column; `guessed` were told by their values.

    `other_texts` are columns that read like free text besides the one that was taken.
    """

    columns: tuple[str, ...]
    fields: Mapping[str, int]
    guessed: tuple[str, ...] = ()
    other_texts: tuple[str, ...] = ()

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
        return replace(self, fields=rest)


def recognise_columns(
    columns: Sequence[str],
    sample: Sequence[Sequence[str]],
    mapping: Mapping[str, str],
    *,
    name: str,
) -> ColumnPlan:
    """The plan for a file called `name`: the user's mapping, then headers, then values. A field
    that is mapped to an empty name gets no column.

    Raises ImportFileError for a mapping to what does not exist, for a first line that is data,
    and where no column holds text.
    """
    looked = Sample(columns, sample)
    fields = _given(columns, mapping, name)
    unwanted = mapping.keys() - fields.keys()
    _by_header(columns, looked, fields, unwanted)
    named = "customer_name" in fields and not mapping.keys() & {"customer_name", "customer_id"}
    if named and "customer_id" not in fields and looked.is_numbered(fields["customer_name"]):
        # 客户 says who it is in either way: by a name, or by the shop's number.
        fields["customer_id"] = fields.pop("customer_name")
    if not mapping and not fields and _is_data(columns):
        raise ImportFileError(
            f"The first line of {name} is data ({', '.join(columns)[:60]}): "
            "put a line with column names above it."
        )
    guessed = _by_values(looked, fields, unwanted)
    free = "nps" not in fields and not mapping.keys() & {"nps", "rating"}
    if free and "rating" in fields and looked.says_nps(fields["rating"]):
        fields["nps"] = fields.pop("rating")
        guessed.append("nps")
    if "text" not in fields and "title" in fields and not mapping.keys() & {"text", "title"}:
        # A title alone is all that the customer wrote.
        fields["text"] = fields.pop("title")
    answers = fields.keys() & {"rating", "nps", "ces"}
    if "text" not in fields and not answers:
        raise ImportFileError(
            f"No column of {name} holds text; it has {', '.join(columns)}: "
            "name the one with --map text=COLUMN."
        )
    others = looked.text_columns(set(fields.values())) if "text" not in mapping else ()
    return ColumnPlan(
        tuple(columns), fields, tuple(guessed), tuple(columns[place] for place in others)
    )


def _by_values(looked: Sample, fields: dict[str, int], unwanted: Set[str]) -> list[str]:
    """Add the fields that the values tell where no header does; returns which."""
    guessed = []

    def guess(field: str, place: int | None) -> None:
        if place is not None and field not in unwanted:
            fields[field] = place
            guessed.append(field)

    if "time" not in fields:
        guess("time", looked.time_column(set(fields.values())))
    if "nps" not in fields:
        guess("nps", looked.recommending_column(set(fields.values())))
    if not fields.keys() & {"rating", "nps"}:
        guess("rating", looked.worded_rating_column(set(fields.values())))
    if "text" not in fields:
        guess("text", next(iter(looked.text_columns(set(fields.values()))), None))
    if "customer_id" not in fields:
        guess("customer_id", looked.email_column(set(fields.values())))
    if not fields.keys() & {"rating", "nps", "ces"}:
        guess("rating", looked.star_column(set(fields.values())))
    return guessed


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
        if not column:
            continue
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
    columns: Sequence[str], looked: Sample, fields: dict[str, int], unwanted: Set[str]
) -> None:
    """Add the fields that the headers name; a column goes to one field, a field to one column.

    A column whose values cannot be what its header says is passed over.
    """
    plain = [plain_header(column) for column in columns]
    unremarked = [REMARK.sub("", unicodedata.normalize("NFKC", column)) for column in columns]
    bare = [plain_header(column) for column in unremarked]
    asked = [asked_for(column) for column in unremarked]
    pieces = [{plain_header(piece) for piece in EITHER.split(column)} for column in unremarked]
    held = [{plain_header(without_holders(column))} for column in columns]
    free = [
        place not in fields.values() and not is_label(bare[place]) for place in range(len(columns))
    ]

    def fits(field: str, place: int) -> bool:
        return free[place] and looked.fits(field, place)

    def take(field: str, place: int) -> None:
        fields[field] = place
        free[place] = False

    whole = [{*names} for names in zip(plain, bare, asked, strict=True)]
    for written in (whole, pieces, held):
        for field, names in NAMES.items():
            if field in fields or field in unwanted:
                continue
            for known in names.split():
                wanted = plain_header(known)
                named = (p for p, each in enumerate(written) if wanted in each and fits(field, p))
                place = next(named, None)
                if place is not None:
                    take(field, place)
                    break
    for field, pattern in PATTERNS:
        if field in fields or field in unwanted:
            continue
        for place, header in enumerate(plain):
            if re.search(pattern, header) and fits(field, place):
                if field == "time" and NOT_A_TIME.search(header):
                    continue
                take(field, place)
                break


def _is_data(columns: Sequence[str]) -> bool:
    return any(NUMBER.fullmatch(column) or looks_like_time(column) for column in columns)
