"""What the trained heads learn from a shop's own corrections.

For each label a linear shift of the log-odds over the sentence vector: b + V·w, where b are the
heads' own log-odds. The heads themselves stay as they ship, so a shop can always go back.
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.models.vectors import Floats, Vectors
from assistant.understanding.linear import Scores, sigmoid, softmax

__all__ = ["LABELS", "Adaptation", "Cases", "Trial", "fit", "trial"]

LABELS = ("sentiment", "emotion", "urgency", "themes")
FOLDS = 5
STRENGTH = 0.3
"""The ridge penalty: one value for every shop, so that the folds judge what they did not choose."""

ANCHOR_WEIGHT = 0.1
"""What a record that nobody corrected weighs: it should be read as before."""

FEWEST = 20
_TINY = 1e-6


@dataclass(frozen=True, slots=True)
class Adaptation:
    """Shifts by label: each of shape (dimension + 1, outputs), the last row the bias."""

    shifts: Mapping[str, Floats]

    @classmethod
    def load(cls, path: Path) -> "Adaptation | None":
        """The adaptation of a home; None where nothing was learned."""
        if not path.exists():
            return None
        with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
            return cls({name: stored[name] for name in stored.files if name in LABELS})

    def save(self, path: Path) -> None:
        """Write it beside the old one, then put it in its place."""
        fresh = path.with_suffix(".new.npz")
        arrays: dict[str, Any] = dict(self.shifts)
        np.savez_compressed(fresh, **arrays)
        fresh.replace(path)

    def __call__(self, scores: Scores, vectors: Vectors) -> Scores:
        """The scores of n texts, shifted; `vectors` has shape (n, dimension)."""
        changed = {
            name: _shifted(name, getattr(scores, name), vectors, shift)
            for name, shift in self.shifts.items()
        }
        return replace(scores, **changed)


@dataclass(frozen=True, slots=True)
class Cases:
    """What one label is learned from.

    `base` (n, k) are the heads' outputs: probabilities, or log-odds for themes. `truth` (n, k) is
    what staff said, one-hot or one column a theme; rows beyond `corrected` are anchors, whose truth
    is what the heads say already.
    """

    base: Floats
    truth: Floats
    vectors: Vectors
    corrected: int


@dataclass(frozen=True, slots=True)
class Trial:
    """How a label fares on corrections that it was not fitted to (five folds).

    `before` and `after` are the share of cases read as staff do (0…1; for themes all of a text's
    themes); `drift` the share of anchors that are read otherwise than before; `kept` says whether
    the shift is worth having.
    """

    label: str
    n: int
    before: float
    after: float
    drift: float

    @property
    def kept(self) -> bool:
        return self.after > self.before

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {"kept": self.kept}


def trial(label: str, cases: Cases, seed: int = 0) -> Trial | None:
    """How a shift of this label fares on folds that it was not fitted to; None below 20 cases."""
    n = cases.corrected
    if n < FEWEST:
        return None
    fold = np.random.default_rng(seed).permutation(n) % FOLDS
    hits = np.zeros(n)
    for held in range(FOLDS):
        out = np.flatnonzero(fold == held)
        rows = np.setdiff1d(np.arange(len(cases.base)), out)
        inner = Cases(cases.base[rows], cases.truth[rows], cases.vectors[rows], n - len(out))
        read = _shifted(label, cases.base[out], cases.vectors[out], fit(label, inner))
        hits[out] = _hits(label, read, cases.truth[out])
    before = float(_hits(label, cases.base[:n], cases.truth[:n]).mean())
    moved = _shifted(label, cases.base[n:], cases.vectors[n:], fit(label, cases))
    same = _same(label, moved, cases.base[n:])
    drift = 1 - float(same.mean()) if len(same) else 0.0
    return Trial(label, n, before, float(hits.mean()), drift)


def fit(label: str, cases: Cases) -> Floats:
    """The shift of one label: penalised maximum likelihood with the heads' log-odds as offset."""
    inputs = np.hstack([cases.vectors, np.ones((len(cases.vectors), 1))]).astype(np.float64)
    offset = _log_odds(label, cases.base)
    weight = np.full(len(inputs), ANCHOR_WEIGHT)
    weight[: cases.corrected] = 1.0
    shape = (inputs.shape[1], offset.shape[1])
    squash: Callable[[Floats], Floats] = sigmoid if label == "themes" else softmax

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        shift = flat.reshape(shape)
        said = np.clip(squash((offset + inputs @ shift).astype(np.float32)), _TINY, 1 - _TINY)
        gap = (said - cases.truth) * weight[:, None]
        terms = cases.truth * np.log(said)
        if label == "themes":
            terms = terms + (1 - cases.truth) * np.log(1 - said)
        value = -float((terms * weight[:, None]).sum()) + STRENGTH / 2 * float((shift**2).sum())
        slope = inputs.T @ gap + STRENGTH * shift
        return value, np.asarray(slope, np.float64).ravel()

    from scipy.optimize import minimize  # slow to import, and learning alone needs it

    found = minimize(loss, np.zeros(shape[0] * shape[1]), jac=True, method="L-BFGS-B")
    return np.asarray(found.x.reshape(shape), np.float32)


def _log_odds(label: str, base: Floats) -> Floats:
    return base if label == "themes" else np.log(np.clip(base, _TINY, 1))


def _shifted(label: str, base: Floats, vectors: Vectors, shift: Floats) -> Floats:
    moved = _log_odds(label, base) + vectors @ shift[:-1] + shift[-1]
    return np.asarray(moved if label == "themes" else softmax(moved), np.float32)


def _hits(label: str, read: Floats, truth: Floats) -> NDArray[np.bool_]:
    if label == "themes":
        return np.asarray(((read > 0) == (truth > 0.5)).all(axis=1))
    return np.asarray(read.argmax(axis=1) == truth.argmax(axis=1))


def _same(label: str, read: Floats, base: Floats) -> NDArray[np.bool_]:
    if label == "themes":
        return np.asarray(((read > 0) == (base > 0)).all(axis=1))
    return np.asarray(read.argmax(axis=1) == base.argmax(axis=1))
