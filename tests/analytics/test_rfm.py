import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.analytics.rfm import RfmSegment, rfm
from assistant.errors import InvalidInputError


def test_quintiles_agree_with_pandas_where_nobody_is_equal() -> None:
    rng = np.random.default_rng(1)
    recency, orders, spent = rng.permutation(100), rng.permutation(100), rng.permutation(100)
    scores = rfm(recency, orders, spent)
    assert scores.frequency.tolist() == (pd.qcut(orders, 5, labels=False) + 1).tolist()
    assert scores.monetary.tolist() == (pd.qcut(spent, 5, labels=False) + 1).tolist()
    assert scores.recency.tolist() == (5 - pd.qcut(recency, 5, labels=False)).tolist()


def test_equal_customers_get_equal_scores() -> None:
    scores = rfm([10] * 8, [1, 1, 1, 1, 1, 1, 1, 9], [5.0] * 8)
    assert set(scores.recency.tolist()) == set(scores.monetary.tolist()) == {3}
    assert scores.frequency.tolist() == [3] * 7 + [5]


def test_segments_follow_the_scores() -> None:
    segments = rfm([1, 50, 100, 200, 400], [9, 7, 5, 3, 1], [900, 700, 500, 300, 100]).segments()
    assert segments[0] is RfmSegment.CHAMPIONS
    assert segments[-1] is RfmSegment.LOST
    lapsed = rfm([400, 1, 2, 3, 4], [9, 1, 2, 3, 4], [900, 1, 2, 3, 4]).segments()
    assert lapsed[0] is RfmSegment.AT_RISK


def test_too_few_customers_are_not_cut_into_fifths() -> None:
    for n in (0, 4):
        scores = rfm([1] * n, [1] * n, [1] * n)
        assert (scores.enough, scores.n, scores.segments()) == (False, n, [])


@given(st.lists(st.tuples(*[st.integers(0, 10**6)] * 3), min_size=5, max_size=60))
def test_bounds_and_order(customers: list[tuple[int, int, int]]) -> None:
    recency, orders, spent = (list(column) for column in zip(*customers, strict=True))
    scores = rfm(recency, orders, spent)
    for array in (scores.recency, scores.frequency, scores.monetary):
        assert set(array.tolist()) <= {1, 2, 3, 4, 5}
    by_orders = [score for _, score in sorted(zip(orders, scores.frequency, strict=True))]
    assert by_orders == sorted(by_orders)
    assert len(scores.segments()) == len(customers)


@pytest.mark.parametrize("spent", [[1, 2], [1, 2, 3, 4, -5], [1, 2, 3, 4, float("nan")]])
def test_broken_columns_are_refused(spent: list[float]) -> None:
    with pytest.raises(InvalidInputError, match="spent"):
        rfm([1] * 5, [1] * 5, spent)
