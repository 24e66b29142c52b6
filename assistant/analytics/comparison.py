"""Is it more, less, or can the data not tell? Differences of shares and of means."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from assistant.analytics.distributions import t_tail, two_sided_p
from assistant.analytics.intervals import ALPHA, Estimate, t_quantile, wilson
from assistant.errors import InvalidInputError

__all__ = [
    "Difference",
    "Summary",
    "Verdict",
    "adjust_benjamini_hochberg",
    "adjust_holm",
    "combine_bounds",
    "correct_family",
    "decide",
    "difference_of_means",
    "difference_of_proportions",
    "no_difference",
]

_FEW_EXPECTED = 5.0


class Verdict(StrEnum):
    """What a comparison shows."""

    UP = "up"
    DOWN = "down"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True, slots=True)
class Difference:
    """a - b with its interval, the two-sided p value and what it shows.

    Where one side is empty (or too small for a test) `value` or `p_value` is None and the
    verdict is cannot_tell.
    """

    value: float | None
    low: float | None
    high: float | None
    p_value: float | None
    verdict: Verdict
    n_a: int
    n_b: int

    @property
    def n(self) -> int:
        return self.n_a + self.n_b

    @property
    def significant(self) -> bool:
        return self.verdict is not Verdict.CANNOT_TELL


@dataclass(frozen=True, slots=True)
class Summary:
    """n, mean and sample standard deviation (n - 1) of one group of numbers."""

    n: int
    mean: float | None
    sd: float | None


def decide(
    value: float | None, low: float | None, high: float | None, p_value: float | None
) -> Verdict:
    """Up or down only where the interval excludes 0 and p < ALPHA; the two must agree."""
    if value is None or low is None or high is None or p_value is None or p_value >= ALPHA:
        return Verdict.CANNOT_TELL
    if low > 0:
        return Verdict.UP
    return Verdict.DOWN if high < 0 else Verdict.CANNOT_TELL


def no_difference(n_a: int, n_b: int, value: float | None = None) -> Difference:
    """What a comparison returns where a side is too small to be compared."""
    return Difference(value, None, None, None, Verdict.CANNOT_TELL, n_a, n_b)


def combine_bounds(a: Estimate, b: Estimate) -> tuple[float, float, float] | None:
    """a - b with the interval made of the bounds of both sides (MOVER).

    Source: R. G. Newcombe (1998), Statistics in Medicine 17, 873-890, method 10; Zou & Donner
    (2008), Statistics in Medicine 27, 1693-1702. None where a bound is missing.
    """
    if a.value is None or a.low is None or a.high is None:
        return None
    if b.value is None or b.low is None or b.high is None:
        return None
    value = a.value - b.value
    low = value - math.hypot(a.value - a.low, b.high - b.value)
    high = value + math.hypot(a.high - a.value, b.value - b.low)
    return value, low, high


def difference_of_proportions(successes_a: int, n_a: int, successes_b: int, n_b: int) -> Difference:
    """The share of a minus the share of b.

    Interval: Newcombe's hybrid of two Wilson intervals (method 10). Test: the pooled score test
    (the chi-square test of the 2x2 table, uncorrected); where a cell expects fewer than 5, the
    two-sided exact test of Fisher. A side without records: value None, cannot_tell.
    """
    a, b = wilson(successes_a, n_a), wilson(successes_b, n_b)
    bounds = combine_bounds(a, b)
    if bounds is None:
        return no_difference(n_a, n_b)
    value, low, high = bounds
    successes, n = successes_a + successes_b, n_a + n_b
    expected = min(n_a, n_b) * min(successes, n - successes) / n
    if expected < _FEW_EXPECTED:
        p_value = _fisher(successes_a, n_a, successes, n)
    else:
        pooled = successes / n
        error = math.sqrt(pooled * (1 - pooled) * (1 / n_a + 1 / n_b))
        p_value = two_sided_p(value / error)
    verdict = decide(value, low, high, p_value)
    return Difference(value, low, high, p_value, verdict, n_a, n_b)


def _fisher(successes_a: int, n_a: int, successes: int, n: int) -> float:
    """Fisher's exact test: the probability of all tables not likelier than the one seen."""

    def log_choose(total: int, part: int) -> float:
        return math.lgamma(total + 1) - math.lgamma(part + 1) - math.lgamma(total - part + 1)

    def log_table(k: int) -> float:
        return log_choose(n_a, k) + log_choose(n - n_a, successes - k)

    seen = log_table(successes_a)
    everything = log_choose(n, successes)
    first, last = max(0, successes - (n - n_a)), min(successes, n_a)
    tables = (log_table(k) for k in range(first, last + 1))
    # The slack keeps tables that are equally likely but for rounding.
    return min(1.0, math.fsum(math.exp(t - everything) for t in tables if t <= seen + 1e-7))


