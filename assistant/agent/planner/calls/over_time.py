"""Another tool for what is asked over time: a trend that is a comparison, and the reverse."""

from collections.abc import Sequence

from assistant.agent.periods.calendar import month_of, week_of
from assistant.agent.planner.calls.call_args import compared_field, in_mood, metric_asked
from assistant.agent.planner.calls.traits import MEASURES, TOOL_OF, TRAITS
from assistant.agent.question.patterns.common import COMPLAINING
from assistant.agent.question.patterns.comparing import MORE_OR_LESS
from assistant.agent.question.patterns.course import (
    BETTER_OR_WORSE,
    COUNTED,
    ROSE,
    SINCE_WHEN,
    TREND,
    TURNED_SINCE,
    WHAT_CHANGED,
)
from assistant.agent.question.patterns.figures import HOW_MUCH
from assistant.agent.question.question import Question
from assistant.models import ATTRIBUTES, Period, ToolCall
from assistant.tools.trend import Step

__all__ = ["OVER_TIME"]

GROUPS = (*ATTRIBUTES, "weekday", "day_kind")


def _side_by_side(call: ToolCall, question: Question) -> ToolCall | None:
    """Groups instead of their course, unless a trend is asked for by name."""
    if call.name != "trend" or TREND.search(question.folded):
        return None
    if question.by in GROUPS:
        if metric_asked(question) in (None, "negative_share") and call.args.get("theme"):
            return call.of("volume").having(stance=["negative"])
        return call.of(_tool_asked(question, "sentiment"))
    if compared_field(call.args, question):
        blamed = "negative" in question.filters.get("sentiment", ())
        usual = "negative_share" if blamed else "rating_mean"
        return call.of(TOOL_OF.get(metric_asked(question) or usual, "sentiment"))
    return None


def _followed(call: ToolCall, question: Question) -> ToolCall | None:
    """A trend of what is asked by several months or weeks, or foretold; what is said of several
    themes instead of a trend."""
    traits = TRAITS[call.name]
    if traits.steps and not question.by and (step := _step_of(question.periods)):
        asked = metric_asked(question) or call.args.get("rank_by")
        metric = str(asked or traits.metric or "negative_share")
        return call.of("trend").having(step=step).otherwise(metric=metric)
    if call.name == "trend" and len(call.args.get("theme", ())) > 1:
        return call.of("complaints")
    return call.of("trend") if question.foretells and traits.foretells else None


def _against_before(call: ToolCall, question: Question) -> ToolCall | None:
    """Two periods instead of a course, where one is asked to be more or less than another; the
    one before is `None`, which is filled in later."""
    args = call.args
    turned = len(question.periods) == 1 and TURNED_SINCE.search(question.folded)
    if call.name == "trend" and turned:
        call = call.otherwise(compare_to=None)
        if args.get("theme"):
            return call.of("volume").having(stance=["negative"])
    of_counts = _of_counts(call, question)
    if call.name == "trend" and _moved_in(question) and of_counts:
        call = call.otherwise(compare_to=None)
    counted = call.name in ("trend", "complaints", "sentiment") and of_counts
    if counted and "compare_to" in call.args:
        praised = "positive" in question.filters.get("sentiment", ())
        if praised and not args.get("theme"):
            call = call.having(sentiment=["positive"])
        return call.of("volume")
    blamed = args.get("theme") and COMPLAINING.search(question.folded)
    if call.name in ("sentiment", "trend") and blamed and "compare_to" in args:
        return in_mood(call, "negative").of("volume")  # who blames a theme is negative anyway
    if call.name != "trend" or "compare_to" not in call.args:
        return None
    if HOW_MUCH.search(question.folded) and not question.by and not args.get("theme"):
        return call.of("volume").having(sentiment=["negative"])
    return call.of(_tool_asked(question, "sentiment"))


def _since_a_day(call: ToolCall, question: Question) -> ToolCall | None:
    """The score, or two named periods, instead of what a change on a day did."""
    if call.name != "before_after":
        return None
    metric = metric_asked(question) or ""
    scored = metric in MEASURES and not call.args.get("theme")
    if scored and BETTER_OR_WORSE.search(question.folded):
        return call.of(TOOL_OF[metric]).having(rank_by=metric)
    if len(question.periods) != 2 or "compare_to" not in call.args:
        return None
    if call.args.get("theme") or COMPLAINING.search(question.folded):
        return in_mood(call, "negative").of("volume")
    return call.of(_tool_asked(question, "csat"))


def _two_periods(call: ToolCall, question: Question) -> ToolCall | None:
    """A score of two periods instead of all there is to tell, unless it is asked what changed."""
    if call.name != "overview" or len(question.periods) != 2:
        return None
    if WHAT_CHANGED.search(question.folded):
        return None
    return call.of(_tool_asked(question, "csat"))


def _tool_asked(question: Question, usual: str) -> str:
    """The tool that answers the number which is asked for, the usual one without any."""
    return TOOL_OF.get(metric_asked(question) or "", usual)


def _moved_in(question: Question) -> bool:
    """Whether one named period is asked to be more or less than what was before it."""
    folded = question.folded
    since = SINCE_WHEN.search(folded) or TREND.search(folded) or question.step
    return len(question.periods) == 1 and bool(ROSE.search(folded)) and not since


def _of_counts(call: ToolCall, question: Question) -> bool:
    """Whether it is asked if there are more of something, not a larger share of what is told of
    it: of one star reviews, or of those who blame a theme, all are negative."""
    if metric_asked(question) not in (None, "count", "negative_share"):
        return False
    praise = "positive" in question.filters.get("sentiment", ())
    named = any(call.args.get(name) for name in ("rating", "theme", "words"))
    of_any = COUNTED.search(question.folded)
    return bool((named or praise or of_any) and MORE_OR_LESS.search(question.folded))


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


OVER_TIME = (_side_by_side, _followed, _against_before, _since_a_day, _two_periods)
"""Rules for what is asked over time, in this order."""
