"""Train the English heads: `python -m evals.training.english`.

Logistic regressions on n-grams beside sentence vectors.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from assistant.models import Sentiment
from assistant.models.vectors import Floats
from assistant.understanding.linear import THEMES
from evals.training.chinese import stance_texts
from evals.training.corpus import (
    SHARED,
    Item,
    Rated,
    held_out,
    kept_back,
    key,
    rated,
    training_items,
)
from evals.training.heads import OWN, item_counts, label_models, theme_cuts
from evals.training.matrices import (
    Matrix,
    beside,
    binary,
    column_weights,
    ngrams,
    quantised,
    save,
    vectors,
    weighted,
)
from evals.training.phrases import Phrase, joined, phrases

BITS = 18
VECTOR_WEIGHT = 2.0
LABEL_STRENGTH = 3.0
TWEET_STRENGTH = 1.0
STORE_STRENGTH = 5.0
GATE_STRENGTH = 3.0
CLAUSE_STRENGTH = 5.0
CLAUSE_THEME_STRENGTH = 10.0
SEEN = 2
JOINED = 800

# What a text counts beside a labelled item.
PHRASE_SHARE = 2.0
READ_SHARE = 2.0
OWN_SHARE = 0.7
"""So all reviews of the project's own together weigh what the first 800 did at 1.5."""

RATED_SHARE = 0.3
SAMPLE_SHARE = 0.3
ITEM_SHARE = 0.5
SAMPLES = {"shopping": 3500, "takeaway": 1200, "hotel": 1000}

_SENTIMENTS = (Sentiment.NEGATIVE, Sentiment.POSITIVE, Sentiment.NEUTRAL)


@dataclass(frozen=True, slots=True)
class Foreign:
    """Chinese texts as vectors alone: they teach the space that all languages share.

    `dense` (n, 512), `stance` (n,) as 0 negative, 1 positive, 2 neutral, `shares` (n,).
    """

    dense: Floats
    stance: NDArray[np.int64]
    shares: NDArray[np.float64]

    @classmethod
    def of(cls, items: Sequence[Item]) -> "Foreign":
        """A sample of the big sets with as much praise as blame, the items and the phrases."""
        random = np.random.default_rng(5)
        rows = stance_texts()
        texts, stance, shares = [], [], []
        for source, most in SAMPLES.items():
            for label in (0, 1):
                group = [row for row in rows if (row.source, row.label) == (source, label)]
                chosen = random.permutation(len(group))[:most]
                texts += [group[number].text for number in chosen]
                stance += [label] * len(chosen)
        shares += [SAMPLE_SHARE] * len(texts)
        single = phrases("zh")
        texts += [item.text for item in items] + [phrase.text for phrase in single]
        sides = [item.sentiment for item in items] + [str(phrase.sentiment) for phrase in single]
        stance += [_SENTIMENTS.index(Sentiment(side)) for side in sides]
        shares += [ITEM_SHARE] * len(items) + [1.0] * len(single)
        return cls(vectors(texts), np.array(stance), np.array(shares))


