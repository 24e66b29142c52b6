from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from scipy import stats

from assistant.analytics.daily import DailySeries
from assistant.analytics.trends import TrendWarning, trend
from tests.analytics.quiet import START, WEEK, quiet


def test_level_is_the_mean_per_day_with_students_interval() -> None:
    series = quiet(np.random.default_rng(1), 40, 12, weekly=False)
    level = trend(series).level
    low, high = stats.t.interval(0.95, 39, np.mean(series.counts), stats.sem(series.counts))
    assert level.value == pytest.approx(np.mean(series.counts))
    assert level.low == pytest.approx(low)
    assert level.high == pytest.approx(high)
    assert level.n == sum(series.counts)


def test_the_level_covers_the_truth() -> None:
    rng = np.random.default_rng(2)
    hits = 0
    for _ in range(1000):
        found = trend(quiet(rng, 40, 30, 0.1, weekly=False))
        if not found.change_points:
            assert found.level.low is not None
            assert found.level.high is not None
            hits += found.level.low <= 30 <= found.level.high
    assert 0.92 <= hits / 1000 <= 0.97


def test_finds_the_planted_week_and_not_one_in_noise() -> None:
    found = trend(quiet(np.random.default_rng(3), 140, 50))
    assert found.weekday_factors is not None
    assert found.weekday_factors == pytest.approx(WEEK.tolist(), abs=0.1)
    rng = np.random.default_rng(4)
    wrong = sum(
        trend(quiet(rng, 90, 20, 0.1, weekly=False)).weekday_factors is not None for _ in range(200)
    )
    assert wrong <= 8


@pytest.mark.parametrize("dispersion", [0.0, 0.1])
def test_finds_planted_changes_near_their_day(dispersion: float) -> None:
    rng = np.random.default_rng(5)
    parts = [quiet(rng, n, m, dispersion) for n, m in ((60, 10), (40, 25), (60, 12))]
    counts = [c for part in parts for c in part.counts]
    points = trend(replace(parts[0], counts=counts)).change_points
    assert len(points) == 2
    for point, truth in zip(points, (60, 100), strict=True):
        assert abs((point.day - START).days - truth) <= 4
    assert points[0].before == pytest.approx(10, abs=2)
    assert points[0].after == points[1].before == pytest.approx(25, abs=3)


@pytest.mark.parametrize("dispersion", [0.0, 0.1, 0.4])
def test_quiet_series_seldom_change(dispersion: float) -> None:
    rng = np.random.default_rng(6)
    lengths = [30, 90, 180, 365] * 40
    wrong = sum(bool(trend(quiet(rng, n, 20, dispersion)).change_points) for n in lengths)
    assert wrong / len(lengths) <= 0.04


def test_shares_are_judged_by_their_totals() -> None:
    rng = np.random.default_rng(7)
    totals = rng.integers(50, 500, 100)
    shares = np.where(np.arange(100) < 50, 0.1, 0.2)
    series = DailySeries(
        kind="theme",
        subject="a",
        start=START,
        counts=rng.binomial(totals, shares).tolist(),
        totals=totals.tolist(),
    )
    found = trend(series)
    assert found.level.value == pytest.approx(0.2, abs=0.01)
    assert len(found.change_points) == 1
    assert abs((found.change_points[0].day - START).days - 50) <= 2


def test_days_without_data_are_left_out() -> None:
    series = DailySeries(
        kind="theme", subject="a", start=START, counts=[0, 5, 5], totals=[0, 10, 10]
    )
    found = trend(series)
    assert (found.level.value, found.days) == (0.5, 2)


def test_short_series_say_what_they_cannot() -> None:
    found = trend(quiet(np.random.default_rng(8), 10, 5))
    assert found.warnings == (TrendWarning.SHORT_FOR_CHANGES, TrendWarning.SHORT_FOR_WEEKDAYS)
    assert found.weekday_factors is None
    one = trend(DailySeries(kind="theme", subject="a", start=START, counts=[3]))
    assert (one.level.value, one.level.low) == (3, None)


@pytest.mark.parametrize(("counts", "totals"), [([], None), ([0, 0], [0, 0])])
def test_nothing_is_no_data(counts: list[int], totals: list[int] | None) -> None:
    found = trend(DailySeries(kind="a", subject="b", start=START, counts=counts, totals=totals))
    assert found.level.value is None
    assert (found.n, found.days) == (0, 0)
    assert found.warnings == (TrendWarning.NO_DATA,)


def test_a_silent_series_has_level_zero_and_nothing_else() -> None:
    found = trend(DailySeries(kind="a", subject="b", start=START, counts=[0] * 60))
    assert found.level.value == 0
    assert (found.change_points, found.weekday_factors) == ((), None)


def test_a_weekly_pattern_does_not_hide_a_change() -> None:
    counts = [round((40 if i % 7 < 5 else 5) * (1.2 if i >= 56 else 1)) for i in range(112)]
    series = DailySeries(kind="a", subject="b", start=START, counts=counts)
    points = trend(series).change_points
    assert [(point.day - START).days for point in points] == [56]


def test_a_weekly_pattern_is_no_change() -> None:
    counts = [40 if i % 7 < 5 else 5 for i in range(84)]
    series = DailySeries(kind="a", subject="b", start=START + timedelta(days=3), counts=counts)
    assert trend(series).change_points == ()
