from collections import Counter
from collections.abc import Callable

import numpy as np
import pytest
import statsmodels.api as sm

from assistant.analytics.satisfaction_curve import satisfaction_curve
from assistant.analytics.theme_sets import Outcome
from assistant.errors import InvalidInputError


def drawn(
    seed: int, n: int, loyalty: Callable[[float], float], noise: float = 1.5
) -> dict[tuple[float, float], int]:
    rng = np.random.default_rng(seed)
    satisfaction = rng.choice([1, 2, 3, 4, 5], p=[0.1, 0.15, 0.2, 0.35, 0.2], size=n)
    answers = [
        float(np.clip(round(loyalty(s) + rng.normal(0, noise)), 0, 10))
        for s in satisfaction.tolist()
    ]
    return dict(Counter(zip(map(float, satisfaction.tolist()), answers, strict=True)))


def flat_between_2_and_4(s: float) -> float:
    return {1: 2.0, 2: 6.0, 3: 6.1, 4: 6.2, 5: 9.0}[int(s)]


def test_finds_the_planted_flat_middle_and_who_sits_in_it() -> None:
    counts = drawn(1, 3000, flat_between_2_and_4)
    curve = satisfaction_curve(counts, Outcome.MEAN)
    zone = curve.zone
    assert zone is not None
    assert (zone.low, zone.high) == (2.0, 4.0)
    inside = sum(c for (s, _), c in counts.items() if 2 <= s <= 4)
    assert zone.customers.value == pytest.approx(inside / 3000)
    assert zone.gain_each.value == pytest.approx(2.8, abs=0.2)
    assert zone.gain_overall.value == pytest.approx(2.8 * inside / 3000, abs=0.15)
    assert zone.gain_each.value is not None
    assert zone.gain_each.high is not None
    assert zone.gain_overall.value is not None
    assert zone.gain_overall.high is not None
    of_one = (zone.gain_each.high - zone.gain_each.value) * inside / 3000
    assert zone.gain_overall.high - zone.gain_overall.value > of_one
    below, within, above = (s.value for s in zone.slopes)
    assert below is not None
    assert within is not None
    assert above is not None
    assert within < min(below, above)
    assert abs(within) < 0.3


def test_a_straight_line_has_no_flat_middle_more_often_than_stated() -> None:
    found = [
        satisfaction_curve(drawn(s, 400, lambda x: 2 * x - 1), Outcome.MEAN).zone is not None
        for s in range(200)
    ]
    assert sum(found) <= 10


def test_a_flat_middle_is_found_above_a_floor() -> None:
    """Loyalty cannot fall below its scale, so the low end is flat of its own."""
    at = {1.0: 0.0, 2.0: 0.0, 3.0: 5.0, 4.0: 5.4, 5.0: 9.0}
    counts = drawn(3, 600, lambda s: at[s], 1.0)
    zone = satisfaction_curve(counts, Outcome.MEAN).zone
    assert zone is not None
    assert (zone.low, zone.high) == (3.0, 4.0)
    assert zone.slopes[0].value is not None
    assert zone.slopes[0].value > 3


def test_a_handful_of_customers_bounds_no_zone() -> None:
    """At 2 stars are too few, so the flat middle begins at 3."""
    counts = drawn(1, 3000, flat_between_2_and_4)
    few = {(s, x): min(c, 1) if s == 2 else c for (s, x), c in counts.items()}
    zone = satisfaction_curve(few, Outcome.MEAN).zone
    assert zone is not None
    assert (zone.low, zone.high) == (3.0, 4.0)


def test_points_are_the_means_with_students_interval() -> None:
    counts = drawn(2, 500, flat_between_2_and_4)
    for point in satisfaction_curve(counts, Outcome.MEAN).points:
        answers = np.repeat(
            [x for (s, x), _ in counts.items() if s == point.satisfaction],
            [c for (s, _), c in counts.items() if s == point.satisfaction],
        )
        low, high = sm.stats.DescrStatsW(answers).tconfint_mean()
        assert point.loyalty.value == pytest.approx(answers.mean())
        assert point.loyalty.low == pytest.approx(low)
        assert point.loyalty.high == pytest.approx(high)


def test_loyalty_as_nps_is_in_points() -> None:
    curve = satisfaction_curve({(5.0, 10.0): 30, (5.0, 3.0): 10, (1.0, 0.0): 20})
    assert [point.loyalty.value for point in curve.points] == [-100, 50]
    assert curve.zone is None
    assert curve.correlation is not None
    assert curve.correlation > 0.5


def test_nothing_constant_and_little_are_said() -> None:
    assert satisfaction_curve({}).points == ()
    constant = satisfaction_curve({(float(s), 8.0): 20 for s in range(1, 6)})
    assert constant.zone is None
    assert constant.correlation is None
    few = satisfaction_curve({(float(s), 8.0): 1 for s in range(1, 6)})
    assert (few.zone, few.n) == (None, 5)


def test_impossible_answers_are_refused() -> None:
    with pytest.raises(InvalidInputError, match="NPS"):
        satisfaction_curve({(5.0, 12.0): 40})
