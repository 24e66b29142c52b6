from collections import Counter

import numpy as np
import pytest
import statsmodels.api as sm
from numpy.typing import NDArray

from assistant.analytics.drivers import NoFit, drivers
from assistant.analytics.theme_sets import Outcome, ThemeSetRow
from assistant.analytics.what_if import WhatIf, what_if_each_gone
from assistant.errors import InvalidInputError

Array = NDArray[np.float64]
NAMES = ("delivery", "quality", "refund")


def grouped(x: Array, y: Array) -> list[ThemeSetRow]:
    """What the store's group-by returns for a 0/1 matrix (records, themes) and their scores."""
    groups: dict[frozenset[str], Counter[float]] = {}
    for flags, score in zip(x.tolist(), y.tolist(), strict=True):
        themes = frozenset(name for name, flag in zip(NAMES, flags, strict=False) if flag)
        groups.setdefault(themes, Counter())[score] += 1
    return [ThemeSetRow(themes, dict(counts)) for themes, counts in groups.items()]


def planted(rng: np.random.Generator, n: int) -> tuple[Array, Array]:
    """Delivery costs 1.0, quality 0.5, refund nothing; delivery and refund come together."""
    x = (rng.random((n, 3)) < [0.3, 0.2, 0.2]).astype(float)
    x[:, 2] = np.where(rng.random(n) < 0.5, x[:, 0], x[:, 2])
    y = np.round(3.5 - 1.0 * x[:, 0] - 0.5 * x[:, 1] + rng.normal(0, 0.8, n), 1)
    return x, y


def test_agrees_with_robust_least_squares_of_statsmodels() -> None:
    x, y = planted(np.random.default_rng(1), 5000)
    result = drivers(grouped(x, y))
    theirs = sm.OLS(y, sm.add_constant(x)).fit(cov_type="HC1")
    by_name = {d.theme: d for d in result.drivers}
    for i, name in enumerate(NAMES):
        effect = by_name[name].effect
        assert effect.value == pytest.approx(theirs.params[i + 1], abs=2e-3)
        low, high = theirs.conf_int()[i + 1]
        assert effect.low == pytest.approx(low, abs=3e-3)
        assert effect.high == pytest.approx(high, abs=3e-3)
    assert result.r_squared == pytest.approx(theirs.rsquared, abs=1e-4)
    from statsmodels.stats.outliers_influence import variance_inflation_factor

    for i, name in enumerate(NAMES):
        vif = variance_inflation_factor(sm.add_constant(x), i + 1)
        assert by_name[name].vif == pytest.approx(vif)


def test_finds_what_was_planted_and_marks_what_was_not() -> None:
    x, y = planted(np.random.default_rng(2), 2000)
    result = drivers(grouped(x, y))
    assert [d.theme for d in result.drivers][:2] == ["delivery", "quality"]
    assert [d.significant for d in result.drivers] == [True, True, False]
    assert sum(d.weight for d in result.drivers) == pytest.approx(1)
    assert result.n == 2000


def gone(rows: list[ThemeSetRow], theme: str, outcome: Outcome = Outcome.MEAN) -> WhatIf:
    return next(each for each in what_if_each_gone(rows, outcome) if each.theme == theme)


def test_relative_weights_stay_close_to_shapley_values() -> None:
    x, y = planted(np.random.default_rng(3), 4000)

    def r_squared(columns: list[int]) -> float:
        if not columns:
            return 0.0
        return float(sm.OLS(y, sm.add_constant(x[:, columns])).fit().rsquared)

    def shapley(i: int) -> float:
        a, b = (j for j in range(3) if j != i)
        return (
            (r_squared([i]) - r_squared([])) / 3
            + (r_squared([i, a]) - r_squared([a])) / 6
            + (r_squared([i, b]) - r_squared([b])) / 6
            + (r_squared([0, 1, 2]) - r_squared([a, b])) / 3
        )

    full = r_squared([0, 1, 2])
    for driver in drivers(grouped(x, y)).drivers:
        assert driver.weight == pytest.approx(shapley(NAMES.index(driver.theme)) / full, abs=0.02)


def test_the_intervals_cover_the_planted_effects() -> None:
    rng = np.random.default_rng(4)
    truth = {"delivery": -1.0, "quality": -0.5, "refund": 0.0}
    hits = dict.fromkeys(truth, 0)
    for _ in range(700):
        x, y = planted(rng, 400)
        for driver in drivers(grouped(x, y)).drivers:
            low, high = driver.effect.low, driver.effect.high
            assert low is not None
            assert high is not None
            hits[driver.theme] += low <= truth[driver.theme] <= high
    assert 0.93 <= sum(hits.values()) / 2100 <= 0.97
    assert min(hits.values()) / 700 >= 0.92


