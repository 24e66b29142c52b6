"""Train the Chinese stance table: `python -m evals.training.chinese`.

A logistic regression on n-grams scaled by the root of their naive Bayes log-count ratio (after Wang
and Manning 2012, Baselines and bigrams), fitted on the big sets without their held-out tenth.
"""

import sys

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from assistant.models import Sentiment
from assistant.models.vectors import Floats
from assistant.understanding.features import BITS
from evals.training.corpus import SHARED, Rated, dev_items, held_out, key, rated
from evals.training.matrices import Matrix, ngrams, save
from evals.training.phrases import Phrase, joined, phrases

__all__ = ["CHINESE", "fold_scores", "stance_texts"]

CHINESE = ("shopping", "takeaway", "hotel")
STRENGTH = 8.0
SEEN = 2
FOLDS = 4
PHRASE_REPEATS = 6
JOINED = 1200


def stance_texts() -> list[Rated]:
    """The Chinese texts that may be trained on, each once over all sets."""
    known = {key(item.text) for item in dev_items(SHARED)}
    found: dict[str, Rated] = {}
    for row in rated(SHARED):
        if row.source in CHINESE and not held_out(row.text) and key(row.text) not in known:
            found.setdefault(key(row.text), row)
    return list(found.values())


def _ratios(grams: Matrix, praise: NDArray[np.bool_]) -> Floats:
    """Root of the absolute log-count ratio of each feature, smoothed by one, and 0.1."""
    present = grams > 0
    good = 1 + np.asarray(present[praise].sum(axis=0)).ravel()
    bad = 1 + np.asarray(present[~praise].sum(axis=0)).ravel()
    ratio = np.abs(np.log((good / good.sum()) / (bad / bad.sum())))
    return np.asarray(np.sqrt(ratio) + 0.1, np.float32)


def _fit(grams: Matrix, praise: NDArray[np.bool_]) -> tuple[Floats, float]:
    ratios = _ratios(grams, praise)
    model = LogisticRegression(solver="liblinear", C=STRENGTH, max_iter=40, tol=1e-3)
    model.fit(grams @ sparse.diags(ratios), praise)
    return np.asarray(model.coef_[0] * ratios, np.float32), float(model.intercept_[0])


def _features(rows: list[Rated]) -> tuple[Matrix, NDArray[np.int64], NDArray[np.bool_]]:
    grams = ngrams([row.text for row in rows])
    columns = np.flatnonzero(np.asarray((grams > 0).sum(axis=0)).ravel() >= SEEN)
    return grams[:, columns], columns, np.array([row.label == 1 for row in rows])


def fold_scores(rows: list[Rated]) -> Floats:
    """Log-odds of praise, shape (n,), each from a model that has not seen the text."""
    grams, _, praise = _features(rows)
    fold = np.random.default_rng(3).integers(0, FOLDS, len(rows))
    out = np.zeros(len(rows), np.float32)
    for number in range(FOLDS):
        weights, bias = _fit(grams[fold != number], praise[fold != number])
        out[fold == number] = grams[fold == number] @ weights + bias
    return out


def _phrase_rows() -> list[Rated]:
    """The project's own clauses with a side, repeated, alone and in twos."""
    single = phrases("zh")
    found: list[Phrase] = [*single * PHRASE_REPEATS, *joined(single, JOINED)]
    return [
        Rated("phrases", row.text, int(row.sentiment is Sentiment.POSITIVE))
        for row in found
        if row.sentiment is not Sentiment.NEUTRAL
    ]


def main() -> None:
    """Train and write zh.npz."""
    rows = stance_texts() + _phrase_rows()
    grams, columns, praise = _features(rows)
    fitted, bias = _fit(grams, praise)
    weights = np.zeros((1 << BITS, 1), np.float32)
    weights[columns, 0] = fitted
    save("zh", {"stance_weights": weights.astype(np.float16), "stance_bias": np.array([bias])})
    sys.stdout.write("zh.npz is written.\n")


if __name__ == "__main__":
    main()
