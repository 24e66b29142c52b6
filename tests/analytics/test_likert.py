from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import proportion_confint

from assistant.analytics.likert import ces, csat
from assistant.errors import InvalidInputError


def test_boxes_mean_and_spread_agree_with_numpy() -> None:
    counts = {1: 4, 2: 6, 3: 10, 4: 30, 5: 50}
    data = np.repeat(list(counts), list(counts.values()))
    result = csat(counts)
    assert result.top_two.value == 0.8
    low, high = proportion_confint(80, 100, method="wilson")
    assert result.top_two.low == pytest.approx(low)
    assert result.top_two.high == pytest.approx(high)
    assert result.bottom_two.value == 0.1
    assert result.mean.value == pytest.approx(data.mean())
    assert result.sd == pytest.approx(data.std(ddof=1))
    assert list(result.distribution.items()) == list(counts.items())


def test_fractions_fall_into_their_box() -> None:
    result = csat({4.5: 1, 3.9: 1, 2.1: 1, 1.5: 1})
    assert result.top_two.value == 0.25
    assert result.bottom_two.value == 0.25


def test_effort_is_on_1_to_7() -> None:
    result = ces({7: 2, 6: 1, 4: 1, 2: 1})
    assert result.mean.value == pytest.approx(5.2)
    assert result.top_two.value == pytest.approx(0.6)
    assert result.bottom_two.value == pytest.approx(0.2)


def test_no_ratings_is_no_data() -> None:
    result = csat({})
    assert result.n == 0
    assert result.sd is None
    assert result.mean.value is result.top_two.value is result.bottom_two.value is None


def test_one_rating_has_no_spread() -> None:
    result = csat({5: 1})
    assert result.sd is None
    assert result.mean.low is None
    assert result.mean.value == 5


def test_a_constant_column_has_spread_zero() -> None:
    result = csat({4: 40})
    assert result.sd == 0
    assert (result.mean.low, result.mean.high) == (None, None)


def test_means_of_two_groups_can_be_compared() -> None:
    assert csat({5: 3, 1: 3}).summary.sd == pytest.approx(2.19089, abs=1e-5)


@given(st.dictionaries(st.floats(1, 5), st.integers(0, 100_000)))
def test_bounds(counts: dict[float, int]) -> None:
    result = csat(counts)
    if result.n == 0:
        assert result.mean.value is None
        return
    assert result.mean.value is not None
    assert result.top_two.value is not None
    assert result.bottom_two.value is not None
    assert 1 - 1e-9 <= result.mean.value <= 5 + 1e-9
    assert 0 <= result.top_two.value + result.bottom_two.value <= 1 + 1e-9
    assert sum(result.distribution.values()) == result.n


@pytest.mark.parametrize("counts", [{0: 1}, {6: 1}, {float("nan"): 1}, {3: -1}, {3: float("nan")}])
def test_impossible_ratings_are_refused(counts: dict[float, Any]) -> None:
    with pytest.raises(InvalidInputError):
        csat(counts)
