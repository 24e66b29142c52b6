"""Groups of customers with needs of their own: what they blame and praise, where and how."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.analytics.clusters import Grouping, find_groups
from assistant.analytics.intervals import Estimate, mean_interval, wilson
from assistant.models import Scope, Sentiment
from assistant.store.theme_column import read_themes
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


@dataclass(frozen=True, slots=True)
class _Profile:
    """What one customer is grouped by: themes blamed and praised, the most frequent language and
    channel (a set of one, or empty), the mean rating."""

    blamed: frozenset[str]
    praised: frozenset[str]
    language: frozenset[str]
    channel: frozenset[str]
    rating: float | None

    @classmethod
    def of(cls, said: Sequence[Said]) -> "_Profile":
        ratings = [each.rating for each in said if each.rating is not None]
        return cls(
            _themes(said, Sentiment.NEGATIVE),
            _themes(said, Sentiment.POSITIVE),
            _usual([each.language for each in said]),
            _usual([each.channel for each in said]),
            sum(ratings) / len(ratings) if ratings else None,
        )


SETS = ("blamed", "praised", "language", "channel")


def find_personas(voices: Voices, scope: Scope) -> Personas:
    """Group the customers of a scope by what they said.

    Columns, each block scaled to the same spread: whether a customer blamed a theme, praised it,
    language and channel (most frequent), and the mean rating. A theme neither blamed nor praised by
    5 % of the customers is left out.
    """
    profiles = {customer: _Profile.of(said) for customer, said in sorted(voices.of(scope).items())}
    everyone = list(profiles.values())
    table, blocks = _features(everyone)
    grouping = find_groups(table, blocks)
    if not grouping.is_real:
        return Personas((), grouping, len(everyone))
    totals = {name: _counted(everyone, name) for name in SETS}
    found = [
        _persona(np.flatnonzero(grouping.labels == group), profiles, totals, table)
        for group in range(grouping.k)
    ]
    return Personas(found, grouping, len(everyone))


def _features(
    profiles: Sequence[_Profile],
) -> tuple[NDArray[np.float64], list[list[int]]]:
    """The table (customers, columns) and the columns of each block."""
    n = len(profiles)
    columns: list[NDArray[np.float64]] = []
    blocks: list[list[int]] = []

    def add(block: Sequence[NDArray[np.float64]]) -> None:
        wide = [column for column in block if n and column.std() > 0]
        if not wide:
            return
        spread = float(np.sqrt(sum(column.var() for column in wide)))
        blocks.append(list(range(len(columns), len(columns) + len(wide))))
        columns.extend((column - column.mean()) / spread for column in wide)

    for flags in _flags([each.blamed for each in profiles], MOST_THEMES):
        add([flags])
    for flags in _flags([each.praised for each in profiles], MOST_THEMES):
        add([flags])
    add(_flags([each.language for each in profiles], MOST_KINDS))
    add(_flags([each.channel for each in profiles], MOST_KINDS))
    add([_ratings(profiles)])
    return (np.stack(columns, axis=1) if columns else np.zeros((n, 1))), blocks


def _flags(values: Sequence[frozenset[str]], most: int) -> list[NDArray[np.float64]]:
    """A 0/1 column for each value that enough customers have."""
    counts = Counter(value for each in values for value in each)
    ordered = sorted(counts, key=lambda value: (-counts[value], value))[:most]
    frequent = [value for value in ordered if counts[value] >= RAREST * len(values)]
    return [np.array([float(value in each) for each in values]) for value in sorted(frequent)]


def _themes(said: Sequence[Said], stance: Sentiment) -> frozenset[str]:
    return frozenset(t for each in said for t, s in read_themes(each.themes) if s == stance)


def _usual(values: Sequence[str | None]) -> frozenset[str]:
    """The most frequent value, the first of equals; none where all are missing."""
    known = [value for value in values if value is not None]
    # Counted in the list: most customers have spoken a few times, for which a Counter is slow.
    return frozenset({max(dict.fromkeys(known), key=known.count)} if known else ())


def _ratings(profiles: Sequence[_Profile]) -> NDArray[np.float64]:
    """The mean rating of each customer; without one that of all, which pulls nobody."""
    known = [each.rating for each in profiles if each.rating is not None]
    middle = float(np.mean(known)) if known else 0.0
    return np.array([middle if each.rating is None else each.rating for each in profiles])


def _counted(profiles: Sequence[_Profile], name: str) -> Counter[str]:
    """How many of the customers have each value."""
    return Counter(value for each in profiles for value in getattr(each, name))


def _persona(
    members: NDArray[np.intp],
    profiles: Mapping[str, _Profile],
    totals: Mapping[str, Counter[str]],
    table: NDArray[np.float64],
) -> Persona:
    customers, everyone = list(profiles), list(profiles.values())
    mine = [everyone[i] for i in members]
    here = {name: _counted(mine, name) for name in SETS}
    sizes = len(mine), len(everyone) - len(mine)
    distances = ((table[members] - table[members].mean(axis=0)) ** 2).sum(axis=1)
    ratings = np.array([each.rating for each in mine if each.rating is not None])
    sd = float(ratings.std(ddof=1)) if len(ratings) > 1 else None
    mean = float(ratings.mean()) if len(ratings) else None
    return Persona(
        size=len(mine),
        share=wilson(len(mine), len(customers)),
        blames=_marks(here["blamed"], totals["blamed"], sizes),
        praises=_marks(here["praised"], totals["praised"], sizes),
        language=_most(here["language"], len(mine)),
        channel=_most(here["channel"], len(mine)),
        rating=mean_interval(len(ratings), mean, sd),
        examples=[customers[members[i]] for i in np.argsort(distances, kind="stable")[:3]],
    )


def _marks(
    here: Counter[str], all_: Counter[str], sizes: tuple[int, int]
) -> list[tuple[str, Estimate, Estimate]]:
    """What sets customers apart: counts of theirs and of all, and how many they and others are."""
    found = []
    for theme, k in here.items():
        inside, outside = wilson(k, sizes[0]), wilson(all_[theme] - k, sizes[1])
        if (inside.value or 0) - (outside.value or 0) >= 0.1:
            found.append((theme, inside, outside))
    return sorted(found, key=lambda m: ((m[2].value or 0) - (m[1].value or 0), m[0]))[:3]


def _most(counts: Counter[str], n: int) -> tuple[str, Estimate] | None:
    if not counts:
        return None
    value, k = counts.most_common(1)[0]
    return value, wilson(k, n)
