"""English: a fine-tuned transformer beside n-gram heads and heads on the sentence vector."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from assistant.models.vectors import Encode, Floats, Vectors
from assistant.understanding.clauses import Clause, pieces
from assistant.understanding.danger_head import DangerHead, load_danger_head
from assistant.understanding.denials import without_denials
from assistant.understanding.encoding import encoded, given_or_encoded
from assistant.understanding.features import extract
from assistant.understanding.linear import THEMES, Scores, Table, load_arrays, sigmoid, softmax
from assistant.understanding.transformer import CROWD, load_transformer
from assistant.understanding.vector_network import (
    EMOTIONS,
    SENTIMENTS,
    URGENCIES,
    VectorNetwork,
)

__all__ = ["English"]

# Columns of the heads. Of the stances the first was learned mostly from tweets to airlines, the
# second from texts of stores; the gate says which kind a text is.
_EMOTIONS, _URGENCIES, _TWEETS = len(THEMES), len(THEMES) + 7, len(THEMES) + 11
_STORES, _GATE, _CLAUSE = _TWEETS + 3, _TWEETS + 6, _TWEETS + 7
_WHOLE_SHARE = 0.8
"""Weight of the whole text's stance beside the clause's."""

_LINEAR_SHARE, _TWEET_SHARE = np.float32(0.6), np.float32(0.9)
"""Share of the linear heads in the sentiment of a review and of a tweet, the network has the rest:
on texts left out of both it adds to reviews and takes from tweets."""

_READ_SHARE = np.float32(0.6)
"""Share of the transformer in every label of a whole text, the heads beside it have the rest: set
on texts left out of all of them, as was the next."""

_READ_THEMES = np.float32(0.6)
"""What is added to the transformer's log-odds of a theme, which names fewer than the readers do."""

_TURN = re.compile(r"\b(?:but|however|although|though|while|except|yet)\b")
_FEW = 4
_TURN_SHARE = 0.1
"""In a short text that turns, the clause decides the side of a theme, not the text."""


@lru_cache
def _weights() -> tuple[Table, Table, Floats]:
    """The heads on n-grams of texts and of clauses, and the weights on sentence vectors."""
    arrays = load_arrays("en")
    direct = arrays["vector_weights"].astype(np.float32)
    return Table.of(arrays, "labels"), Table.of(arrays, "clauses"), direct


@dataclass(frozen=True, slots=True)
class _Heard:
    """What the heads say of n texts and their m clauses, in log-odds: the linear heads of the
    text (n, outputs), the network (n, labels), the transformer (n, labels) and the linear heads
    of the clauses (m, outputs)."""

    whole: Floats
    deep: Floats
    read: Floats
    part: Floats

    @property
    def tweet(self) -> Floats:
        """How likely a text is of the kind of tweets to airlines, shape (n,)."""
        return sigmoid(self.whole[:, _GATE])

    @property
    def stance(self) -> Floats:
        """Log-odds of the sentiments by the heads beside the transformer, shape (n, 3)."""
        tweet = self.tweet[:, None]
        heads = tweet * softmax(self.whole[:, _TWEETS:_STORES])
        heads += (1 - tweet) * softmax(self.whole[:, _STORES:_GATE])
        share = _LINEAR_SHARE + (_TWEET_SHARE - _LINEAR_SHARE) * tweet
        mixed: Floats = share * np.log(heads) + (1 - share) * self.deep[:, SENTIMENTS]
        return mixed

    @property
    def spoken(self) -> Floats:
        """Log-odds of the sentiments by the transformer, shape (n, 3)."""
        tweet, read = self.tweet[:, None], self.read
        crowd, store = softmax(read[:, CROWD]), softmax(read[:, SENTIMENTS])
        return np.log(tweet * crowd + (1 - tweet) * store)

    @property
    def praise(self) -> Floats:
        """Log-odds of praise against blame of the whole texts, shape (n,)."""
        tweet, side = self.tweet, self.deep[:, SENTIMENTS]
        heads = tweet * _praise(self.whole, _TWEETS) + (1 - tweet) * _praise(self.whole, _STORES)
        heads += side[:, 2] - side[:, 0]
        # Of the heads two log-odds are summed, so the transformer's count twice.
        return _beside(heads, 2 * _praise(self.spoken, 0))


