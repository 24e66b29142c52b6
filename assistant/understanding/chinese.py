"""Chinese: n-gram heads beside a convolutional network, and a transformer for what these doubt."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from assistant.models.vectors import Floats, Vectors
from assistant.understanding.clauses import Clause
from assistant.understanding.convolution import Convolution
from assistant.understanding.danger_head import DangerHead, load_danger_head
from assistant.understanding.features import Ngrams, extract
from assistant.understanding.linear import THEMES, Scores, Table, load_arrays, sigmoid, softmax
from assistant.understanding.transformer import CROWD, load_transformer
from assistant.understanding.vector_network import EMOTIONS, SENTIMENTS, URGENCIES

__all__ = ["Chinese"]

# Columns of the network's output, and of the n-gram heads.
_STANCE, _NEITHER, _THEMES, _SIDES, _EMOTIONS, _URGENCIES = 0, 1, 2, 14, 26, 33
_HEAD_EMOTIONS, _HEAD_URGENCIES, _HEAD_NEITHER, _HEAD_FAMILIAR = 12, 19, 23, 24

_NETWORK_SHARE = np.float32(3.0)
"""Weight of the network's stance beside the table's in a text unlike the research sets."""

_EVEN, _EVEN_FAMILIAR = np.float32(0.6), np.float32(0.25)
"""Log-odds of praise added to such a text and to one like the sets: in these, what names no feeling
mostly blames."""

_UNSURE = np.float32(2.0)
"""Log-odds of the table below which a text like the sets is read by a network of its own."""

_SURE, _NEAR = 0.6, 0.3
"""The transformer reads a text of which the likeliest sentiment, emotion or urgency is less likely,
or a theme's log-odds lie nearer to its threshold: some six tenths of all, with nearly all of what
it adds. Set on texts left out of it and of the heads, as were the next."""

_READ_PRAISE, _READ_NEITHER, _READ_EMOTION, _READ_URGENCY, _READ_THEMES = 0.3, 0.8, 0.7, 0.5, 0.5
"""Share of the transformer in a label of a text that it reads, the heads have the rest."""

_MORE_NEITHER, _MORE_THEMES = np.float32(1.0), np.float32(0.6)
"""What is added to the transformer's log-odds of neutrality and of a theme: it calls fewer texts
neutral, and names fewer themes, than the readers do."""

_TURN = re.compile("但|不过|可是|然而|就是|只是")
_FEW = 4
_TURN_SHARE = 0.2
"""In a short text that turns, the clause decides the side of a theme, not the text."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """How network and n-gram heads are blended: the heads' shares.

    `cuts` are the themes' thresholds, `neither` those of neutrality in a text like the research
    sets and in another, `caution` the log-odds added to critical, since a missed danger costs more
    than a false alarm.
    """

    cuts: Floats
    neither: tuple[float, float]
    caution: float
    themes_share: float
    emotion_share: float
    urgency_share: float
    neither_share: float

    @classmethod
    def load(cls) -> "Calibration":
        arrays = load_arrays("zh_cuts")
        cuts = arrays["themes"].astype(np.float32)
        shares = [float(share) for share in arrays["shares"]]
        there, other = (float(cut) for cut in arrays["neither"])
        return cls(cuts, (there, other), float(arrays["caution"][0]), *shares)


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of n texts, as log-odds: praise (n,), neither praise nor blame over its
    threshold (n,), emotion (n, 7), urgency (n, 4), themes over their thresholds (n, t). `familiar`
    (n,) is how much a text is like the research sets."""

    familiar: Floats
    praise: Floats
    neither: Floats
    emotion: Floats
    urgency: Floats
    themes: Floats

    def doubtful(self) -> list[int]:
        """Places of the texts of which some label is unsure."""
        sides = _three(sigmoid(self.praise), sigmoid(self.neither))
        likeliest = [
            each.max(axis=1) for each in (sides, softmax(self.emotion), softmax(self.urgency))
        ]
        unsure = np.minimum.reduce(likeliest) < _SURE
        found: list[int] = np.flatnonzero(
            unsure | (np.abs(self.themes).min(axis=1) < _NEAR)
        ).tolist()
        return found

    def hear(self, rows: list[int], read: Floats) -> None:
        """Mix what the transformer reads in some of the texts, shape (rows, CROWD.stop), in."""
        kind = self.familiar[rows, None]
        sides = kind * softmax(read[:, CROWD]) + (1 - kind) * softmax(read[:, SENTIMENTS])
        neutral = softmax(read[:, SENTIMENTS])[:, 1]
        for said, more, share in (
            (self.praise, np.log(sides[:, 2] / sides[:, 0]), _READ_PRAISE),
            (self.neither, np.log(neutral / (1 - neutral)) + _MORE_NEITHER, _READ_NEITHER),
            (self.emotion, read[:, EMOTIONS], _READ_EMOTION),
            (self.urgency, read[:, URGENCIES], _READ_URGENCY),
            (self.themes, read[:, : len(THEMES)] + _MORE_THEMES, _READ_THEMES),
        ):
            said[rows] = _mixed(said[rows], more, share)


