"""Train the Chinese labels: `python -m evals.training.chinese_labels`, some twenty minutes.

The labelled items teach heads on n-grams and sentence vectors, which label all Chinese texts
softly. A first network learns from these, from the items and from the project's own phrases, less a
part of the items on which the blend of network and n-gram heads and the thresholds are set. The
second, which is kept, learns from all items and from the mean of teachers and first network. The
stance of a text of the big sets is drawn towards what a model thinks that has not seen it, since
their labels are noisy. Needs JAX, for training alone.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from assistant.models import Emotion, Sentiment, Urgency
from assistant.understanding.cleaning import clean
from assistant.understanding.linear import THEMES
from evals.training.chinese import fold_scores, stance_texts
from evals.training.chinese_cuts import calibrated
from evals.training.corpus import SHARED, Item, key, training_items
from evals.training.heads import OWN, label_models
from evals.training.matrices import (
    Floats,
    column_weights,
    ngrams,
    quantised,
    save,
    vectors,
    weighted,
)
from evals.training.network import Example, Tokens, Trainer, alphabet, tokens
from evals.training.phrases import Phrase, joined, phrases
from evals.training.teacher import hard, probable, soft, teach

CHECKED = 900
REPEATS = 2
OWN_REPEATS = 4
PHRASE_REPEATS = 4
JOINED = 1500
DRAWN = 0.35
BITS = 18
SEEN = 2
HEAD_STRENGTH = 8.0

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
    models = label_models(features, items, ours, HEAD_STRENGTH)
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
    """Chinese texts with drawn stances, the project's phrases, and how characters are numbered."""

    def __init__(self, items: Sequence[Item]) -> None:
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
        self.tokens = self.read(self.texts + more)

    def read(self, texts: Sequence[str]) -> list[Tokens]:
        """What the network reads of the texts."""
        return [tokens(clean(text), self.symbol_of) for text in texts]

    def taught(self, items: Sequence[Item]) -> Floats:
        """What heads that these items taught think of the texts and phrases."""
        return teach(items, self.grams, self.vectors)

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
            repeats = OWN_REPEATS if item.reader == OWN else REPEATS
            examples += [(found, PRAISE[Sentiment(item.sentiment)], hard(item))] * repeats
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


def _split(items: Sequence[Item]) -> tuple[list[Item], list[Item]]:
    """Items to set thresholds on, of the readers whose practice is learned and of the project's own
    reviews, and the rest."""
    order = [items[row] for row in np.random.default_rng(7).permutation(len(items))]
    near = [item for item in order if item.reader in (0, 1)][:CHECKED]
    checked = near + [item for item in order if item.reader == OWN][: CHECKED // 3]
    known = {key(item.text) for item in checked}
    return checked, [item for item in order if key(item.text) not in known]


def main() -> None:
    """Train and write zh_network.npz, zh_labels.npz and zh_cuts.npz."""
    items = [item for item in training_items(SHARED) if item.language == "zh"]
    checked, rest = _split(items)
    corpus = Corpus(items)
    ours = phrases("zh")
    taught = corpus.taught(rest)
    first = corpus.network(rest, taught, seed=1)
    texts = [item.text for item in checked]
    deep, linear = first.predict(corpus.read(texts)), heads(rest, ours)(texts)
    save("zh_cuts", calibrated(checked, deep, linear))
    both = taught + probable(first.predict(corpus.tokens))
    weights = corpus.network(items, np.asarray(both / 2, np.float32), seed=2).weights
    stored = {"alphabet": corpus.letters}
    weights.pop("readers")
    for name, values in weights.items():
        if name in ("symbols", "pairs"):
            stored |= quantised(name, np.asarray(values))
        else:
            stored[name] = np.asarray(values).astype(np.float16)
    save("zh_network", stored)
    kept = heads(items, ours)
    save("zh_labels", {**quantised("labels_weights", kept.weights), "labels_bias": kept.bias})
    sys.stdout.write("zh_network.npz, zh_labels.npz and zh_cuts.npz are written.\n")


if __name__ == "__main__":
    main()
