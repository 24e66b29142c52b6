"""How sure a score is, and how many more answers a given precision or difference takes."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field

from assistant.analytics.intervals import Estimate
from assistant.analytics.likert import csat
from assistant.analytics.nps import nps, nps_variance
from assistant.analytics.power import needed_n_for_margin, needed_n_for_means
from assistant.models import SMALL_SAMPLE, Scope
from assistant.tools.arguments import ScopeArgs
from assistant.tools.context import ToolContext
from assistant.tools.drivers import Score
from assistant.tools.few_voices import few_voices
from assistant.tools.figures import amount, figure, mean_rating
from assistant.tools.result import ToolResult

__all__ = ["PrecisionArgs", "precision"]

MARGINS = {Score.NPS: (10, 5, 3), Score.RATING: (0.2, 0.1, 0.05)}
USUAL = {Score.NPS: 5.0, Score.RATING: 0.2}
"""The difference that is planned for when none is named."""

UNITS = {Score.NPS: "points", Score.RATING: "stars"}


class PrecisionArgs(ScopeArgs):
    """Of which score, which difference between two periods or groups it should show, or to what
    margin either way it should be known."""

    score: Score = Score.NPS
    difference: Annotated[float | None, Field(gt=0, le=200)] = None
    margin: Annotated[float | None, Field(gt=0, le=100)] = None


@dataclass(frozen=True, slots=True)
class _Spread:
    """A score with the standard deviation of one answer (points or stars)."""

    estimate: Estimate
    sd: float | None


def precision(args: PrecisionArgs, context: ToolContext) -> ToolResult:
    """How sure the NPS (or the rating) is: its interval, how many answers make it narrower, and
    how many answers, and days at the present pace, a difference or an A/B test needs."""
    scope, notes = context.scope(args)
    score = args.score if args.score in MARGINS else Score.NPS
    spread = _spread(score, scope, context)
    n, unit = spread.estimate.n, UNITS[score]
    if score == Score.NPS:
        value = figure("nps", spread.estimate, scope, unit)
    else:
        value = mean_rating(spread.estimate, scope)
    data: dict[str, Any] = {
        "score": str(score),
        "value": value,
        "needed": [],
        "asked": args.difference is not None,
    }
    if not n:
        return ToolResult(scope, data, notes=(*notes, f"no_{score}"))
    counts = context.tallies.histogram(scope, str(score))
    data |= few_voices(scope, str(score), counts, context)
    low, high = spread.estimate.low, spread.estimate.high
    if low is not None and high is not None:
        data["half_width"] = amount("margin", (high - low) / 2, scope, n, unit)
    if spread.sd:
        data["needed"] = _margins(MARGINS[score], spread.sd, scope, n, unit)
        if args.margin:
            data["wanted"] = _wanted(args.margin, spread.sd, scope, n, unit)
        if args.difference or not args.margin:
            data["plan"] = _plan(args.difference or USUAL[score], spread.sd, scope, n, unit)
    small = ("small_sample",) if n < SMALL_SAMPLE else ()
    return ToolResult(scope, data, notes=(*notes, *small))


def _spread(score: Score, scope: Scope, context: ToolContext) -> _Spread:
    if score == Score.RATING:
        rated = csat(context.tallies.histogram(scope, "rating"))
        return _Spread(rated.mean, rated.sd)
    result = nps(context.tallies.histogram(scope, "nps"))
    return _Spread(result.estimate, 100 * math.sqrt(nps_variance(result)) if result.n else None)


def _margins(
    margins: Sequence[float], sd: float, scope: Scope, n: int, unit: str
) -> list[dict[str, Any]]:
    return [
        {
            "margin": amount("wanted_margin", margin, scope, n, unit),
            "answers": amount("needed_count", needed_n_for_margin(margin, sd), scope, n),
        }
        for margin in margins
    ]


def _wanted(margin: float, sd: float, scope: Scope, n: int, unit: str) -> dict[str, Any]:
    """The answers that make the score this exact, and how many of them are still to come."""
    (found,) = _margins([margin], sd, scope, n, unit)
    missing = max(0, int(found["answers"].value) - n)
    return found | {"missing": amount("missing_answers_count", missing, scope, n)}


def _plan(difference: float, sd: float, scope: Scope, n: int, unit: str) -> dict[str, Any]:
    """What a comparison of two groups of equal size takes, and how long at this pace."""
    assert scope.period is not None
    each = needed_n_for_means(difference, sd)
    days = math.ceil(2 * each * scope.period.days / n)
    return {
        "difference": amount("wanted_difference", difference, scope, n, unit),
        "each": amount("needed_each_count", each, scope, n),
        "days": amount("needed_days_count", days, scope, n),
    }
