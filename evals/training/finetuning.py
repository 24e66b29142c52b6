"""How a transformer is fine-tuned: AdamW, batches of like lengths, a bias for each reader."""

import sys
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch.nn import functional

from assistant.models.vectors import Floats
from assistant.understanding.cleaning import clean
from assistant.understanding.transformer import CROWD, transformer_name
from assistant.understanding.vector_network import EMOTIONS, URGENCIES
from evals.training.heads import READERS
from evals.training.lessons import Example, Lessons, apart
from evals.training.matrices import WEIGHTS
from evals.training.transformer_network import Encoder, store

__all__ = ["fit", "keep"]

BATCH = 32
RATE, HEAD_TIMES = 1.5e-4, 20 / 3
WARM = 0.06

TOLD_SHARE = 2.0
"""What a teacher's reading counts beside the labels."""

_MOODS = slice(EMOTIONS.start, URGENCIES.stop)


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


def _rates(parameters: Iterator[tuple[str, Any]], biases: Any, rate: float) -> list[dict[str, Any]]:
    """What learns, in three groups: the weights, their biases and norms, the heads."""
    body = [(name, each) for name, each in parameters if each.requires_grad]
    heads = [each for name, each in body if name.startswith("head.")]
    body = [(name, each) for name, each in body if not name.startswith("head.")]
    return [
        {"params": [each for _, each in body if each.ndim > 1], "lr": rate, "weight_decay": 0.01},
        {"params": [each for _, each in body if each.ndim == 1], "lr": rate, "weight_decay": 0},
        {"params": [*heads, biases], "lr": rate * HEAD_TIMES, "weight_decay": 0},
    ]


def fit(
    encoder: Encoder,
    rows: Sequence[Example],
    tokenizer: Tokenizer,
    epochs: int,
    seed: int,
    rate: float = RATE,
    told: Floats | None = None,
) -> None:
    """AdamW with a linear decay. Each round of readers has a bias of its own for emotion and
    urgency, which is left out of what ships. `told`, shape (n, CROWD.stop), is what a teacher reads
    in the rows, as log-odds."""
    random = np.random.default_rng(seed)
    tokens = [each.ids for each in tokenizer.encode_batch([clean(row.text) for row in rows])]
    lengths = np.array([len(each) for each in tokens])
    lessons = Lessons.of(rows)
    width = _MOODS.stop - _MOODS.start
    biases = torch.zeros(READERS - 1, width, requires_grad=True)
    adam = torch.optim.AdamW(_rates(encoder.named_parameters(), biases, rate), fused=True)
    first = [group["lr"] for group in adam.param_groups]
    total, step = epochs * -(-len(rows) // BATCH), 0
    encoder.train()
    teacher = None if told is None else torch.from_numpy(told)
    for _ in range(epochs):
        for some in _batches(lengths, random):
            step += 1
            pace = min(1.0, step / (WARM * total)) * max(0.0, 1 - step / total)
            for group, full in zip(adam.param_groups, first, strict=True):
                group["lr"] = full * pace
            ids, real = _padded([tokens[row] for row in some])
            with torch.autocast("cpu", dtype=torch.bfloat16):
                out = encoder(ids, real)
            practice = torch.cat([torch.zeros(1, width), biases])[lessons.readers[some]]
            shifted = functional.pad(practice, (_MOODS.start, CROWD.stop - _MOODS.stop))
            loss = lessons.loss(out.float() + shifted, some)
            if teacher is not None:
                loss = loss + TOLD_SHARE * apart(out.float(), teacher[some])
            adam.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(encoder.parameters(), 1.0)
            adam.step()
            if step % 50 == 0:
                sys.stderr.write(f"{step} of {total}\n")


def keep(encoder: Encoder, tokenizer: Tokenizer, language: str) -> None:
    """Write what the reader of a language opens: the network with 8-bit weights, and its tokens."""
    name = transformer_name(language)
    store(encoder, WEIGHTS / f"{name}.onnx")
    tokenizer.no_truncation()
    tokenizer.save(str(WEIGHTS / f"{name}.json"), pretty=False)
    sys.stdout.write(f"{name}.onnx is written.\n")
