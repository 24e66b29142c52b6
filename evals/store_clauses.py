"""How the clauses of the demo store are read: invented texts of a general store.

The demo's phrase files say of each clause what it is about and which side it takes. No weight is
trained on them and no threshold set by them; what stands among the training phrases too is left
out.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np

from assistant.demo.files import read_phrases
from assistant.demo.store import demo_feedback
from assistant.models import Labels, Sentiment
from assistant.understanding.reader import Reader
from evals.training.phrases import phrases

__all__ = ["StoreClause", "agreement", "read_clauses", "store_clauses"]

_BLAME_BANKS = ("breakage", "weekend", "leak")
_ON_PRODUCTS = frozenset({"product_quality", "usability"})
_STORIES = {"payment_fault": "payment_security", "late_wave": "delivery"}
_SLOTS = {
    "en": {"day": "Tuesday", "few": "three", "days": "nine", "amount": "$49", "who": "my sister"},
    "zh": {"day": "周二", "few": "三", "days": "九", "amount": "49元", "who": "妈妈"},
}
_MORE_SLOTS = {
    "en": {
        "minutes": "40",
        "hours": "six",
        "agent": "Anna",
        "carrier": "UPS",
        "who_plain": "sister",
        "product": "kettle",
    },
    "zh": {"minutes": "40", "hours": "6", "agent": "小王", "carrier": "顺丰", "product": "水壶"},
}


@dataclass(frozen=True, slots=True)
class StoreClause:
    """A clause, its side, and the themes of which one should be named (none: not known)."""

    text: str
    side: Sentiment
    themes: frozenset[str]


def store_clauses(language: str) -> list[StoreClause]:
    """All clauses of the demo store in `en` or `zh`, with their slots filled."""
    learned = {_bare(row.text) for row in phrases(language)}
    slots = _SLOTS[language] | _MORE_SLOTS[language] | {"order": "O10234"}
    return [
        StoreClause(line.format_map(slots), side, themes)
        for line, side, themes in _lines(read_phrases(language))
        if _bare(line) not in learned
    ]


def _bare(text: str) -> str:
    return re.sub(r"\W", "", text.lower())


def _lines(phrases: dict[str, Any]) -> Iterator[tuple[str, Sentiment, frozenset[str]]]:
    about = {theme: frozenset({theme}) for theme in phrases["themes"]}
    about |= dict.fromkeys(phrases["products"], _ON_PRODUCTS)
    for name, banks in (phrases["themes"] | phrases["products"]).items():
        for bank, lines in banks.items():
            if bank != "names":
                side = Sentiment.NEGATIVE if bank in _BLAME_BANKS else Sentiment(bank)
                yield from ((line, side, about[name]) for line in lines)
    for story, theme in _STORIES.items():
        lines = phrases["stories"][story]["lead"]
        yield from ((line, Sentiment.NEGATIVE, frozenset({theme})) for line in lines)
    for frame in ("closings", "short"):
        for bank in ("positive", "negative"):
            lines = phrases["frames"][frame][bank]
            yield from ((line, Sentiment(bank), frozenset()) for line in lines)


def read_clauses(reader: Reader, language: str) -> dict[str, Any]:
    """`polarity` of praise and blame (a clause called neutral is a miss), `neutral` (share of the
    neutral clauses called so), `themes` (share with one of their themes named, on the right side
    where the clause has one: `stance`)."""
    rows = store_clauses(language)
    found = reader.read([row.text for row in rows])
    pairs = list(zip(rows, found, strict=True))
    sided = [(row, labels) for row, labels in pairs if row.side is not Sentiment.NEUTRAL]
    known = [(row, labels) for row, labels in sided if row.themes]
    return {
        "language": language,
        "clauses": len(rows),
        "polarity": _share([row.side is labels.sentiment for row, labels in sided]),
        "neutral": _share(
            [labels.sentiment is row.side for row, labels in pairs if row.side is Sentiment.NEUTRAL]
        ),
        "themes": _share([bool(row.themes & _named(labels)) for row, labels in known]),
        "stance": _share(
            [
                mention.sentiment is row.side
                for row, labels in known
                for mention in labels.themes
                if mention.theme in row.themes
            ]
        ),
    }


def _named(labels: Labels) -> set[str]:
    return {mention.theme for mention in labels.themes}


def _share(hits: Sequence[bool]) -> float:
    return round(float(np.mean(hits)), 4) if hits else 0.0


def agreement(reader: Reader, language: str) -> dict[str, Any]:
    """Demo items of the last 120 days before a fixed date: how many with five stars are read as
    negative (`five_negative`) and with one or two as positive (`low_positive`)."""
    items = [
        row.feedback
        for row in demo_feedback(date(2026, 11, 20), ZoneInfo("UTC"))
        if row.feedback.rating is not None
    ]
    found = reader.read([item.text for item in items])
    ours = [
        (i, labels) for i, labels in zip(items, found, strict=True) if labels.language == language
    ]
    five = [labels.sentiment for item, labels in ours if item.rating == 5]
    low = [labels.sentiment for item, labels in ours if (item.rating or 0) <= 2]
    return {
        "language": language,
        "five_star": len(five),
        "five_negative": _share([side is Sentiment.NEGATIVE for side in five]),
        "low_star": len(low),
        "low_positive": _share([side is Sentiment.POSITIVE for side in low]),
    }
