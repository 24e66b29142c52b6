"""The first pass over a file: its columns, and what only the whole of a column can tell."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from assistant.errors import ImportFileError
from assistant.ingest.columns import ColumnPlan, recognise_columns
from assistant.ingest.mapping_notes import mapping_notes
from assistant.ingest.scales import Scale, tell_scale
from assistant.ingest.tables import BadRow, Row, Table
from assistant.ingest.times import DayOrder, numeric_date

__all__ = ["Survey", "survey_table"]

SAMPLE_ROWS = 500
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
    notes = table.notes + tuple(mapping_notes(plan, order, scale, ratings))
    return Survey(plan, order, scale, count, notes)


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
