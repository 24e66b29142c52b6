"""English: n-gram heads beside heads on the sentence vector, summed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.understanding.clauses import Clause
from assistant.understanding.encoding import Encode, encoded
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

__all__ = ["English"]

# Columns of the heads. Of the stances the first was learned mostly from tweets to airlines, the
# second from texts of stores; the gate says which kind a text is.
_EMOTIONS, _URGENCIES, _TWEETS = len(THEMES), len(THEMES) + 7, len(THEMES) + 11
_STORES, _GATE, _CLAUSE = _TWEETS + 3, _TWEETS + 6, _TWEETS + 7
_WHOLE_SHARE = 0.8
"""Weight of the whole text's stance beside the clause's."""

_TURN = re.compile(r"\b(?:but|however|although|though|while|except|yet)\b")
_FEW = 4
_TURN_SHARE = 0.1
"""In a short text that turns, the clause decides the side of a theme, not the text."""

_PRAISE_BY_DENIAL = re.compile(
    r"\b(?:not (?:at all |that |too |so )?bad|(?:can't|cannot|can not) (?:really )?complain"
    r"|no (?:complaints?|problems? at all|issues? at all)|nothing to complain about"
    r"|(?:could|can) ?n[o']t be happier|not disappointed)(?: at all)?\b"
)
_BLAME_BY_DENIAL = re.compile(
    r"\b(?:(?:do|does|did|would|could|can) ?(?:not|n't)|can't|cannot|never|not) recommend\w*"
    r"|\b(?:not|isn't|wasn't|aren't|weren't) (?:a |very |that |so |really |too |at all )?"
    r"(?:good|great|happy|satisfied|impressed|helpful|comfortable|worth(?: it| the \w+)?)\b"
)


@dataclass(frozen=True, slots=True)
class English:
    """The heads for English texts. `vector_weights` has shape (512, outputs)."""

    labels: Table
    vector_weights: Floats
    encode: Encode

    @classmethod
    def load(cls, encode: Encode) -> "English":
        arrays = load_arrays("en")
        return cls(Table.of(arrays, "labels"), arrays["vector_weights"].astype(np.float32), encode)

    def score(
        self,
        texts: Sequence[str],
        spans: Sequence[Sequence[Clause]],
        raw: Sequence[str],
        vectors: NDArray[np.float32] | None = None,
    ) -> Scores:
        """What the heads say about cleaned texts; the raw ones are encoded without `vectors`."""
        if vectors is None:
            vectors = encoded(self.encode, raw)
        whole = self.labels(extract(texts)) + vectors @ self.vector_weights
        counts = [len(cut) for cut in spans]
        part = self.labels(extract(_pieces(texts, spans)))
        plain = [_plain(text) for text in texts]
        changed = [row for row, text in enumerate(plain) if text != texts[row]]
        if changed:
            # What was said by denial is said plainly for the stance; the themes keep their words.
            said = [plain[row] for row in changed]
            again = self.labels(extract(said)) + encoded(self.encode, said) @ self.vector_weights
            whole[changed, _EMOTIONS:] = again[:, _EMOTIONS:]
            part[:, _EMOTIONS:] = self.labels(extract(_pieces(plain, spans)))[:, _EMOTIONS:]
        tweet = sigmoid(whole[:, _GATE])
        overall = tweet * _praise(whole, _TWEETS) + (1 - tweet) * _praise(whole, _STORES)
        bias = self.labels.bias
        said_so = _praise(part, _TWEETS) - (bias[_TWEETS + 2] - bias[_TWEETS])
        mixed = np.repeat(tweet, counts)
        praise = mixed * said_so + (1 - mixed) * part[:, _CLAUSE]
        alone = np.repeat(np.array(counts) == 1, counts)
        praise[alone] = overall[np.array(counts) == 1]
        shares = [
            _TURN_SHARE if len(cut) <= _FEW and _TURN.search(text) else _WHOLE_SHARE
            for text, cut in zip(texts, spans, strict=True)
        ]
        praise = praise + np.repeat(overall * np.array(shares, np.float32), counts)
        return Scores(
            sentiment=tweet[:, None] * softmax(whole[:, _TWEETS:_STORES])
            + (1 - tweet[:, None]) * softmax(whole[:, _STORES:_GATE]),
            emotion=softmax(whole[:, _EMOTIONS:_URGENCIES]),
            urgency=softmax(whole[:, _URGENCIES:_TWEETS]),
            themes=whole[:, : len(THEMES)],
            clause_themes=part[:, : len(THEMES)],
            stances=np.repeat(praise[:, None], len(THEMES), axis=1),
        )


def _praise(heads: Floats, first: int) -> Floats:
    """Log-odds of praise against blame of the stance whose columns begin at `first`."""
    return heads[:, first + 2] - heads[:, first]


def _pieces(texts: Sequence[str], spans: Sequence[Sequence[Clause]]) -> list[str]:
    return [text[a:b] for text, cut in zip(texts, spans, strict=True) for a, b in cut]


def _plain(text: str) -> str:
    """Praise and blame by denial in one word, padded so that offsets stay."""
    text = _PRAISE_BY_DENIAL.sub(lambda found: "great".ljust(len(found.group())), text)
    return _BLAME_BY_DENIAL.sub(lambda found: "terrible".ljust(len(found.group())), text)
