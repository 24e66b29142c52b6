from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from assistant.models.vectors import Vectors
from retrieval.embedders import BuiltinEmbedder
from retrieval.kept_vectors import KeptVectors


class Counting:
    """The real encoder, which counts how often it is asked."""

    def __init__(self, name: str = BuiltinEmbedder.name) -> None:
        self.name = name
        self.asked = 0
        self._embedder = BuiltinEmbedder()

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.asked += 1
        return self._embedder.encode(texts)


@pytest.fixture(scope="module")
def embedder() -> Counting:
    return Counting()


def test_the_same_texts_are_encoded_once(embedder: Counting, tmp_path: Path) -> None:
    texts = ["What is the NPS?", "净推荐值是多少？"]
    before = embedder.asked
    first = KeptVectors(embedder, tmp_path / "vectors").encode(texts)
    again = KeptVectors(embedder, tmp_path / "vectors").encode(texts)
    assert embedder.asked == before + 1
    np.testing.assert_array_equal(again, first)
    np.testing.assert_array_equal(again, embedder.encode(texts))


def test_other_texts_and_other_embedders_have_their_own(embedder: Counting, tmp_path: Path) -> None:
    kept = KeptVectors(embedder, tmp_path)
    assert not np.array_equal(kept.encode(["one", "two"]), kept.encode(["two", "one"]))
    other = Counting("another")
    KeptVectors(other, tmp_path).encode(["one", "two"])
    assert other.asked == 1


@pytest.mark.parametrize("content", [b"no array", b"", b"\x93NUMPY\x01\x00"])
def test_a_broken_file_is_encoded_anew(embedder: Counting, tmp_path: Path, content: bytes) -> None:
    kept = KeptVectors(embedder, tmp_path)
    first = kept.encode(["one"])
    (file,) = tmp_path.iterdir()
    file.write_bytes(content)
    np.testing.assert_array_equal(kept.encode(["one"]), first)


def test_a_folder_that_cannot_be_made_only_costs_time(embedder: Counting, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert KeptVectors(embedder, tmp_path / "file").encode(["one"]).shape == (1, 512)
