"""The metrics that a plan can promise to move: measured in a scope, and compared before and after.

A plan is judged by numbers that the store computes itself, never by a number that someone types.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from assistant.analytics.comparison import Difference, Verdict, difference_of_means
from assistant.analytics.experiments import FixVerdict, Share, compare_shares, fix_verdict
from assistant.analytics.intervals import Estimate, wilson
from assistant.analytics.likert import csat
from assistant.analytics.nps import nps, nps_difference, nps_variance
from assistant.analytics.power import needed_n_for_means, needed_n_for_shares
from assistant.models import Measure, Scope, Sentiment
from assistant.store.tallies import Tallies
from assistant.store.theme_column import blamed_themes

__all__ = [
    "RANGE",
    "Measure",
    "Outcome",
    "compare",
    "count_complaints",
    "is_better",
    "measure",
    "needed_n",
    "percent",
    "suggest_target",
]

PART_OF_GAP = 0.2
"""A suggested target closes this part of the way to the best possible value: the smallest change
that the verdict "fixed" accepts. An NPS moves slower: half of it."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Before, after and what the test says; `target_reached` is None without data or target."""

    before: Estimate
    after: Estimate
    difference: Difference
    verdict: FixVerdict
    target_reached: bool | None


RANGE = {
    Measure.COMPLAINT_SHARE: (0.0, 100.0),
    Measure.NPS: (-100.0, 100.0),
    Measure.CSAT: (0.0, 100.0),
    Measure.RATING_MEAN: (1.0, 5.0),
}
"""The lowest and the highest value that a measure can have."""

BEST = {
    Measure.COMPLAINT_SHARE: 0.0,
    Measure.NPS: 100.0,
    Measure.CSAT: 100.0,
    Measure.RATING_MEAN: 5.0,
}
COLUMN = {Measure.NPS: "nps", Measure.CSAT: "rating", Measure.RATING_MEAN: "rating"}


def measure(tallies: Tallies, of: Measure, scope: Scope) -> Estimate:
    """The metric in a scope with its interval, in its own unit; None and n = 0 without data.

    The complaint share of a scope with themes is that of the records which blame one of them,
    among all records that match the other filters.
    """
    if of is Measure.COMPLAINT_SHARE:
        hits, n = count_complaints(tallies, scope)
        return percent(wilson(hits, n))
    counts = tallies.histogram(scope, COLUMN[of])
    if of is Measure.NPS:
        return nps(counts).estimate
    result = csat(counts)
    return percent(result.top_two) if of is Measure.CSAT else result.mean


def is_better(of: Measure, value: float, than: float) -> bool:
    """Whether a value lies surely nearer to the best possible one."""
    return abs(BEST[of] - value) < abs(BEST[of] - than)


def suggest_target(of: Measure, baseline: float) -> float:
    """The baseline moved by a fifth (an NPS by a tenth) of its distance to the best value."""
    part = PART_OF_GAP / 2 if of is Measure.NPS else PART_OF_GAP
    return baseline + part * (BEST[of] - baseline)


def needed_n(tallies: Tallies, of: Measure, scope: Scope, target: float) -> int | None:
    """How many records a period needs to show the change from now to a target with 80 % power.

    None where there is no data, or nothing to show.
    """
    now = measure(tallies, of, scope)
    if now.value is None or math.isclose(now.value, target, abs_tol=1e-9):
        return None
    if of in (Measure.COMPLAINT_SHARE, Measure.CSAT):
        return needed_n_for_shares(now.value / 100, target / 100)
    counts = tallies.histogram(scope, COLUMN[of])
    if of is Measure.NPS:
        return needed_n_for_means(target - now.value, 100 * math.sqrt(nps_variance(nps(counts))))
    sd = csat(counts).sd
    return needed_n_for_means(target - now.value, sd) if sd else None