def difference_of_means(a: Summary, b: Summary) -> Difference:
    """The mean of a minus the mean of b by Welch's test, which allows unequal spreads.

    Source: B. L. Welch (1947), Biometrika 34, 28-35. Fewer than 2 records on a side, or no
    spread on either: the difference without interval and test, cannot_tell.
    """
    if a.n == 0 or b.n == 0 or a.mean is None or b.mean is None:
        return no_difference(a.n, b.n)
    value = a.mean - b.mean
    if a.n < 2 or b.n < 2 or a.sd is None or b.sd is None:
        return no_difference(a.n, b.n, value)
    part_a, part_b = a.sd**2 / a.n, b.sd**2 / b.n
    variance = part_a + part_b
    if variance == 0:
        return no_difference(a.n, b.n, value)
    df = variance**2 / (part_a**2 / (a.n - 1) + part_b**2 / (b.n - 1))
    error = math.sqrt(variance)
    half = t_quantile(df) * error
    p_value = 2 * t_tail(value / error, df)
    low, high = value - half, value + half
    verdict = decide(value, low, high, p_value)
    return Difference(value, low, high, p_value, verdict, a.n, b.n)


def adjust_holm(p_values: Sequence[float]) -> list[float]:
    """p values adjusted so that the chance of any false finding keeps its level.

    Source: S. Holm (1979), Scandinavian Journal of Statistics 6, 65-70. In the order given.
    """
    _check_p(p_values)
    order = sorted(range(len(p_values)), key=p_values.__getitem__)
    adjusted = [0.0] * len(order)
    highest = 0.0
    for place, index in enumerate(order):
        highest = max(highest, min(1.0, (len(order) - place) * p_values[index]))
        adjusted[index] = highest
    return adjusted


def adjust_benjamini_hochberg(p_values: Sequence[float]) -> list[float]:
    """p values adjusted so that the expected share of false findings keeps its level.

    Source: Benjamini & Hochberg (1995), JRSS B 57, 289-300. In the order given.
    """
    _check_p(p_values)
    order = sorted(range(len(p_values)), key=p_values.__getitem__)
    adjusted = [0.0] * len(order)
    lowest = 1.0
    for place in range(len(order), 0, -1):
        index = order[place - 1]
        lowest = min(lowest, p_values[index] * len(order) / place)
        adjusted[index] = lowest
    return adjusted


def correct_family(
    differences: Sequence[Difference],
    adjust: Callable[[Sequence[float]], list[float]] = adjust_benjamini_hochberg,
) -> list[Difference]:
    """The same differences, judged as one family by Benjamini-Hochberg, or as `adjust` does it.

    p values become the adjusted ones, verdicts that no longer hold become cannot_tell; the
    intervals stay those of each single comparison. Differences without a test stay as they are.
    """
    tested = [i for i, d in enumerate(differences) if d.p_value is not None]
    adjusted = adjust([float(differences[i].p_value or 0.0) for i in tested])
    corrected = list(differences)
    for index, p_value in zip(tested, adjusted, strict=True):
        d = differences[index]
        verdict = decide(d.value, d.low, d.high, p_value)
        corrected[index] = replace(d, p_value=p_value, verdict=verdict)
    return corrected


def _check_p(p_values: Sequence[float]) -> None:
    for p in p_values:
        if not 0 <= p <= 1:
            raise InvalidInputError(f"{p} is no p value; give numbers between 0 and 1.")
