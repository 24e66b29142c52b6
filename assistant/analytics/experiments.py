"""Did it help? Before and after, A against B, with a verdict that may be "cannot tell"."""

import math
from dataclasses import dataclass
from enum import StrEnum

from assistant.analytics.comparison import (
    Difference,
    Summary,
    Verdict,
    decide,
    difference_of_means,
    difference_of_proportions,
)
from assistant.analytics.distributions import chi_square_tail
from assistant.analytics.intervals import ALPHA
from assistant.errors import InvalidInputError

__all__ = [
    "BROKEN_SPLIT",
    "RELEVANT_DROP",
    "AbVerdict",
    "Design",
    "Experiment",
    "FixVerdict",
    "Guardrail",
    "GuardrailVerdict",
    "Share",
    "ab_verdict",
    "compare_means",
    "compare_shares",
    "fix_verdict",
    "guardrail",
    "split_p",
]

RELEVANT_DROP = 0.2
"""A fix must take away at least this part of the complaints to count as one."""

BROKEN_SPLIT = 0.001
"""Below this p value the sizes of the sides are not those of an even split."""


class Design(StrEnum):
    """When the numbers may be looked at.

    fixed: once, at the sample size planned before. sequential: as often as one likes.
    """

    FIXED = "fixed"
    SEQUENTIAL = "sequential"


@dataclass(frozen=True, slots=True)
class Share:
    """`hits` of n records in one arm."""

    hits: int
    n: int


@dataclass(frozen=True, slots=True)
class Experiment:
    """a - b under the design it was judged by."""

    design: Design
    difference: Difference
    baseline: float | None


class FixVerdict(StrEnum):
    """What became of a problem."""

    FIXED = "fixed"
    NOT_FIXED = "not_fixed"
    CANNOT_TELL = "cannot_tell"


class AbVerdict(StrEnum):
    """Which of two arms is better."""

    A_BETTER = "a_better"
    B_BETTER = "b_better"
    CANNOT_TELL = "cannot_tell"


class GuardrailVerdict(StrEnum):
    """What became of a number that must not suffer."""

    SAFE = "safe"
    HARMED = "harmed"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True, slots=True)
class Guardrail:
    """A guarded metric: its difference, the harm that is tolerated, and the verdict."""

    difference: Difference
    margin: float
    verdict: GuardrailVerdict


def compare_shares(
    a: Share,
    b: Share,
    design: Design = Design.FIXED,
    expected: float = 0.05,
) -> Experiment:
    """The share of a (after, or variant) minus that of b (before, or control).

    fixed: Newcombe's interval and the score or exact test. sequential: the always-valid interval
    and p value of the mixture sequential test, tuned to differences around `expected` (0…1); it
    holds at every look together and is wider for it. Source: Johari, Koomen, Pekelis & Walsh
    (2022), Operations Research 70, 1806-1821; H. Robbins (1970), Annals of Mathematical
    Statistics 41, 1397-1409. An empty arm: cannot tell.
    """
    fixed = difference_of_proportions(a.hits, a.n, b.hits, b.n)
    baseline = b.hits / b.n if b.n else None
    if design is Design.FIXED or fixed.value is None:
        return Experiment(design, fixed, baseline)
    # Half a record each way keeps the variance of 0 of n from being 0.
    shares = [(arm.hits + 0.5) / (arm.n + 1) for arm in (a, b)]
    variance = sum(p * (1 - p) / arm.n for p, arm in zip(shares, (a, b), strict=True))
    always = _always_valid(fixed.value, variance, expected, a.n, b.n)
    return Experiment(design, always, baseline)


def compare_means(
    a: Summary,
    b: Summary,
    design: Design = Design.FIXED,
    expected: float = 0.2,
) -> Experiment:
    """The mean of a minus that of b: Welch's test, or its always-valid counterpart.

    `expected` is in the unit of the mean; for the rest see `compare_shares`. Fewer than 2
    records in an arm, or no spread in either: cannot tell.
    """
    fixed = difference_of_means(a, b)
    if design is Design.FIXED or fixed.value is None or fixed.low is None:
        return Experiment(design, fixed, b.mean)
    variance = (a.sd or 0.0) ** 2 / a.n + (b.sd or 0.0) ** 2 / b.n
    always = _always_valid(fixed.value, variance, expected, a.n, b.n)
    return Experiment(design, always, b.mean)