@dataclass(frozen=True, slots=True)
class Chinese:
    """The heads for Chinese texts. `stance_network` gives the stance alone, of texts like the
    research sets of which the table is unsure."""

    stance: Table
    stance_network: Convolution
    labels: Table
    network: Convolution
    calibration: Calibration
    dangers: DangerHead

    @classmethod
    @lru_cache
    def load(cls) -> "Chinese":
        return cls(
            Table.of(load_arrays("zh"), "stance"),
            Convolution.load("zh_stance"),
            Table.of(load_arrays("zh_labels"), "labels"),
            Convolution.load("zh_network"),
            Calibration.load(),
            load_danger_head(),
        )

    def score(
        self,
        texts: Sequence[str],
        spans: Sequence[Sequence[Clause]],
        raw: Sequence[str],  # noqa: ARG002 - the heads of other languages encode the raw text
        vectors: Vectors | None = None,  # noqa: ARG002 - so that a text is read alike without
    ) -> Scores:
        """What the heads say about cleaned texts and their clauses."""
        found, grams = self.network(texts, spans), extract(texts)
        whole, part = found.texts, found.clauses
        said = self._said(texts, whole, grams)
        alone = said.praise.copy()
        if doubtful := said.doubtful():
            said.hear(doubtful, load_transformer("zh")([texts[row] for row in doubtful]))
        themes = slice(_THEMES, _THEMES + len(THEMES))
        sides = slice(_SIDES, _SIDES + len(THEMES))
        about = _about(whole[:, sides] + (said.praise - alone)[:, None], texts, spans)
        return Scores(
            sentiment=_three(sigmoid(said.praise), sigmoid(said.neither)),
            emotion=softmax(said.emotion),
            urgency=softmax(said.urgency),
            themes=said.themes,
            clause_themes=part[:, themes],
            stances=part[:, sides] + part[:, [_STANCE]] + about,
            danger=self._danger(grams, texts, spans),
        )

    def _said(self, texts: Sequence[str], whole: Floats, grams: Ngrams) -> Said:
        """Network and n-gram heads together."""
        heads, set_by = self.labels(grams), self.calibration
        familiar = sigmoid(2 * heads[:, _HEAD_FAMILIAR])
        neither = _mixed(whole[:, _NEITHER], heads[:, _HEAD_NEITHER], set_by.neither_share)
        neither -= familiar * set_by.neither[0] + (1 - familiar) * set_by.neither[1]
        emotion = _mixed(
            whole[:, _EMOTIONS:_URGENCIES],
            heads[:, _HEAD_EMOTIONS:_HEAD_URGENCIES],
            set_by.emotion_share,
        )
        urgency = _mixed(
            whole[:, _URGENCIES:], heads[:, _HEAD_URGENCIES:_HEAD_NEITHER], set_by.urgency_share
        )
        urgency[:, 0] += set_by.caution
        themes = slice(_THEMES, _THEMES + len(THEMES))
        return Said(
            familiar=familiar,
            praise=self._praise(texts, self.stance(grams)[:, 0], whole[:, _STANCE], familiar),
            neither=neither,
            emotion=emotion,
            urgency=urgency,
            themes=_mixed(whole[:, themes], heads[:, : len(THEMES)], set_by.themes_share)
            - set_by.cuts,
        )

    def _danger(
        self,
        grams: Ngrams,
        texts: Sequence[str],
        spans: Sequence[Sequence[Clause]],
    ) -> Floats:
        """Of the whole text or of its worst clause."""
        head = self.dangers
        words = head.words(grams)
        found = head.odds(words)
        worst = head.worst_clauses(words, texts, spans)
        if worst:
            odds = head.odds(head.words(extract(list(worst.values()))))
            found[list(worst)] = np.maximum(found[list(worst)], odds)
        return found

    def _praise(
        self, texts: Sequence[str], table: Floats, deep: Floats, familiar: Floats
    ) -> Floats:
        """Log-odds of praise: in a text like the research sets table and network weigh the same."""
        read = deep.copy()
        doubtful = np.flatnonzero((np.abs(table) < _UNSURE) & (familiar > 0.5)).tolist()
        if doubtful:
            some = [texts[row] for row in doubtful]
            whole = [[(0, len(text))] for text in some]
            read[doubtful] = self.stance_network(some, whole).texts[:, _STANCE]
        usual = (table + read) / 2 + _EVEN_FAMILIAR
        other = (table + _NETWORK_SHARE * deep) / (1 + _NETWORK_SHARE) + _EVEN
        return np.asarray(familiar * usual + (1 - familiar) * other, np.float32)


def _mixed(deep: Floats, linear: Floats, share: float) -> Floats:
    return np.asarray((1 - share) * deep + share * linear, np.float32)


def _about(sides: Floats, texts: Sequence[str], spans: Sequence[Sequence[Clause]]) -> Floats:
    """What the whole text adds to the side of a theme, for each clause."""
    turns = [
        len(cut) <= _FEW and bool(_TURN.search(t)) for t, cut in zip(texts, spans, strict=True)
    ]
    shares = np.where(turns, _TURN_SHARE, 1).astype(np.float32)
    return np.repeat(sides * shares[:, None], [len(cut) for cut in spans], axis=0)


def _three(praise: Floats, neither: Floats) -> Floats:
    """Negative, neutral, positive; neutral wins where `neither` is above a half."""
    held = 1 - neither
    sides = np.stack([held * (1 - praise), neither, held * praise], axis=1)
    return np.asarray(sides, np.float32)
