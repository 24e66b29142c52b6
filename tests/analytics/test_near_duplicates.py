"""Near duplicates: copies are found, other people's words are not."""

import random
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.analytics.near_duplicates import (
    MAX_DISTANCE,
    band_keys,
    distance,
    signatures,
)

ZH = "收到货以后第一时间就试用了，机器运转起来声音不大，清洗也方便，就是盖子稍微有点松"
EN = "The kettle boils fast and looks lovely on the counter, but the lid came loose within a week"
PARTS = [
    ["昨天收到的", "等了一周才到", "朋友推荐买的", "第二次回购", "双十一下的单"],
    ["鞋子偏小半码", "水壶盖子漏水", "耳机左边没声音", "书页有折痕", "苹果个头均匀"],
    ["客服让我自己寄回", "包装里面没有泡沫", "说明书看不懂", "颜色比照片深", "跟实体店一样"],
    ["希望改进", "给孩子用正好", "性价比一般般", "以后还会光顾", "已经申请换货"],
]


def group(texts: Sequence[str]) -> list[int | None]:
    """For each text the index of the first text that it nearly repeats, else None: what the store
    does with its index of band keys."""
    marks = signatures(texts)
    originals: dict[int, list[int]] = {}
    result: list[int | None] = []
    for index, (mark, keys) in enumerate(zip(marks, band_keys(marks), strict=True)):
        candidates = sorted({earlier for key in keys for earlier in originals.get(key, ())})
        near = (i for i in candidates if distance(marks[i], mark) <= MAX_DISTANCE)
        original = next(near, None)
        result.append(original)
        if original is None:
            for key in keys:
                originals.setdefault(key, []).append(index)
    return result


def varied(count: int, seed: int) -> list[str]:
    rng = random.Random(seed)
    return ["，".join(rng.choice(part) for part in PARTS) for _ in range(count)]


def test_a_copy_points_to_the_first_of_its_group() -> None:
    texts = [ZH, EN, ZH + "！！👍", EN.upper().replace(",", " -"), ZH.replace("稍微", "")]
    assert group(texts) == [None, None, 0, 1, 0]


@pytest.mark.parametrize(
    "text", ["好", "good", "very good quality", "物流很快，质量不错", "好" * 60]
)
def test_what_many_people_write_is_no_copy(text: str) -> None:
    assert group([text, text, text]) == [None, None, None]
    assert band_keys(signatures([text])) == [()]
    assert distance(*signatures([text, text])) == 1.0


def test_reviews_that_share_a_clause_are_no_copies() -> None:
    texts = list(dict.fromkeys(varied(400, seed=3)))
    marked = [(texts[i], texts[j]) for i, j in enumerate(group(texts)) if j is not None]
    assert all(
        sum(a in other for a in one.split("，")) >= 3 for one, other in marked
    )  # three of the four clauses are the same


def test_planted_edits_are_found() -> None:
    rng = random.Random(5)
    texts = [f"{EN} {number}{number * 7} {ZH[number % 9 :]}" for number in range(1)]
    texts += list(dict.fromkeys(varied(300, seed=9)))
    originals = [text for text, of in zip(texts, group(texts), strict=True) if of is None]
    places = [rng.randrange(len(text)) for text in originals]
    edited = [t[:p] + "呀" + t[p + 1 :] for t, p in zip(originals, places, strict=True)]
    found = group([*originals, *edited])[len(originals) :]
    assert sum(of == index for index, of in enumerate(found)) / len(originals) >= 0.95


def test_the_index_by_band_keys_finds_what_the_signatures_say_is_near() -> None:
    one, other, apart = marks = signatures([ZH, "真的，" + ZH, EN])
    assert distance(one, other) <= MAX_DISTANCE < distance(one, apart)
    keys, similar, different = map(set, band_keys(marks))
    assert keys & similar
    assert not keys & different
    assert all(-(2**63) <= key < 2**63 for key in keys)
    assert len(keys) == 8


def test_a_stored_signature_stays_comparable() -> None:
    (mark,) = marks = signatures([EN])
    again = np.frombuffer(mark.tobytes(), dtype=np.uint16)
    assert distance(mark, again) == 0.0
    (keys,) = band_keys(marks)
    assert keys[0] == FIRST_KEY, "stored signatures of earlier versions no longer match"


FIRST_KEY = -6331511557483226193


def test_no_texts_give_an_empty_array() -> None:
    assert signatures([]).shape == (0, 32)
    assert band_keys(signatures([])) == []
    assert group([]) == []


@given(st.lists(st.one_of(st.text(max_size=80), st.sampled_from([ZH, EN, ZH + "。"])), max_size=8))
def test_groups_are_flat_and_a_batch_equals_one_by_one(texts: list[str]) -> None:
    together = signatures(texts)
    for text, mark in zip(texts, together, strict=True):
        assert (signatures([text])[0] == mark).all()
    of = group(texts)
    assert all(j is None or (j < i and of[j] is None) for i, j in enumerate(of))
