from collections.abc import Sequence

import numpy as np

from assistant.models.vectors import Vectors
from retrieval.embedders import BuiltinEmbedder
from retrieval.remembered_vectors import MOST_TEXTS, RememberedVectors


class Counting:
    """Encodes lengths, and notes what it was asked for."""

    name = "counting"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.asked += texts
        return np.array([[len(text), 1.0] for text in texts], np.float32).reshape(-1, 2)


def test_each_text_is_encoded_once() -> None:
    embedder = Counting()
    vectors = RememberedVectors(embedder)
    vectors.encode(["bb", "a", "bb"])
    found = vectors.encode(["a", "ccc", "bb"])
    assert embedder.asked == ["bb", "a", "ccc"]
    assert found[:, 0].tolist() == [1, 3, 2]
    assert vectors.encode([]).shape == (0, 2)


def test_the_latest_are_remembered() -> None:
    embedder = Counting()
    vectors = RememberedVectors(embedder)
    vectors.encode(["first"])
    vectors.encode([f"later {n}" for n in range(MOST_TEXTS)])
    vectors.encode(["first", f"later {MOST_TEXTS - 1}"])
    assert embedder.asked[-1] == "first"


def test_vectors_are_those_of_the_embedder(encoder: BuiltinEmbedder) -> None:
    vectors = RememberedVectors(encoder)
    vectors.encode(["The lid leaks."])
    texts = ["杯盖漏水", "The lid leaks."]
    np.testing.assert_allclose(vectors.encode(texts), encoder.encode(texts), atol=1e-5)
