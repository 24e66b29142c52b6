"""Another tool for what is asked over time: a trend that is a comparison, and the reverse."""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.agent.periods.calendar import month_of, week_of
from assistant.agent.planner.call_args import compared_field, metric_asked, set_mood
from assistant.agent.planner.traits import MEASURES, TOOL_OF, TRAITS
from assistant.agent.question.figure_patterns import (
    BETTER_OR_WORSE,
    COUNTED,
    HOW_MUCH,
    ROSE,
    SINCE_WHEN,
    TREND,
    TURNED_SINCE,
    WHAT_CHANGED,
)
from assistant.agent.question.patterns import COMPLAINING
from assistant.agent.question.question import Question
from assistant.agent.question.ranking_patterns import MORE_OR_LESS
from assistant.models import ATTRIBUTES, Period
from assistant.tools.trend import Step

__all__ = ["over_time"]

GROUPS = (*ATTRIBUTES, "weekday", "day_kind")


def over_time(tool: str, args: dict[str, Any], question: Question) -> str | None:
    """The tool; None where the intent's own fits. It may change `args`."""
    if tool == "trend" and question.by in GROUPS and not TREND.search(question.folded):
        if metric_asked(question) in (None, "negative_share") and args.get("theme"):
            args["stance"] = ["negative"]
            return "volume"
        return TOOL_OF.get(metric_asked(question) or "", "sentiment")
    if tool == "trend" and compared_field(args, question) and not TREND.search(question.folded):
        blamed = "negative" in question.filters.get("sentiment", ())
        usual = "negative_share" if blamed else "rating_mean"
        return TOOL_OF.get(metric_asked(question) or usual, "sentiment")
    if TRAITS[tool].steps and not question.by and (step := _step_of(question.periods)):
        args["step"] = step
        args.setdefault("metric", _followed(tool, args, question))
        return "trend"
    if tool == "trend" and len(args.get("theme", ())) > 1:
        return "complaints"
    if question.foretells and TRAITS[tool].foretells:
        return "trend"
    if tool == "trend" and len(question.periods) == 1 and TURNED_SINCE.search(question.folded):
        args.setdefault("compare_to", None)
        if args.get("theme"):
            args["stance"] = ["negative"]
            return "volume"
    moved = tool == "trend" and _moved_in(question) and _of_counts(args, question)
    if moved and "compare_to" not in args:
        args["compare_to"] = None  # the one before, which the caller fills in
    counted = tool in ("trend", "complaints", "sentiment") and _of_counts(args, question)
    if counted and "compare_to" in args:
        if not args.get("theme") and "positive" in question.filters.get("sentiment", ()):
            args["sentiment"] = ["positive"]
        return "volume"
    more = HOW_MUCH.search(question.folded) and not question.by
    if tool == "trend" and "compare_to" in args and more and not args.get("theme"):
        args["sentiment"] = ["negative"]
        return "volume"
    if tool == "trend" and "compare_to" in args:
        return TOOL_OF.get(metric_asked(question) or "", "sentiment")
    scored = metric_asked(question) in MEASURES and not args.get("theme")
    if tool == "before_after" and scored and BETTER_OR_WORSE.search(question.folded):
        args["rank_by"] = metric_asked(question)
        return TOOL_OF[str(args["rank_by"])]
    if tool == "before_after" and len(question.periods) == 2 and "compare_to" in args:
        if args.get("theme") or COMPLAINING.search(question.folded):
            set_mood(args, ["negative"])
            return "volume"
        return TOOL_OF.get(metric_asked(question) or "", "csat")
    whole = WHAT_CHANGED.search(question.folded)
    if tool == "overview" and len(question.periods) == 2 and not whole:
        return TOOL_OF.get(metric_asked(question) or "", "csat")
    return None


def _moved_in(question: Question) -> bool:
    """Whether one named period is asked to be more or less than what was before it."""
    folded = question.folded
    since = SINCE_WHEN.search(folded) or TREND.search(folded) or question.step
    return len(question.periods) == 1 and bool(ROSE.search(folded)) and not since


def _of_counts(args: Mapping[str, Any], question: Question) -> bool:
    """Whether it is asked if there are more of something, not a larger share of what is told of
    it: of one star reviews, or of those who blame a theme, all are negative."""
    if metric_asked(question) not in (None, "count", "negative_share"):
        return False
    praise = "positive" in question.filters.get("sentiment", ())
    narrowed = args.get("rating") or args.get("theme") or args.get("words") or praise
    of_any = COUNTED.search(question.folded)
    return bool((narrowed or of_any) and MORE_OR_LESS.search(question.folded))


def _followed(tool: str, args: Mapping[str, Any], question: Question) -> str:
    """The number that is followed over time in the place of a tool's."""
    asked = metric_asked(question) or args.get("rank_by")
    return str(asked or TRAITS[tool].metric or "negative_share")


def _step_of(periods: Sequence[Period]) -> Step | None:
    """The step in which three or more months, or weeks, are set side by side."""
    if len(periods) <= 2:
        return None
    for step, whole in ((Step.MONTH, month_of), (Step.WEEK, week_of)):
        if all(whole(p.start).start == p.start and p.days > 1 for p in periods) and all(
            p.end <= whole(p.start).end for p in periods
        ):
            return step
    return None
