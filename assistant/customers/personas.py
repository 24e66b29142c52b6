"""Groups of customers with needs of their own: what they blame and praise, where and how."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.analytics.clusters import Grouping, find_groups
from assistant.analytics.intervals import Estimate, mean_interval, wilson
from assistant.models import Scope, Sentiment
from assistant.store.theme_column import read_themes
from assistant.store.voices import Crowd, Voices

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


@dataclass(frozen=True, slots=True, eq=False)
class _Table:
    """What customers have, as columns: whether each of k has each of the `values`, (k, values)."""

    values: Sequence[str]
    has: NDArray[np.bool_]

    def counts(self, members: NDArray[np.intp] | slice = slice(None)) -> dict[str, int]:
        """How many of the customers have each value, by value; what none has is left out."""
        found = zip(self.values, self.has[members].sum(axis=0).tolist(), strict=True)
        return {value: k for value, k in found if k}


@dataclass(frozen=True, slots=True, eq=False)
class _Profiles:
    """What k customers are grouped by: themes blamed and praised, the most frequent language and
    channel, and the mean rating (k,), NaN without one."""

    customers: Sequence[str]
    sets: Mapping[str, _Table]
    ratings: NDArray[np.float64]

    @classmethod
    def of(cls, crowd: Crowd) -> "_Profiles":
        themes, languages, channels, ratings = crowd.columns
        k, who = len(crowd.customers), crowd.who
        stars = ratings.astype(float)
        rated = ~np.isnan(stars)
        sums = np.bincount(who[rated], weights=stars[rated], minlength=k)
        with np.errstate(invalid="ignore"):
            means = sums / np.bincount(who[rated], minlength=k)
        said = _coded(themes)
        sets = {
            "blamed": _themes(*said, who, k, Sentiment.NEGATIVE),
            "praised": _themes(*said, who, k, Sentiment.POSITIVE),
            "language": _usual(languages, who, k),
            "channel": _usual(channels, who, k),
        }
        return cls(crowd.customers, sets, means)


def find_personas(voices: Voices, scope: Scope) -> Personas:
    """Group the customers of a scope by what they said.

    Columns, each block scaled to the same spread: whether a customer blamed a theme, praised it,
    language and channel (most frequent), and the mean rating. A theme neither blamed nor praised by
    5 % of the customers is left out.
    """
    profiles = _Profiles.of(voices.crowd(scope, ("themes", "language", "channel", "rating")))
    n = len(profiles.customers)
    table, blocks = _features(profiles)
    grouping = find_groups(table, blocks)
    if not grouping.is_real:
        return Personas((), grouping, n)
    totals = {name: each.counts() for name, each in profiles.sets.items()}
    found = [
        _persona(np.flatnonzero(grouping.labels == group), profiles, totals, table)
        for group in range(grouping.k)
    ]
    return Personas(found, grouping, n)


def _features(profiles: _Profiles) -> tuple[NDArray[np.float64], list[list[int]]]:
    """The table (customers, columns) and the columns of each block."""
    n = len(profiles.customers)
    columns: list[NDArray[np.float64]] = []
    blocks: list[list[int]] = []

    def add(block: Sequence[NDArray[np.float64]]) -> None:
        wide = [column for column in block if n and column.std() > 0]
        if not wide:
            return
        spread = float(np.sqrt(sum(column.var() for column in wide)))
        blocks.append(list(range(len(columns), len(columns) + len(wide))))
        columns.extend((column - column.mean()) / spread for column in wide)

    for name in ("blamed", "praised"):
        for flags in _flags(profiles.sets[name], MOST_THEMES):
            add([flags])
    for name in ("language", "channel"):
        add(_flags(profiles.sets[name], MOST_KINDS))
    add([_ratings(profiles.ratings)])
    return (np.stack(columns, axis=1) if columns else np.zeros((n, 1))), blocks


def _flags(table: _Table, most: int) -> list[NDArray[np.float64]]:
    """A 0/1 column for each value that enough customers have."""
    counts = table.counts()
    ordered = sorted(counts, key=lambda value: (-counts[value], value))[:most]
    frequent = [value for value in ordered if counts[value] >= RAREST * len(table.has)]
    places = {value: place for place, value in enumerate(table.values)}
    return [table.has[:, places[value]].astype(float) for value in sorted(frequent)]


def _themes(
    codes: NDArray[np.intp],
    kinds: Sequence[str],
    who: NDArray[np.intp],
    k: int,
    stance: Sentiment,
) -> _Table:
    """The themes of which each customer ever spoke so, from what `_coded` makes of the themes."""
    said = [{theme for theme, s in read_themes(kind) if s == stance} for kind in kinds]
    themes = sorted(set().union(*said))
    has = np.zeros((k, len(themes)), dtype=bool)
    for place, theme in enumerate(themes):
        speaks = np.array([theme in each for each in said], dtype=bool)
        has[who[speaks[codes]], place] = True
    return _Table(themes, has)


def _usual(values: NDArray[np.object_], who: NDArray[np.intp], k: int) -> _Table:
    """The most frequent value of each customer, the first of equals; none where all are missing."""
    codes, kinds = _coded(values)
    known = np.array([kind is not None for kind in kinds], dtype=bool)[codes]
    pairs = who[known] * max(1, len(kinds)) + codes[known]
    each, first, counts = np.unique(pairs, return_index=True, return_counts=True)
    whose, value = np.divmod(each, max(1, len(kinds)))
    order = np.lexsort((first, -counts, whose))
    best = order[np.unique(whose[order], return_index=True)[1]]
    has = np.zeros((k, len(kinds)), dtype=bool)
    has[whose[best], value[best]] = True
    return _Table([str(kind) for kind in kinds], has)


def _coded(column: NDArray[np.object_]) -> tuple[NDArray[np.intp], list[Any]]:
    """Each value as the place of its kind, and the kinds."""
    values = column.tolist()
    places = {kind: place for place, kind in enumerate(dict.fromkeys(values))}
    codes = np.fromiter(map(places.__getitem__, values), dtype=np.intp, count=len(values))
    return codes, list(places)


def _ratings(ratings: NDArray[np.float64]) -> NDArray[np.float64]:
    """The mean rating of each customer; without one that of all, which pulls nobody."""
    missing = np.isnan(ratings)
    middle = float(np.mean(ratings[~missing])) if not missing.all() else 0.0
    return np.where(missing, middle, ratings)


def _persona(
    members: NDArray[np.intp],
    profiles: _Profiles,
    totals: Mapping[str, Mapping[str, int]],
    table: NDArray[np.float64],
) -> Persona:
    n = len(profiles.customers)
    here = {name: each.counts(members) for name, each in profiles.sets.items()}
    sizes = len(members), n - len(members)
    distances = ((table[members] - table[members].mean(axis=0)) ** 2).sum(axis=1)
    ratings = profiles.ratings[members]
    ratings = ratings[~np.isnan(ratings)]
    sd = float(ratings.std(ddof=1)) if len(ratings) > 1 else None
    mean = float(ratings.mean()) if len(ratings) else None
    nearest = members[np.argsort(distances, kind="stable")[:3]]
    return Persona(
        size=len(members),
        share=wilson(len(members), n),
        blames=_marks(here["blamed"], totals["blamed"], sizes),
        praises=_marks(here["praised"], totals["praised"], sizes),
        language=_most(here["language"], len(members)),
        channel=_most(here["channel"], len(members)),
        rating=mean_interval(len(ratings), mean, sd),
        examples=[profiles.customers[place] for place in nearest],
    )


def _marks(
    here: Mapping[str, int], all_: Mapping[str, int], sizes: tuple[int, int]
) -> list[tuple[str, Estimate, Estimate]]:
    """What sets customers apart: counts of theirs and of all, and how many they and others are."""
    found = []
    for theme, k in here.items():
        inside, outside = wilson(k, sizes[0]), wilson(all_[theme] - k, sizes[1])
        if (inside.value or 0) - (outside.value or 0) >= 0.1:
            found.append((theme, inside, outside))
    return sorted(found, key=lambda m: ((m[2].value or 0) - (m[1].value or 0), m[0]))[:3]


def _most(counts: Mapping[str, int], n: int) -> tuple[str, Estimate] | None:
    if not counts:
        return None
    value = max(counts, key=counts.__getitem__)
    return value, wilson(counts[value], n)