@dataclass(frozen=True, slots=True)
class English:
    """The heads for English texts. `clauses` says how much a clause speaks of each theme;
    `vector_weights` has shape (512, outputs)."""

    labels: Table
    clauses: Table
    vector_weights: Floats
    network: VectorNetwork
    encode: Encode
    dangers: DangerHead

    @classmethod
    def load(cls, network: VectorNetwork, encode: Encode) -> "English":
        return cls(*_weights(), network, encode, load_danger_head())

    def score(
        self,
        texts: Sequence[str],
        spans: Sequence[Sequence[Clause]],
        raw: Sequence[str],
        vectors: Vectors | None = None,
    ) -> Scores:
        """What the heads say about cleaned texts; the raw ones are encoded without `vectors`."""
        given = given_or_encoded(self.encode, raw, vectors)
        words = extract(pieces(texts, spans))
        heard = self._hear(texts, spans, given, self.labels(words))
        whole, deep, read = heard.whole, heard.deep, heard.read
        emotion = _mean(whole[:, _EMOTIONS:_URGENCIES], deep[:, EMOTIONS])
        urgency = _mean(whole[:, _URGENCIES:_TWEETS], deep[:, URGENCIES])
        stances = self._praise_of_clauses(heard, texts, spans)
        return Scores(
            sentiment=softmax(_beside(heard.stance, heard.spoken)),
            emotion=softmax(_beside(emotion, read[:, EMOTIONS])),
            urgency=softmax(_beside(urgency, read[:, URGENCIES])),
            themes=_beside(whole[:, : len(THEMES)], read[:, : len(THEMES)] + _READ_THEMES),
            clause_themes=self.clauses(words),
            stances=np.repeat(stances[:, None], len(THEMES), axis=1),
            danger=self._danger(texts, spans, given),
        )

    def _hear(
        self,
        texts: Sequence[str],
        spans: Sequence[Sequence[Clause]],
        given: Vectors,
        part: Floats,
    ) -> _Heard:
        """What is said by denial is said plainly for the stance; the themes keep their words."""
        whole, deep = self._heads(texts, given)
        plain = [without_denials(text) for text in texts]
        changed = [row for row, text in enumerate(plain) if text != texts[row]]
        if changed:
            said = [plain[row] for row in changed]
            again, deep[changed] = self._heads(said, encoded(self.encode, said))
            whole[changed, _EMOTIONS:] = again[:, _EMOTIONS:]
            part[:, _EMOTIONS:] = self.labels(extract(pieces(plain, spans)))[:, _EMOTIONS:]
        return _Heard(whole, deep, load_transformer("en")(texts), part)

    def _praise_of_clauses(
        self, heard: _Heard, texts: Sequence[str], spans: Sequence[Sequence[Clause]]
    ) -> Floats:
        """Log-odds of praise against blame, shape (m,): of each clause, beside its whole text."""
        bias, part = self.labels.bias, heard.part
        counts = np.array([len(cut) for cut in spans])
        tweet, overall = np.repeat(heard.tweet, counts), heard.praise
        said_so = _praise(part, _TWEETS) - (bias[_TWEETS + 2] - bias[_TWEETS])
        praise = tweet * said_so + (1 - tweet) * part[:, _CLAUSE]
        praise[np.repeat(counts == 1, counts)] = overall[counts == 1]
        shares = [
            _TURN_SHARE if len(cut) <= _FEW and _TURN.search(text) else _WHOLE_SHARE
            for text, cut in zip(texts, spans, strict=True)
        ]
        beside: Floats = praise + np.repeat(overall * np.array(shares, np.float32), counts)
        return beside

    def _danger(
        self, texts: Sequence[str], spans: Sequence[Sequence[Clause]], vectors: Vectors
    ) -> Floats:
        """Of the whole text or of its worst clause, which is encoded where it may name a danger."""
        head = self.dangers
        words = head.words(extract(texts))
        found = head.odds(words, vectors)
        worst = head.worst_clauses(words, texts, spans)
        if worst:
            parts = list(worst.values())
            odds = head.odds(head.words(extract(parts)), encoded(self.encode, parts))
            found[list(worst)] = np.maximum(found[list(worst)], odds)
        return found

    def _heads(self, texts: Sequence[str], vectors: Vectors) -> tuple[Floats, Floats]:
        """Log-odds of the linear heads and of the network."""
        linear = self.labels(extract(texts)) + vectors @ self.vector_weights
        return np.asarray(linear, np.float32), self.network(vectors)


def _praise(heads: Floats, first: int) -> Floats:
    """Log-odds of praise against blame of the stance whose columns begin at `first`."""
    return heads[:, first + 2] - heads[:, first]


def _mean(linear: Floats, deep: Floats) -> Floats:
    """The mean of both log-odds: their sum would count the same evidence twice."""
    return np.asarray((linear + deep) / 2, np.float32)


def _beside(heads: Floats, read: Floats) -> Floats:
    """The log-odds of the heads and of the transformer, by its share."""
    return np.asarray((1 - _READ_SHARE) * heads + _READ_SHARE * read, np.float32)
