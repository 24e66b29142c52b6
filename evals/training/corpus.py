"""The texts and labels that the understanding is trained and judged on.

The texts are public research data that stand outside the project (the folder `data` of the shared
folder beside the clone). The project's own labels stand in evals/labels without their texts and
are joined by the SHA-1 of the text without white space. Beside this module stand the project's own
invented reviews of stores of every kind, reviews_en.jsonl and reviews_zh.jsonl, one object a line:
`text`, `language`, `sentiment`, `aspects` (theme to side), `emotion`, `urgency`, `round`. Some 300
of the Chinese ones were written to fill rare labels, so more than half of these blame.
"""

import csv
import gzip
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

__all__ = [
    "LABELS",
    "SHARED",
    "Item",
    "Rated",
    "dev_items",
    "held_out",
    "kept_back",
    "key",
    "rated",
    "reviews",
    "store_reviews",
    "training_items",
]

SHARED = Path(__file__).parents[2] / ".." / "shared" / "data"
LABELS = Path(__file__).parents[1] / "labels" / "aspects.jsonl"
REVIEWS = Path(__file__).parent

HELD_OUT_PERCENT = 10
_BLANK = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Rated:
    """A text of a big set with the set's own sentiment: 0 negative, 1 positive, 2 neutral."""

    source: str
    text: str
    label: int


@dataclass(frozen=True, slots=True)
class Item:
    """A text labelled by careful reading. `aspects` has None as stance where none was given.

    `reader` tells who labelled it: 0 the readers of the shared items, whose practice is learned; 1
    and 2 the project's first and second readers, 3 who invented it. `round` counts from 1 when it
    came: labels in three rounds, of which the second readers made the last two, reviews in two,
    English ones in three.
    """

    text: str
    language: str
    sentiment: str
    aspects: dict[str, str | None]
    emotion: str
    urgency: str
    reader: int = 0
    round: int = 0


def key(text: str) -> str:
    """What makes two texts the same: the SHA-1 without white space and byte order mark."""
    return hashlib.sha1(_BLANK.sub("", text).strip("\ufeff").encode()).hexdigest()


def held_out(text: str) -> bool:
    """Whether the text belongs to the tenth that no weight is trained on (by its hash)."""
    return int(key(text)[:8], 16) % 100 < HELD_OUT_PERCENT


def _rows(path: Path) -> Iterator[dict[str, str]]:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def rated(data: Path) -> list[Rated]:
    """The big sets, each text once per source; a text with both labels is left out."""
    found: list[Rated] = []
    for source in ("shopping", "takeaway", "hotel"):
        rows = _rows(data / f"reviews_zh_{source}.csv.gz")
        found += [Rated(source, row["review"], int(row["label"])) for row in rows]
    classes = {"negative": 0, "positive": 1, "neutral": 2}
    rows = _rows(data / "tweets_en_airline.csv")
    found += [Rated("airline", row["text"], classes[row["airline_sentiment"]]) for row in rows]
    for row in _rows(data / "reviews_en_clothing.csv"):
        stars = int(row["Rating"])
        text = f"{row['Title']}. {row['Review Text']}" if row["Title"] else row["Review Text"]
        if stars != 3:
            found.append(Rated("clothing", text, int(stars > 3)))
    labels: dict[str, set[int]] = {}
    for item in found:
        labels.setdefault(key(item.text), set()).add(item.label)
    once = {(item.source, key(item.text)): item for item in found if item.text.strip()}
    return [item for (_, hashed), item in once.items() if len(labels[hashed]) == 1]


def _item(row: dict[str, Any], text: str, reader: int = 0) -> Item:
    aspects = row.get("aspects") or dict.fromkeys(row.get("themes", []))
    language = row.get("language") or row["lang"]
    moods = row["emotion"], row["urgency"]
    return Item(text, language, row["sentiment"], aspects, *moods, reader, row.get("round", 0))


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def dev_items(data: Path) -> list[Item]:
    """The items kept for choosing between models; never trained on."""
    return [_item(row, row["text"]) for row in _lines(data / "labelled_dev.jsonl")]


def reviews(language: str) -> list[Item]:
    """The project's own reviews in `en`, `zh` or `other`, which is ten more languages: stores of
    every kind, as much praise as blame."""
    return [_item(row, row["text"], 3) for row in _lines(REVIEWS / f"reviews_{language}.jsonl")]


def store_reviews(language: str) -> list[Item]:
    """More of them in `en` or `zh`, in evals/labels: written to judge, never trained on. Those
    with a `round` came after the first sixty."""
    path = LABELS.parent / f"store_reviews_{language}.jsonl"
    return [_item(row, row["text"]) for row in _lines(path)]


def training_items(data: Path) -> list[Item]:
    """All labelled items to train on: the shared ones, the project's own labels of texts of the big
    sets, and the project's own reviews. The items of `dev_items` are left out."""
    texts = {key(item.text): item.text for item in _every_text(data)}
    found = [_item(row, row["text"]) for row in _lines(data / "labelled_train.jsonl")]
    found += [
        _item(row, texts[row["text_sha1"]], min(row["round"], 2))
        for row in _lines(LABELS)
        if row["text_sha1"] in texts and not held_out(texts[row["text_sha1"]])
    ]
    found += [*reviews("en"), *reviews("zh"), *reviews("other")]
    known = kept_back(data)
    return [item for item in found if key(item.text) not in known]


def kept_back(data: Path) -> set[str]:
    """Keys of the items of `dev_items`, and of a review among them with its title before it."""
    known = {key(item.text) for item in dev_items(data)}
    return known | {
        key(f"{row['Title']}. {row['Review Text']}")
        for row in _rows(data / "reviews_en_clothing.csv")
        if key(row["Review Text"]) in known
    }


def _every_text(data: Path) -> Iterator[Rated]:
    yield from rated(data)
    for row in _rows(data / "reviews_en_clothing.csv"):
        title = f"{row['Title']}. " if row["Title"] else ""
        yield Rated("clothing", title + row["Review Text"], 2)
