"""Passages of texts, of which a teacher tells what it reads."""

from random import Random

import pytest

from assistant.understanding.clauses import clauses
from assistant.understanding.cleaning import clean
from evals.training.passages import pair, passage

TEXT = "杯子很好看，盖子却盖不紧，一倒就漏。客服第二天才回我！"


@pytest.mark.parametrize("seed", range(12))
def test_a_passage_is_a_part_of_its_text(seed: int) -> None:
    found = passage(TEXT, 2, Random(seed))
    assert found in clean(TEXT)
    assert 1 <= len(clauses(found)) <= 2


def test_one_is_drawn_alike_from_the_same_seed() -> None:
    drawn = [passage(TEXT, 3, Random(7)) for _ in range(2)]
    assert drawn[0] == drawn[1]
    assert len({passage(TEXT, 3, Random(seed)) for seed in range(12)}) > 3


@pytest.mark.parametrize("text", ["很好用", "！！！", ""])
def test_a_text_of_one_clause_stays_whole(text: str) -> None:
    assert passage(text, 3, Random(0)) == clean(text)


def test_a_pair_has_words_of_two_texts() -> None:
    assert pair(["很好用"], 3, Random(0)) == "很好用，很好用"
    drawn = {pair(["很好用", "太贵了"], 3, Random(seed)) for seed in range(20)}
    assert drawn == {f"{a}，{b}" for a in ("很好用", "太贵了") for b in ("很好用", "太贵了")}
