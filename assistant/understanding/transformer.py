"""A small transformer, fine-tuned on labelled texts: every label of an English text.

Trained by `python -m evals.training.english_transformer`. It is loaded at the first text, so that
a program that reads none starts without it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

from assistant.models.vectors import Floats
from assistant.understanding.encoding import readable
from assistant.understanding.vector_network import OUTPUTS

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

__all__ = ["CROWD", "LONGEST", "NAME", "Transformer", "load_transformer"]

# The columns of the network on vectors, then the stance as the crowd judged tweets to airlines.
CROWD = slice(OUTPUTS, OUTPUTS + 3)
NAME = "en_transformer"

LONGEST = 128
"""Tokens of a text that are read, the marks at both ends among them."""

_loading = Lock()


@dataclass(frozen=True, slots=True)
class Transformer:
    """A network with 8-bit weights and its tokens; threads may share it."""

    tokenizer: "Tokenizer"
    session: "InferenceSession"

    def __call__(self, texts: Sequence[str]) -> Floats:
        """Log-odds of cleaned texts, shape (n, CROWD.stop).

        Each is read alone: what is computed with 8 bits is scaled by all that is read at once, so
        that in company a text would be read a little differently.
        """
        out = np.zeros((len(texts), CROWD.stop), np.float32)
        for row, text in enumerate(texts):
            ids = np.array([self.tokenizer.encode(readable(text)).ids], np.int64)
            out[row] = self.session.run(None, {"ids": ids})[0][0]
        return out


def load_transformer() -> Transformer:
    """The network that ships beside this module, loaded once."""
    with _loading:
        return _load()


@lru_cache
def _load() -> Transformer:
    from onnxruntime import InferenceSession, SessionOptions
    from tokenizers import Tokenizer

    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    weights = resources.files("assistant.understanding") / "weights"
    tokenizer = Tokenizer.from_str((weights / f"{NAME}.json").read_text(encoding="utf-8"))
    tokenizer.enable_truncation(LONGEST)
    model = (weights / f"{NAME}.onnx").read_bytes()
    return Transformer(
        tokenizer, InferenceSession(model, options, providers=["CPUExecutionProvider"])
    )
