"""What moves the score, and what it would be without a problem."""

from dataclasses import replace
from enum import StrEnum
from typing import Any

from assistant.analytics.drivers import Driver
from assistant.analytics.drivers import drivers as regress
from assistant.analytics.theme_sets import Outcome
from assistant.analytics.what_if import what_if_each_gone
from assistant.models import Figure, Scope
from assistant.tools.arguments import ScopeArgs
from assistant.tools.context import ToolContext
from assistant.tools.figures import amount, figure
from assistant.tools.result import ToolResult
from assistant.tools.theme_rows import blamed_sets

__all__ = ["DriversArgs", "Score", "drivers"]


OUTCOMES = frozenset({"brand_loyalty"})
"""Speaking of loyalty is what the score measures, not what moves it."""


class Score(StrEnum):
    """The score that is explained."""

    NPS = "nps"
    RATING = "rating"


class DriversArgs(ScopeArgs):
    """Which score to explain."""

    score: Score = Score.NPS


def drivers(args: DriversArgs, context: ToolContext) -> ToolResult:
    """What drives loyalty: how much each blamed theme costs the NPS or the rating, all others
    equal, and what the score would be without it (a model's estimate, no proof of a cause)."""
    scope, notes = context.scope(args)
    scope = replace(scope, theme=())
    outcome = Outcome.NPS if args.score == Score.NPS else Outcome.MEAN
    unit = "points" if args.score == Score.NPS else "stars"
    rows = blamed_sets(context.tallies, scope, args.score, without=OUTCOMES)
    fit = regress(rows, outcome)
    data: dict[str, Any] = {"score": args.score, "drivers": []}
    if fit.reason:
        nothing = f"no_{args.score}" if not fit.n else "cannot_explain"
        return ToolResult(scope, data, notes=(*notes, nothing))
    gains = {each.theme: each for each in what_if_each_gone(rows, outcome)}
    now = next(iter(gains.values())).now
    data["now"] = amount(_score_name(args.score), now, scope, fit.n, unit)
    data["explained"] = amount("r_squared", 100 * (fit.r_squared or 0), scope, fit.n, "%")
    data["drivers"] = [_row(driver, scope, unit) for driver in fit.drivers]
    judged = {driver.theme for driver in fit.drivers}
    data["focus"] = [theme for theme in args.theme if theme in judged]
    if args.theme and not data["focus"]:
        notes = (*notes, "theme_not_judged")
    data["drivers"].sort(key=lambda row: row["theme"] not in data["focus"])
    for row in data["drivers"]:
        gain = gains[row["theme"]]
        of = {"theme": row["theme"]}
        row["gain"] = figure("gain_if_gone_change", gain.change, scope, unit, of)
        row["then"] = amount("score_if_gone", gain.then, scope, fit.n, unit, of)
    return ToolResult(scope, data, notes=notes)


def _score_name(score: Score) -> str:
    return "nps" if score == Score.NPS else "rating_mean"


def _row(driver: Driver, scope: Scope, unit: str) -> dict[str, Any]:
    of = {"theme": driver.theme}
    effect: Figure = figure("driver_effect_change", driver.effect, scope, unit, of)
    return {
        "theme": driver.theme,
        "effect": effect,
        "weight": amount("driver_weight", 100 * driver.weight, scope, driver.effect.n, "%", of),
        "significant": driver.significant,
    }
