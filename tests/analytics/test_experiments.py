import numpy as np
import pytest
from scipy import stats

from assistant.analytics.comparison import (
    Summary,
    Verdict,
    difference_of_means,
    difference_of_proportions,
)
from assistant.analytics.experiments import (
    Design,
    FixVerdict,
    GuardrailVerdict,
    Share,
    compare_means,
    compare_shares,
    fix_verdict,
    guardrail,
    split_p,
)
from assistant.errors import InvalidInputError


def test_fixed_is_the_plain_comparison() -> None:
    shares = compare_shares(Share(60, 400), Share(90, 400))
    assert shares.difference == difference_of_proportions(60, 400, 90, 400)
    assert shares.baseline == 90 / 400
    a, b = Summary(50, 4.2, 0.9), Summary(60, 3.7, 1.1)
    assert compare_means(a, b).difference == difference_of_means(a, b)


def peeked_falsely(design: Design) -> float:
    """The share of 400 experiments without an effect that 40 looks ever call significant."""
    rng = np.random.default_rng(1)
    hits = rng.binomial(50, 0.2, (400, 2, 40)).cumsum(axis=2).tolist()
    wrong = 0
    for a, b in hits:
        wrong += any(
            compare_shares(
                Share(a[look], 50 * (look + 1)), Share(b[look], 50 * (look + 1)), design
            ).difference.significant
            for look in range(40)
        )
    return wrong / 400


def test_sequential_may_be_looked_at_daily_and_fixed_may_not() -> None:
    assert peeked_falsely(Design.SEQUENTIAL) <= 0.05
    assert peeked_falsely(Design.FIXED) > 0.15


def test_sequential_means_may_be_looked_at_daily() -> None:
    rng = np.random.default_rng(2)
    ratings = rng.choice([1.0, 2, 3, 4, 5], size=(400, 2, 600))
    wrong = 0
    for a, b in ratings:
        wrong += any(
            compare_means(
                Summary(n, float(a[:n].mean()), float(a[:n].std(ddof=1))),
                Summary(n, float(b[:n].mean()), float(b[:n].std(ddof=1))),
                Design.SEQUENTIAL,
            ).difference.significant
            for n in range(20, 600, 20)
        )
    assert wrong / 400 <= 0.05


def test_a_planted_effect_is_found_under_both_designs() -> None:
    rng = np.random.default_rng(3)
    found = dict.fromkeys(Design, 0)
    for a, b in rng.binomial(1500, [0.15, 0.22], (200, 2)).tolist():
        for design in Design:
            experiment = compare_shares(Share(a, 1500), Share(b, 1500), design)
            found[design] += experiment.difference.verdict is Verdict.DOWN
    assert found[Design.FIXED] / 200 >= 0.98
    assert found[Design.SEQUENTIAL] / 200 >= 0.8


def test_sequential_is_wider_and_agrees_with_its_p_value() -> None:
    for hits in range(0, 120, 7):
        a, b = Share(hits, 400), Share(60, 400)
        fixed = compare_shares(a, b).difference
        always = compare_shares(a, b, Design.SEQUENTIAL).difference
        assert always.low is not None
        assert always.high is not None
        assert fixed.low is not None
        assert fixed.high is not None
        assert always.high - always.low > fixed.high - fixed.low
        assert always.p_value is not None
        assert (always.p_value < 0.05) == (always.low > 0 or always.high < 0)


@pytest.mark.parametrize("design", list(Design))
def test_empty_arms_cannot_tell(design: Design) -> None:
    shares = compare_shares(Share(0, 0), Share(3, 10), design)
    assert shares.difference.value is None
    assert fix_verdict(shares) is FixVerdict.CANNOT_TELL
    means = compare_means(Summary(0, None, None), Summary(5, 3.0, 1.0), design)
    assert means.difference.verdict is Verdict.CANNOT_TELL
    assert guardrail(means, 0.1).verdict is GuardrailVerdict.CANNOT_TELL


@pytest.mark.parametrize(
    ("after", "verdict"),
    [
        (Share(20, 1000), FixVerdict.FIXED),
        (Share(96, 1000), FixVerdict.CANNOT_TELL),
        (Share(150, 1000), FixVerdict.NOT_FIXED),
        (Share(103, 1000), FixVerdict.CANNOT_TELL),
        (Share(10_100, 100_000), FixVerdict.NOT_FIXED),
    ],
)
def test_fixed_not_fixed_or_cannot_tell(after: Share, verdict: FixVerdict) -> None:
    assert fix_verdict(compare_shares(after, Share(100, 1000))) is verdict


def test_a_fall_too_small_to_matter_is_not_fixed_however_sure() -> None:
    experiment = compare_shares(Share(9_500, 100_000), Share(10_000, 100_000))
    assert experiment.difference.verdict is Verdict.DOWN
    assert fix_verdict(experiment) is FixVerdict.NOT_FIXED
    assert fix_verdict(experiment, relevant=0.04) is FixVerdict.FIXED


def test_no_hits_at_all_cannot_tell_however_often_one_looks() -> None:
    always = compare_shares(Share(0, 50), Share(0, 50), Design.SEQUENTIAL).difference
    assert always.verdict is Verdict.CANNOT_TELL
    assert always.low is not None
    assert always.low < 0


def test_nothing_before_cannot_be_fixed() -> None:
    experiment = compare_shares(Share(0, 500), Share(0, 500))
    assert fix_verdict(experiment) is FixVerdict.CANNOT_TELL


def test_no_effect_is_seldom_called_fixed() -> None:
    rng = np.random.default_rng(4)
    draws = rng.binomial(300, [0.2, 0.2], (1000, 2)).tolist()
    verdicts = [fix_verdict(compare_shares(Share(a, 300), Share(b, 300))) for a, b in draws]
    assert verdicts.count(FixVerdict.FIXED) / 1000 <= 0.035


def test_guardrails_in_both_directions() -> None:
    csat_fell = compare_shares(Share(700, 1000), Share(800, 1000))
    assert guardrail(csat_fell, 0.02).verdict is GuardrailVerdict.HARMED
    assert guardrail(csat_fell, 0.2).verdict is GuardrailVerdict.SAFE
    complaints_rose = compare_shares(Share(300, 1000), Share(200, 1000))
    verdict = guardrail(complaints_rose, 0.02, higher_is_better=False).verdict
    assert verdict is GuardrailVerdict.HARMED
    assert guardrail(complaints_rose, 0.02).verdict is GuardrailVerdict.SAFE
    few = compare_shares(Share(7, 10), Share(8, 10))
    assert guardrail(few, 0.02).verdict is GuardrailVerdict.CANNOT_TELL


def test_impossible_arguments_are_refused() -> None:
    experiment = compare_shares(Share(1, 10), Share(2, 10))
    with pytest.raises(InvalidInputError, match="expected"):
        compare_shares(Share(1, 10), Share(2, 10), Design.SEQUENTIAL, expected=0)
    with pytest.raises(InvalidInputError, match="relevant"):
        fix_verdict(experiment, relevant=2)
    with pytest.raises(InvalidInputError, match="margin"):
        guardrail(experiment, -0.1)
    with pytest.raises(InvalidInputError, match="sizes"):
        split_p(-1, 10)


@pytest.mark.parametrize(("a", "b"), [(1000, 1000), (1040, 960), (821, 1010), (3, 0)])
def test_the_sizes_of_the_sides_are_tested_as_scipy_does(a: int, b: int) -> None:
    assert split_p(a, b) == pytest.approx(stats.chisquare([a, b]).pvalue)


def test_without_records_there_is_no_split() -> None:
    assert split_p(0, 0) is None
