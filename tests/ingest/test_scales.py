"""Rating scales told from whole columns, and their values on 1-5."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.ingest.scales import Scale, is_blank, read_ces, read_nps, tell_scale


@pytest.mark.parametrize(
    ("written", "rating"),
    [
        ("4", 4),
        ("4.0", 4),
        ("4,5", 4.5),
        ("５", 5),
        ("5星", 5),
        ("4.5 星", 4.5),
        ("五星好评", 5),
        ("3 stars", 3),
        ("1 Star", 1),
        ("5分", 5),
        ("4.5/5", 4.5),
        ("4 out of 5", 4),
        ("10/10", 5),
        ("0/10", 1),
        ("★★★★☆", 4),
        ("⭐️⭐️⭐️", 3),
        ("好评", 5),
        ("中评", 3),
        ("差评", 1),
        ("非常不满意", 1),
        ("Very satisfied", 5),
        ("100%", 5),
        ("50 %", 3),
        ("0%", 1),
    ],
)
def test_written_ratings(written: str, rating: float) -> None:
    assert Scale.FIVE.read(written) == rating


@pytest.mark.parametrize("written", ["", " ", "NaN", "null", "N/A", "-", "无"])
def test_blank(written: str) -> None:
    assert is_blank(written)
    assert Scale.FIVE.read(written) is None
    assert read_nps(written) is None
    assert read_ces(written) is None


@pytest.mark.parametrize(
    "written", ["0", "6", "-1", "6/5", "101%", "7星", "☆☆☆☆☆", "good-ish", "4/7"]
)
def test_outside_the_scale(written: str) -> None:
    with pytest.raises(ValueError, match="rating"):
        Scale.FIVE.read(written)


@pytest.mark.parametrize(
    ("values", "header", "scale"),
    [
        ([1, 2, 3, 4, 5], "Rating", Scale.FIVE),
        ([5, 5, 4], "Rating", Scale.FIVE),
        ([5, 4, 3, 2, 1, 5, 99], "Rating", Scale.FIVE),
        ([8, 9, 10, 3], "score", Scale.TEN),
        ([0, 8, 9, 10, 3], "score", Scale.ELEVEN),
        ([80, 95, 100, 60, 7], "score", Scale.HUNDRED),
        ([4, 5, 3], "评分(1-10)", Scale.TEN),
        ([4, 5, 3], "评分（满分10分，1-10）", Scale.TEN),
        ([4, 5, 9], "评分(1-5)", Scale.FIVE),
        ([4, 5, 3], "满意度(%)", Scale.HUNDRED),
        ([0, 1, 1], "score", None),
        ([-0.5, 0.25, 1], "score", None),
    ],
)
def test_the_scale_of_a_column(values: list[float], header: str, scale: Scale | None) -> None:
    assert tell_scale(Counter(map(str, values)), header) is scale


def test_values_with_a_scale_of_their_own_do_not_settle_the_others() -> None:
    assert tell_scale(Counter({"80%": 50, "8/10": 50, "4": 1, "3": 1}), "rating") is Scale.FIVE


def test_ends_of_each_scale() -> None:
    for scale in Scale:
        low, high = scale.bounds
        assert scale.read(str(low)) == 1
        assert scale.read(str(high)) == 5
        with pytest.raises(ValueError, match="outside"):
            scale.read(str(high + 1))
    assert Scale.TEN.read("5.5") == 3


def test_nps_takes_whole_numbers_alone() -> None:
    assert [read_nps(v) for v in ("0", "10", "7.0", "9分", "9/10")] == [0, 10, 7, 9, 9]
    for written in ("11", "-1", "7.5", "many"):
        with pytest.raises(ValueError, match="NPS"):
            read_nps(written)


def test_ces_is_from_one_to_seven() -> None:
    assert read_ces("6.5") == 6.5
    for written in ("0", "8", "hard"):
        with pytest.raises(ValueError, match="CES"):
            read_ces(written)


@given(st.text(max_size=20), st.sampled_from(list(Scale)))
def test_any_text_is_a_rating_or_refused(text: str, scale: Scale) -> None:
    try:
        rating = scale.read(text)
    except ValueError:
        return
    assert rating is None or 1 <= rating <= 5
