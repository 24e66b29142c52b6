"""What the report of an import says about its columns: what was guessed, and what is doubtful."""

from collections import Counter
from collections.abc import Iterator

from assistant.ingest.columns import ColumnPlan
from assistant.ingest.header_names import NAMES
from assistant.ingest.headers import asked_for, plain_header
from assistant.ingest.scales import Scale
from assistant.ingest.times import DayOrder

__all__ = ["mapping_notes"]

MOST_NAMED = 8
WANTED = ("product", "channel", "rating", "customer_id")
"""Fields that questions are most often about."""

CHECKED = ("id", "text", "rating", "nps", "ces", "time")
"""Fields whose columns are checked by their values."""

TO_TEN = (Scale.TEN, Scale.ELEVEN)


def mapping_notes(
    plan: ColumnPlan, order: DayOrder, scale: Scale | None, ratings: Counter[str]
) -> Iterator[str]:
    """One sentence for each thing that the user should know; `ratings` are all written ones."""
    for field in plan.guessed:
        yield (
            f"column {plan.named[field]!r} was taken as {field} by its values; "
            f"if that is wrong, name the right one with --map {field}=COLUMN"
        )
    if plan.other_texts:
        others = ", ".join(map(repr, plan.other_texts[:MOST_NAMED]))
        yield (
            f"kept beside the text {plan.named['text']!r}, though it reads like one: {others}; "
            "to take another, say so by --map text=COLUMN"
        )
    yield from _misnamed(plan)
    if scale is not None:
        yield from _rating_notes(plan, scale, ratings)
    if "time" not in plan.fields:
        yield "no column holds a time: all rows get the time of this import"
    elif order.note:
        yield f"column {plan.named['time']!r}: {order.note}"
    if plan.unmapped:
        yield _left_over(plan)


def _misnamed(plan: ColumnPlan) -> Iterator[str]:
    """Columns that are called like a field that was found nowhere, and hold something else."""
    for field in CHECKED:
        if field in plan.fields:
            continue
        names = {plain_header(name) for name in NAMES[field].split()}
        for column in plan.unmapped:
            if {plain_header(column), asked_for(column)} & names:
                why = "repeat" if field == "id" else "are none"
                yield f"column {column!r} is called like the {field}, but its values {why}"
                break


def _rating_notes(plan: ColumnPlan, scale: Scale, ratings: Counter[str]) -> Iterator[str]:
    column = plan.named["rating"]
    note = f"column {column!r} is a rating {scale.note}"
    if scale in TO_TEN and "nps" not in plan.fields:
        note += f"; if it asks how likely customers are to recommend, say so by --map nps={column}"
    yield note
    if odd := sum(count for value, count in ratings.items() if not _reads(scale, value)):
        yield (
            f"values of {column!r} that are no rating {scale.value}, whose rows are rejected: "
            f"{odd}; if the scale is another, write it into the header, as in 'rating (1-10)'"
        )


def _reads(scale: Scale, value: str) -> bool:
    try:
        scale.read(value)
    except ValueError:
        return False
    return True


def _left_over(plan: ColumnPlan) -> str:
    """The columns that stand for no field, and how to say what one is."""
    named = ", ".join(repr(column) for column in plan.unmapped[:MOST_NAMED])
    more = len(plan.unmapped) - MOST_NAMED
    told = f"{named} and {more} more" if more > 0 else named
    note = f"kept with the feedback, but not as a field: {told}"
    known = {*plan.fields, *(["channel"] if "source" in plan.fields else [])}
    lacking = [field for field in WANTED if field not in known]
    if not lacking:
        return note
    asked = " or ".join(field.replace("_", " ") for field in lacking)
    return f"{note}; if one of them is the {asked}, say so by --map {lacking[0]}=COLUMN"
