"""The counts by week of what a question asks whether it goes on."""

from dataclasses import replace

from assistant.agent.planner.calls.call_plan import CallPlan
from assistant.agent.question.patterns.course import CALMED, STILL
from assistant.agent.question.question import Question
from assistant.models import NAMED, Period, Scope, ToolCall
from assistant.tools.measures import Metric
from assistant.tools.trend import Step

__all__ = ["by_week"]


def by_week(made: CallPlan, question: Question, whole: Period | None) -> CallPlan:
    """The counts by week, from the beginning, of the words or the theme that still go on or not."""
    call = made.calls[0]
    about = call.args.get("words") or call.args.get("theme")
    if call.name == "trend" and CALMED.search(question.folded):
        about = about or any(call.args.get(name) for name in NAMED)
    if not STILL.search(question.folded) or not about or whole is None:
        return made
    args = {n: v for n, v in call.args.items() if n in Scope.__dataclass_fields__}
    args.pop("sentiment", None)
    if call.args.get("theme"):
        args["stance"] = ["negative"]
    elif not call.args.get("words"):
        args["sentiment"] = ["negative"]
    args.setdefault("period", whole.as_json())
    trend = ToolCall("trend", {**args, "metric": str(Metric.COUNT), "step": str(Step.WEEK)})
    return replace(made, calls=(trend,))
