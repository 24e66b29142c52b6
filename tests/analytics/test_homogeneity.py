import numpy as np
import pytest
from scipy import stats

from assistant.analytics.experiments import Share
from assistant.analytics.homogeneity import Spread, same_share
from assistant.errors import InvalidInputError


def test_agrees_with_scipy() -> None:
    groups = [Share(30, 120), Share(41, 100), Share(22, 90), Share(18, 95)]
    table = [[g.hits for g in groups], [g.n - g.hits for g in groups]]
    statistic, p_value, df, _ = stats.chi2_contingency(table, correction=False)
    found = same_share([*groups, Share(0, 0)])
    assert (found.statistic, found.p_value) == pytest.approx((statistic, p_value))
    assert found.df == df
    assert found.verdict == Spread.DIFFER


@pytest.mark.parametrize(
    "groups",
    [[], [Share(3, 9)], [Share(0, 40)] * 3, [Share(40, 40)] * 3, [Share(1, 3), Share(2, 4)] * 2],
)
def test_too_few_for_a_test(groups: list[Share]) -> None:
    found = same_share(groups)
    assert (found.verdict, found.p_value) == (Spread.TOO_FEW, None)


def test_speaks_at_its_level() -> None:
    random = np.random.default_rng(4)
    draws = random.binomial(60, 0.3, size=(2000, 7))
    sure = sum(same_share([Share(int(k), 60) for k in ks]).verdict == Spread.DIFFER for ks in draws)
    assert 0.03 < sure / 2000 < 0.07


def test_more_hits_than_records_is_refused() -> None:
    with pytest.raises(InvalidInputError, match="more hits"):
        same_share([Share(3, 2), Share(1, 5)])
