"""Train the head that reads dangers: `python -m evals.training.dangers`.

It learns from the project's own sentences of dangers and calm and from the labelled items, of which
the calm Chinese ones are a sample. How well it does is told by five folds, in which texts made of
one line stay together.
"""

import sys
from collections.abc import Sequence
from dataclasses import replace
from random import Random

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from assistant.models.vectors import Floats
from assistant.understanding.clauses import clauses
from assistant.understanding.cleaning import clean
from assistant.understanding.safety import DangerKind, danger_phrases
from evals.training.danger_examples import DangerText, labelled_dangers, own_dangers
from evals.training.matrices import Matrix, beside, ngrams, quantised, save, vectors, weighted

BITS = 16
STRENGTH_ALONE, STRENGTH_BESIDE, STRENGTH_KINDS = 30.0, 20.0, 30.0
VECTOR_WEIGHT = 1.0
OWN_SHARE = 2.0
CALM_CHINESE = 12_000
CLAUSES = 2
FOLDS = 5
CUTS = (-0.7, 1.0, -1.5)
"""Log-odds above which a text names a danger by its n-grams alone and beside its vector, where the
folds call some one in a hundred of the calm labelled items so; and above which a clause, read
alone, is looked at."""


def _listed() -> list[DangerText]:
    """The examples of the listed phrases: the kinds are learned from them, the dangers are not,
    since a phrase finds what is said so by itself."""
    return [DangerText(p.example, p.language, True, p.kind, p.example) for p in danger_phrases()]


def _labelled() -> list[DangerText]:
    """All labelled dangers, and of the calm ones all but those Chinese ones that are too many."""
    every = labelled_dangers()
    calm = [each for each in every if not each.danger and each.language == "zh"]
    Random(3).shuffle(calm)
    others = [each for each in every if each.danger or each.language != "zh"]
    return others + calm[:CALM_CHINESE]


def _parts(texts: Sequence[DangerText]) -> list[DangerText]:
    """A few clauses of each calm text that has several: without a vector a clause is read alone."""
    random, found = Random(4), []
    for each in texts:
        text = clean(each.text)
        cut = [] if each.danger else clauses(text)
        if len(cut) > 1:
            chosen = random.sample(cut, CLAUSES)
            found += [replace(each, text=text[start:end]) for start, end in chosen]
    return found


def _fit(
    features: Matrix, wanted: NDArray[np.bool_], own: NDArray[np.bool_], strength: float
) -> LogisticRegression:
    return weighted(features, wanted, strength, np.where(own, OWN_SHARE, 1.0))


def _fold_odds(
    features: Matrix, texts: Sequence[DangerText], own: NDArray[np.bool_], strength: float
) -> Floats:
    """Log-odds of each text by a model that has not seen its line."""
    wanted = np.array([each.danger for each in texts])
    numbers = {line: n for n, line in enumerate(dict.fromkeys(each.line for each in texts))}
    groups = [numbers[each.line] for each in texts]
    out = np.zeros(len(texts), np.float32)
    for fit, check in GroupKFold(FOLDS).split(texts, wanted, groups):
        model = _fit(features[fit], wanted[fit], own[fit], strength)
        out[check] = features[check] @ model.coef_[0] + model.intercept_[0]
    return out


def _tell(
    name: str, odds: Floats, cut: float, texts: Sequence[DangerText], own: NDArray[np.bool_]
) -> None:
    """Recall and false alarms of the folds, by language, on own sentences and on labelled items."""
    for title, chosen in (("own", own), ("labelled", ~own)):
        for language in sorted({each.language for each in texts}):
            rows = [n for n, each in enumerate(texts) if chosen[n] and each.language == language]
            hits = [odds[n] > cut for n in rows if texts[n].danger]
            alarms = [odds[n] > cut for n in rows if not texts[n].danger]
            if hits and alarms:
                sys.stdout.write(
                    f"{name} {title} {language}: recall {np.mean(hits):.2f} of {len(hits)}, "
                    f"false {np.mean(alarms):.3f} of {len(alarms)}\n"
                )


def _learned(
    name: str,
    features: Matrix,
    texts: Sequence[DangerText],
    first: int,
    strength: float,
    cut: float,
) -> LogisticRegression:
    """A model of all texts, of which the first are the project's own, after the folds' figures."""
    own = np.arange(len(texts)) < first
    _tell(name, _fold_odds(features, texts, own, strength), cut, texts, own)
    return _fit(features, np.array([each.danger for each in texts]), own, strength)


def _kinds(texts: Sequence[DangerText]) -> tuple[LogisticRegression, list[str]]:
    known = [each for each in texts if each.kind is not None]
    grams = ngrams([each.text for each in known], BITS)
    model = LogisticRegression(C=STRENGTH_KINDS, max_iter=200)
    model.fit(grams, [str(each.kind) for each in known])
    return model, [str(DangerKind(kind)) for kind in model.classes_]


def main() -> None:
    """Train, tell the folds' figures, and write dangers.npz."""
    first = own_dangers()
    texts = [*first, *_labelled()]
    whole = len(texts)
    texts += _parts(texts)
    grams = ngrams([each.text for each in texts], BITS)
    alone = _learned("alone", grams, texts, len(first), STRENGTH_ALONE, CUTS[0])
    joint = beside(grams[:whole], vectors([each.text for each in texts[:whole]]), VECTOR_WEIGHT)
    both = _learned("beside", joint, texts[:whole], len(first), STRENGTH_BESIDE, CUTS[1])
    kinds, names = _kinds([*texts, *_listed()])
    size = 1 << BITS
    words = np.stack([alone.coef_[0], both.coef_[0][:size]], axis=1).astype(np.float32)
    path = save(
        "dangers",
        {
            "names": np.array(names),
            "cuts": np.array(CUTS, np.float32),
            "words_bias": np.array([alone.intercept_[0], both.intercept_[0]], np.float32),
            "kinds_bias": kinds.intercept_.astype(np.float32),
            "meaning": (both.coef_[0][size:] * VECTOR_WEIGHT).astype(np.float16),
            **quantised("words_weights", words),
            **quantised("kinds_weights", kinds.coef_.T.astype(np.float32)),
        },
    )
    sys.stdout.write(f"{path.stat().st_size} bytes\n")


if __name__ == "__main__":
    main()
