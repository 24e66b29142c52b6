"""Why did the score change: what more or fewer customers complain of, as hypotheses."""

from dataclasses import replace
from typing import Any

from assistant.analytics.comparison import Difference
from assistant.analytics.decomposition import Contribution, decompose
from assistant.analytics.intervals import wilson
from assistant.analytics.theme_sets import Outcome
from assistant.models import SMALL_SAMPLE, Scope, Sentiment
from assistant.tools.arguments import PeriodArg
from assistant.tools.arms import Measure, compare_arms
from assistant.tools.context import ToolContext
from assistant.tools.drivers import OUTCOMES, DriversArgs, Score, unexplained
from assistant.tools.figures import amount, change, figure, share
from assistant.tools.quotes import evidence
from assistant.tools.result import ToolResult
from assistant.tools.theme_rows import blamed_sets

__all__ = ["ExplainArgs", "explain_change"]

MOST_PARTS = 6


class ExplainArgs(DriversArgs):
    """Which score, and the period to compare with (the one before, if unsaid)."""

    score: Score = Score.RATING
    compare_to: PeriodArg | None = None


def explain_change(args: ExplainArgs, context: ToolContext) -> ToolResult:
    """Why did the rating (or NPS) drop or rise: the change with its test, split over the themes
    that more or fewer customers blame (share before and after, part of the change with interval),
    each a hypothesis with quotes, and what no theme explains."""
    pair = context.compared(args, args.compare_to)
    now, before = replace(pair.now, theme=()), replace(pair.before, theme=())
    is_nps = args.score == Score.NPS
    measure = Measure.NPS if is_nps else Measure.RATING
    outcome = Outcome.NPS if is_nps else Outcome.MEAN
    arms = compare_arms(measure, now, before, context)
    moved = arms.experiment.difference
    data: dict[str, Any] = {
        "score": str(args.score if is_nps else Score.RATING),
        "now": arms.a,
        "before": arms.b,
        "change": change(f"{measure}_change", moved, now, arms.measure.unit),
        "verdict": moved.verdict,
        "parts": [],
        "left_out": [],
    }
    notes = list(pair.notes)
    if not arms.a.n:
        return ToolResult(now, data, before.period, (*notes, f"no_{data['score']}"))
    if not arms.b.n:
        return ToolResult(now, data, before.period, (*notes, "no_period_before"))
    if min(arms.a.n, arms.b.n) < SMALL_SAMPLE:
        notes.append("small_sample")
    sets = [blamed_sets(context.tallies, s, data["score"], without=OUTCOMES) for s in (now, before)]
    found = decompose(sets[0], sets[1], outcome)
    sizes = arms.a.n, arms.b.n
    data["parts"] = [
        _part(part, sizes, now, before, arms.measure.unit) for part in found.parts[:MOST_PARTS]
    ]
    data["left_out"] = list(found.left_out)
    if found.reason:
        notes.append(unexplained(found.reason))
    else:
        data["rest"] = amount("unexplained_change", found.rest, now, sum(sizes), arms.measure.unit)
        _add_quotes(data, now, moved, context)
    return ToolResult(now, data, before.period, tuple(notes))


def _part(
    part: Contribution, sizes: tuple[int, int], now: Scope, before: Scope, unit: str
) -> dict[str, Any]:
    of = {"theme": part.theme}
    return {
        "theme": part.theme,
        "share": share("complaint_share_of_scored", wilson(part.now, sizes[0]), now, of),
        "share_before": share(
            "complaint_share_of_scored", wilson(part.before, sizes[1]), before, of
        ),
        "share_change": change("complaint_share_change", part.change, now, "points", of, 100),
        "share_verdict": part.change.verdict,
        "effect": figure("driver_effect_change", part.effect, now, unit, of),
        "part": figure("part_of_change", part.part, now, unit, of),
        "supported": part.supported,
    }


def _add_quotes(data: dict[str, Any], now: Scope, moved: Difference, context: ToolContext) -> None:
    """Two quotes for the hypothesis that explains most in the direction of the change."""
    if not data["parts"]:
        return
    first = data["parts"][0]
    fell = (moved.value or 0) < 0
    data["hypothesis"] = first["theme"] if (first["part"].value < 0) == fell else None
    if data["hypothesis"] and fell:
        data["quotes"] = evidence(now, first["theme"], Sentiment.NEGATIVE, context)
