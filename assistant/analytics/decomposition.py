"""Why did the score change? Its change split over what more or fewer customers complain of."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain

from assistant.analytics.comparison import Difference, correct_family, difference_of_proportions
from assistant.analytics.drivers import Driver, NoFit, drivers
from assistant.analytics.intervals import Estimate, product_interval
from assistant.analytics.theme_sets import Outcome, ThemeSetRow, score_table

__all__ = ["Contribution", "Decomposition", "decompose"]

_NOW = "\0now"
"""Marks the records of the present period as a factor of its own; no theme can have this name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """One theme's part in the change of the score.

    `before` and `now` are the records that have it among the scored ones, `change` the difference
    of their shares (0…1; judged as a family over the themes). `effect` is what the theme goes with,
    all else equal; `part` = effect · change of the share, in the unit of the score, with its
    interval. `supported`: the interval of the part excludes 0 and the share surely changed.
    """

    theme: str
    before: int
    now: int
    change: Difference
    effect: Estimate
    part: Estimate
    supported: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Decomposition:
    """total = the sum of the parts + `rest`.

    `rest` is what changed at equal complaints: other tastes, other customers, themes too rare to be
    judged (`left_out`). `reason` says why there are no parts.
    """

    total: float | None
    parts: tuple[Contribution, ...]
    rest: float | None
    left_out: tuple[str, ...] = ()
    reason: NoFit | None = None


def decompose(
    now: Sequence[ThemeSetRow],
    before: Sequence[ThemeSetRow],
    outcome: Outcome = Outcome.MEAN,
) -> Decomposition:
    """Split the mean score of `now` minus that of `before` over the themes.

    The twofold decomposition of R. Oaxaca (1973), International Economic Review 14, 693-709, and
    A. Blinder (1973), Journal of Human Resources 8, 436-455, with the coefficients of the pooled
    regression in which the period is a factor of its own (B. Jann 2008, Stata Journal 8, 453-479);
    the interval joins the errors of effect and share (delta method). Largest part in the direction
    of the change first. A side without scores: total None; too few to regress: no parts, and the
    reason. The parts are associations: candidates for a cause, no proof of one.
    """
    tables = score_table(now, outcome), score_table(before, outcome)
    if not tables[0].n or not tables[1].n:
        return Decomposition(total=None, parts=(), rest=None, reason=NoFit.NO_DATA)
    total = tables[0].mean - tables[1].mean
    marked = [replace(row, themes=row.themes | {_NOW}) for row in now]
    fit = drivers([*marked, *before], outcome)
    if fit.reason or _NOW in fit.left_out:
        reason = fit.reason or NoFit.TOO_FEW
        return Decomposition(total=total, parts=(), rest=total, reason=reason)
    themes = [driver for driver in fit.drivers if driver.theme != _NOW]
    counts = [(_having(now, d.theme), _having(before, d.theme)) for d in themes]
    sizes = tables[0].n, tables[1].n
    changes = correct_family(
        [difference_of_proportions(k, sizes[0], b, sizes[1]) for k, b in counts]
    )
    parts = [
        _contribution(driver, k, sizes, change)
        for driver, k, change in zip(themes, counts, changes, strict=True)
    ]
    direction = math.copysign(1, total)
    parts.sort(key=lambda c: (-direction * (c.part.value or 0.0), c.theme))
    rest = total - math.fsum(c.part.value or 0.0 for c in parts)
    return Decomposition(total=total, parts=tuple(parts), rest=rest, left_out=fit.left_out)


def _having(rows: Sequence[ThemeSetRow], theme: str) -> int:
    scored = chain.from_iterable(row.counts.values() for row in rows if theme in row.themes)
    return sum(scored)


def _contribution(
    driver: Driver,
    counts: tuple[int, int],
    sizes: tuple[int, int],
    change: Difference,
) -> Contribution:
    variance = sum(k / n * (1 - k / n) / n for k, n in zip(counts, sizes, strict=True))
    moved = change.value or 0.0
    part = product_interval(driver.effect, moved, variance, sum(counts))
    sure = part.low is not None and part.high is not None and (part.low > 0 or part.high < 0)
    return Contribution(
        theme=driver.theme,
        now=counts[0],
        before=counts[1],
        change=change,
        effect=driver.effect,
        part=part,
        supported=change.significant and driver.significant and sure,
    )
