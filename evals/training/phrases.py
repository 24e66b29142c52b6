"""The project's own clauses of many kinds of stores, as labelled texts to train on.

They stand in phrases_en.yaml and phrases_zh.yaml, by theme and side, and in sentences_en.yaml and
sentences_zh.yaml, by emotion and urgency; alone and joined to texts of two clauses, as customers
join them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

import yaml

from assistant.models import Emotion, Sentiment, Urgency

__all__ = ["Phrase", "joined", "phrases"]

_FOLDER = Path(__file__).parent
_FILLINGS = 2
_JOINS = {
    "en": {"same": (". ", " and ", ", ", ". Also, ", "! "), "turn": (", but ", ". But ", " but ")},
    "zh": {"same": ("，", "。", "，而且", "！"), "turn": ("，但是", "，不过", "，就是")},
}
_STOPS = {"en": ("", ".", "!", "."), "zh": ("", "。", "！", "")}
_BANKS: dict[str, tuple[Sentiment, Emotion | None, Urgency | None]] = {
    "negative": (Sentiment.NEGATIVE, None, Urgency.NORMAL),
    "neutral": (Sentiment.NEUTRAL, None, None),
    "positive": (Sentiment.POSITIVE, None, Urgency.LOW),
    "critical": (Sentiment.NEGATIVE, None, Urgency.CRITICAL),
    "high": (Sentiment.NEGATIVE, None, Urgency.HIGH),
    "angry": (Sentiment.NEGATIVE, Emotion.ANGRY, None),
    "disappointed": (Sentiment.NEGATIVE, Emotion.DISAPPOINTED, Urgency.NORMAL),
    "anxious": (Sentiment.NEGATIVE, Emotion.ANXIOUS, None),
    "confused": (Sentiment.NEUTRAL, Emotion.CONFUSED, Urgency.LOW),
    "delighted": (Sentiment.POSITIVE, Emotion.DELIGHTED, Urgency.LOW),
}
_PRESSING = {
    "product_match",
    "delivery",
    "returns_refunds",
    "customer_service",
    "payment_security",
    "authenticity",
    "packaging",
}
"""Themes whose complaints may or may not ask for an action: their urgency is left open."""

_QUESTION = re.compile(r"[?？]$")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A text with the side of each theme; `number` tells which lines it was made of.

    Emotion and urgency are None where the bank of the phrase says nothing of them; `themed` is
    false where its themes are not known.
    """

    text: str
    language: str
    sentiment: Sentiment
    themes: dict[str, Sentiment]
    emotion: Emotion | None
    urgency: Urgency | None
    number: int
    themed: bool = True

    @property
    def usual(self) -> bool:
        """Whether its urgency only follows from its side."""
        return self.urgency in (Urgency.NORMAL, Urgency.LOW)

    @property
    def critical(self) -> bool:
        return self.urgency is Urgency.CRITICAL


def phrases(language: str) -> list[Phrase]:
    """Every line of `en` or `zh`.

    A line with a slot is filled several times, always alike.
    """
    random = Random(11)
    raw, more = (
        yaml.safe_load((_FOLDER / f"{name}_{language}.yaml").read_text(encoding="utf-8"))
        for name in ("phrases", "sentences")
    )
    items = raw.pop("items").splitlines()
    return list(_filled([*raw.items(), *more.items()], items, language, random))


def _filled(
    sections: list[tuple[str, dict[str, str]]], items: list[str], language: str, random: Random
) -> Iterator[Phrase]:
    number = 0
    for section, banks in sections:
        themes = [] if section in ("general", "words", "unthemed") else section.split()
        for bank, lines in banks.items():
            side, emotion, urgency = _BANKS[bank]
            if bank == "negative" and _PRESSING & set(themes):
                urgency = None
            sides = dict.fromkeys(themes, side)
            for line in lines.splitlines():
                number += 1
                for _ in range(_FILLINGS if "{item}" in line else 1):
                    text = line.replace("{item}", random.choice(items))
                    if language == "en" and random.random() < 0.6:
                        text = text[0].upper() + text[1:]
                    if not _QUESTION.search(text):
                        text += random.choice(_STOPS[language])
                    yield Phrase(
                        text, language, side, sides, emotion, urgency, number, section != "unthemed"
                    )


def joined(rows: list[Phrase], count: int) -> list[Phrase]:
    """`count` texts of two clauses each; sides that differ are joined by a turn and are neutral."""
    random = Random(12)
    plain = [
        row
        for row in rows
        if row.themed and row.sentiment is not Sentiment.NEUTRAL and not row.critical
    ]
    found: list[Phrase] = []
    while len(found) < count:
        first, second = random.sample(plain, 2)
        if set(first.themes) & set(second.themes):
            continue
        alike = first.sentiment is second.sentiment
        join = random.choice(_JOINS[first.language]["same" if alike else "turn"])
        tail = second.text
        if first.language == "en" and join[-2:] not in (". ", "! ") and not tail.startswith("I "):
            tail = tail[0].lower() + tail[1:]
        text = first.text.rstrip(".!。！") + join + tail
        side = first.sentiment if alike else Sentiment.NEUTRAL
        themes = first.themes | second.themes
        found.append(Phrase(text, first.language, side, themes, None, None, first.number))
    return found