def compare(
    tallies: Tallies, of: Measure, before: Scope, after: Scope, target: float | None
) -> Outcome:
    """The metric before and after, with a verdict.

    Shares are judged by `fix_verdict` (of CSAT the unsatisfied share); NPS and means are fixed or
    not fixed where they surely moved to the better or the worse, else the data cannot tell.
    """
    values = measure(tallies, of, before), measure(tallies, of, after)
    difference, verdict = _JUDGES[of](tallies, before, after)
    reached = None
    if target is not None and values[1].value is not None:
        reached = not is_better(of, target, values[1].value)
    return Outcome(*values, difference, verdict, reached)


def _complaint_verdict(
    tallies: Tallies, before: Scope, after: Scope
) -> tuple[Difference, FixVerdict]:
    experiment = compare_shares(
        Share(*count_complaints(tallies, after)), Share(*count_complaints(tallies, before))
    )
    return _percent(experiment.difference), fix_verdict(experiment)


def _csat_verdict(tallies: Tallies, before: Scope, after: Scope) -> tuple[Difference, FixVerdict]:
    experiment = compare_shares(_unsatisfied(tallies, after), _unsatisfied(tallies, before))
    return _turned(_percent(experiment.difference)), fix_verdict(experiment)


def _unsatisfied(tallies: Tallies, scope: Scope) -> Share:
    result = csat(tallies.histogram(scope, "rating"))
    return Share(sum(n for rating, n in result.distribution.items() if rating < 4), result.n)


def _nps_verdict(tallies: Tallies, before: Scope, after: Scope) -> tuple[Difference, FixVerdict]:
    a, b = (nps(tallies.histogram(scope, "nps")) for scope in (after, before))
    return _by_direction(nps_difference(a, b))


def _mean_verdict(tallies: Tallies, before: Scope, after: Scope) -> tuple[Difference, FixVerdict]:
    a, b = (csat(tallies.histogram(scope, "rating")).summary for scope in (after, before))
    return _by_direction(difference_of_means(a, b))


_JUDGES: Mapping[Measure, Callable[[Tallies, Scope, Scope], tuple[Difference, FixVerdict]]] = {
    Measure.COMPLAINT_SHARE: _complaint_verdict,
    Measure.CSAT: _csat_verdict,
    Measure.NPS: _nps_verdict,
    Measure.RATING_MEAN: _mean_verdict,
}


def _by_direction(difference: Difference) -> tuple[Difference, FixVerdict]:
    verdicts = {Verdict.UP: FixVerdict.FIXED, Verdict.DOWN: FixVerdict.NOT_FIXED}
    return difference, verdicts.get(difference.verdict, FixVerdict.CANNOT_TELL)


def count_complaints(tallies: Tallies, scope: Scope) -> tuple[int, int]:
    """Records that complain (of the scope's themes, where it names some), and all of them."""
    if not scope.theme:
        counts = tallies.histogram(scope, "sentiment")
        return counts.get(Sentiment.NEGATIVE, 0), sum(counts.values())
    of_all = replace(scope, theme=())
    if len(scope.theme) == 1:  # which a record mentions once
        mentions = tallies.mentions(of_all, "theme", "sentiment")
        return mentions[scope.theme[0], Sentiment.NEGATIVE], tallies.count(of_all)
    hits = n = 0
    wanted = set(scope.theme)
    for (spelled,), k in tallies.by(of_all, "themes").items():
        n += k
        hits += k * bool(blamed_themes(spelled) & wanted)
    return hits, n


def percent(share: Estimate) -> Estimate:
    """A share 0…1 in %."""
    return Estimate(
        _hundredfold(share.value), _hundredfold(share.low), _hundredfold(share.high), share.n
    )


def _percent(of: Difference) -> Difference:
    value, low, high = map(_hundredfold, (of.value, of.low, of.high))
    return replace(of, value=value, low=low, high=high)


def _hundredfold(share: float | None) -> float | None:
    return None if share is None else 100 * share


def _turned(of: Difference) -> Difference:
    """The difference of the complementary share."""
    turned = {Verdict.UP: Verdict.DOWN, Verdict.DOWN: Verdict.UP}
    return replace(
        of,
        value=None if of.value is None else -of.value,
        low=None if of.high is None else -of.high,
        high=None if of.low is None else -of.low,
        verdict=turned.get(of.verdict, of.verdict),
    )
