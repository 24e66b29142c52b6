"""The first pass over a file: its columns, and what only the whole of a column can tell."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from assistant.errors import ImportFileError
from assistant.ingest.columns import ColumnPlan, recognise_columns
from assistant.ingest.scales import Scale, tell_scale
from assistant.ingest.tables import BadRow, Row, Table
from assistant.ingest.times import DayOrder, numeric_date

__all__ = ["Survey", "survey_table"]

SAMPLE_ROWS = 500
MOST_NAMED = 8
WANTED = ("product", "channel", "rating", "customer_id")
"""Fields that questions are most often about."""

MOST_RATINGS = 10_000
"""Different rating values after which no more are told apart; a real scale has a hundred."""


@dataclass(frozen=True, slots=True)
class Survey:
    """What the first pass found. `rows` counts all rows, broken ones too."""

    plan: ColumnPlan
    order: DayOrder
    scale: Scale | None
    rows: int
    notes: tuple[str, ...]


def survey_table(table: Table, mapping: Mapping[str, str], *, name: str) -> Survey:
    """Read the table once. `mapping` is the user's, field to column.

    Raises ImportFileError where the columns or the file as a whole cannot be used.
    """
    rows = iter(table.rows())
    sample = _sample(rows)
    good = [row.cells for row in sample if isinstance(row, Row)]
    if not good:
        first = next(row for row in sample if isinstance(row, BadRow))
        raise ImportFileError(
            f"No row of {name} can be read (line {first.line}: {first.reason}): "
            "check the delimiter and the quotes, or export it again."
        )
    plan = recognise_columns(table.columns, good, mapping, name=name)
    dates, ratings, count = _tally(chain(sample, rows), plan)
    order = DayOrder.of(dates)
    scale = None
    if "rating" in plan.fields:
        scale = tell_scale(ratings, plan.named["rating"])
        if scale is None:
            if "rating" in mapping:
                scale = Scale.FIVE
            else:
                plan = plan.without("rating")
    return Survey(plan, order, scale, count, table.notes + _notes(plan, order, scale))


def _sample(rows: Iterator[Row | BadRow]) -> list[Row | BadRow]:
    """The first rows, until enough of them are good."""
    sample: list[Row | BadRow] = []
    good = 0
    for row in rows:
        sample.append(row)
        good += isinstance(row, Row)
        if good >= SAMPLE_ROWS:
            break
    return sample


def _tally(
    rows: Iterator[Row | BadRow], plan: ColumnPlan
) -> tuple[Counter[str], Counter[str], int]:
    """Numeric dates and ratings with their counts, and the number of rows."""
    dates: Counter[str] = Counter()
    ratings: Counter[str] = Counter()
    count = 0
    time, rating = plan.fields.get("time"), plan.fields.get("rating")
    for row in rows:
        count += 1
        if not isinstance(row, Row):
            continue
        if time is not None and (date := numeric_date(row.cells[time])):
            dates[date] += 1
        if rating is not None and (len(ratings) < MOST_RATINGS or row.cells[rating] in ratings):
            ratings[row.cells[rating]] += 1
    return dates, ratings, count


def _notes(plan: ColumnPlan, order: DayOrder, scale: Scale | None) -> tuple[str, ...]:
    notes = [
        f"column {plan.named[field]!r} was taken as {field} by its values" for field in plan.guessed
    ]
    if scale is not None:
        notes.append(f"column {plan.named['rating']!r} is a rating {scale.note}")
    if "time" not in plan.fields:
        notes.append("no column holds a time: all rows get the time of this import")
    elif order.note:
        notes.append(f"column {plan.named['time']!r}: {order.note}")
    if plan.unmapped:
        notes.append(_left_over(plan))
    return tuple(notes)


def _left_over(plan: ColumnPlan) -> str:
    """The columns that stand for no field, and how to say what one is."""
    named = ", ".join(repr(column) for column in plan.unmapped[:MOST_NAMED])
    more = len(plan.unmapped) - MOST_NAMED
    told = f"{named} and {more} more" if more > 0 else named
    note = f"kept with the feedback, but not as a field: {told}"
    lacking = [field for field in WANTED if field not in plan.fields]
    if not lacking:
        return note
    asked = " or ".join(field.replace("_", " ") for field in lacking)
    return f"{note}; if one of them is the {asked}, say so by --map {lacking[0]}=COLUMN"
