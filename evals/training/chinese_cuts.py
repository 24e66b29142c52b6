"""How network and n-gram heads of a Chinese text are blended, and where the thresholds lie:
`python -m evals.training.chinese_cuts`.

Set on labelled items of the shared readers and the project's own reviews, with a network and heads
that have not seen them. This network, which learned from no earlier one, also gives the stance of
texts like the research sets of which the table is unsure. Needs JAX, for training alone.
"""

import sys
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import f1_score

from assistant.models import Emotion, Sentiment, Urgency
from assistant.models.vectors import Floats
from assistant.understanding.linear import THEMES
from evals.training.chinese_labels import Corpus, heads, stored
from evals.training.corpus import SHARED, Item, key, training_items
from evals.training.heads import OWN
from evals.training.matrices import save, thresholds
from evals.training.network import MOODS, URGENT
from evals.training.phrases import phrases

__all__ = ["calibrated"]

CHECKED = 900
STANCE = slice(0, 1)
FEW = 60.0
FOR_CUES = 0.3
"""Thresholds are set without the taxonomy's cues, which lift the log-odds, and so lie higher."""

COST = 0.008
"""Accuracy of the urgency that may be paid for finding more critical items."""

_SHARES = np.arange(0, 0.91, 0.1)
_T = len(THEMES)
_E, _U = _T + len(Emotion), _T + len(Emotion) + len(Urgency)


def _best(scored: Any) -> float:
    """The share with the highest score, the middle one of those nearly as high."""
    scores = np.array([scored(share) for share in _SHARES])
    good = _SHARES[scores >= scores.max() - 0.002]
    return float(good[len(good) // 2])


def _index(items: Sequence[Item], name: str, kinds: Sequence[str]) -> NDArray[np.int64]:
    return np.array([list(kinds).index(getattr(item, name)) for item in items])


def _themes(truth: NDArray[np.bool_], deep: Floats, linear: Floats) -> tuple[float, Floats]:
    def scored(share: float) -> float:
        mixed = (1 - share) * deep + share * linear
        cuts = np.arange(-1.5, 0.6, 0.1)
        return max(float(f1_score(truth, mixed > cut, average="micro")) for cut in cuts)

    share = _best(scored)
    return share, thresholds((1 - share) * deep + share * linear, truth, FEW)


def _kinds(truth: NDArray[np.int64], deep: Floats, linear: Floats) -> float:
    return _best(
        lambda share: float(((((1 - share) * deep + share * linear).argmax(1)) == truth).mean())
    )


def _neither(
    sentiment: NDArray[np.str_],
    own: NDArray[np.bool_],
    praise: Floats,
    deep: Floats,
    linear: Floats,
) -> tuple[float, list[float]]:
    """Share of the heads, and the log-odds above which a text is neutral, in a text of the research
    sets and in another: the best accuracy there, where few are neutral, and the best sum of
    accuracy and macro-F1 here."""
    sides = np.where(praise > 0, Sentiment.POSITIVE, Sentiment.NEGATIVE)
    least = np.log1p(np.exp(-np.abs(praise)))

    def scored(share: float, cut: float, rows: NDArray[np.bool_], macro: float) -> float:
        mixed = (1 - share) * deep + share * linear - cut
        # Neutral has to be likelier than the likelier side, as the reader decides.
        said = np.where(mixed > -least, Sentiment.NEUTRAL, sides)
        hits = float((said == sentiment)[rows].mean())
        return hits + macro * float(f1_score(sentiment[rows], said[rows], average="macro"))

    cuts = np.arange(-2.0, 0.6, 0.1)
    every = np.ones(len(own), bool)
    share = _best(lambda share: max(scored(share, cut, every, 1) for cut in cuts))
    there = max(cuts, key=lambda cut: scored(share, cut, ~own, 0))
    here = max(cuts, key=lambda cut: scored(share, cut, own, 1))
    return share, [float(there), float(here)]


def _caution(truth: NDArray[np.int64], mixed: Floats) -> float:
    """Log-odds added to critical: as much as costs the accuracy of all no more than `COST`."""
    lead = mixed[:, 0] - mixed[:, 1:].max(axis=1)
    other = mixed[:, 1:].argmax(axis=1) + 1
    grid = np.arange(0, 3.01, 0.1)
    hits = np.array([(np.where(lead > -add, 0, other) == truth).mean() for add in grid])
    return float(grid[hits >= hits.max() - COST].max())


def calibrated(items: Sequence[Item], deep: Floats, linear: Floats) -> dict[str, NDArray[Any]]:
    """The arrays of zh_cuts.npz, from the outputs of the network and of the heads for `items`."""
    named = np.array([[theme in item.aspects for theme in THEMES] for item in items])
    themes, cuts = _themes(named, deep[:, 2 : 2 + _T], linear[:, :_T])
    emotions = _kinds(_index(items, "emotion", tuple(Emotion)), deep[:, MOODS], linear[:, _T:_E])
    urgent = _index(items, "urgency", tuple(Urgency))
    urgencies = _kinds(urgent, deep[:, URGENT], linear[:, _E:_U])
    sentiment = np.array([str(item.sentiment) for item in items])
    own = np.array([item.reader == OWN for item in items])
    neither, cut = _neither(sentiment, own, deep[:, 0], deep[:, 1], linear[:, _U])
    mixed = (1 - urgencies) * deep[:, URGENT] + urgencies * linear[:, _E:_U]
    return {
        "themes": cuts + np.float32(FOR_CUES),
        "neither": np.array(cut, np.float32),
        "caution": np.array([_caution(urgent, mixed)], np.float32),
        "shares": np.array([themes, emotions, urgencies, neither], np.float32),
    }


def _split(items: Sequence[Item]) -> tuple[list[Item], list[Item]]:
    """Items to set thresholds on, of the readers whose practice is learned and of the project's own
    reviews, and the rest."""
    order = [items[row] for row in np.random.default_rng(7).permutation(len(items))]
    near = [item for item in order if item.reader in (0, 1)][:CHECKED]
    checked = near + [item for item in order if item.reader == OWN][: CHECKED // 3]
    known = {key(item.text) for item in checked}
    return checked, [item for item in order if key(item.text) not in known]


def main() -> None:
    """Train what has not seen the checked items, and write zh_cuts.npz and zh_stance.npz."""
    items = [item for item in training_items(SHARED) if item.language == "zh"]
    checked, rest = _split(items)
    corpus = Corpus(items, None)
    network = corpus.network(rest, corpus.taught(rest), seed=1)
    texts = [item.text for item in checked]
    deep, linear = network.predict(corpus.read(texts)), heads(rest, phrases("zh"))(texts)
    save("zh_cuts", calibrated(checked, deep, linear))
    save("zh_stance", stored(network, corpus, STANCE))
    sys.stdout.write("zh_cuts.npz and zh_stance.npz are written.\n")


if __name__ == "__main__":
    main()
