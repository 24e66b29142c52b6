import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.analytics.comparison import Verdict
from assistant.analytics.nps import (
    nps,
    nps_difference,
    nps_variance,
)
from assistant.analytics.power import needed_n_for_means
from assistant.errors import InvalidInputError

counts_of_answers = st.dictionaries(st.integers(0, 10), st.integers(0, 10_000))


def test_shares_and_score() -> None:
    result = nps({10: 40, 9: 20, 8: 10, 7: 10, 6: 5, 0: 15})
    assert (result.promoters, result.passives, result.detractors, result.n) == (60, 20, 20, 100)
    assert result.value == pytest.approx(40.0)
    # 100 * 1.96 * sqrt((0.6 + 0.2 - 0.16) / 100)
    assert result.high == pytest.approx(40 + 15.68, abs=0.01)
    assert result.promoter_share == 0.6


def test_interval_is_that_of_the_mean_of_plus_and_minus_one() -> None:
    result = nps({10: 50, 8: 30, 3: 67})
    signs = np.repeat([1.0, 0.0, -1.0], [50, 30, 67])
    assert result.value == pytest.approx(100 * signs.mean())
    half = 1.959964 * 100 * signs.std() / np.sqrt(147)
    assert result.low == pytest.approx(100 * signs.mean() - half, abs=1e-4)


def test_no_answers_is_no_data() -> None:
    for empty in ({}, {7: 0}):
        result = nps(empty)
        assert result.value is None
        assert result.low is None
        assert result.n == 0
        assert result.promoter_share is None


@pytest.mark.parametrize(("score", "value"), [(10, 100.0), (8, 0.0), (2, -100.0)])
def test_one_voice_is_not_certainty(score: int, value: float) -> None:
    result = nps({score: 5})
    assert result.value == value
    assert result.low is not None
    assert result.high is not None
    assert result.high - result.low > 50


@given(counts_of_answers)
def test_bounds(counts: dict[int, int]) -> None:
    result = nps(counts)
    if result.value is None:
        assert result.n == 0
    else:
        assert result.low is not None
        assert result.high is not None
        assert -100 <= result.low <= result.value <= result.high <= 100
        assert result.high > result.low


@pytest.mark.parametrize("counts", [{11: 1}, {-1: 1}, {9: -2}])
def test_impossible_answers_are_refused(counts: dict[int, int]) -> None:
    with pytest.raises(InvalidInputError):
        nps(counts)


def test_the_interval_covers_the_true_score() -> None:
    rng = np.random.default_rng(3)
    hits = 0
    for detractors, passives, promoters in rng.multinomial(200, [0.3, 0.25, 0.45], 2000).tolist():
        result = nps({0: detractors, 7: passives, 10: promoters})
        assert result.low is not None
        assert result.high is not None
        hits += result.low <= 15 <= result.high
    assert 0.93 <= hits / 2000 <= 0.97


def test_a_difference_is_told_only_at_the_stated_rate_where_there_is_none() -> None:
    rng = np.random.default_rng(4)
    draws = rng.multinomial(150, [0.3, 0.3, 0.4], (2000, 2)).tolist()
    told = 0
    for a, b in draws:
        difference = nps_difference(
            nps({0: a[0], 7: a[1], 10: a[2]}), nps({0: b[0], 7: b[1], 10: b[2]})
        )
        told += difference.significant
    assert 0.03 <= told / 2000 <= 0.07


def test_the_interval_of_a_difference_covers_it() -> None:
    rng = np.random.default_rng(14)
    now = rng.multinomial(60, [0.2, 0.3, 0.5], 2000).tolist()
    before = rng.multinomial(200, [0.35, 0.25, 0.4], 2000).tolist()
    hits = 0
    for a, b in zip(now, before, strict=True):
        difference = nps_difference(
            nps({0: a[0], 7: a[1], 10: a[2]}), nps({0: b[0], 7: b[1], 10: b[2]})
        )
        assert difference.low is not None
        assert difference.high is not None
        hits += difference.low <= 25.0 <= difference.high
    assert 0.93 <= hits / 2000 <= 0.97


def test_difference_by_hand() -> None:
    difference = nps_difference(nps({10: 60, 7: 20, 0: 20}), nps({10: 40, 7: 20, 0: 40}))
    error = 100 * np.sqrt(0.64 / 100 + 0.80 / 100)
    assert difference.value == pytest.approx(40.0)
    assert difference.low == pytest.approx(40 - 1.959964 * error, abs=1e-3)
    assert difference.p_value == pytest.approx(0.000858, abs=1e-6)
    assert difference.verdict is Verdict.UP
    assert (difference.n_a, difference.n_b) == (100, 100)


def test_difference_with_nothing_cannot_tell() -> None:
    difference = nps_difference(nps({10: 60}), nps({}))
    assert difference.value is None
    assert difference.p_value is None
    assert difference.verdict is Verdict.CANNOT_TELL


def test_under_ten_answers_cannot_tell() -> None:
    assert nps_difference(nps({10: 9}), nps({0: 9})).p_value is None
    assert nps_difference(nps({10: 2}), nps({0: 2})).verdict is Verdict.CANNOT_TELL
    assert nps_difference(nps({10: 200}), nps({0: 200})).verdict is Verdict.UP


@given(counts_of_answers, counts_of_answers)
def test_verdict_interval_and_sign_agree(a: dict[int, int], b: dict[int, int]) -> None:
    difference = nps_difference(nps(a), nps(b))
    mirrored = nps_difference(nps(b), nps(a))
    if difference.value is not None:
        assert mirrored.value == pytest.approx(-difference.value)
    if difference.p_value is None:
        assert difference.verdict is Verdict.CANNOT_TELL
        return
    assert difference.low is not None
    assert difference.high is not None
    assert difference.significant == (difference.low > 0 or difference.high < 0)


def test_the_variance_is_the_worst_case_where_the_answers_do_not_tell_it() -> None:
    assert nps_variance(nps({10: 60, 7: 20, 0: 20})) == pytest.approx(0.64)
    assert nps_variance(nps({})) == nps_variance(nps({10: 5})) == 1.0


def test_the_needed_answers_give_the_promised_power() -> None:
    n = needed_n_for_means(20, sd=80)
    rng = np.random.default_rng(5)
    a = rng.multinomial(n, [0.2, 0.2, 0.6], 1000).tolist()
    b = rng.multinomial(n, [0.22, 0.36, 0.42], 1000).tolist()  # NPS 20, variance 0.60
    told = sum(
        nps_difference(
            nps({0: x[0], 7: x[1], 10: x[2]}), nps({0: y[0], 7: y[1], 10: y[2]})
        ).significant
        for x, y in zip(a, b, strict=True)
    )
    assert 0.77 <= told / 1000 <= 0.86
