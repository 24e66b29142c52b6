"""Train the Chinese labels: `python -m evals.training.chinese_labels`, some twelve minutes.

The labelled items teach heads on n-grams and sentence vectors, which label all Chinese texts
softly. The network learns from these, from the items, from the project's own phrases, and from the
network that shipped before it. Some of the newest items are kept back from the network, and its
themes, emotions and urgencies are compared on them with those of the earlier one. The stance of
a text of the big sets is drawn towards what a model thinks that has not seen it, since their labels
are noisy, and towards the earlier network. Needs JAX, for training alone.
"""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.metrics import f1_score

from assistant.models import Emotion, Sentiment, Urgency
from assistant.models.vectors import Floats
from assistant.understanding.cleaning import clean
from assistant.understanding.convolution import Convolution
from assistant.understanding.linear import THEMES, sigmoid
from evals.training.chinese import fold_scores, stance_texts
from evals.training.corpus import SHARED, Item, key, training_items
from evals.training.heads import OWN, item_counts, label_models, targets
from evals.training.matrices import column_weights, ngrams, quantised, save, vectors, weighted
from evals.training.network import MOODS, URGENT, Example, Tokens, Trainer, alphabet, tokens
from evals.training.phrases import Phrase, joined, phrases
from evals.training.teacher import OWN_SHARE, hard, probable, soft, teach

__all__ = ["Corpus", "heads", "stored"]

ASIDE, OWN_ASIDE = 700, 250
NEWEST_LABELS, NEWEST_REVIEWS = 3, 2
"""The rounds that the earlier network has not learned from."""

REPEATS = 2
OWN_REPEATS = {Sentiment.NEGATIVE: 3, Sentiment.NEUTRAL: 3, Sentiment.POSITIVE: 4}
"""The project's own reviews blame more often than they praise."""

PHRASE_REPEATS = 4
JOINED = 1500
DRAWN = 0.35
KEPT = 0.4
"""How far the stance of a text of the big sets is drawn towards the earlier network."""

BITS = 18
SEEN = 2
HEAD_STRENGTH = 8.0

EVERY = slice(None)
Earlier = Callable[[Sequence[str]], Floats]

PRAISE = {Sentiment.NEGATIVE: 0.02, Sentiment.NEUTRAL: -1.0, Sentiment.POSITIVE: 0.98}


@dataclass(frozen=True, slots=True)
class Heads:
    """N-gram heads: weights (2**BITS, outputs) and biases, themes, emotions, urgencies, neutral,
    and whether a text is like the big sets, in this order."""

    weights: Floats
    bias: Floats

    def __call__(self, texts: Sequence[str]) -> Floats:
        return np.asarray(ngrams(texts, BITS) @ self.weights + self.bias, np.float32)


def heads(items: Sequence[Item], ours: Sequence[Phrase]) -> Heads:
    """Logistic regressions on the n-grams of items and phrases."""
    grams = ngrams([i.text for i in items] + [p.text for p in ours], BITS)
    columns = np.flatnonzero(np.asarray((grams > 0).sum(axis=0)).ravel() >= SEEN)
    features = sparse.csr_matrix(grams[:, columns])
    models = label_models(features, items, item_counts(items, OWN_SHARE), ours, HEAD_STRENGTH)
    sides = np.array([i.sentiment for i in items] + [str(p.sentiment) for p in ours])
    neutral = sides == Sentiment.NEUTRAL
    models.append(weighted(features, neutral, HEAD_STRENGTH, np.ones(len(sides))))
    own = np.array([i.reader == OWN for i in items] + [True] * len(ours))
    # A text of the big sets or of a store of any kind: each kind counts as much.
    kinds = np.where(own, (~own).sum() / own.sum(), 1.0)
    models.append(weighted(features, ~own, HEAD_STRENGTH, kinds))
    found = [column_weights(model, columns, 1 << BITS) for model in models]
    return Heads(
        np.stack([column for column, _ in found], axis=1),
        np.array([offset for _, offset in found], np.float32),
    )


