"""What the support team should be trained in, from the complaints about customer service."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from assistant.analytics.intervals import Estimate, wilson
from assistant.models import Scope, Sentiment
from assistant.models.vectors import Encode, Vectors
from assistant.store.feedback import FeedbackStore, Order
from assistant.store.records import Record
from assistant.understanding.keyphrases import keyphrases
from assistant.yaml_files import read_yaml

if TYPE_CHECKING:
    from assistant.understanding.emerging import EmergingTheme

__all__ = ["SERVICE", "Complaint", "Topic", "TrainingNeeds", "training_needs"]

SERVICE = "customer_service"
MOST_READ = 1_000
NEAR_ENOUGH = 0.45
"""Cosine to the nearest example of a topic from which a complaint counts as one of it."""

SMALLEST = 5
"""Complaints of a kind of its own that make a further topic."""


@dataclass(frozen=True, slots=True)
class Complaint:
    """A record with the place of the clause that blames the service."""

    record: Record
    start: int
    end: int
    near: float

    @property
    def text(self) -> str:
        return self.record.feedback.full_text[self.start : self.end].strip()


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic to train. `id` is one of prompts/training.yaml, None for a kind of complaint that has
    no topic there; `complaints` are the most typical first; `share` is of all complaints read."""

    id: str | None
    names: Mapping[str, str]
    learn: Mapping[str, str]
    complaints: Sequence[Complaint]
    share: Estimate
    phrases: Sequence[str]


@dataclass(frozen=True, slots=True)
class TrainingNeeds:
    """The topics of `read` complaints, of `total` in the scope: those of prompts/training.yaml
    first, the most frequent first."""

    topics: Sequence[Topic]
    read: int
    total: int


def training_needs(store: FeedbackStore, total: int, scope: Scope, encode: Encode) -> TrainingNeeds:
    """Sort the newest complaints about service (at most 1,000) into topics by meaning.

    A complaint goes to the topic of its nearest example at a cosine of 0.45 or more; what is left
    is clustered by its own words, five alike make a further topic. `total` is how many there are.
    """
    blamed = replace(scope, theme=(SERVICE,), stance=(Sentiment.NEGATIVE,))
    records = store.select(blamed, Order.NEWEST, MOST_READ)
    found = [each for each in map(_complaint, records) if each.text]
    if not found:
        return TrainingNeeds((), 0, total)
    vectors = encode([each.text for each in found])
    nearest, likeness = _nearest_topics(vectors, encode)
    found = [replace(each, near=float(near)) for each, near in zip(found, likeness, strict=True)]
    fits = likeness >= NEAR_ENOUGH
    rest = [each for each, fit in zip(found, fits, strict=True) if not fit]
    topics = _known_topics(found, nearest, fits) + _others(rest, vectors[~fits], vectors[fits])
    topics.sort(key=lambda topic: (topic.id is None, -len(topic.complaints), topic.id))
    return TrainingNeeds(topics, len(found), total)


def _nearest_topics(vectors: Vectors, encode: Encode) -> tuple[NDArray[np.intp], Vectors]:
    """The place of the topic of the nearest example for each vector, and the cosine to it."""
    likeness = np.stack(
        [(vectors @ encode(list(each["examples"])).T).max(axis=1) for each in _topics().values()]
    )
    return likeness.argmax(axis=0), likeness.max(axis=0)


def _known_topics(
    found: Sequence[Complaint], nearest: NDArray[np.intp], fits: NDArray[np.bool_]
) -> list[Topic]:
    """The topics of prompts/training.yaml that complaints fit, with these."""
    groups: dict[str, list[Complaint]] = {}
    names = list(_topics())
    for complaint, place, fit in zip(found, nearest, fits, strict=True):
        if fit:
            groups.setdefault(names[place], []).append(complaint)
    for some in groups.values():
        some.sort(key=lambda complaint: -complaint.near)
    phrases = keyphrases([[each.text for each in some] for some in groups.values()])
    return [
        Topic(
            id=name,
            names=_topics()[name]["name"],
            learn=_topics()[name]["learn"],
            complaints=some,
            share=wilson(len(some), len(found)),
            phrases=words,
        )
        for (name, some), words in zip(groups.items(), phrases, strict=True)
    ]


def _others(rest: Sequence[Complaint], vectors: Vectors, others: Vectors) -> list[Topic]:
    """Clusters of what fits no topic; `others` are the vectors of what does."""
    from assistant.understanding.emerging import cluster  # scipy.optimize is slow to import

    languages = [each.record.labels.language for each in rest]
    found = cluster(
        vectors,
        [each.text for each in rest],
        languages,
        background_vectors=others if len(others) else None,
        min_size=SMALLEST,
    )
    n = len(rest) + len(others)
    return [_other(each, rest, n) for each in found]


def _other(found: "EmergingTheme", rest: Sequence[Complaint], n: int) -> Topic:
    names = {language: found.name(language) for language in ("en", "zh")}
    members = [rest[i] for i in found.members]
    phrases = next(iter(found.keyphrases.values()), ())
    return Topic(None, names, {}, members, wilson(len(members), n), phrases)


def _complaint(record: Record) -> Complaint:
    """The clause that blames the service, or the whole text where the mention has none."""
    for mention in record.labels.themes:
        blames = mention.theme == SERVICE and mention.sentiment == Sentiment.NEGATIVE
        if blames and mention.end - mention.start >= 4:
            return Complaint(record, mention.start, mention.end, 0.0)
    return Complaint(record, 0, len(record.feedback.full_text), 0.0)


@lru_cache
def _topics() -> dict[str, dict[str, dict[str, str]]]:
    raw = read_yaml(resources.files("prompts").joinpath("training.yaml").read_text("utf-8"))
    topics: dict[str, dict[str, dict[str, str]]] = raw["topics"]
    return topics
