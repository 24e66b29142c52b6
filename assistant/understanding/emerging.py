"""Emerging themes: what fits no theme of the taxonomy, clustered, named and kept by its name.

Clusters are modes of density, found by ToMATo (Chazal, Guibas, Oudot, Skraba 2013) on the graph
of nearest neighbours: a text climbs to its closest denser neighbour, and a mode that rises less
than PERSISTENCE above the saddle to a higher one joins it. Some rounds of spherical k-means from
these modes then sharpen the borders; the least typical texts stay out.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from assistant.errors import InvalidInputError
from assistant.models.vectors import Floats, Vectors
from assistant.understanding.keyphrases import keyphrases
from assistant.understanding.semantic_space import joint_space, unit

__all__ = ["EmergingTheme", "KnownCluster", "cluster", "match"]

Labels = NDArray[np.intp]

MIN_SIZE = 10
COVERAGE = 0.6
"""The share of the texts that may belong to a cluster; the rest is too far from any."""

MIN_COHESION = 0.4
"""Mean cosine of the members to their centre. Unrelated texts reach 0.33, themes 0.48 or more."""

NEIGHBOURS = 10
PERSISTENCE = 0.02
ROUNDS = 5
SAME = 0.9
"""Cosine of two centroids from which they are the same theme: within a week they are joined,
between weeks they keep one id."""

_BLOCK = 1_024


CLAUSE = re.compile(r"(?<=\S)[,，。.!！?？;；\n]")
LONGEST_NAME = 24


@dataclass(frozen=True, slots=True, eq=False)
class EmergingTheme:
    """A cluster. `members` are indexes into the texts, the most typical first, and
    `representative` is the first of them; `centroid` is the unit mean of their vectors.

    `keyphrases` are the heaviest first, by language; `cohesion` is the mean cosine of the members
    to the centre in the space that was clustered, 0…1.
    """

    keyphrases: Mapping[str, tuple[str, ...]]
    members: tuple[int, ...]
    centroid: Floats
    cohesion: float

    @property
    def count(self) -> int:
        return len(self.members)

    @property
    def representative(self) -> int:
        return self.members[0]

    def name(self, language: str) -> str:
        """The keyphrases as a name, in the language where its members have it, else in theirs."""
        phrases = self.keyphrases.get(language) or next(iter(self.keyphrases.values()), ())
        return " · ".join(phrases[:3])


@dataclass(frozen=True, slots=True, eq=False)
class KnownCluster:
    """A cluster of an earlier week, as it was stored. `centroid` has unit length."""

    id: str
    centroid: Floats


def _neighbours(points: Floats, count: int) -> tuple[Labels, Floats]:
    """The nearest other points of each and their cosines, both (n, count), a block at a time."""
    indexes = np.empty((len(points), count), dtype=np.intp)
    cosines = np.empty((len(points), count), dtype=np.float32)
    for first in range(0, len(points), _BLOCK):
        near = points[first : first + _BLOCK] @ points.T
        near[np.arange(len(near)), first + np.arange(len(near))] = -2
        best = np.argpartition(-near, count - 1, axis=1)[:, :count]
        indexes[first : first + _BLOCK] = best
        cosines[first : first + _BLOCK] = np.take_along_axis(near, best, axis=1)
    return indexes, cosines


def _modes(points: Floats) -> Labels:
    """The mode that each text climbs to, by the index of its peak; -1 below the density floor."""
    near, cosines = _neighbours(points, min(NEIGHBOURS, len(points) - 1))
    density = cosines.mean(axis=1)
    graph: list[dict[int, float]] = [{} for _ in points]
    for i, (others, values) in enumerate(zip(near.tolist(), cosines.tolist(), strict=True)):
        for j, value in zip(others, values, strict=True):
            graph[i][j] = graph[j][i] = value
    order = np.argsort(-density, kind="stable")
    parent = np.full(len(points), -1, dtype=np.intp)

    def peak(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = int(parent[i])
        return i

    for i in order[: max(1, round(COVERAGE * len(points)))].tolist():
        higher = {j: cosine for j, cosine in graph[i].items() if parent[j] >= 0}
        parent[i] = i
        if not higher:
            continue
        parent[i] = top = peak(max(higher, key=lambda j: (higher[j], -j)))
        for j in higher:
            low, high = sorted((peak(j), top), key=lambda p: (density[p], -p))
            if low != high and density[low] - density[i] < PERSISTENCE:
                parent[low] = top = high
    return np.array([peak(i) if parent[i] >= 0 else -1 for i in range(len(points))], dtype=np.intp)


def _sharpened(points: Floats, modes: Labels, min_size: int) -> tuple[Labels, Floats]:
    """Spherical k-means from the modes; returns labels (-1 outside) and cosines to the centre."""
    peaks, sizes = np.unique(modes[modes >= 0], return_counts=True)
    peaks = peaks[sizes >= min_size]
    if not len(peaks):
        return np.full(len(points), -1, dtype=np.intp), np.zeros(len(points), dtype=np.float32)
    centres = unit(np.stack([points[modes == p].mean(axis=0) for p in peaks]))
    for step in range(ROUNDS + 1):
        cosines = points @ centres.T
        best = cosines.max(axis=1)
        labels = np.where(best >= np.quantile(best, 1 - COVERAGE), cosines.argmax(axis=1), -1)
        if step < ROUNDS:
            filled = [(labels == c).any() for c in range(len(centres))]
            means = [points[labels == c].mean(axis=0) for c, some in enumerate(filled) if some]
            centres = unit(np.stack(means))
    return labels, best


def _joined(rows: Floats, groups: Sequence[Labels]) -> list[Labels]:
    """The groups, those whose centroids are the same theme joined, closest pair first."""
    joined = [group for group in groups if len(group)]
    while len(joined) > 1:
        centroids = unit(np.stack([rows[group].mean(axis=0) for group in joined]))
        cosines = np.triu(centroids @ centroids.T, k=1)
        first, second = np.unravel_index(int(cosines.argmax()), cosines.shape)
        if cosines[first, second] < SAME:
            break
        joined[first] = np.concatenate([joined[first], joined.pop(int(second))])
    return joined


def _check(vectors: Vectors, texts: Sequence[str], languages: Sequence[str]) -> None:
    if vectors.ndim != 2 or not len(vectors) == len(texts) == len(languages):
        raise InvalidInputError(
            f"Clustering got vectors of shape {vectors.shape} for {len(texts)} texts and "
            f"{len(languages)} languages; pass one vector and one language a text."
        )


def cluster(
    vectors: Vectors,
    texts: Sequence[str],
    languages: Sequence[str],
    *,
    background_texts: Sequence[str] = (),
    background_vectors: Vectors | None = None,
    min_size: int = MIN_SIZE,
) -> list[EmergingTheme]:
    """The clusters of `min_size` texts or more, largest first; none when there is too little.

    `vectors` is (n, d), one row a text; rows need not have unit length. `background_texts` are
    feedback that does fit the taxonomy: its words make no names; `background_vectors`, (m, d), are
    its vectors (or a sample's), from which a single topic stands out. The same input gives the
    same clusters.
    """
    _check(vectors, texts, languages)
    if len(texts) < max(min_size, 2):
        return []
    rows = unit(np.asarray(vectors, dtype=np.float32))
    others = rows[:0] if background_vectors is None else unit(background_vectors)
    points = joint_space(rows, texts, others)
    labels, cosines = _sharpened(points, _modes(points), min_size)
    groups = _joined(rows, [np.flatnonzero(labels == c) for c in range(labels.max() + 1)])
    groups = [group[np.argsort(-cosines[group], kind="stable")] for group in groups]
    groups = [g for g in groups if len(g) >= min_size and cosines[g].mean() >= MIN_COHESION]
    groups.sort(key=lambda group: (-len(group), int(group[0])))
    phrases = _phrases(groups, texts, languages, background_texts)
    return [
        EmergingTheme(
            keyphrases=phrases[i] or {languages[group[0]]: (_beginning(texts[group[0]]),)},
            members=tuple(group.tolist()),
            centroid=unit(rows[group].mean(axis=0)[None])[0],
            cohesion=float(cosines[group].mean()),
        )
        for i, group in enumerate(groups)
    ]


def _beginning(text: str) -> str:
    """The first clause of a text, which stands for those that are written alike word by word:
    where nothing varies, no part of it can be told for a phrase."""
    return CLAUSE.split(text.strip(), maxsplit=1)[0][:LONGEST_NAME].strip()


def _phrases(
    groups: Sequence[Labels],
    texts: Sequence[str],
    languages: Sequence[str],
    background: Sequence[str],
) -> list[dict[str, tuple[str, ...]]]:
    """Keyphrases by language for each group, the language of most members first."""
    spoken = [Counter(languages[i] for i in group) for group in groups]
    result: list[dict[str, tuple[str, ...]]] = [{} for _ in groups]
    for language in sorted({language for counts in spoken for language in counts}):
        parts = [[texts[i] for i in group if languages[i] == language] for group in groups]
        for names, phrases in zip(result, keyphrases(parts, background=background), strict=True):
            names[language] = phrases
    return [
        {language: names[language] for language, _ in counts.most_common() if names[language]}
        for names, counts in zip(result, spoken, strict=True)
    ]


def match(new: Sequence[EmergingTheme], known: Sequence[KnownCluster]) -> dict[int, str]:
    """The stable ids of the new themes, by their index; a theme of no earlier week has none.

    One id goes to one theme: the assignment with the largest sum of centroid cosines (Hungarian
    method) among pairs of SAME or more.
    """
    if not new or not known:
        return {}
    cosines = np.stack([t.centroid for t in new]) @ np.stack([k.centroid for k in known]).T
    gains = np.where(cosines >= SAME, cosines, 0.0)
    rows, columns = linear_sum_assignment(-gains)
    return {int(r): known[c].id for r, c in zip(rows, columns, strict=True) if gains[r, c] > 0}
