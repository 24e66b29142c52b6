"""Train the Chinese labels: `python -m evals.training.chinese_labels`, some fifteen minutes.

The few labelled items teach heads on n-grams and sentence vectors, which label all Chinese texts
softly. A first network learns from these and from the items, less a part on which the thresholds of
the themes are set. The second, which is kept, learns from all items and from the mean of teacher
and first network. The stance of a text is drawn towards what a model thinks that has not seen it,
since the labels of the big sets are noisy.
"""

import sys
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.models import Sentiment
from assistant.understanding.cleaning import clean
from assistant.understanding.linear import THEMES
from evals.training.chinese import fold_scores, stance_texts
from evals.training.corpus import SHARED, Item, training_items
from evals.training.matrices import Floats, ngrams, quantised, save, thresholds, vectors
from evals.training.network import Example, Trainer, alphabet, tokens
from evals.training.teacher import hard, probable, soft, teach

CHECKED = 550
REPEATS = 4
DRAWN = 0.35
FEW = 60.0
FOR_CUES = 0.5
"""Thresholds are set without the taxonomy's cues, which lift the log-odds, and so lie higher."""

NEITHER_CUT = 0.3

_PRAISE = {Sentiment.NEGATIVE: 0.02, Sentiment.NEUTRAL: -1.0, Sentiment.POSITIVE: 0.98}


class Corpus:
    """Chinese texts with drawn stances, and how their characters are numbered."""

    def __init__(self) -> None:
        rows = stance_texts()
        self.texts = [row.text for row in rows]
        self.grams = ngrams(self.texts)
        self.vectors = vectors(self.texts)
        self.letters = alphabet([clean(text) for text in self.texts])
        self.symbol_of = np.ones(1 << 17, np.int64)
        self.symbol_of[self.letters] = np.arange(len(self.letters)) + 2
        given = np.array([0.97 * row.label + 0.015 for row in rows])
        unseen = 1 / (1 + np.exp(-0.8 * fold_scores(rows)))
        self.praise = (1 - DRAWN) * given + DRAWN * unseen
        self.tokens = [tokens(clean(text), self.symbol_of) for text in self.texts]

    def taught(self, items: Sequence[Item]) -> Floats:
        """What heads that these items taught think of the texts."""
        return teach(items, self.grams, self.vectors)

    def network(self, items: Sequence[Item], taught: Floats, seed: int) -> Trainer:
        """Trained on all texts with their soft labels and on the items, repeated."""
        examples: list[Example] = [
            (found, float(praise), soft(labels))
            for found, praise, labels in zip(self.tokens, self.praise, taught, strict=True)
        ]
        for item in items:
            praise = _PRAISE[Sentiment(item.sentiment)]
            examples += [(tokens(clean(item.text), self.symbol_of), praise, hard(item))] * REPEATS
        trainer = Trainer(len(self.letters), seed)
        trainer.fit(examples)
        return trainer

    def cuts(self, network: Trainer, items: Sequence[Item]) -> NDArray[np.float32]:
        """Thresholds of the themes on items that the network has not seen."""
        found = [tokens(clean(item.text), self.symbol_of) for item in items]
        truth = np.array([[theme in item.aspects for theme in THEMES] for item in items])
        scores = network.predict(found)[:, 2 : 2 + len(THEMES)]
        return thresholds(scores, truth, FEW) + np.float32(FOR_CUES)


def main() -> None:
    """Train and write zh_network.npz and zh_cuts.npz."""
    items = [item for item in training_items(SHARED) if item.language == "zh"]
    order = np.random.default_rng(7).permutation(len(items))
    checked = [items[row] for row in order[:CHECKED]]
    rest = [items[row] for row in order[CHECKED:]]
    corpus = Corpus()
    first = corpus.network(rest, corpus.taught(rest), seed=1)
    cuts = corpus.cuts(first, checked)
    both = corpus.taught(items) + probable(first.predict(corpus.tokens))
    taught = np.asarray(both / 2, np.float32)
    weights = corpus.network(items, taught, seed=2).weights
    stored = {"alphabet": corpus.letters}
    for name, values in weights.items():
        if name in ("symbols", "pairs"):
            stored |= quantised(name, np.asarray(values))
        else:
            stored[name] = np.asarray(values).astype(np.float16)
    save("zh_network", stored)
    save("zh_cuts", {"themes": cuts, "neither": np.array([NEITHER_CUT], np.float32)})
    sys.stdout.write("zh_network.npz and zh_cuts.npz are written.\n")


if __name__ == "__main__":
    main()
