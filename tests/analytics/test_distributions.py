import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from assistant.analytics.distributions import negative_binomial_tail, t_tail, t_upper_quantile


@given(st.floats(0.2, 1e9), st.floats(1e-9, 0.49))
def test_quantile_and_tail_of_t_undo_each_other(df: float, tail: float) -> None:
    quantile = t_upper_quantile(tail, df)
    # The tail is the better judge where a heavy tail sends the quantile to 1e30.
    assert stats.t.sf(quantile, df) == pytest.approx(tail, rel=1e-6)
    assert t_tail(quantile, df) == t_tail(-quantile, df) == pytest.approx(tail, rel=1e-6)
    assert t_tail(0.0, df) == pytest.approx(0.5)


@pytest.mark.parametrize("count", [1, 3, 20, 150])
@pytest.mark.parametrize("mean", [0.02, 4.0, 60.0])
@pytest.mark.parametrize("size", [0.4, 5.0, 900.0])
def test_the_negative_binomial_tail_agrees_with_scipy(count: int, mean: float, size: float) -> None:
    theirs = stats.nbinom.sf(count - 1, size, size / (size + mean))
    assert negative_binomial_tail(count, mean, size) == pytest.approx(theirs, rel=1e-7, abs=1e-14)


def test_no_count_lies_below_nought() -> None:
    assert negative_binomial_tail(0, 3.0, 2.0) == 1
