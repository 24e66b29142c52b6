"""Labels as columns of the store, and how they are replaced."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from assistant.models import Labels
from assistant.store.changes import count_change
from assistant.store.daily_counts import count_relabelled
from assistant.store.records import read_records
from assistant.store.tables import feedback, mention
from assistant.store.theme_column import spelled_themes
from assistant.store.waiting import wait_for_index

__all__ = ["BUILTIN", "label_columns", "mention_rows", "replace_labels"]

BUILTIN = "builtin"
"""Who reads feedback at import; a model that reads it again signs with its own name."""

Place = tuple[int, str, date]
"""Row, tenant and day of a record."""


def label_columns(labels: Labels) -> dict[str, Any]:
    """The columns of the feedback table that labels fill."""
    return {
        "language": labels.language,
        "sentiment": labels.sentiment,
        "score": labels.score,
        "emotion": labels.emotion,
        "urgency": labels.urgency,
        "themes": spelled_themes(labels.themes),
    }


def mention_rows(labelled: Iterable[tuple[Place, Labels]]) -> list[dict[str, Any]]:
    """The rows of the mention table for labels and where they belong."""
    return [
        {"row": row, "theme": m.theme, "sentiment": m.sentiment, "start": m.start, "end": m.end}
        | {"tenant": tenant, "day": day, "emotion": each.emotion, "score": each.score}
        for (row, tenant, day), each in labelled
        for m in each.themes
    ]


def replace_labels(connection: Connection, labels: Mapping[int, Labels], labeller: str) -> None:
    """Write other labels over those of these rows; mentions, daily counts and the index follow."""
    query = select(feedback).where(feedback.c.row.in_(list(labels)))
    records = read_records(connection, query)
    count_relabelled(connection, records, labels)
    for row, each in labels.items():
        columns = label_columns(each) | {"labeller": labeller}
        connection.execute(update(feedback).where(feedback.c.row == row).values(**columns))
        connection.execute(delete(mention).where(mention.c.row == row))
    placed = (((r.row, r.feedback.tenant, r.day), labels[r.row]) for r in records)
    if mentions := mention_rows(placed):
        connection.execute(insert(mention), mentions)
    wait_for_index(connection, [r.row for r in records if _moves(r.labels, labels[r.row])])
    for tenant in {r.feedback.tenant for r in records}:
        count_change(connection, tenant)


def _moves(before: Labels, after: Labels) -> bool:
    """Whether labels differ in what the vector index filters by."""
    return (before.language, before.sentiment) != (after.language, after.sentiment)
