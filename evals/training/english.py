"""Train the English heads and the bridge: `python -m evals.training.english`.

English: logistic regressions on n-grams beside sentence vectors. Bridge: logistic regressions on
the sentence vectors of Chinese and English items, for every other language.
"""

import sys
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import KFold

from assistant.models import Emotion, Sentiment, Urgency
from assistant.understanding.linear import THEMES
from evals.training.corpus import SHARED, Item, dev_items, held_out, key, rated, read_items
from evals.training.matrices import (
    Floats,
    Matrix,
    beside,
    binary,
    column_weights,
    ngrams,
    quantised,
    save,
    thresholds,
    vectors,
)

BITS = 18
VECTOR_WEIGHT = 2.0
LABEL_STRENGTH = 3.0
SENTIMENT_STRENGTH = 5.0
BRIDGE_STRENGTH = 10.0
SEEN = 2

_SENTIMENTS = (Sentiment.NEGATIVE, Sentiment.POSITIVE, Sentiment.NEUTRAL)


def targets(items: Sequence[Item]) -> list[NDArray[np.bool_]]:
    """Yes or no per item for each theme, emotion and urgency, in the order of the columns."""
    themes = [[theme in item.aspects for item in items] for theme in THEMES]
    emotions = [[item.emotion == emotion for item in items] for emotion in Emotion]
    urgencies = [[item.urgency == urgency for item in items] for urgency in Urgency]
    return [np.array(column, bool) for column in (*themes, *emotions, *urgencies)]


def theme_cuts(features: Matrix, wanted: list[NDArray[np.bool_]], strength: float) -> Floats:
    """Thresholds from scores that 5-fold cross-validation gives."""
    truth = np.stack(wanted[: len(THEMES)], axis=1)
    scores = np.full(truth.shape, -5.0, np.float32)
    for fit, check in KFold(5, shuffle=True, random_state=1).split(truth):
        for column in range(truth.shape[1]):
            model = binary(features[fit], truth[fit, column], strength)
            if model is not None:
                scores[check, column] = model.decision_function(features[check])
    return thresholds(scores, truth)


def english(items: Sequence[Item]) -> None:
    """Sentiment from the big sets and the items, the other labels from the items."""
    known = {key(item.text) for item in dev_items(SHARED)}
    texts = [item.text for item in items]
    stance = [list(_SENTIMENTS).index(Sentiment(item.sentiment)) for item in items]
    labelled = len(texts)
    have = known | {key(text) for text in texts}
    for row in rated(SHARED):
        ours = row.source in ("airline", "clothing") and not held_out(row.text)
        if ours and key(row.text) not in have:
            texts.append(row.text)
            stance.append(row.label)
    grams = ngrams(texts, BITS)
    columns = np.flatnonzero(np.asarray((grams > 0).sum(axis=0)).ravel() >= SEEN)
    features = beside(grams[:, columns], vectors(texts), VECTOR_WEIGHT)
    wanted = targets(items)
    cuts = theme_cuts(features[:labelled], wanted, LABEL_STRENGTH)
    models = [binary(features[:labelled], column, LABEL_STRENGTH) for column in wanted]
    sides = np.array([_SENTIMENTS.index(side) for side in Sentiment])
    given = np.array(stance)
    models += [binary(features, given == side, SENTIMENT_STRENGTH) for side in sides]
    places = np.concatenate([columns, (1 << BITS) + np.arange(512)])
    found = [column_weights(model, places, (1 << BITS) + 512) for model in models]
    weights = np.stack([column for column, _ in found], axis=1)
    bias = np.array([offset for _, offset in found], np.float32)
    bias[: len(THEMES)] -= cuts
    save(
        "en",
        {
            **quantised("labels_weights", weights[: 1 << BITS]),
            "labels_bias": bias,
            "vector_weights": (weights[1 << BITS :] * VECTOR_WEIGHT).astype(np.float16),
        },
    )


def bridge(items: Sequence[Item]) -> None:
    """All heads on the vectors of the labelled items of both languages."""
    dense = vectors([item.text for item in items])
    wanted = targets(items)
    wanted += [np.array([item.sentiment == side for item in items], bool) for side in Sentiment]
    truth = np.stack(wanted[: len(THEMES)], axis=1)
    scores = np.full(truth.shape, -5.0, np.float32)
    for fit, check in KFold(5, shuffle=True, random_state=1).split(dense):
        for column in range(truth.shape[1]):
            model = LogisticRegression(C=BRIDGE_STRENGTH, max_iter=300)
            scores[check, column] = model.fit(dense[fit], truth[fit, column]).decision_function(
                dense[check]
            )
    models = [LogisticRegression(C=BRIDGE_STRENGTH, max_iter=300).fit(dense, y) for y in wanted]
    weights = np.stack([model.coef_[0] for model in models], axis=1)
    bias = np.array([model.intercept_[0] for model in models], np.float32)
    bias[: len(THEMES)] -= thresholds(scores, truth)
    save("bridge", {"weights": weights.astype(np.float16), "bias": bias})


def main() -> None:
    """Train and write en.npz and bridge.npz."""
    known = {key(item.text) for item in dev_items(SHARED)}
    items = [item for item in read_items(SHARED) if key(item.text) not in known]
    english([item for item in items if item.language == "en"])
    bridge(items)
    sys.stdout.write("en.npz and bridge.npz are written.\n")


if __name__ == "__main__":
    main()
