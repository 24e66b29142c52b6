"""Labels as columns of the store, and how they are replaced."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, delete, insert, update

from assistant.models import Labels
from assistant.store.tables import feedback, mention

__all__ = ["BUILTIN", "label_columns", "mention_rows", "replace_labels"]

BUILTIN = "builtin"
"""Who reads feedback at import; a model that reads it again signs with its own name."""


def label_columns(labels: Labels) -> dict[str, Any]:
    """The columns of the feedback table that labels fill."""
    themes = sorted(f"{m.theme}:{m.sentiment}" for m in labels.themes)
    return {
        "language": labels.language,
        "sentiment": labels.sentiment,
        "score": labels.score,
        "emotion": labels.emotion,
        "urgency": labels.urgency,
        "themes": f" {' '.join(themes)} " if themes else "",
    }


def mention_rows(labels: Iterable[tuple[int, Labels]]) -> list[dict[str, Any]]:
    """The rows of the mention table for (row, labels) pairs."""
    return [
        {"row": row, "theme": m.theme, "sentiment": m.sentiment, "start": m.start, "end": m.end}
        for row, each in labels
        for m in each.themes
    ]


def replace_labels(connection: Connection, labels: Mapping[int, Labels], labeller: str) -> None:
    """Write other labels over those of these rows, theme mentions included."""
    for row, each in labels.items():
        columns = label_columns(each) | {"labeller": labeller}
        connection.execute(update(feedback).where(feedback.c.row == row).values(**columns))
        connection.execute(delete(mention).where(mention.c.row == row))
    if mentions := mention_rows(labels.items()):
        connection.execute(insert(mention), mentions)
