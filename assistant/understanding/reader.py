"""Texts to labels: the one entry of this room that the rest of the product uses."""

import math
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from assistant.models import Emotion, Labels, Sentiment, Urgency
from assistant.models.vectors import Encode, Floats, Vectors
from assistant.understanding.adaptation import LABELS, Adaptation
from assistant.understanding.agreement import (
    PLEASED_EMOTIONS,
    PLEASED_URGENCIES,
    TROUBLED_EMOTIONS,
    agreed,
)
from assistant.understanding.bridge import Bridge
from assistant.understanding.chinese import Chinese
from assistant.understanding.clauses import clauses
from assistant.understanding.cleaning import clean
from assistant.understanding.custom import CustomThemes
from assistant.understanding.english import English
from assistant.understanding.language import UNKNOWN, detect
from assistant.understanding.linear import THEMES, Scores
from assistant.understanding.mentions import Mentions, ReadItem
from assistant.understanding.safety import is_danger
from assistant.understanding.themes import Taxonomy
from assistant.understanding.vector_network import VectorNetwork

__all__ = ["Evidence", "Reader"]

Evidence = Mapping[str, Floats]

_BATCH = 512
_SENTIMENTS = tuple(Sentiment)
_EMOTIONS = tuple(Emotion)
_URGENCIES = tuple(Urgency)
_LEAST = 0.0001
_PRAISE_SHARE = 2 / 3
"""Share of the log-odds of praise that those of a danger must exceed where a text reads as praise:
a danger in one clause of a long review weighs more than the praise around it."""

_LISTED = 1.0
"""Log-odds of a danger that a listed phrase adds where a text reads as praise."""


def _items(texts: Sequence[str]) -> list[ReadItem]:
    items = [ReadItem(clean(text), detect(text)) for text in texts]
    for item in items:
        item.clauses = clauses(item.cleaned)
    return items


