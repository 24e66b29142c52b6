"""A trained head: which intent a question has, by its wording and its meaning.

Trained by `python -m evals.training.intents` on invented questions.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from assistant.models.vectors import Floats
from assistant.understanding.cleaning import clean
from assistant.understanding.features import extract
from assistant.understanding.linear import Table, load_arrays, softmax

__all__ = ["FRAGMENT", "IntentHead", "load_intent_head"]

FRAGMENT = "fragment"
"""What asks nothing by itself: a name, a period, half a follow-up, or nonsense."""


@dataclass(frozen=True, slots=True, eq=False)
class IntentHead:
    """Multinomial logistic regression on the n-grams of a question and its sentence vector.

    `names` are the intents and FRAGMENT, in the order of the columns; `meaning` has shape
    (512, names).
    """

    names: tuple[str, ...]
    words: Table
    meaning: Floats

    def __call__(self, wordings: Sequence[str], vectors: Floats) -> Floats:
        """The probability of each name, shape (n, names), for questions without their names and
        periods and for their vectors (n, 512) by the built-in encoder."""
        grams = extract([clean(each) for each in wordings])
        return softmax(np.asarray(self.words(grams) + vectors @ self.meaning, np.float32))


@lru_cache
def load_intent_head() -> IntentHead:
    """The weights that ship beside this module."""
    arrays = load_arrays("intents", "assistant.agent.question")
    return IntentHead(
        names=tuple(map(str, arrays["names"])),
        words=Table.of(arrays, "words"),
        meaning=arrays["meaning"].astype(np.float32),
    )
