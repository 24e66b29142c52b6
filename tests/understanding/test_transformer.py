"""The fine-tuned transformer: real weights."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from assistant.understanding.transformer import CROWD, load_transformer

TEXTS = [
    "the lid cracked on day two",
    "fits the shelf exactly as drawn",
    "could someone tell me when the blue one is back in stock? i have asked twice already",
    "meh",
]


def test_a_text_is_read_alike_alone_and_in_company() -> None:
    read = load_transformer()
    together = read([*TEXTS, "word " * 400])
    for row, text in enumerate(TEXTS):
        assert np.array_equal(read([text])[0], together[row])


def test_no_texts_give_no_rows() -> None:
    assert load_transformer()([]).shape == (0, CROWD.stop)


def test_an_endless_text_is_read_by_its_beginning() -> None:
    beginning = "the hinge squeaks and the drawer sticks. " * 25
    read = load_transformer()([beginning[:1000], beginning + "a" * 1_000_000])
    assert np.array_equal(read[0], read[1])


@pytest.mark.parametrize("text", ["", " ", "\ud83d late", "🚚" * 50, "\x00"])
def test_any_text_can_be_read(text: str) -> None:
    assert np.isfinite(load_transformer()([text])).all()


def test_threads_may_share_it() -> None:
    read = load_transformer()
    alone = read(TEXTS)
    with ThreadPoolExecutor(4) as pool:
        for found in pool.map(lambda _: load_transformer()(TEXTS), range(12)):
            assert np.array_equal(found, alone)


def test_a_reader_that_meets_no_english_never_loads_it() -> None:
    program = """
import sys
import numpy as np
from assistant.understanding.reader import Reader
from assistant.understanding.themes import load_themes

reader = Reader(load_themes(None), lambda texts: np.ones((len(texts), 512), np.float32) / 512**0.5)
reader.read(["物流很快，包装完好"])
print("onnxruntime" in sys.modules)
reader.read(["The parcel came quickly and the box was whole"])
print("onnxruntime" in sys.modules)
"""
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert found.stdout.split() == ["False", "True"], found.stderr