def test_themes_that_always_come_together_share_their_effect() -> None:
    rng = np.random.default_rng(5)
    both = (rng.random(1000) < 0.4).astype(float)
    x = np.column_stack([both, both, rng.random(1000) < 0.3]).astype(float)
    y = np.round(4 - 2.0 * both + rng.normal(0, 0.5, 1000), 1)
    by_name = {d.theme: d for d in drivers(grouped(x, y)).drivers}
    assert by_name["delivery"].effect.value == pytest.approx(-1.0, abs=0.05)
    assert by_name["quality"].effect.value == pytest.approx(-1.0, abs=0.05)
    assert by_name["delivery"].vif is None
    assert by_name["refund"].vif is not None
    assert by_name["delivery"].weight == pytest.approx(0.5, abs=0.01)


def test_nps_counts_in_points() -> None:
    rows = [
        ThemeSetRow(frozenset(), {10: 60, 8: 20, 3: 20}),
        ThemeSetRow(frozenset({"delivery"}), {10: 10, 8: 20, 3: 70}),
    ]
    result = drivers(rows, Outcome.NPS)
    assert result.drivers[0].effect.value == pytest.approx(-100, abs=1)
    what_if = gone(rows, "delivery", Outcome.NPS)
    assert what_if.now == pytest.approx(-10)
    assert what_if.without == pytest.approx(40)
    assert what_if.then == pytest.approx(40, abs=0.5)
    assert what_if.change.value == pytest.approx(50, abs=0.5)
    assert what_if.change.n == 100


def test_what_if_does_not_credit_a_theme_with_what_others_cost() -> None:
    x, y = planted(np.random.default_rng(6), 20_000)
    refund = gone(grouped(x, y), "refund")
    assert refund.without is not None
    assert refund.now is not None
    assert refund.without - refund.now > 0.1
    assert refund.change.low is not None
    assert refund.change.high is not None
    assert refund.change.low < 0 < refund.change.high


def test_the_what_if_interval_covers_the_planted_change() -> None:
    rng = np.random.default_rng(7)
    hits = 0
    for _ in range(600):
        change = gone(grouped(*planted(rng, 400)), "delivery").change
        assert change.low is not None
        assert change.high is not None
        hits += change.low <= 0.3 <= change.high
    assert 0.93 <= hits / 600 <= 0.97


def test_the_largest_gain_comes_first() -> None:
    rows = grouped(*planted(np.random.default_rng(8), 2000))
    assert [each.theme for each in what_if_each_gone(rows)][:2] == ["delivery", "quality"]
    assert what_if_each_gone([]) == []


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([], NoFit.NO_DATA),
        ([ThemeSetRow(frozenset({"delivery"}), {}, n=50)], NoFit.NO_DATA),
        ([ThemeSetRow(frozenset({"delivery"}), {1: 3})], NoFit.TOO_FEW),
        (
            [ThemeSetRow(frozenset({"delivery"}), {4: 30}), ThemeSetRow(frozenset(), {4: 30})],
            NoFit.CONSTANT_SCORE,
        ),
        ([ThemeSetRow(frozenset({"delivery"}), {1: 30, 4: 30})], NoFit.NO_FACTORS),
    ],
)
def test_says_why_there_is_no_fit(rows: list[ThemeSetRow], reason: NoFit) -> None:
    result = drivers(rows)
    assert (result.drivers, result.r_squared, result.reason) == ((), None, reason)
    for what_if in what_if_each_gone(rows):
        assert what_if.change.value is what_if.then is None


def test_rare_themes_are_left_out_and_named() -> None:
    rows = [
        ThemeSetRow(frozenset({"delivery"}), {1: 40, 2: 20}),
        ThemeSetRow(frozenset({"rare"}), {1: 9}),
        ThemeSetRow(frozenset(), {4: 30, 5: 30}),
    ]
    result = drivers(rows)
    assert result.left_out == ("rare",)
    assert [d.theme for d in result.drivers] == ["delivery"]


def test_impossible_nps_answers_are_refused() -> None:
    with pytest.raises(InvalidInputError, match="NPS"):
        drivers([ThemeSetRow(frozenset(), {11: 40})], Outcome.NPS)
