"""First sentences on what a score would be without a problem."""

from collections.abc import Mapping
from typing import Any

from assistant.agent.planner.calls.experiments import TARGET, rise_asked
from assistant.agent.planner.leads.groups import Lead
from assistant.agent.question.question import Question
from assistant.models import ToolCall

__all__ = ["not_judged", "targeted"]

MOST_STARS = 5


def targeted(call: ToolCall, data: Mapping[str, Any], question: Question) -> Lead | None:
    """Whether the end of one problem would be enough, where it is asked how a score is to rise."""
    if call.name != "drivers" or not TARGET.search(question.folded):
        return None
    if not data["drivers"]:
        return "lead_no_target", {"score": data["score"]}
    best = max(data["drivers"], key=lambda each: each["gain"].value)
    rise = rise_asked(question.folded, data["now"].value)
    if rise is None or (data["score"] == "rating" and rise > MOST_STARS):
        return None  # a share of the satisfied, which no estimate is made of
    return "lead_target", {
        "best": best,
        "score": data["score"],
        "enough": rise <= best["gain"].value,
    }


def not_judged(call: ToolCall, data: Mapping[str, Any], question: Question) -> Lead | None:  # noqa: ARG001
    """That a theme is blamed too seldom to say what would be without it."""
    themes = call.args.get("theme")
    if call.name != "drivers" or not themes or data.get("focus") or not data["drivers"]:
        return None
    return "lead_not_judged", {"themes": themes, "score": data["score"], "now": data["now"]}
