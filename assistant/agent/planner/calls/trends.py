"""The number, the steps and the time of what is followed over time."""

from datetime import timedelta

from assistant.agent.planner.calls.call_args import in_mood, metric_asked
from assistant.agent.planner.calls.traits import MEASURES, TRAITS
from assistant.agent.planner.calls.wanted import Wanted
from assistant.agent.question.patterns.common import COMPLAINING, ITEM, PRAISING
from assistant.agent.question.patterns.comparing import GROWS
from assistant.agent.question.patterns.course import SINCE_WHEN
from assistant.agent.question.patterns.figures import HOW_MANY, SHARE
from assistant.agent.question.patterns.ranking import MOST
from assistant.models import Period, ToolCall
from assistant.tools.trend import Step

__all__ = ["followed", "from_the_beginning", "from_the_earlier", "looking_back"]

MOST_WEEKLY_DAYS = 400
"""Up to this a beginning is looked for by weeks, beyond by months."""

STEP_DAYS = {Step.DAY: 30, Step.WEEK: 84, Step.MONTH: 365}
"""How far a question by week or month looks back where it names no period."""


def looking_back(call: ToolCall, wanted: Wanted) -> ToolCall:
    """The stretch of time that steps of days, weeks or months want, where none is named."""
    step, whole = wanted.question.step, wanted.whole
    if call.name != "trend" or not step or whole is None:
        return call
    days = STEP_DAYS.get(step, whole.days)
    first = max(whole.start, wanted.as_of - timedelta(days=days - 1))
    return call.otherwise(period=Period(first, wanted.as_of).as_json())


def followed(call: ToolCall, wanted: Wanted) -> ToolCall:
    """The trend of the number that is asked for, else of the one that the talk is about."""
    if call.name != "trend":
        return call
    question = wanted.question
    complains = COMPLAINING.search(question.folded)
    asked = metric_asked(question)
    metric = asked or call.args.get("metric") or _metric_before(wanted.before)
    if GROWS.search(question.folded) and not complains:
        metric = asked or "count"
    if question.step:
        call = call.having(step=question.step)
        theme = call.args.get("theme")
        counts = MOST.search(question.folded) or HOW_MANY.search(question.folded)
        most = counts and not SHARE.search(question.folded)
        plain = not (question.order or complains) or theme
        shares = asked == "negative_share" and SHARE.search(question.folded)
        if metric == "negative_share" and (plain or most) and not shares:
            metric = "count"
        counted = most or theme or HOW_MANY.search(question.folded)
        if metric == "count" and complains and counted:
            call = in_mood(call, "negative")
    of_one_mood = metric == "negative_share" and call.args.get("sentiment")
    if call.args.get("rating") or of_one_mood:
        metric = "count"  # of the negative alone all are negative
    return call.having(metric=metric)


def from_the_beginning(call: ToolCall, wanted: Wanted) -> ToolCall:
    """ "Since when" is asked of all time, of a count, and of complaints unless praise is named."""
    question, whole = wanted.question, wanted.whole
    if call.name != "trend" or not SINCE_WHEN.search(question.folded):
        return call
    if whole and not question.periods:
        step = Step.WEEK if whole.days <= MOST_WEEKLY_DAYS else Step.MONTH
        call = call.having(period=whole.as_json(), step=step)
    if call.args["metric"] in (*MEASURES, "ces"):
        return call
    call = call.having(metric="count")
    if any(call.args.get(name) for name in ("words", "rating", "stance")):
        return call
    if ITEM.search(question.folded) and not _blames(call, wanted):
        return call
    return in_mood(call, "positive" if PRAISING.search(question.folded) else "negative")


def _blames(call: ToolCall, wanted: Wanted) -> bool:
    """Whether a question tells of what is wrong, and not of all that was written."""
    named = call.args.get("theme") or call.args.get("sentiment") or GROWS.search(wanted.folded)
    return bool(named or COMPLAINING.search(wanted.folded))


def _metric_before(before: ToolCall | None) -> str:
    """The number that the conversation is about."""
    if before is None:
        return "negative_share"
    if before.name == "csat" and before.args.get("rank_by"):
        return str(before.args["rank_by"])
    if before.name == "trend":
        return str(before.args.get("metric", "negative_share"))
    return TRAITS[before.name].metric or "negative_share"


def from_the_earlier(call: ToolCall) -> ToolCall:
    """The call with its two periods in the order of time: what rose or fell did so from the earlier
    to the later, whichever a question before it named first."""
    now, then = call.args.get("period"), call.args.get("compare_to")
    if not (now and then) or now["start"] >= then["start"]:
        return call
    return call.having(period=then, compare_to=now)
