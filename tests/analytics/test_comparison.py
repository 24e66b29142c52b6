import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep

from assistant.analytics.comparison import (
    Summary,
    Verdict,
    adjust_benjamini_hochberg,
    adjust_holm,
    correct_family,
    difference_of_means,
    difference_of_proportions,
)
from assistant.errors import InvalidInputError


def test_newcombe_published_example() -> None:
    # Newcombe (1998), Statistics in Medicine 17, 873-890, table II (a), method 10.
    difference = difference_of_proportions(56, 70, 48, 80)
    assert difference.value == pytest.approx(0.2)
    assert (round(difference.low or 0, 4), round(difference.high or 0, 4)) == (0.0524, 0.3339)
    assert difference.verdict is Verdict.UP


@given(st.integers(1, 400), st.integers(1, 400), st.data())
def test_proportions_agree_with_statsmodels_and_scipy(
    n_a: int, n_b: int, data: st.DataObject
) -> None:
    a, b = data.draw(st.integers(0, n_a)), data.draw(st.integers(0, n_b))
    difference = difference_of_proportions(a, n_a, b, n_b)
    low, high = confint_proportions_2indep(a, n_a, b, n_b, method="newcomb", compare="diff")
    assert difference.low == pytest.approx(low, abs=1e-9)
    assert difference.high == pytest.approx(high, abs=1e-9)
    table = [[a, n_a - a], [b, n_b - b]]
    expected = np.outer(np.sum(table, axis=1), np.sum(table, axis=0)) / (n_a + n_b)
    if expected.min() < 5:
        p_value = stats.fisher_exact(table).pvalue
    else:
        p_value = stats.chi2_contingency(table, correction=False).pvalue
    assert difference.p_value == pytest.approx(p_value, abs=1e-7)


def test_newcombe_covers_and_its_test_keeps_its_level() -> None:
    rng = np.random.default_rng(6)
    draws = rng.binomial(120, [0.25, 0.25], (2000, 2)).tolist()
    differences = [difference_of_proportions(a, 120, b, 120) for a, b in draws]
    covered = sum((d.low or 0) <= 0 <= (d.high or 0) for d in differences)
    assert 0.93 <= covered / 2000 <= 0.97
    assert sum(d.significant for d in differences) / 2000 <= 0.06


def test_welch_agrees_with_scipy() -> None:
    rng = np.random.default_rng(7)
    a, b = rng.normal(4.0, 0.5, 40), rng.normal(3.5, 1.2, 25)
    difference = difference_of_means(
        Summary(40, float(a.mean()), float(a.std(ddof=1))),
        Summary(25, float(b.mean()), float(b.std(ddof=1))),
    )
    theirs = stats.ttest_ind(a, b, equal_var=False)
    assert difference.p_value == pytest.approx(theirs.pvalue)
    interval = theirs.confidence_interval(0.95)
    assert difference.low == pytest.approx(interval.low)
    assert difference.high == pytest.approx(interval.high)


def test_the_difference_of_means_covers_a_true_difference_of_unequal_sides() -> None:
    rng = np.random.default_rng(12)
    stars = np.arange(1, 6)
    likely, other = [0.1, 0.1, 0.2, 0.3, 0.3], [0.3, 0.2, 0.2, 0.2, 0.1]
    truth = float(stars @ (np.array(likely) - np.array(other)))
    a, b = rng.choice(stars, (2000, 40), p=likely), rng.choice(stars, (2000, 90), p=other)
    hits = 0
    for x, y in zip(a, b, strict=True):
        difference = difference_of_means(
            Summary(40, float(x.mean()), float(x.std(ddof=1))),
            Summary(90, float(y.mean()), float(y.std(ddof=1))),
        )
        assert difference.low is not None
        assert difference.high is not None
        hits += difference.low <= truth <= difference.high
    assert 0.93 <= hits / 2000 <= 0.97


def test_empty_sides_cannot_tell() -> None:
    for difference in (
        difference_of_proportions(0, 0, 3, 10),
        difference_of_means(Summary(0, None, None), Summary(10, 3.0, 1.0)),
    ):
        assert difference.value is None
        assert difference.verdict is Verdict.CANNOT_TELL
        assert difference.n == 10


def test_too_little_for_a_test_still_shows_the_difference() -> None:
    for a, b in (
        (Summary(1, 5.0, None), Summary(10, 3.0, 1.0)),
        (Summary(9, 5.0, 0.0), Summary(10, 3.0, 0.0)),
    ):
        difference = difference_of_means(a, b)
        assert difference.value == 2.0
        assert difference.p_value is None
        assert not difference.significant


# statsmodels takes 60 ms a call.
@settings(max_examples=20)
@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_corrections_agree_with_statsmodels(p_values: list[float]) -> None:
    holm = multipletests(p_values, method="holm")[1]
    hochberg = multipletests(p_values, method="fdr_bh")[1]
    assert adjust_holm(p_values) == pytest.approx(list(holm))
    assert adjust_benjamini_hochberg(p_values) == pytest.approx(list(hochberg))


def test_a_family_keeps_the_strong_and_drops_the_lucky() -> None:
    strong = difference_of_proportions(300, 500, 200, 500)
    lucky = difference_of_proportions(60, 100, 46, 100)
    nothing = [difference_of_proportions(50 + i, 100, 50, 100) for i in range(8)]
    empty = difference_of_proportions(0, 0, 1, 2)
    assert lucky.verdict is Verdict.UP
    judged = correct_family([strong, lucky, *nothing, empty])
    assert judged[0].verdict is Verdict.UP
    assert judged[1].verdict is Verdict.CANNOT_TELL
    assert judged[-1] == empty


def test_nothing_to_correct() -> None:
    assert adjust_holm([]) == adjust_benjamini_hochberg([]) == []
    assert correct_family([]) == []


@pytest.mark.parametrize("p", [-0.1, 1.1, float("nan")])
def test_impossible_p_values_are_refused(p: float) -> None:
    with pytest.raises(InvalidInputError, match="p value"):
        adjust_holm([p])
