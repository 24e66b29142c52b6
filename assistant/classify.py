"""Labels of loose texts, without a store: lines of JSON in, plain labels out."""

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from assistant.errors import InvalidInputError
from assistant.models import Labels
from assistant.understanding.reader import Reader
from assistant.understanding.themes import load_themes
from retrieval.embedders import BuiltinEmbedder

__all__ = ["classify_lines"]

BATCH = 256


def classify_lines(lines: Iterable[str], themes: Path | None) -> Iterator[dict[str, Any]]:
    """The labels of each line `{"id", "text"}`, in order; blank lines are passed over.

    Raises InvalidInputError for a line of another form, ThemesError for a broken themes file.
    """
    reader = Reader(load_themes(themes), BuiltinEmbedder().encode)
    items = _items(lines)
    while batch := list(islice(items, BATCH)):
        labels = reader.read([text for _, text in batch])
        for (name, _), label in zip(batch, labels, strict=True):
            yield _plain(name, label)


def _items(lines: Iterable[str]) -> Iterator[tuple[Any, str]]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            raw = json.loads(line)
            name, text = raw["id"], raw["text"]
        except (ValueError, KeyError, TypeError):
            raise InvalidInputError(
                f'Line {number} is not of the form {{"id": …, "text": …}}; correct it.'
            ) from None
        yield name, "" if text is None else str(text)


def _plain(name: Any, labels: Labels) -> dict[str, Any]:
    return {
        "id": name,
        "language": labels.language,
        "sentiment": labels.sentiment,
        "score": round(labels.score, 4),
        "emotion": labels.emotion,
        "urgency": labels.urgency,
        "themes": [mention.theme for mention in labels.themes],
        "aspects": [
            {"theme": m.theme, "sentiment": m.sentiment, "start": m.start, "end": m.end}
            for m in labels.themes
        ],
    }
