"""Train the network on the sentence vector: `python -m evals.training.shared_network`.

It serves English beside the linear heads, and every language but Chinese and English alone. Needs
JAX, for training alone.
"""

import sys
from collections.abc import Sequence

import numpy as np
from sklearn.model_selection import KFold

from assistant.models.vectors import Floats
from assistant.understanding.linear import THEMES
from assistant.understanding.vector_network import VectorNetwork
from evals.training.chinese import stance_texts
from evals.training.corpus import SHARED, Rated, key, reviews, training_items
from evals.training.english import rated_texts
from evals.training.matrices import save, thresholds, vectors
from evals.training.phrases import joined, phrases
from evals.training.vector_network import Lesson, fit, item_lesson, phrase_lesson, rated_lesson

MEMBERS = 2
JOINED = 800
PHRASE_SHARE = 0.5
REVIEW_SHARE = 2.5
"""What a review of the project's own, of any kind of store, counts beside another item."""

RATED_SHARE = 0.1
SAMPLE = {"shopping": 9000, "takeaway": 3000, "hotel": 3000}


def _sample() -> list[Rated]:
    """Some of the Chinese texts: what praise and blame are in the space that languages share."""
    random = np.random.default_rng(9)
    rows = stance_texts()
    found: list[Rated] = []
    for source, most in SAMPLE.items():
        group = [row for row in rows if row.source == source]
        found += [group[number] for number in random.permutation(len(group))[:most]]
    return found


def mean(networks: Sequence[VectorNetwork]) -> VectorNetwork:
    """One network that gives the mean of several: their hidden layers side by side."""
    share = np.float32(1 / len(networks))
    return VectorNetwork(
        inner=np.concatenate([one.inner for one in networks], axis=1),
        inner_bias=np.concatenate([one.inner_bias for one in networks]),
        outer=np.concatenate([one.outer * share for one in networks]),
        direct=np.asarray(sum(one.direct * share for one in networks), np.float32),
        bias=np.asarray(sum(one.bias * share for one in networks), np.float32),
    )


def _cuts(items: Lesson, more: Lesson) -> Floats:
    """Thresholds of the themes, from scores that 5-fold cross-validation gives."""
    truth = items.wanted[:, : len(THEMES)] > 0
    scores = np.zeros(truth.shape, np.float32)
    for number, (rest, check) in enumerate(KFold(5, shuffle=True, random_state=1).split(truth)):
        network = fit(items[rest] + more, seed=10 + number)
        scores[check] = network(items.dense[check])[:, : len(THEMES)]
    return thresholds(scores, truth)


def main() -> None:
    """Train and write vectors.npz."""
    items = training_items(SHARED)
    ours = [*phrases("en"), *phrases("zh"), *joined(phrases("en"), JOINED)]
    big = rated_texts({key(item.text) for item in items}) + _sample()
    read = item_lesson(items, vectors([item.text for item in items]))
    own = {key(item.text) for item in (*reviews("en"), *reviews("zh"), *reviews("other"))}
    read.shares[[key(item.text) in own for item in items]] *= REVIEW_SHARE
    more = phrase_lesson(ours, vectors([row.text for row in ours]), PHRASE_SHARE)
    more += rated_lesson(big, vectors([row.text for row in big]), RATED_SHARE)
    network = mean([fit(read + more, seed) for seed in range(MEMBERS)])
    network.bias[: len(THEMES)] -= _cuts(read, more)
    names = ("inner", "inner_bias", "outer", "direct", "bias")
    save("vectors", {name: getattr(network, name).astype(np.float16) for name in names})
    sys.stdout.write("vectors.npz is written.\n")


if __name__ == "__main__":
    main()
