"""Chinese: an n-gram table for the stance and a convolutional network for every label."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.understanding.clauses import Clause
from assistant.understanding.convolution import Convolution
from assistant.understanding.features import extract
from assistant.understanding.linear import (
    THEMES,
    Floats,
    Scores,
    Table,
    load_arrays,
    sigmoid,
    softmax,
)

__all__ = ["Chinese"]

# Columns of the network's output.
_STANCE, _NEITHER, _THEMES, _SIDES, _EMOTIONS, _URGENCIES = 0, 1, 2, 14, 26, 33

_NETWORK_SHARE = 2.0
"""Weight of the network's stance beside the table's; both are log-odds of praise."""

_CAUTION = np.array([1, 0, 0, 0], np.float32)
"""Log-odds added to critical: a missed danger costs more than a false alarm."""

_TURN = re.compile("但|不过|可是|然而|就是|只是")
_FEW = 4
_TURN_SHARE = 0.2
"""In a short text that turns, the clause decides the side of a theme, not the text."""


@dataclass(frozen=True, slots=True)
class Chinese:
    """The heads for Chinese texts. `cuts` are the themes' thresholds."""

    stance: Table
    network: Convolution
    cuts: Floats
    neither_cut: float

    @classmethod
    def load(cls) -> "Chinese":
        calibration = load_arrays("zh_cuts")
        return cls(
            Table.of(load_arrays("zh"), "stance"),
            Convolution.load("zh_network"),
            calibration["themes"].astype(np.float32),
            float(calibration["neither"][0]),
        )

    def score(
        self,
        texts: Sequence[str],
        spans: Sequence[Sequence[Clause]],
        raw: Sequence[str],  # noqa: ARG002 - the heads of other languages encode the raw text
        vectors: NDArray[np.float32] | None = None,  # noqa: ARG002 - and take their vectors
    ) -> Scores:
        """What the heads say about cleaned texts and their clauses."""
        heads = self.network(texts, spans)
        whole, part = heads.texts, heads.clauses
        table = self.stance(extract(texts))[:, 0]
        both = table + np.float32(_NETWORK_SHARE) * whole[:, _STANCE]
        praise = np.asarray(both / (1 + _NETWORK_SHARE), np.float32)
        neither = sigmoid(whole[:, _NEITHER] - self.neither_cut)
        themes = slice(_THEMES, _THEMES + len(THEMES))
        sides = slice(_SIDES, _SIDES + len(THEMES))
        counts = [len(cut) for cut in spans]
        turns = [
            len(cut) <= _FEW and bool(_TURN.search(t)) for t, cut in zip(texts, spans, strict=True)
        ]
        shares = np.where(turns, _TURN_SHARE, 1).astype(np.float32)
        about = np.repeat(whole[:, sides] * shares[:, None], counts, axis=0)
        return Scores(
            sentiment=_three(sigmoid(praise), neither),
            emotion=softmax(whole[:, _EMOTIONS:_URGENCIES]),
            urgency=softmax(whole[:, _URGENCIES:] + _CAUTION),
            themes=whole[:, themes] - self.cuts,
            clause_themes=part[:, themes],
            stances=part[:, sides] + part[:, [_STANCE]] + about,
        )


def _three(praise: Floats, neither: Floats) -> Floats:
    """Negative, neutral, positive; neutral wins where `neither` is above a half."""
    held = 1 - neither
    sides = np.stack([held * (1 - praise), neither, held * praise], axis=1)
    return np.asarray(sides, np.float32)
