"""Teach the Chinese network stores of every kind: `python -m evals.training.chinese_stores`.

Run after chinese_labels. Training goes on for a few epochs on the project's own
clauses, the labelled items, and a sample of the big sets on which the network keeps to what it
thought before. Needs JAX, for training alone.
"""

import sys
from collections.abc import Sequence

import numpy as np

from assistant.models import Emotion, Sentiment, Urgency
from assistant.understanding.cleaning import clean
from assistant.understanding.linear import THEMES, load_arrays, sigmoid, softmax
from evals.training.chinese import stance_texts
from evals.training.corpus import SHARED, training_items
from evals.training.matrices import Floats, quantised, save
from evals.training.network import MOODS, URGENT, Example, Tokens, Trainer, tokens
from evals.training.phrases import Phrase, joined, phrases
from evals.training.teacher import hard, probable, soft

SAMPLE = 14_000
JOINED = 1500
REPEATS = 5
ITEM_REPEATS = 2
EPOCHS = 2
RATE = 6e-4

_PRAISE = {Sentiment.NEGATIVE: 0.02, Sentiment.NEUTRAL: -1.0, Sentiment.POSITIVE: 0.98}


def _stored() -> tuple[Trainer, dict[str, np.ndarray], np.ndarray]:
    """The network that ships, its alphabet, and the embedding row of each character."""
    arrays = load_arrays("zh_network")
    trainer = Trainer(len(arrays["alphabet"]), seed=4)
    for name in trainer.weights:
        values = arrays[name].astype(np.float32)
        if f"{name}_scale" in arrays:
            values = values * arrays[f"{name}_scale"].astype(np.float32)
        trainer.weights[name] = trainer.np.asarray(values)
    symbol_of = np.ones(1 << 17, np.int64)
    symbol_of[arrays["alphabet"]] = np.arange(len(arrays["alphabet"])) + 2
    return trainer, {"alphabet": arrays["alphabet"]}, symbol_of


def _targets(row: Phrase, before: Floats) -> Floats:
    """What a phrase teaches; where it says nothing, what was thought before."""
    named = [theme in row.themes for theme in THEMES]
    if not row.themed:
        named = list(sigmoid(before[2 : 2 + len(THEMES)]))
    sides = [max(-1.0, _PRAISE[row.themes[t]]) if t in row.themes else -1.0 for t in THEMES]
    neither = row.sentiment is Sentiment.NEUTRAL
    moods = _drawn(softmax(before[None, MOODS])[0], row.emotion, tuple(Emotion))
    urgent = _drawn(softmax(before[None, URGENT])[0], row.urgency, tuple(Urgency))
    return np.array([1, neither, *named, *sides, *moods, *urgent], np.float32)


def _drawn(before: Floats, value: str | None, kinds: Sequence[str]) -> Floats:
    if value is None:
        return before
    return np.array([0.94 * (kind == value) + 0.06 / len(kinds) for kind in kinds], np.float32)


def _examples(trainer: Trainer, symbol_of: np.ndarray) -> list[Example]:
    single = phrases("zh")
    ours = [*single, *joined(single, JOINED)]
    found: list[Example] = []
    read = _read([row.text for row in ours], symbol_of)
    for number, (row, text, before) in enumerate(
        zip(ours, read, trainer.predict(read), strict=True)
    ):
        repeats = REPEATS if number < len(single) else 1
        found += [(text, _PRAISE[row.sentiment], _targets(row, before))] * repeats
    items = [item for item in training_items(SHARED) if item.language == "zh"]
    for item, text in zip(items, _read([i.text for i in items], symbol_of), strict=True):
        found += [(text, _PRAISE[Sentiment(item.sentiment)], hard(item))] * ITEM_REPEATS
    rows = stance_texts()
    chosen = [rows[n] for n in np.random.default_rng(6).permutation(len(rows))[:SAMPLE]]
    read = _read([row.text for row in chosen], symbol_of)
    thought = trainer.predict(read)
    stance = 1 / (1 + np.exp(-thought[:, 0]))
    for row, text, praise, labels in zip(chosen, read, stance, probable(thought), strict=True):
        found.append((text, 0.5 * (0.97 * row.label + 0.015) + 0.5 * float(praise), soft(labels)))
    return found


def _read(texts: Sequence[str], symbol_of: np.ndarray) -> list[Tokens]:
    return [tokens(clean(text), symbol_of) for text in texts]


def main() -> None:
    """Train on and write zh_network.npz anew, as the mean of the weights before and after.

    The mean keeps what the reviews taught and most of what the phrases add (Wortsman et al. 2022,
    "Model soups", ICML).
    """
    trainer, stored, symbol_of = _stored()
    before = {name: np.asarray(values) for name, values in trainer.weights.items()}
    trainer.fit(_examples(trainer, symbol_of), EPOCHS, RATE)
    for name, after in trainer.weights.items():
        values = (before[name] + np.asarray(after)) / 2
        if name in ("symbols", "pairs"):
            stored |= quantised(name, values)
        else:
            stored[name] = values.astype(np.float16)
    save("zh_network", stored)
    sys.stdout.write("zh_network.npz is written.\n")


if __name__ == "__main__":
    main()
