"""Small transformers, fine-tuned on labelled texts: every label of an English or a Chinese text.

Trained by `python -m evals.training.english_transformer` and `chinese_transformer`. Each is loaded
at the first text of its language, so that a program that reads none starts without it.
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

__all__ = ["CROWD", "LONGEST", "Transformer", "load_transformer", "transformer_name"]

# The columns of the network on vectors, then the stance as the crowd judged tweets to airlines or
# Chinese reviews, of which it called none neutral.
CROWD = slice(OUTPUTS, OUTPUTS + 3)

LONGEST = {"en": 128, "zh": 192}
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


def transformer_name(language: str) -> str:
    """What the files of a language's network are called."""
    return f"{language}_transformer"


def load_transformer(language: str) -> Transformer:
    """The network of `en` or `zh` that ships beside this module, loaded once."""
    with _loading:
        return _load(language)


@lru_cache
def _load(language: str) -> Transformer:
    from onnxruntime import InferenceSession, SessionOptions
    from tokenizers import Tokenizer

    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    weights, name = (
        resources.files("assistant.understanding") / "weights",
        transformer_name(language),
    )
    tokenizer = Tokenizer.from_str((weights / f"{name}.json").read_text(encoding="utf-8"))
    tokenizer.enable_truncation(LONGEST[language])
    model = (weights / f"{name}.onnx").read_bytes()
    return Transformer(
        tokenizer, InferenceSession(model, options, providers=["CPUExecutionProvider"])
    )
