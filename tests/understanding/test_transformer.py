"""The fine-tuned transformers: real weights."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from assistant.understanding.transformer import CROWD, LONGEST, Transformer, load_transformer
from assistant.understanding.vector_network import SENTIMENTS

TEXTS = [
    "the lid cracked on day two",
    "fits the shelf exactly as drawn",
    "could someone tell me when the blue one is back in stock? i have asked twice already",
    "meh",
    "盖子第二天就裂了",
    "尺寸和架子正好合适",
    "蓝色的什么时候补货?已经问了两次没人理",
    "呵呵",
]


@pytest.fixture(params=sorted(LONGEST))
def read(request: pytest.FixtureRequest) -> Transformer:
    return load_transformer(request.param)


def test_a_text_is_read_alike_alone_and_in_company(read: Transformer) -> None:
    together = read([*TEXTS, "word 词" * 400])
    for row, text in enumerate(TEXTS):
        assert np.array_equal(read([text])[0], together[row])


def test_no_texts_give_no_rows(read: Transformer) -> None:
    assert read([]).shape == (0, CROWD.stop)


def test_an_endless_text_is_read_by_its_beginning(read: Transformer) -> None:
    beginning = "the hinge squeaks and 抽屉卡住了. " * 35
    found = read([beginning[:1000], beginning[:1000] + "a啊" * 1_000_000])
    assert np.array_equal(found[0], found[1])


@pytest.mark.parametrize("text", ["", " ", "\ud83d late", "🚚" * 50, "\x00", "𠮷野家", "齉" * 900])
def test_any_text_can_be_read(read: Transformer, text: str) -> None:
    assert np.isfinite(read([text])).all()


def test_threads_may_share_it(read: Transformer) -> None:
    alone = read(TEXTS)
    with ThreadPoolExecutor(4) as pool:
        for found in pool.map(lambda _: read(TEXTS), range(12)):
            assert np.array_equal(found, alone)


def test_full_width_and_half_width_are_cut_alike() -> None:
    cut = load_transformer("zh").tokenizer.encode
    assert cut("电池不行，ａｂｃ１２").ids == cut("电池不行,abc12").ids


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("用了两年,边角还跟新的一样", 2),
        ("第二次打开盖子的时候把手就掉在手里了", 0),
        ("吹了一下午屋里还是三十度", 0),
    ],
)
def test_chinese_facts_are_read_as_praise_or_blame(text: str, side: int) -> None:
    assert load_transformer("zh")([text])[0, SENTIMENTS].argmax() == side


def test_a_reader_that_needs_none_never_loads_it() -> None:
    program = """
import sys
import numpy as np
from assistant.understanding.reader import Reader
from assistant.understanding.themes import load_themes

reader = Reader(load_themes(None), lambda texts: np.ones((len(texts), 512), np.float32) / 512**0.5)
reader.read(["El paquete llegó pronto y la caja estaba entera"])
print("onnxruntime" in sys.modules)
reader.read(["The parcel came quickly and the box was whole"])
print("onnxruntime" in sys.modules)
"""
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert found.stdout.split() == ["False", "True"], found.stderr
