"""Hashed n-grams: the same for a text alone and among others, and equal on every machine."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from assistant.understanding.features import BITS, extract


def _of(texts: list[str], row: int) -> list[int]:
    found = extract(texts)
    return [int(h) for h in found.hashes[found.offsets[row] : found.offsets[row + 1]]]


def test_a_text_gives_its_grams_with_beginning_and_end() -> None:
    # 质, 量, two pairs at the edges and one inside, ^质量 and 质量$, ^质量$.
    assert len(_of(["质量"], 0)) == 2 + 3 + 2 + 1
    assert _of([""], 0) == []
    assert extract([]).offsets.tolist() == [0]


def test_the_hash_is_fixed() -> None:
    assert _of(["质量"], 0) == [92068, 320551, 322474, 612694, 687100, 707475, 784837, 968202]


@given(st.lists(st.text(max_size=40).filter(lambda t: "\n" not in t), min_size=1, max_size=6))
def test_a_text_has_the_same_features_in_any_company(texts: list[str]) -> None:
    together = extract(texts)
    assert (together.hashes >= 0).all()
    assert (together.hashes < 1 << BITS).all()
    for row, text in enumerate(texts):
        assert _of(texts, row) == _of([text], 0)


def test_sums_are_over_the_root_of_the_count() -> None:
    found = extract(["好用", ""])
    table = np.ones((1 << BITS, 1), np.float32)
    counts = np.diff(found.offsets)
    assert np.allclose(found.sums(table, BITS)[:, 0], np.sqrt(counts))