def _always_valid(value: float, variance: float, expected: float, n_a: int, n_b: int) -> Difference:
    """The mixture sequential test with a normal mixture of variance expected²."""
    if expected <= 0:
        raise InvalidInputError(
            f"An expected difference of {expected} tunes no sequential test; give one above 0."
        )
    mixture = expected**2
    total = variance + mixture
    half = math.sqrt(variance * total / mixture * math.log(total / (variance * ALPHA**2)))
    evidence = mixture * value**2 / (2 * variance * total)
    p_value = min(1.0, math.sqrt(total / variance) * math.exp(-evidence))
    low, high = value - half, value + half
    return Difference(value, low, high, p_value, decide(value, low, high, p_value), n_a, n_b)


def fix_verdict(experiment: Experiment, relevant: float = RELEVANT_DROP) -> FixVerdict:
    """Was a problem fixed? `experiment` compares complaints after (a) with before (b).

    fixed: the complaints surely fell, and by at least `relevant` (0…1) of the level before.
    not fixed: they surely rose, or the interval rules out a fall that large. Else, and where a
    side is empty or there was nothing before: cannot tell.
    """
    if not 0 <= relevant <= 1:
        raise InvalidInputError(f"A relevant drop of {relevant} is not in 0-1; give e.g. 0.2.")
    d = experiment.difference
    if d.value is None or d.low is None or not experiment.baseline:
        return FixVerdict.CANNOT_TELL
    wanted = -relevant * experiment.baseline
    if d.verdict is Verdict.UP or d.low > wanted:
        return FixVerdict.NOT_FIXED
    if d.verdict is Verdict.DOWN and d.value <= wanted:
        return FixVerdict.FIXED
    return FixVerdict.CANNOT_TELL


def ab_verdict(difference: Difference, *, higher_is_better: bool = True) -> AbVerdict:
    """Which arm of a - b surely has the better number; cannot tell where the test does not."""
    if difference.verdict is Verdict.CANNOT_TELL:
        return AbVerdict.CANNOT_TELL
    up = difference.verdict is Verdict.UP
    return AbVerdict.A_BETTER if up is higher_is_better else AbVerdict.B_BETTER


def guardrail(experiment: Experiment, margin: float, *, higher_is_better: bool = True) -> Guardrail:
    """Did a guarded metric suffer by more than `margin` (>= 0, in its own unit)?

    safe: the interval rules out a harm beyond the margin (non-inferiority). harmed: the metric
    is surely worse and the harm is estimated beyond the margin. Else: cannot tell.
    """
    if margin < 0:
        raise InvalidInputError(f"A margin of {margin} is negative; give the harm tolerated.")
    d = experiment.difference
    if d.value is None or d.low is None or d.high is None:
        return Guardrail(d, margin, GuardrailVerdict.CANNOT_TELL)
    worst, gain = (d.low, d.value) if higher_is_better else (-d.high, -d.value)
    bad = Verdict.DOWN if higher_is_better else Verdict.UP
    if worst >= -margin:
        verdict = GuardrailVerdict.SAFE
    elif d.verdict is bad and gain < -margin:
        verdict = GuardrailVerdict.HARMED
    else:
        verdict = GuardrailVerdict.CANNOT_TELL
    return Guardrail(d, margin, verdict)


def split_p(*sizes: int) -> float | None:
    """How likely an even split gives sizes at least so far apart; None where all are empty, or of
    one side.

    Chi-square with a degree of freedom less than sides: the sample ratio test of Fabijan et al.
    2019 (KDD, 2156-2164).
    """
    if min(sizes) < 0:
        raise InvalidInputError(f"Sides of {sizes} records; give sizes >= 0.")
    even = sum(sizes) / len(sizes)
    if not even or len(sizes) < 2:
        return None
    return chi_square_tail(sum((n - even) ** 2 for n in sizes) / even, len(sizes) - 1)