class Corpus:
    """Chinese texts with drawn stances, the project's phrases, and how characters are numbered.

    `earlier` is what an earlier network says of texts, None where nothing is learned from one.
    """

    def __init__(self, items: Sequence[Item], earlier: Earlier | None) -> None:
        rows = stance_texts()
        self.texts = [row.text for row in rows]
        single = phrases("zh")
        self.phrases = [*single, *joined(single, JOINED)]
        self.repeats = [PHRASE_REPEATS] * len(single) + [1] * JOINED
        more = [row.text for row in self.phrases]
        self.grams = ngrams(self.texts + more)
        self.vectors = vectors(self.texts + more)
        read = self.texts + more + [i.text for i in items]
        self.letters = alphabet([clean(text) for text in read])
        self.symbol_of = np.ones(1 << 17, np.int64)
        self.symbol_of[self.letters] = np.arange(len(self.letters)) + 2
        given = np.array([0.97 * row.label + 0.015 for row in rows])
        unseen = 1 / (1 + np.exp(-0.8 * fold_scores(rows)))
        self.praise = (1 - DRAWN) * given + DRAWN * unseen
        self.earlier = earlier and earlier(self.texts + more)
        if self.earlier is not None:
            kept = sigmoid(self.earlier[: len(rows), 0])
            self.praise = (1 - KEPT) * self.praise + KEPT * kept
        self.tokens = self.read(self.texts + more)

    def read(self, texts: Sequence[str]) -> list[Tokens]:
        """What the network reads of the texts."""
        return [tokens(clean(text), self.symbol_of) for text in texts]

    def taught(self, items: Sequence[Item]) -> Floats:
        """What heads that these items taught, and the earlier network, think of the texts and
        phrases."""
        found = teach(items, self.grams, self.vectors)
        if self.earlier is None:
            return found
        return np.asarray((found + probable(self.earlier)) / 2, np.float32)

    def network(self, items: Sequence[Item], taught: Floats, seed: int) -> Trainer:
        """Trained on all texts with their soft labels, on the items and phrases, repeated."""
        own = {key(item.text) for item in items}
        examples: list[Example] = [
            (found, float(praise), soft(labels))
            for text, found, praise, labels in zip(
                self.texts, self.tokens[: len(self.texts)], self.praise, taught, strict=False
            )
            if key(text) not in own
        ]
        for row, found, labels, repeats in zip(
            self.phrases,
            self.tokens[len(self.texts) :],
            taught[len(self.texts) :],
            self.repeats,
            strict=True,
        ):
            examples += [(found, PRAISE[row.sentiment], phrase_targets(row, labels))] * repeats
        for item, found in zip(items, self.read([i.text for i in items]), strict=True):
            side = Sentiment(item.sentiment)
            repeats = OWN_REPEATS[side] if item.reader == OWN else REPEATS
            examples += [(found, PRAISE[side], hard(item))] * repeats
        trainer = Trainer(len(self.letters), seed)
        trainer.fit(examples)
        return trainer


def phrase_targets(row: Phrase, taught: Floats) -> Floats:
    """What a phrase teaches; where it says nothing, what the teachers think."""
    count, moods = len(THEMES), len(Emotion)
    named = np.array([theme in row.themes for theme in THEMES], np.float32)
    if not row.themed:
        named = taught[1 : 1 + count]
    sides = [PRAISE[row.themes[t]] if t in row.themes else -1.0 for t in THEMES]
    known = [
        _known(row.emotion, tuple(Emotion), taught[1 + count : 1 + count + moods]),
        _known(row.urgency, tuple(Urgency), taught[1 + count + moods :]),
    ]
    neither = row.sentiment is Sentiment.NEUTRAL
    return np.concatenate([[1, neither], named, sides, *known, [OWN]]).astype(np.float32)


def _known(value: str | None, kinds: Sequence[str], taught: Floats) -> NDArray[np.float64]:
    if value is None:
        return np.asarray(taught / taught.sum(), np.float64)
    return np.array([0.94 * (kind == value) + 0.06 / len(kinds) for kind in kinds])


def stored(network: Trainer, corpus: Corpus, outputs: slice = EVERY) -> dict[str, NDArray[Any]]:
    """The arrays that `Convolution.load` reads, with some of the outputs."""
    found = {"alphabet": corpus.letters}
    for name, trained in network.weights.items():
        values = np.asarray(trained)
        if name in ("output", "bias"):
            values = values[..., outputs]
        if name in ("symbols", "pairs"):
            found |= quantised(name, values)
        elif name != "readers":
            found[name] = values.astype(np.float16)
    return found


def shipped(texts: Sequence[str]) -> Floats:
    """What the network that ships says of texts, shape (n, outputs)."""
    cleaned = [clean(text) for text in texts]
    return Convolution.load("zh_network")(cleaned, [[(0, len(text))] for text in cleaned]).texts


def _split(items: Sequence[Item]) -> tuple[list[Item], list[Item]]:
    """Some of the items that the earlier network has not seen, and the rest."""
    fresh = [
        item
        for item in items
        if item.round == (NEWEST_REVIEWS if item.reader == OWN else NEWEST_LABELS)
    ]
    order = [fresh[row] for row in np.random.default_rng(7).permutation(len(fresh))]
    aside = [item for item in order if item.reader != OWN][:ASIDE]
    aside += [item for item in order if item.reader == OWN][:OWN_ASIDE]
    known = {key(item.text) for item in aside}
    return aside, [item for item in items if key(item.text) not in known]


def _right(items: Sequence[Item], said: Floats) -> str:
    """How well a network's output fits items, as one line."""
    truth = np.stack(targets(items), axis=1)
    themes, moods, urgent = np.split(truth, [len(THEMES), len(THEMES) + len(Emotion)], axis=1)
    f1 = f1_score(themes, said[:, 2 : 2 + len(THEMES)] > 0, average="micro")
    hits = (
        (one.argmax(axis=1) == said[:, columns].argmax(axis=1)).mean()
        for one, columns in ((moods, MOODS), (urgent, URGENT))
    )
    return f"themes {f1:.3f}, emotion and urgency {' '.join(f'{hit:.3f}' for hit in hits)}\n"


def main() -> None:
    """Train and write zh_network.npz and zh_labels.npz; tell how well the network reads."""
    items = [item for item in training_items(SHARED) if item.language == "zh"]
    aside, rest = _split(items)
    corpus = Corpus(items, shipped)
    network = corpus.network(rest, corpus.taught(rest), seed=2)
    texts = [item.text for item in aside]
    sys.stdout.write(f"before: {_right(aside, shipped(texts))}")
    sys.stdout.write(f"now: {_right(aside, network.predict(corpus.read(texts)))}")
    save("zh_network", stored(network, corpus))
    kept = heads(items, phrases("zh"))
    save("zh_labels", {**quantised("labels_weights", kept.weights), "labels_bias": kept.bias})


if __name__ == "__main__":
    main()