def english(items: Sequence[Item], foreign: Foreign) -> None:
    """Labels from the items and the phrases; two stance heads and the gate between them."""
    single = phrases("en")
    ours = [*single, *joined(single, JOINED)]
    big = rated_texts({key(item.text) for item in items})
    texts = [i.text for i in items] + [p.text for p in ours] + [row.text for row in big]
    grams = ngrams(texts, BITS)
    columns = np.flatnonzero(np.asarray((grams > 0).sum(axis=0)).ravel() >= SEEN)
    dense = vectors(texts)
    features = beside(grams[:, columns], dense, VECTOR_WEIGHT)
    labelled, ends = len(items), len(items) + len(ours)
    cuts = theme_cuts(features[:labelled], items, LABEL_STRENGTH)
    counts = item_counts(items, OWN_SHARE)
    models = label_models(features[:ends], items, counts, ours, LABEL_STRENGTH)
    stance = np.array([_SENTIMENTS.index(Sentiment(item.sentiment)) for item in items], int)
    tweets = np.array([row.source == "airline" for row in big])
    # The head of the tweets learns the crowd's label where it has one, and from no store.
    crowd = {key(row.text): row.label for row in rated(SHARED) if row.source == "airline"}
    theirs = [crowd.get(key(i.text), int(n)) for i, n in zip(items, stance, strict=True)]
    given = np.concatenate([theirs, [row.label for row in big]])
    rows = np.r_[np.arange(labelled), np.arange(ends, len(texts))]
    stores = np.array([item.reader == OWN for item in items] + [False] * len(big))
    rows, given = rows[~stores], given[~stores]
    sides = [_SENTIMENTS.index(side) for side in Sentiment]
    models += [binary(features[rows], given == side, TWEET_STRENGTH) for side in sides]
    ours_given = [_SENTIMENTS.index(row.sentiment) for row in ours]
    given = np.concatenate([stance, ours_given, [row.label for row in big], foreign.stance])
    shares = np.concatenate(
        [
            READ_SHARE * counts,
            np.full(len(ours), PHRASE_SHARE),
            np.full(len(big), RATED_SHARE),
            foreign.shares,
        ]
    )
    blame, praise = (float(shares[given == side].sum()) for side in (0, 1))
    # As much praise as blame, so that no set's share of complaints is learned.
    shares[given == 1] *= blame / praise
    nothing = sparse.csr_matrix((len(foreign.stance), len(columns)), dtype=np.float32)
    both = sparse.vstack([features, beside(nothing, foreign.dense, VECTOR_WEIGHT)]).tocsr()
    models += [weighted(both, given == side, STORE_STRENGTH, shares) for side in sides]
    from_airline = np.concatenate([np.zeros(len(ours), bool), tweets])
    even = np.where(from_airline, (~from_airline).sum() / from_airline.sum(), 1.0)
    models.append(weighted(features[labelled:], from_airline, GATE_STRENGTH, even))
    sided = np.flatnonzero(given[: len(texts)] != 2)
    clause = weighted(
        features[sided][:, : len(columns)], given[sided] == 1, CLAUSE_STRENGTH, shares[sided]
    )
    clause.coef_ = np.concatenate([clause.coef_, np.zeros((1, 512))], axis=1)
    models.append(clause)
    places = np.concatenate([columns, (1 << BITS) + np.arange(512)])
    found = [column_weights(model, places, (1 << BITS) + 512) for model in models]
    weights = np.stack([column for column, _ in found], axis=1)
    bias = np.array([offset for _, offset in found], np.float32)
    bias[: len(THEMES)] -= cuts
    clauses, clauses_bias = clause_heads(grams[:ends], columns, items, ours)
    save(
        "en",
        {
            **quantised("clauses_weights", clauses),
            "clauses_bias": clauses_bias,
            **quantised("labels_weights", weights[: 1 << BITS]),
            "labels_bias": bias,
            "vector_weights": (weights[1 << BITS :] * VECTOR_WEIGHT).astype(np.float16),
        },
    )


def clause_heads(
    grams: Matrix, columns: NDArray[np.int64], items: Sequence[Item], ours: Sequence[Phrase]
) -> tuple[Floats, Floats]:
    """Which clause of a text speaks of a theme: weights (2 ** BITS, themes) and biases, on n-grams
    alone, since clauses are not encoded. Beside vectors the n-grams would leave the work to them.
    """
    shares = np.concatenate(
        [np.ones(len(items)), [PHRASE_SHARE if row.themed else 0.0 for row in ours]]
    )
    found = []
    for theme in THEMES:
        named = [theme in item.aspects for item in items] + [theme in row.themes for row in ours]
        model = weighted(grams[:, columns], np.array(named), CLAUSE_THEME_STRENGTH, shares)
        found.append(column_weights(model, columns, 1 << BITS))
    weights = np.stack([column for column, _ in found], axis=1)
    return weights, np.array([offset for _, offset in found], np.float32)


def rated_texts(have: set[str]) -> list[Rated]:
    """The rated English texts that may be trained on and are not among the items."""
    known = have | kept_back(SHARED)
    return [
        row
        for row in rated(SHARED)
        if row.source in ("airline", "clothing")
        and not held_out(row.text)
        and key(row.text) not in known
    ]


def main() -> None:
    """Train and write en.npz."""
    items = training_items(SHARED)
    foreign = Foreign.of([item for item in items if item.language == "zh"])
    english([item for item in items if item.language == "en"], foreign)
    sys.stdout.write("en.npz is written.\n")


if __name__ == "__main__":
    main()
