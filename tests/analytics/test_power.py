import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.power import NormalIndPower
from statsmodels.stats.proportion import power_proportions_2indep

from assistant.analytics.comparison import difference_of_proportions
from assistant.analytics.power import (
    detectable_mean_difference,
    detectable_share_difference,
    needed_n_for_margin,
    needed_n_for_means,
    needed_n_for_shares,
    power_of_means,
    power_of_shares,
)
from assistant.errors import InvalidInputError


@given(st.floats(0.05, 0.5), st.floats(0.02, 0.4), st.integers(20, 5000))
def test_power_of_shares_agrees_with_statsmodels(share: float, rise: float, n: int) -> None:
    theirs = power_proportions_2indep(rise, share, n).power
    assert power_of_shares(share + rise, share, n, n) == pytest.approx(theirs, abs=1e-6)


def test_power_of_means_agrees_with_statsmodels() -> None:
    theirs = NormalIndPower().power(0.3, 100, 0.05, ratio=1.5)
    assert power_of_means(0.36, 1.2, 100, 150) == pytest.approx(theirs)
    assert detectable_mean_difference(1.2, 100, 150, theirs) == pytest.approx(0.36, abs=1e-3)


def test_published_sample_sizes() -> None:
    # Fleiss, Levin & Paik (2003), table A.4 without continuity correction: 0.25 against 0.40.
    assert needed_n_for_shares(0.25, 0.40) == 152
    # Cohen (1988), table 2.4.1: d = 0.5 needs 64 by t, 63 by the normal approximation.
    assert needed_n_for_means(0.5, 1.0) == 63


def test_the_records_for_a_margin_make_the_interval_that_wide() -> None:
    assert needed_n_for_margin(5, 100) == 1537  # (1.96 * 100 / 5)²
    assert needed_n_for_margin(0.1, 1.2) == 554


def test_the_promised_power_is_what_simulation_finds() -> None:
    n = needed_n_for_shares(0.10, 0.15)
    draws = np.random.default_rng(1).binomial(n, [0.10, 0.15], (2000, 2)).tolist()
    found = sum(difference_of_proportions(a, n, b, n).significant for a, b in draws)
    assert 0.77 <= found / 2000 <= 0.83


def test_the_detectable_rise_has_the_power_it_was_asked_for() -> None:
    rise = detectable_share_difference(0.1, 800, 1200)
    assert rise is not None
    assert power_of_shares(0.1 + rise, 0.1, 800, 1200) == pytest.approx(0.8)


def test_arms_too_small_to_show_anything_are_said() -> None:
    assert detectable_share_difference(0.9, 5, 5) is None
    assert detectable_share_difference(0.9, 0, 5) is None
    assert detectable_mean_difference(1.0, 0, 5) is None
    assert power_of_shares(0.1, 0.2, 0, 5) == power_of_means(1, 1, 0, 5) == 0


def test_certain_shares_need_no_luck() -> None:
    assert power_of_shares(1.0, 0.0, 10, 10) == 1
    assert power_of_shares(0.0, 0.0, 10, 10) == pytest.approx(0.05)


def test_impossible_arguments_are_refused() -> None:
    with pytest.raises(InvalidInputError, match="share"):
        power_of_shares(1.2, 0.1, 10, 10)
    with pytest.raises(InvalidInputError, match="different"):
        needed_n_for_shares(0.1, 0.1)
    with pytest.raises(InvalidInputError, match="power"):
        needed_n_for_means(0.5, 1.0, power=1.0)
    with pytest.raises(InvalidInputError, match="deviation"):
        power_of_means(0.5, 0.0, 10, 10)
    with pytest.raises(InvalidInputError, match="difference"):
        needed_n_for_means(0.0, 1.0)
    with pytest.raises(InvalidInputError, match="margin"):
        needed_n_for_margin(0, 1.0)
