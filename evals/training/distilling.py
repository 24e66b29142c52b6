"""Teach the Chinese transformer by a deeper one: `python -m evals.training.distilling`.

All twelve layers of the published model learn the labels first. Then the four that ship, which know
the labels too, learn what the twelve read, in labelled texts and in passages that nobody has
labelled. Needs what `chinese_transformer` needs; with one thread some three hours.
"""

from collections.abc import Sequence
from random import Random

import numpy as np
import torch
from tokenizers import Tokenizer

from assistant.models.vectors import Floats
from assistant.understanding.cleaning import clean
from assistant.understanding.transformer import CROWD
from evals.training.chinese import stance_texts
from evals.training.chinese_transformer import (
    EPOCHS,
    LAYERS,
    aside,
    begun,
    examples,
    judging,
)
from evals.training.corpus import SHARED, training_items
from evals.training.doubles import near_doubles
from evals.training.finetuning import fit, keep
from evals.training.lessons import Example, unlabelled
from evals.training.passages import pair, passage
from evals.training.transformer_network import Encoder

__all__ = ["taught_rows", "thoughts"]

DEEP, DEEP_EPOCHS, DEEP_RATE = 12, 1, 8e-5
TAUGHT_EPOCHS, TAUGHT_RATE = 3, 1e-4
ITEM_REPEATS = 2
CROWD_TEXTS = 24_000
CLAUSES, PAIR_CLAUSES = 5, 3
SHORTEST, LONG, LONGEST_PAIR = 4, 90, 120
"""Characters of a passage at least, of a review that is mostly cut, and of a pair at most."""

CUT_LONG, CUT_SHORT = 0.75, 0.35
"""Shares of the long and the short reviews of which a passage is read, not the whole."""


def taught_rows(rows: Sequence[Example]) -> list[Example]:
    """Of the examples the labelled ones, items repeated, and some of the reviews of the big sets;
    passages of both without a label, none of them a near-double of what judges or is kept out."""
    random = Random(5)
    once = list({row.text: row for row in rows}.values())
    reviews = {row.text for row in stance_texts()}
    crowd = [row for row in once if row.themes is None and row.text in reviews]
    known = {row.text for row in crowd}
    labelled = [row for row in once if row.text not in known]
    texts = [row.text for row in labelled]
    passages = [passage(text, CLAUSES, random) for text in texts]
    pairs = [pair(texts, PAIR_CLAUSES, random) for _ in texts]
    passages += [each for each in pairs if len(each) < LONGEST_PAIR]
    whole = []
    for row in random.sample(crowd, min(CROWD_TEXTS, len(crowd))):
        if random.random() < (CUT_LONG if len(row.text) > LONG else CUT_SHORT):
            passages.append(passage(row.text, CLAUSES, random))
        else:
            whole.append(row)
    full = [row for row in labelled if row.shares[0] >= 1]
    return [
        *labelled,
        *full * (ITEM_REPEATS - 1),
        *whole,
        *map(unlabelled, _fresh(passages, {clean(row.text) for row in once})),
    ]


def _fresh(passages: Sequence[str], known: set[str]) -> list[str]:
    """Those passages, each once, that say something new and nothing of what judges."""
    found = [each for each in dict.fromkeys(passages) if len(each) >= SHORTEST]
    items = [item.text for item in training_items(SHARED) if item.language == "zh"]
    apart = [text for text in (*items, *(row.text for row in stance_texts())) if aside(text)]
    doubles = near_doubles(found, [*judging(), *apart])
    return [each for each in found if each not in doubles | known and not aside(each)]


def thoughts(encoder: Encoder, tokenizer: Tokenizer, rows: Sequence[Example]) -> Floats:
    """What a network reads in each row, as log-odds, shape (n, CROWD.stop)."""
    out = np.zeros((len(rows), CROWD.stop), np.float32)
    encoder.eval()
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        for number, row in enumerate(rows):
            ids = torch.tensor([tokenizer.encode(clean(row.text)).ids])
            out[number] = encoder(ids)[0].float().numpy()
    return out


def main() -> None:
    """Train both, and write the small network and its tokens."""
    torch.manual_seed(0)
    rows = examples()
    teacher, tokenizer = begun(rows, DEEP)
    fit(teacher, rows, tokenizer, DEEP_EPOCHS, seed=0, rate=DEEP_RATE)
    student, _ = begun(rows, LAYERS)
    fit(student, rows, tokenizer, EPOCHS, seed=1)
    taught = taught_rows(rows)
    told = thoughts(teacher, tokenizer, taught)
    fit(student, taught, tokenizer, TAUGHT_EPOCHS, seed=2, rate=TAUGHT_RATE, told=told)
    keep(student, tokenizer, "zh")


if __name__ == "__main__":
    main()
