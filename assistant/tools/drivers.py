"""What moves the score, and what it would be without a problem."""

from dataclasses import replace
from enum import StrEnum
from typing import Any

from assistant.analytics.drivers import Driver, NoFit
from assistant.analytics.drivers import drivers as regress
from assistant.analytics.theme_sets import Outcome
from assistant.analytics.what_if import WhatIf, what_if_each_gone
from assistant.models import Figure, Scope
from assistant.tools.arguments import ScopeArgs
from assistant.tools.context import ToolContext
from assistant.tools.figures import amount, figure
from assistant.tools.repurchase import Repurchase
from assistant.tools.result import ToolResult
from assistant.tools.theme_rows import blamed_sets

__all__ = ["OUTCOMES", "DriversArgs", "Score", "drivers", "unexplained"]


OUTCOMES = frozenset({"brand_loyalty"})
"""Speaking of loyalty is what the score measures, not what moves it."""


class Score(StrEnum):
    """The score that is explained."""

    NPS = "nps"
    RATING = "rating"
    REPURCHASE = "repurchase"


NAMES = {Score.NPS: "nps", Score.RATING: "rating_mean", Score.REPURCHASE: "repurchase_rate"}
UNITS = {Score.NPS: "points", Score.RATING: "stars", Score.REPURCHASE: "%"}


class DriversArgs(ScopeArgs):
    """Which score to explain."""

    score: Score = Score.NPS


def drivers(args: DriversArgs, context: ToolContext) -> ToolResult:
    """What drives loyalty: how much each blamed theme costs the NPS, the rating or repurchase (did
    the customer order again within 60 days), all others equal, and what the score would be without
    it (a model's estimate with its fit, no proof of a cause)."""
    scope, notes = context.scope(args)
    scope = replace(scope, theme=())
    score, unit = args.score, UNITS[args.score]
    outcome = Outcome.NPS if score == Score.NPS else Outcome.MEAN
    factor = 100 if score == Score.REPURCHASE else 1
    if score == Score.REPURCHASE:
        followed = Repurchase.of(scope, context)
        rows = followed.theme_sets(OUTCOMES) if followed else []
        if followed:
            notes = followed.noted(notes, scope)
            scope = followed.scope
    else:
        rows = blamed_sets(context.tallies, scope, score, without=OUTCOMES)
    fit = regress(rows, outcome)
    data: dict[str, Any] = {"score": str(score), "drivers": [], "left_out": list(fit.left_out)}
    if fit.reason:
        nothing = f"no_{score}" if not fit.n else unexplained(fit.reason)
        return ToolResult(scope, data, notes=(*notes, nothing))
    gains = {each.theme: each for each in what_if_each_gone(rows, outcome)}
    now = (next(iter(gains.values())).now or 0.0) * factor
    data["now"] = amount(NAMES[score], now, scope, fit.n, unit)
    data["explained"] = amount("r_squared", 100 * (fit.r_squared or 0), scope, fit.n, "%")
    judged = {driver.theme for driver in fit.drivers}
    data["focus"] = [theme for theme in args.theme if theme in judged]
    if args.theme and not data["focus"]:
        notes = (*notes, "theme_not_judged")
    data["drivers"] = [
        _row(driver, gains[driver.theme], scope, unit, factor) for driver in fit.drivers
    ]
    data["drivers"].sort(key=lambda row: row["theme"] not in data["focus"])
    return ToolResult(scope, data, notes=notes)


def unexplained(reason: NoFit) -> str:
    """The note that says why a score with answers has no regression."""
    return "constant_score" if reason == NoFit.CONSTANT_SCORE else "cannot_explain"


def _row(driver: Driver, gain: WhatIf, scope: Scope, unit: str, factor: float) -> dict[str, Any]:
    of = {"theme": driver.theme}
    # A difference of two rates is in percentage points, not in per cent.
    moved = "points" if unit == "%" else unit
    effect: Figure = figure("driver_effect_change", driver.effect, scope, moved, of, factor)
    then = None if gain.then is None else gain.then * factor
    return {
        "theme": driver.theme,
        "effect": effect,
        "standardised": amount(
            "driver_standardised_effect", driver.standardised, scope, driver.effect.n, "", of
        ),
        "weight": amount("driver_weight", 100 * driver.weight, scope, driver.effect.n, "%", of),
        "significant": driver.significant,
        "gain": figure("gain_if_gone_change", gain.change, scope, moved, of, factor),
        "then": amount("score_if_gone", then, scope, gain.n, unit, of),
    }
