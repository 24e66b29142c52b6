"""Groups of customers with needs of their own: what they blame and praise, where and how."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.analytics.clusters import Grouping, find_groups
from assistant.analytics.intervals import Estimate, mean_interval, wilson
from assistant.models import Scope, Sentiment
from assistant.store.tallies import read_themes
from assistant.store.voices import Said, Voices

__all__ = ["Persona", "Personas", "find_personas"]

RAREST = 0.05
"""A theme, language or channel of fewer customers makes no persona."""

MOST_THEMES, MOST_KINDS = 12, 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Persona:
    """One group of customers.

    `blames` and `praises` are (theme, share of its customers, share of the other customers), where
    its own share is higher by 10 points or more, the widest first; `rating` is the mean of their
    mean ratings; `examples` are customers nearest to what is typical.
    """

    size: int
    share: Estimate
    blames: Sequence[tuple[str, Estimate, Estimate]]
    praises: Sequence[tuple[str, Estimate, Estimate]]
    language: tuple[str, Estimate] | None
    channel: tuple[str, Estimate] | None
    rating: Estimate
    examples: Sequence[str]


@dataclass(frozen=True, slots=True)
class Personas:
    """The personas of n customers; none where the grouping is not real."""

    personas: Sequence[Persona]
    grouping: Grouping
    n: int


def find_personas(voices: Voices, scope: Scope) -> Personas:
    """Group the customers of a scope by what they said.

    Columns, each block scaled to the same spread: whether a customer blamed a theme, praised it,
    language and channel (most frequent), and the mean rating. A theme neither blamed nor praised by
    5 % of the customers is left out.
    """
    said = voices.of(scope)
    customers = sorted(said)
    table, blocks = _features([said[customer] for customer in customers])
    grouping = find_groups(table, blocks)
    if not grouping.is_real:
        return Personas((), grouping, len(customers))
    found = [
        _persona(np.flatnonzero(grouping.labels == group), customers, said, table)
        for group in range(grouping.k)
    ]
    return Personas(found, grouping, len(customers))


def _features(said: Sequence[Sequence[Said]]) -> tuple[NDArray[np.float64], list[list[int]]]:
    """The table (customers, columns) and the columns of each block."""
    n = len(said)
    columns: list[NDArray[np.float64]] = []
    blocks: list[list[int]] = []

    def add(block: Sequence[NDArray[np.float64]]) -> None:
        wide = [column for column in block if n and column.std() > 0]
        if not wide:
            return
        spread = float(np.sqrt(sum(column.var() for column in wide)))
        blocks.append(list(range(len(columns), len(columns) + len(wide))))
        columns.extend((column - column.mean()) / spread for column in wide)

    for stance in (Sentiment.NEGATIVE, Sentiment.POSITIVE):
        for flags in _flags([_themes(each, stance) for each in said], MOST_THEMES):
            add([flags])
    for kind in ("language", "channel"):
        add(_flags([_usual(each, kind) for each in said], MOST_KINDS))
    add([_ratings(said)])
    return (np.stack(columns, axis=1) if columns else np.zeros((n, 1))), blocks


def _flags(values: Sequence[set[str]], most: int) -> list[NDArray[np.float64]]:
    """A 0/1 column for each value that enough customers have."""
    counts = Counter(value for each in values for value in each)
    frequent = [v for v, n in counts.most_common(most) if n >= RAREST * len(values)]
    return [np.array([float(value in each) for each in values]) for value in sorted(frequent)]


def _themes(said: Sequence[Said], stance: Sentiment) -> set[str]:
    return {t for each in said for t, s in read_themes(each.themes) if s == stance}


def _usual(said: Sequence[Said], name: str) -> set[str]:
    """The most frequent value of a customer, as a set of one, empty where there is none."""
    counts = Counter(value for each in said if (value := getattr(each, name)) is not None)
    return {counts.most_common(1)[0][0]} if counts else set()


def _ratings(said: Sequence[Sequence[Said]]) -> NDArray[np.float64]:
    """The mean rating of each customer; without one that of all, which pulls nobody."""
    means = [_mean_rating(each) for each in said]
    known = [mean for mean in means if mean is not None]
    middle = float(np.mean(known)) if known else 0.0
    return np.array([middle if mean is None else mean for mean in means])


def _mean_rating(said: Sequence[Said]) -> float | None:
    ratings = [each.rating for each in said if each.rating is not None]
    return sum(ratings) / len(ratings) if ratings else None


def _persona(
    members: NDArray[np.intp],
    customers: Sequence[str],
    said: Mapping[str, Sequence[Said]],
    table: NDArray[np.float64],
) -> Persona:
    inside = set(members.tolist())
    mine = [said[customers[i]] for i in members]
    others = [said[customer] for i, customer in enumerate(customers) if i not in inside]
    distances = ((table[members] - table[members].mean(axis=0)) ** 2).sum(axis=1)
    ratings = np.array([r for each in mine if (r := _mean_rating(each)) is not None])
    sd = float(ratings.std(ddof=1)) if len(ratings) > 1 else None
    mean = float(ratings.mean()) if len(ratings) else None
    return Persona(
        size=len(mine),
        share=wilson(len(mine), len(customers)),
        blames=_marks(mine, others, Sentiment.NEGATIVE),
        praises=_marks(mine, others, Sentiment.POSITIVE),
        language=_most(mine, "language"),
        channel=_most(mine, "channel"),
        rating=mean_interval(len(ratings), mean, sd),
        examples=[customers[members[i]] for i in np.argsort(distances, kind="stable")[:3]],
    )


def _marks(
    mine: Sequence[Sequence[Said]], others: Sequence[Sequence[Said]], stance: Sentiment
) -> list[tuple[str, Estimate, Estimate]]:
    here = Counter(theme for each in mine for theme in _themes(each, stance))
    there = Counter(theme for each in others for theme in _themes(each, stance))
    found = []
    for theme, k in here.items():
        inside, outside = wilson(k, len(mine)), wilson(there[theme], len(others))
        if (inside.value or 0) - (outside.value or 0) >= 0.1:
            found.append((theme, inside, outside))
    return sorted(found, key=lambda mark: -((mark[1].value or 0) - (mark[2].value or 0)))[:3]


def _most(said: Sequence[Sequence[Said]], name: str) -> tuple[str, Estimate] | None:
    counts = Counter(value for each in said for value in _usual(each, name))
    if not counts:
        return None
    value, n = counts.most_common(1)[0]
    return value, wilson(n, len(said))
