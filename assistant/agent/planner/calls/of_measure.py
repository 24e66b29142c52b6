"""What is asked of a measure that one tool alone tells: whether it moved, where it stands."""

from assistant.agent.planner.calls.traits import MOST_THEMES
from assistant.agent.question.patterns.course import BETTER_OR_WORSE, MOVED, ROSE, TREND
from assistant.agent.question.patterns.sales import DEFECT_RATE
from assistant.agent.question.question import Question
from assistant.models import ToolCall

__all__ = ["of_measure"]


def of_measure(call: ToolCall, question: Question) -> ToolCall:
    """The defect rate and the time of our answers beside the period before, where it is asked
    whether they moved; the whole ranking, where the priority of a theme is asked for, which alone
    is always the first."""
    if call.name == "priority" and len(call.args.get("theme", ())) == 1:
        return call.lacking("theme").having(top=MOST_THEMES)
    if call.name == "scorecard":
        return call.lacking("theme")  # a repurchase rate is no theme
    rates = call.name == "health" and DEFECT_RATE.search(question.folded)
    if not rates and call.name != "reply_stats":
        return call
    asked = (ROSE, MOVED, BETTER_OR_WORSE, TREND)
    moved = question.step or any(each.search(question.folded) for each in asked)
    return call.otherwise(compare_to=None) if moved else call
