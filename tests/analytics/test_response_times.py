import numpy as np
import pytest

from assistant.analytics.intervals import Estimate
from assistant.analytics.response_times import median_interval


def test_counted_by_hand() -> None:
    assert median_interval([3, 1, 2]) == Estimate(2, None, None, 3)
    assert median_interval([]) == Estimate(None, None, None, 0)
    # n = 20: ranks 10 - 4.38 = 6 and 11 + 4.38 = 15.
    assert median_interval([float(n) for n in range(1, 21)]) == Estimate(10.5, 6, 15, 20)


@pytest.mark.parametrize("n", [6, 15, 40, 200])
def test_the_interval_covers_the_median(n: int) -> None:
    rng = np.random.default_rng(7)
    covered = 0
    for _ in range(1_000):
        found = median_interval(rng.lognormal(2, 1, n).tolist())
        assert found.low is not None
        assert found.high is not None
        covered += found.low <= np.exp(2) <= found.high
    assert 0.93 <= covered / 1_000 <= 0.99
