"""Reading ahead, with real processes beside this one: nothing lost, nothing read otherwise."""

import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from assistant.models import Labels
from assistant.models.vectors import Vectors
from assistant.services.reading import CHUNK, WORTH_A_START, Helper, SharedReading
from assistant.services.reading_process import ReadingProcess
from assistant.understanding.reader import Reader
from assistant.understanding.themes import Taxonomy
from retrieval.embedders import BuiltinEmbedder

TEXTS = [
    f"Parcel {number} came late. 包装破了 {number} 次" for number in range(WORTH_A_START + 150)
]


class Watched:
    """A helper that says when it has read something."""

    def __init__(self, helper: Helper) -> None:
        self.has_read = threading.Event()
        self._helper = helper

    def understand(self, texts: Sequence[str]) -> tuple[list[Labels], Vectors]:
        read = self._helper.understand(texts)
        self.has_read.set()
        return read

    def close(self) -> None:
        self._helper.close()


class Here:
    """Reads in this process, and counts."""

    def __init__(self, taxonomy: Taxonomy, encoder: BuiltinEmbedder) -> None:
        self._reader = Reader(taxonomy, encoder.encode)
        self._encoder = encoder
        self.texts = 0

    def understand(self, texts: Sequence[str]) -> tuple[list[Labels], Vectors]:
        self.texts += len(texts)
        vectors = self._encoder.encode(texts)
        return self._reader.read(texts, vectors), vectors


@pytest.fixture
def here(taxonomy: Taxonomy, encoder: BuiltinEmbedder) -> Here:
    return Here(taxonomy, encoder)


def no_helper() -> Helper:
    raise AssertionError("a helper was started for few texts")


def test_a_helper_reads_what_this_process_would_read(here: Here, tmp_path: Path) -> None:
    helper = Watched(ReadingProcess(None, tmp_path / "none.npz"))

    def understand(texts: Sequence[str]) -> tuple[list[Labels], Vectors]:
        assert helper.has_read.wait(timeout=60)
        return here.understand(texts)

    reading = SharedReading(understand, lambda: helper, 1)
    reading.expect(TEXTS)
    labels, vectors = reading.read(TEXTS)
    reading.close()
    assert here.texts <= len(TEXTS) - CHUNK
    alone, same = here.understand(TEXTS)
    assert [replace(each, score=0) for each in labels] == [replace(each, score=0) for each in alone]
    # Sums of floats depend on the size of the batch: in the last digit that a score keeps.
    scores, theirs = ([each.score for each in read] for read in (labels, alone))
    np.testing.assert_allclose(scores, theirs, atol=1.1e-4)
    np.testing.assert_allclose(vectors, same, atol=1e-5)


def test_a_helper_that_dies_loses_no_text(here: Here, tmp_path: Path) -> None:
    helper = ReadingProcess(tmp_path / "missing.yaml", tmp_path / "none.npz")
    reading = SharedReading(here.understand, lambda: helper, 1)
    labels, vectors = reading.read(TEXTS)
    reading.close()
    assert len(labels) == len(vectors) == here.texts == len(TEXTS)


def test_few_texts_are_read_here_and_each_once(here: Here) -> None:
    reading = SharedReading(here.understand, no_helper, 1)
    reading.expect(["late", "broken", "late"])
    labels, vectors = reading.read(["broken", "late", "broken"])
    assert here.texts == 2
    assert labels[0] == labels[2] != labels[1]
    assert vectors.shape == (3, 512)


def test_a_text_that_cannot_be_read_is_an_error_each_time(here: Here) -> None:
    def refuse(texts: Sequence[str]) -> tuple[list[Labels], Vectors]:
        if "bad" in texts:
            raise ValueError("bad")
        return here.understand(texts)

    reading = SharedReading(refuse, no_helper, 0)
    for _ in range(2):
        with pytest.raises(ValueError, match="bad"):
            reading.read(["good", "bad"])
