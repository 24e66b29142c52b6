import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import proportion_confint

from assistant.analytics.intervals import (
    Estimate,
    mean_interval,
    normal_quantile,
    t_quantile,
    wilson,
)
from assistant.errors import InvalidInputError


@given(st.integers(1, 5000), st.data())
def test_wilson_agrees_with_statsmodels_and_stays_inside(n: int, data: st.DataObject) -> None:
    successes = data.draw(st.integers(0, n))
    estimate = wilson(successes, n)
    low, high = proportion_confint(successes, n, method="wilson")
    assert estimate.low == pytest.approx(low, abs=1e-12)
    assert estimate.high == pytest.approx(high, abs=1e-12)
    assert estimate.value is not None
    assert 0 <= (estimate.low or 0) <= estimate.value <= (estimate.high or 0) <= 1


def test_wilson_published_example() -> None:
    # Newcombe (1998), Statistics in Medicine 17, 857-872, table I, method 3.
    estimate = wilson(81, 263)
    assert (round(estimate.low or 0, 4), round(estimate.high or 0, 4)) == (0.2553, 0.3662)
    none_of_20 = wilson(0, 20)
    assert (none_of_20.low, round(none_of_20.high or 0, 4)) == (0.0, 0.1611)


def test_nothing_is_no_data() -> None:
    assert wilson(0, 0) == mean_interval(0, None, None) == Estimate(None, None, None, 0)


def test_one_record_has_a_mean_but_no_interval() -> None:
    assert mean_interval(1, 4.0, None) == Estimate(4.0, None, None, 1)


def test_small_sample_begins_below_30() -> None:
    assert wilson(1, 29).small
    assert not wilson(1, 30).small


def test_quantiles_of_the_printed_tables() -> None:
    assert normal_quantile(0.95) == pytest.approx(1.959964, abs=1e-6)
    assert t_quantile(1) == pytest.approx(12.7062, abs=1e-4)
    assert t_quantile(10) == pytest.approx(2.2281, abs=1e-4)
    assert t_quantile(1e9) == pytest.approx(1.959964, abs=1e-6)


def test_mean_interval_agrees_with_scipy() -> None:
    data = [3.0, 4.5, 5.0, 1.0, 2.0, 5.0]
    estimate = mean_interval(6, float(np.mean(data)), float(np.std(data, ddof=1)))
    low, high = stats.t.interval(0.95, 5, np.mean(data), stats.sem(data))
    assert estimate.low == pytest.approx(low)
    assert estimate.high == pytest.approx(high)


def test_wilson_covers_a_true_share_in_95_of_100_draws() -> None:
    rng = np.random.default_rng(1)
    hits = 0
    for successes in rng.binomial(150, 0.3, 2000).tolist():
        estimate = wilson(successes, 150)
        hits += (estimate.low or 0) <= 0.3 <= (estimate.high or 0)
    assert 0.93 <= hits / 2000 <= 0.97


def test_mean_interval_covers_a_true_mean_of_ratings() -> None:
    rng = np.random.default_rng(2)
    ratings = rng.choice([1, 2, 3, 4, 5], p=[0.1, 0.1, 0.2, 0.3, 0.3], size=(2000, 60))
    hits = 0
    for mean, sd in zip(ratings.mean(axis=1), ratings.std(axis=1, ddof=1), strict=True):
        estimate = mean_interval(60, float(mean), float(sd))
        hits += (estimate.low or 0) <= 3.6 <= (estimate.high or 0)
    assert 0.93 <= hits / 2000 <= 0.97


@pytest.mark.parametrize(("successes", "n"), [(-1, 3), (4, 3), (0, -1)])
def test_impossible_shares_are_refused(successes: int, n: int) -> None:
    with pytest.raises(InvalidInputError, match="no share"):
        wilson(successes, n)


@pytest.mark.parametrize("confidence", [0.0, 1.0, 95.0, math.nan])
def test_impossible_confidence_is_refused(confidence: float) -> None:
    with pytest.raises(InvalidInputError, match="confidence"):
        normal_quantile(confidence)


def test_answers_that_are_all_alike_say_nothing_of_their_spread() -> None:
    same = mean_interval(40, 4.0, 0.0)
    assert (same.value, same.low, same.high, same.n) == (4.0, None, None, 40)


@pytest.mark.parametrize(("n", "mean", "sd"), [(-1, 1.0, 1.0), (3, math.nan, 1.0), (3, 1.0, -1.0)])
def test_impossible_means_are_refused(n: int, mean: float, sd: float) -> None:
    with pytest.raises(InvalidInputError):
        mean_interval(n, mean, sd)