class Reader:
    """Reads language, sentiment, emotion, urgency and themes with their stances.

    Chinese and English are read by networks and n-gram heads of their own; a text in another
    language by heads on its sentence vector, which lie in one space for all languages. A theme
    outside the twelve trained ones is found by its cues and by the similarity of a clause to its
    description.
    """

    def __init__(
        self, taxonomy: Taxonomy, encode: Encode, adaptation: Adaptation | None = None
    ) -> None:
        self._taxonomy = taxonomy
        self._encode = encode
        self._adaptation = adaptation
        network = VectorNetwork.load()
        self._native: dict[str, Chinese | English] = {
            "zh": Chinese.load(),
            "en": English.load(network, encode),
        }
        self._bridge = Bridge(network, encode)
        self._mentions = Mentions(taxonomy)
        self._custom = CustomThemes([theme for theme in taxonomy if theme.id not in THEMES], encode)

    def read(self, texts: Sequence[str], vectors: Vectors | None = None) -> list[Labels]:
        """Labels of each text, in order; an empty list for no texts.

        `vectors`, shape (n, 512), are the encoder's for these texts, if the caller has them. An
        offset of a theme mention counts characters of the text as given.
        """
        found: list[Labels] = []
        for start in range(0, len(texts), _BATCH):
            end = start + _BATCH
            some = None if vectors is None else vectors[start:end]
            found.extend(self._batch(texts[start:end], some))
        return found

    def _batch(self, texts: Sequence[str], vectors: Vectors | None) -> list[Labels]:
        items = _items(texts)
        out: list[Labels | None] = [None] * len(items)
        if self._adaptation and vectors is None:
            vectors = self._encode(texts)
        for rows, scores in self._scored(items, texts, vectors):
            chosen = [items[row] for row in rows]
            if self._adaptation and vectors is not None:
                scores = self._adaptation(scores, vectors[rows])
            custom = self._custom.find(
                [item.cleaned for item in chosen], [i.clauses for i in chosen]
            )
            first = 0
            for place, (row, item) in enumerate(zip(rows, chosen, strict=True)):
                last = first + len(item.clauses)
                out[row] = self._labels(item, scores, place, slice(first, last), custom[place])
                first = last
        return [
            labels if labels else _silent(item) for labels, item in zip(out, items, strict=True)
        ]

    def evidence(self, texts: Sequence[str], vectors: Vectors) -> tuple[list[int], Evidence]:
        """What the heads say of the texts before any adaptation, for learning one.

        Gives the places of the texts that say something, and for each label the scores of these.
        """
        places: list[int] = []
        parts: list[Scores] = []
        for start in range(0, len(texts), _BATCH):
            some = texts[start : start + _BATCH]
            items = _items(some)
            for rows, scores in self._scored(items, some, vectors[start : start + _BATCH]):
                places += [start + row for row in rows]
                parts.append(scores)
        return places, {
            label: np.concatenate([getattr(part, label) for part in parts])
            for label in LABELS
            if parts
        }

    def _scored(
        self, items: list[ReadItem], texts: Sequence[str], vectors: Vectors | None
    ) -> Iterator[tuple[list[int], Scores]]:
        """The scores of each language's items, with the places of the items."""
        for model, rows in self._routes(items):
            cleaned = [items[row].cleaned for row in rows]
            scores = model.score(
                cleaned,
                [items[row].clauses for row in rows],
                [texts[row] for row in rows],
                None if vectors is None else vectors[rows],
            )
            yield rows, agreed(scores, cleaned)

    def _routes(self, items: list[ReadItem]) -> list[tuple[Chinese | English | Bridge, list[int]]]:
        routes: list[tuple[Chinese | English | Bridge, list[int]]] = []
        spoken = {item.language for item in items if item.clauses} - {UNKNOWN}
        for language, model in self._native.items():
            if language in spoken:
                rows = [n for n, i in enumerate(items) if i.language == language and i.clauses]
                routes.append((model, rows))
        others = spoken - set(self._native)
        if others:
            rows = [n for n, i in enumerate(items) if i.language in others and i.clauses]
            routes.append((self._bridge, rows))
        return routes

    def _labels(
        self, item: ReadItem, scores: Scores, place: int, span: slice, custom: dict[str, int]
    ) -> Labels:
        sentiment, score = _stance(scores.sentiment[place])
        danger = float(scores.danger[place])
        listed = (sentiment is not Sentiment.POSITIVE or danger > -_LISTED) and is_danger(
            item.cleaned, item.language
        )
        weight = danger + _LISTED if listed else danger
        misread = sentiment is Sentiment.POSITIVE and _outweighs(weight, scores.sentiment[place])
        if misread:
            sentiment, score = Sentiment.NEGATIVE, -score
        mentions = self._mentions.of(item, scores, place, span, custom)
        emotions, urgencies = scores.emotion[place], scores.urgency[place]
        if misread:
            emotions = emotions * TROUBLED_EMOTIONS
        elif sentiment is Sentiment.POSITIVE and not any(
            mention.sentiment is Sentiment.NEGATIVE for mention in mentions
        ):
            emotions, urgencies = emotions * PLEASED_EMOTIONS, urgencies * PLEASED_URGENCIES
        urgency = _URGENCIES[int(urgencies.argmax())]
        if sentiment is not Sentiment.POSITIVE and (danger > 0 or listed):
            urgency = Urgency.CRITICAL
        named = {mention.theme for mention in mentions}
        floors = [theme.urgency for theme in self._taxonomy if theme.id in named and theme.urgency]
        urgency = min((urgency, *floors), key=_URGENCIES.index)
        emotion = _EMOTIONS[int(emotions.argmax())]
        return Labels(item.language, sentiment, score, emotion, urgency, mentions)


def _outweighs(danger: float, sentiment: Floats) -> bool:
    """Whether a danger's log-odds tell that a text which reads as praise was misread."""
    negative, _, positive = (float(each) + _LEAST for each in sentiment)
    return danger > _PRAISE_SHARE * math.log(positive / negative)


def _stance(probabilities: Floats) -> tuple[Sentiment, float]:
    """The label and a score on its side of 0; a neutral one stays within 0.2 of it."""
    sentiment = _SENTIMENTS[int(probabilities.argmax())]
    score = round(float(probabilities[2] - probabilities[0]), 4)
    if sentiment is Sentiment.NEUTRAL:
        return sentiment, max(-0.2, min(0.2, score))
    side = 1 if sentiment is Sentiment.POSITIVE else -1
    return sentiment, score or side * _LEAST


def _silent(item: ReadItem) -> Labels:
    """The labels of a text without words."""
    return Labels(item.language, Sentiment.NEUTRAL, 0.0, Emotion.NEUTRAL, Urgency.LOW)
