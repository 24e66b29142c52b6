"""Linear heads of themes, emotions and urgencies, from labelled items and the project's phrases."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import KFold

from assistant.models import Emotion, Sentiment, Urgency
from assistant.models.vectors import Floats
from assistant.understanding.linear import THEMES
from evals.training.corpus import Item
from evals.training.matrices import Matrix, binary, thresholds, weighted
from evals.training.phrases import Phrase

__all__ = ["OWN", "READERS", "item_counts", "label_models", "mood", "targets", "theme_cuts"]

# What a phrase counts beside a labelled item, and what an item counts by who labelled it.
LABEL_SHARE = 1.0
MOOD_SHARE = 0.3
READER_SHARES = (2.0, 1.5, 1.0)
READERS = len(READER_SHARES) + 1
OWN = READERS - 1


def targets(items: Sequence[Item]) -> list[NDArray[np.bool_]]:
    """Yes or no per item for each theme, emotion and urgency, in the order of the columns."""
    themes = [[theme in item.aspects for item in items] for theme in THEMES]
    emotions = [[item.emotion == emotion for item in items] for emotion in Emotion]
    urgencies = [[item.urgency == urgency for item in items] for urgency in Urgency]
    return [np.array(column, bool) for column in (*themes, *emotions, *urgencies)]


def theme_cuts(features: Matrix, items: Sequence[Item], strength: float) -> Floats:
    """Thresholds from scores that 5-fold cross-validation gives."""
    truth = np.stack(targets(items)[: len(THEMES)], axis=1)
    scores = np.full(truth.shape, -5.0, np.float32)
    for fit, check in KFold(5, shuffle=True, random_state=1).split(truth):
        for column in range(truth.shape[1]):
            model = binary(features[fit], truth[fit, column], strength)
            if model is not None:
                scores[check, column] = model.decision_function(features[check])
    return thresholds(scores, truth)


def label_models(
    features: Matrix,
    items: Sequence[Item],
    counts: NDArray[np.float64],
    ours: Sequence[Phrase],
    strength: float,
) -> list[LogisticRegression]:
    """A head for each column of `targets`; an item counts as `counts` (n,) says, a phrase where its
    label is known.

    `features` hold the items, then the phrases. Where a phrase's bank tells no emotion, no more of
    it is known than what its side suggests. Of emotion and urgency, where readers differ, each
    round of readers has a bias of its own that is learned beside the rest and left out, so that the
    heads label as the shared items are labelled.
    """
    aside = _readers(items, len(ours))
    width = features.shape[1]
    beside_readers = sparse.hstack([features, aside]).tocsr()
    moods = [mood(row) for row in ours]
    urgent = [row.urgency for row in ours]
    extra = [np.array([theme in row.themes for row in ours], bool) for theme in THEMES]
    extra += [np.array([found is emotion for found in moods], bool) for emotion in Emotion]
    extra += [np.array([found is urgency for found in urgent], bool) for urgency in Urgency]
    found: list[LogisticRegression] = []
    for column, (theirs, more) in enumerate(zip(targets(items), extra, strict=True)):
        if column < len(THEMES):
            share = np.where([row.themed for row in ours], LABEL_SHARE, 0.0)
        elif column < len(THEMES) + len(Emotion):
            share = np.where([row.emotion is None for row in ours], MOOD_SHARE, LABEL_SHARE)
        else:
            share = np.where([row.usual for row in ours], MOOD_SHARE, LABEL_SHARE)
            share[[row.urgency is None for row in ours]] = 0.0
        shares = np.concatenate([counts, share])
        said = np.concatenate([theirs, more])
        if column < len(THEMES):
            found.append(weighted(features, said, strength, shares))
            continue
        model = weighted(beside_readers, said, strength, shares)
        model.coef_ = model.coef_[:, :width]
        found.append(model)
    return found


def _readers(items: Sequence[Item], more: int) -> Matrix:
    """A column for each reader but the first; the last of them wrote the `more` phrases as well."""
    readers = np.array([item.reader for item in items] + [OWN] * more)
    return sparse.csr_matrix(np.arange(1, READERS) == readers[:, None], dtype=np.float32)


def item_counts(items: Sequence[Item], own: float) -> NDArray[np.float64]:
    """What each item counts: the shared ones more, since their practice is to be learned; `own` is
    what a review of the project's own counts."""
    shares = (*READER_SHARES, own)
    return np.array([shares[item.reader] for item in items])


def mood(row: Phrase) -> Emotion:
    """The emotion of a phrase, as its side suggests where its bank tells none."""
    if row.emotion is not None:
        return row.emotion
    if row.sentiment is Sentiment.NEUTRAL:
        return Emotion.CONFUSED if row.text.endswith(("?", "？")) else Emotion.NEUTRAL
    return Emotion.SATISFIED if row.sentiment is Sentiment.POSITIVE else Emotion.DISAPPOINTED
