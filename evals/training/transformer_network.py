"""The transformer as PyTorch trains it: BERT's layers, begun from a published model and stored with
8 bits."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn

__all__ = ["INNER", "WIDTH", "Encoder", "pretrained", "store"]

WIDTH, INNER, HEADS, PLACES = 384, 1536, 12, 512
LEFT_OUT = 0.1
SMALL = 1e-12

_BESIDE = ("out", "out_norm", "up", "down", "down_norm")


class _Layer(nn.Module):  # type: ignore[misc]
    """Attention, then a hidden layer, each beside a direct path."""

    def __init__(self) -> None:
        super().__init__()
        self.query_key_value = nn.Linear(WIDTH, 3 * WIDTH)
        self.out, self.out_norm = nn.Linear(WIDTH, WIDTH), nn.LayerNorm(WIDTH, SMALL)
        self.up, self.down = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.down_norm = nn.LayerNorm(WIDTH, SMALL)
        self.dropout = nn.Dropout(LEFT_OUT)

    def forward(self, rows: Any, aside: Any) -> Any:
        count, length, _ = rows.shape
        three = self.query_key_value(rows).reshape(count, length, 3, HEADS, WIDTH // HEADS)
        query, key, value = three.permute(2, 0, 3, 1, 4).unbind(0)
        looks = query * (WIDTH // HEADS) ** -0.5 @ key.transpose(-1, -2)
        looks = self.dropout((looks if aside is None else looks + aside).softmax(-1))
        seen = (looks @ value).transpose(1, 2).reshape(count, length, WIDTH)
        rows = self.out_norm(rows + self.dropout(self.out(seen)))
        hidden = nn.functional.gelu(self.up(rows))
        return self.down_norm(rows + self.dropout(self.down(hidden)))


class Encoder(nn.Module):  # type: ignore[misc]
    """Token numbers (n, length) to log-odds (n, outputs), by the mean of all tokens."""

    def __init__(self, words: int, layers: int, outputs: int) -> None:
        super().__init__()
        self.words, self.places = nn.Embedding(words, WIDTH), nn.Embedding(PLACES, WIDTH)
        self.norm, self.dropout = nn.LayerNorm(WIDTH, SMALL), nn.Dropout(LEFT_OUT)
        self.layers = nn.ModuleList(_Layer() for _ in range(layers))
        self.head = nn.Linear(WIDTH, outputs)

    def forward(self, ids: Any, real: Any = None) -> Any:
        """`real` (n, length) is 1 where a token is and 0 behind the last one; None where every
        place has one."""
        places = self.places.weight[None, : ids.shape[1]]
        rows = self.dropout(self.norm(self.words(ids) + places))
        aside = None if real is None else (1 - real)[:, None, None, :] * -1e9
        for layer in self.layers:
            rows = layer(rows, aside)
        if real is None:
            return self.head(rows.mean(1))
        mean = (rows * real[:, :, None]).sum(1) / real.sum(1, keepdim=True)
        return self.head(self.dropout(mean))


def pretrained(find: Callable[[str], Any], layers: int, outputs: int) -> Encoder:
    """The first layers of a published model under new heads. The words stay as they are: texts of
    a few thousand customers would move the common ones away from the rare.

    `find` gives the model's tensors by name: `words`, `places`, `kinds`, then `norm.weight`,
    `norm.bias`, `0.query.weight` and so on.
    """
    words = find("words")
    found = Encoder(len(words), layers, outputs)
    weights = {"words.weight": words, "places.weight": find("places") + find("kinds")}
    for part in ("weight", "bias"):
        weights[f"norm.{part}"] = find(f"norm.{part}")
        weights[f"head.{part}"] = getattr(found.head, part).data
        for number in range(layers):
            ours = f"layers.{number}."
            three = [find(f"{number}.{name}.{part}") for name in ("query", "key", "value")]
            weights[f"{ours}query_key_value.{part}"] = torch.cat(three)
            for name in _BESIDE:
                weights[f"{ours}{name}.{part}"] = find(f"{number}.{name}.{part}")
    found.load_state_dict(weights)
    found.words.weight.requires_grad = False
    return found


def store(encoder: Encoder, path: Path) -> None:
    """Write the network for one text at a time, with 8-bit weights."""
    whole = path.with_suffix(".whole")
    torch.onnx.export(
        encoder.eval(),
        (torch.ones(1, 8, dtype=torch.long),),
        whole,
        input_names=["ids"],
        output_names=["scores"],
        dynamic_axes={"ids": {1: "length"}},
        opset_version=17,
        dynamo=False,
    )
    # Seven bits: the sums of eight overflow on processors without VNNI.
    quantize_dynamic(whole, path, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    whole.unlink()
