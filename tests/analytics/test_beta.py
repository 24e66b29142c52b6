import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import special, stats

from assistant.analytics.beta import f_tail, incomplete_beta, negative_binomial_tail


@given(st.floats(0.01, 1000), st.floats(0.01, 1000), st.floats(0, 1))
def test_the_function_agrees_with_scipy(a: float, b: float, x: float) -> None:
    assert incomplete_beta(a, b, x) == pytest.approx(special.betainc(a, b, x), rel=1e-8, abs=1e-12)


@given(st.floats(0, 50), st.integers(1, 40), st.integers(1, 900))
def test_f_agrees_with_scipy(f: float, above: int, below: int) -> None:
    assert f_tail(f, above, below) == pytest.approx(
        stats.f.sf(f, above, below), rel=1e-7, abs=1e-14
    )


@pytest.mark.parametrize("count", [1, 3, 20, 150])
@pytest.mark.parametrize("mean", [0.02, 4.0, 60.0])
@pytest.mark.parametrize("size", [0.4, 5.0, 900.0])
def test_the_tail_agrees_with_scipy(count: int, mean: float, size: float) -> None:
    theirs = stats.nbinom.sf(count - 1, size, size / (size + mean))
    assert negative_binomial_tail(count, mean, size) == pytest.approx(theirs, rel=1e-7, abs=1e-14)


def test_the_ends_of_the_beta_function() -> None:
    assert (incomplete_beta(2, 3, 0), incomplete_beta(2, 3, 1)) == (0, 1)
    assert negative_binomial_tail(0, 3.0, 2.0) == 1
