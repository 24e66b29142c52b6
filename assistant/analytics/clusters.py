"""Groups in a table of numbers: k-means, the number of groups, and whether they are real.

Groups are only called so when they separate better than the same columns shuffled, and when
resamples find them again. The same input gives the same groups.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.errors import InvalidInputError

__all__ = ["MIN_ROWS", "Grouping", "adjusted_rand", "find_groups", "silhouette"]

MIN_ROWS = 30
"""Fewer rows are not grouped."""

MOST_GROUPS = 6
SMALLEST_SHARE = 0.05
"""A grouping with a group of fewer rows than this share is not taken."""

MOST_ROWS = 400
"""Rows that the number of groups is chosen on; the others go to the nearest centre."""

SHUFFLES = 19
"""Of 20 equally likely values the real one is the highest once in twenty: a test at 5 %."""

RESAMPLES = 10
STABLE = 0.8
"""Mean adjusted Rand index of resamples from which groups count as found again."""

STARTS, ROUNDS = 4, 50
ROUNDING = 1e-12
"""A start that is better by less is no better."""

Floats = NDArray[np.float64]
Labels = NDArray[Any]


@dataclass(frozen=True, slots=True, eq=False)
class Grouping:
    """The groups of n rows, or none.

    `labels` give the group of each row, 0 the largest; empty where there are no groups.
    `silhouette` is the mean silhouette in -1…1, `by_chance` the highest that shuffled columns
    reached, `stability` the mean adjusted Rand index of resamples, at most 1. None where nothing
    could be computed.
    """

    labels: Labels
    k: int
    silhouette: float | None
    by_chance: float | None
    stability: float | None
    n: int

    @property
    def is_real(self) -> bool:
        """Whether the groups separate beyond chance."""
        return (
            self.silhouette is not None
            and self.by_chance is not None
            and self.silhouette > self.by_chance
        )

    @property
    def is_stable(self) -> bool:
        return self.stability is not None and self.stability >= STABLE


def find_groups(rows: Floats, blocks: Sequence[Sequence[int]], seed: int = 0) -> Grouping:
    """Group the rows (n, d) by k-means with the k of 2-6 whose mean silhouette is highest.

    `blocks` are the columns that belong together (a one-hot code): to shuffle is to permute each
    block on its own, so that only what goes together across blocks makes a group. Groups are real
    when their silhouette exceeds that of all of 19 shuffles (a test at 5 %), each with its own best
    k. Sources: Lloyd (1982), IEEE Trans. Inf. Theory 28, 129-137; Rousseeuw (1987), J. Comput.
    Appl. Math. 20, 53-65; Hubert & Arabie (1985), J. Classification 2, 193-218; Hennig (2007),
    Comput. Stat. Data Anal. 52, 258-271. Under 30 rows or without any difference: no groups.
    """
    if rows.ndim != 2 or not np.isfinite(rows).all():
        raise InvalidInputError("Groups need a table of finite numbers, one row a customer.")
    n = len(rows)
    none = Grouping(
        labels=np.empty(0, dtype=int), k=0, silhouette=None, by_chance=None, stability=None, n=n
    )
    if n < MIN_ROWS or (rows == rows[0]).all():
        return none
    rng = np.random.default_rng(seed)
    sample = rows[rng.permutation(n)[:MOST_ROWS]]
    best = _best(sample, rng)
    if best is None:
        return none
    value, k = best
    reached = (_best(_shuffled(sample, blocks, rng), rng) for _ in range(SHUFFLES))
    by_chance = max((found[0] for found in reached if found), default=-1.0)
    centres = _kmeans(sample, k, rng)[1]
    labels = _by_size(_nearest(rows, centres))
    stability = _stability(sample, k, centres, rng)
    return Grouping(
        labels=labels, k=k, silhouette=value, by_chance=by_chance, stability=stability, n=n
    )


def silhouette(rows: Floats, labels: Labels) -> float:
    """The mean silhouette: how much nearer a row is to its own group than to the next one."""
    return _silhouette(np.sqrt(_squared(rows, rows)), labels)


def _silhouette(distances: Floats, labels: Labels) -> float:
    groups = np.unique(labels)
    places = np.searchsorted(groups, labels)
    members = labels[:, None] == groups
    sizes = members.sum(axis=0)
    sums = distances @ members.astype(float)
    everyone = np.arange(len(labels))
    inner = sums[everyone, places] / np.maximum(sizes[places] - 1, 1)
    outer = np.where(members, np.inf, sums / sizes).min(axis=1)
    widest = np.maximum(np.maximum(inner, outer), 1e-12)
    return float(np.where(sizes[places] > 1, (outer - inner) / widest, 0.0).mean())


def adjusted_rand(one: Labels, other: Labels) -> float:
    """The Rand index of two groupings of the same rows, corrected for chance: 1 is the same."""
    table = np.zeros((int(one.max()) + 1, int(other.max()) + 1))
    np.add.at(table, (one, other), 1)

    def pairs(counts: Any) -> float:
        return float((counts * (counts - 1) / 2).sum())

    together = pairs(table)
    in_one, in_other = pairs(table.sum(axis=1)), pairs(table.sum(axis=0))
    expected = in_one * in_other / max(pairs(np.array([len(one)])), 1.0)
    most = (in_one + in_other) / 2
    return 1.0 if most == expected else (together - expected) / (most - expected)


def _best(rows: Floats, rng: np.random.Generator) -> tuple[float, int] | None:
    """The highest mean silhouette and its k; none where every k leaves a group too small."""
    found = []
    distances = np.sqrt(_squared(rows, rows))
    for k in range(2, MOST_GROUPS + 1):
        labels = _kmeans(rows, k, rng)[0]
        sizes = np.bincount(labels, minlength=k)
        if sizes.min() >= max(2, SMALLEST_SHARE * len(rows)):
            found.append((_silhouette(distances, labels), k))
    return max(found, key=lambda pair: (pair[0], -pair[1]), default=None)


def _kmeans(rows: Floats, k: int, rng: np.random.Generator) -> tuple[Labels, Floats]:
    """The best of some starts by k-means++ (Arthur & Vassilvitskii 2007): labels and centres.

    All starts are moved at once, (starts * k, d) centres, until none moves any more.
    """
    centres = np.concatenate([_starts(rows, k, rng) for _ in range(STARTS)])
    labels = _nearest_of_each(rows, centres, k)
    for _ in range(ROUNDS):
        members = (labels[:, :, None] == np.arange(k)).reshape(len(rows), -1)
        sizes = members.sum(axis=0)
        means = (members.T.astype(float) @ rows) / np.maximum(sizes, 1)[:, None]
        centres = np.where(sizes[:, None] > 0, means, centres)
        moved = _nearest_of_each(rows, centres, k)
        if (moved == labels).all():
            break
        labels = moved
    distances = _squared(rows, centres).reshape(len(rows), STARTS, k)
    costs = np.take_along_axis(distances, labels[:, :, None], axis=2).sum(axis=(0, 2))
    best = 0
    for start in range(1, STARTS):
        if costs[start] < costs[best] - ROUNDING:
            best = start
    return labels[:, best], centres[best * k : (best + 1) * k]


def _starts(rows: Floats, k: int, rng: np.random.Generator) -> Floats:
    chosen = [int(rng.integers(len(rows)))]
    distances = np.full(len(rows), np.inf)
    while len(chosen) < k:
        distances = np.minimum(distances, _squared(rows, rows[chosen[-1:]])[:, 0])
        upto = distances.cumsum()
        if upto[-1] <= 0:
            chosen.append(int(rng.integers(len(rows))))
        else:
            chosen.append(int(upto.searchsorted(rng.random() * upto[-1], side="right")))
    return rows[chosen]


def _stability(rows: Floats, k: int, centres: Floats, rng: np.random.Generator) -> float:
    """How alike the groups of bootstrap resamples are to those found, on all rows."""
    found = _nearest(rows, centres)
    values = []
    for _ in range(RESAMPLES):
        again = _kmeans(rows[rng.integers(len(rows), size=len(rows))], k, rng)[1]
        values.append(adjusted_rand(found, _nearest(rows, again)))
    return float(np.mean(values))


def _shuffled(rows: Floats, blocks: Sequence[Sequence[int]], rng: np.random.Generator) -> Floats:
    shuffled = rows.copy()
    for block in blocks:
        columns = list(block)
        shuffled[:, columns] = rows[rng.permutation(len(rows))][:, columns]
    return shuffled


def _squared(a: Floats, b: Floats) -> Floats:
    squares = (a**2).sum(axis=1)[:, None] + (b**2).sum(axis=1)[None] - 2 * a @ b.T
    distances: Floats = np.maximum(squares, 0)
    return distances


def _nearest(rows: Floats, centres: Floats) -> Labels:
    return _nearest_of_each(rows, centres, len(centres))[:, 0]


def _nearest_of_each(rows: Floats, centres: Floats, k: int) -> Labels:
    """The nearest of each k centres, (n, number of such sets)."""
    # The squared distance but for the row's own length, which is one for all centres.
    distances = (centres**2).sum(axis=1) - rows @ (2 * centres).T
    nearest: Labels = distances.reshape(len(rows), -1, k).argmin(axis=2)
    return nearest


def _by_size(labels: Labels) -> Labels:
    """The same groups numbered by size, 0 the largest."""
    groups, counts = np.unique(labels, return_counts=True)
    order = groups[np.argsort(-counts, kind="stable")]
    rank = np.empty(int(groups.max()) + 1, dtype=int)
    rank[order] = np.arange(len(order))
    numbered: Labels = rank[labels]
    return numbered
