import numpy as np
import pytest
from scipy import stats

from assistant.analytics.comparison import Summary, Verdict, difference_of_means
from assistant.analytics.experiments import split_p
from assistant.analytics.homogeneity import Spread, same_mean
from assistant.analytics.variants import compare_variants


def summary(values: "np.ndarray[tuple[int], np.dtype[np.float64]]") -> Summary:
    return Summary(len(values), float(values.mean()), float(values.std(ddof=1)))


def test_of_two_groups_it_is_the_test_of_welch() -> None:
    random = np.random.default_rng(1)
    a, b = random.normal(3, 1, 40), random.normal(3.6, 2, 25)
    found, t = same_mean([summary(a), summary(b)]), stats.ttest_ind(a, b, equal_var=False)
    assert found.statistic == pytest.approx(t.statistic**2)
    assert (found.df_within, found.p_value) == pytest.approx((t.df, t.pvalue))


def test_three_groups_agree_with_matrices() -> None:
    """F as a quadratic form of contrasts, the other way to write it (Kenward & Roger's k = 3)."""
    random = np.random.default_rng(2)
    groups = [random.normal(m, s, n) for m, s, n in ((3, 1, 30), (3.4, 2, 18), (4, 0.5, 44))]
    means = np.array([g.mean() for g in groups])
    spread = np.diag([g.var(ddof=1) / len(g) for g in groups])
    contrast = np.array([[1, -1, 0], [0, 1, -1]])
    apart = contrast @ means
    wald = apart @ np.linalg.solve(contrast @ spread @ contrast.T, apart)
    weights = 1 / np.diag(spread)
    unsure = sum((1 - weights / weights.sum()) ** 2 / (np.array([30, 18, 44]) - 1))
    found = same_mean(list(map(summary, groups)))
    assert found.statistic == pytest.approx(wald / 2 / (1 + unsure / 4))
    assert found.df_within == pytest.approx(8 / (3 * unsure))
    assert found.p_value == pytest.approx(stats.f.sf(found.statistic, 2, found.df_within))


def test_speaks_at_its_level_with_unequal_spreads() -> None:
    random = np.random.default_rng(3)
    spoke = 0
    for _ in range(2_000):
        groups = [random.normal(0, s, n) for s, n in ((1, 20), (3, 35), (2, 50), (1, 25))]
        spoke += same_mean(list(map(summary, groups))).verdict is Spread.DIFFER
    assert 0.035 < spoke / 2_000 < 0.065


@pytest.mark.parametrize(
    "groups", [[], [Summary(9, 3.0, 1.0)], [Summary(9, 3.0, 1.0), Summary(4, 2.0, 0.0)],
               [Summary(9, 3.0, 1.0), Summary(1, 2.0, None)]],
)  # fmt: skip
def test_too_few_for_a_test(groups: list[Summary]) -> None:
    assert same_mean(groups).verdict is Spread.TOO_FEW


def sides(random: "np.random.Generator", *means: float, n: int = 60) -> dict[str, Summary]:
    return {f"v{i}": summary(random.normal(mean, 1, n)) for i, mean in enumerate(means)}


def test_the_winner_is_surely_ahead_of_all() -> None:
    drawn = sides(np.random.default_rng(5), 3, 3.1, 4.5)
    worth = {name: float(side.mean or 0) for name, side in drawn.items()}
    found = compare_variants(drawn, "v0", difference_of_means, worth=worth)
    assert (found.winner, found.leader, found.rivals) == ("v2", "v2", [])
    assert found.against_control["v2"].verdict is Verdict.UP
    raw = [difference_of_means(drawn[v], drawn["v0"]).p_value or 1 for v in ("v1", "v2")]
    order = np.argsort(raw)
    holm = np.minimum(1, np.maximum.accumulate(np.array(raw)[order] * [2, 1]))
    corrected = [found.against_control[("v1", "v2")[i]].p_value for i in order]
    assert corrected == pytest.approx(list(holm))


def test_two_alike_ahead_of_the_control_are_no_winner() -> None:
    drawn = sides(np.random.default_rng(6), 3, 4.5)
    drawn["v2"] = drawn["v1"]
    worth = {name: float(side.mean or 0) for name, side in drawn.items()}
    found = compare_variants(drawn, "v0", difference_of_means, worth=worth)
    assert found.winner is None
    assert len(found.rivals) == 1
    assert {d.verdict for d in found.against_control.values()} == {Verdict.UP}


def test_of_alike_variants_none_wins_too_often() -> None:
    random = np.random.default_rng(7)
    won = better = 0
    for _ in range(1_000):
        drawn = sides(random, 3, 3, 3, 3)
        worth = {name: float(side.mean or 0) for name, side in drawn.items()}
        found = compare_variants(drawn, "v0", difference_of_means, worth=worth)
        won += found.winner is not None
        better += any(d.significant for d in found.against_control.values())
    assert won / 1_000 < 0.01
    assert better / 1_000 < 0.065


def test_the_sizes_of_several_sides() -> None:
    sizes = (400, 431, 520)
    assert split_p(*sizes) == pytest.approx(stats.chisquare(sizes).pvalue)
