"""The two-way table of a question that splits by two dimensions at once."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from assistant.agent.planner.call_args import accepted, metric_asked, set_mood, take_side
from assistant.agent.question.figure_patterns import SHARE
from assistant.agent.question.patterns import COMPLAINING
from assistant.agent.question.question import Question
from assistant.models import Period, ToolCall
from assistant.tools.cross_table import OF_TIME, Axis
from assistant.tools.measures import Metric

__all__ = ["crossed"]

MEASURE = {
    "nps": Metric.NPS,
    "csat": Metric.CSAT,
    "sentiment": Metric.NEGATIVE,
    "trend": Metric.NEGATIVE,
    **dict.fromkeys(
        ("complaints", "themes", "volume", "quotes", "search", "overview"), Metric.COUNT
    ),
}
"""What the cells of a table hold, by the tool that answers the question without one."""

DAYS = {Axis.WEEK: 56, Axis.MONTH: 240}
"""How far a table by week or month looks back where no period is named."""


def crossed(
    tool: str, args: Mapping[str, Any], question: Question, as_of: date, whole: Period | None
) -> ToolCall | None:
    """The call for both dimensions; None where only one is asked for, or groups beyond a bound,
    and for a tool whose number has no table."""
    axes = [Axis(each) for each in (question.by, question.also_by) if each in list(Axis)]
    if len(axes) < 2 or tool not in MEASURE or question.bound:
        return None
    found: dict[str, Any] = dict(args) | {"by": str(axes[0]), "across": str(axes[1])}
    asked = metric_asked(question)
    measure = Metric(asked) if asked else MEASURE[tool]
    if asked is None and found.get("rank_by") == Metric.RATING:
        measure = Metric.RATING
    complaints = tool == "complaints" or bool(COMPLAINING.search(question.folded))
    if measure == Metric.NEGATIVE and not SHARE.search(question.folded):
        measure, complaints = Metric.COUNT, True
    if measure == Metric.COUNT:
        take_side(found, question)
        if complaints and not found.get("rating"):
            set_mood(found, ["negative"])
    found["measure"] = str(measure)
    steps = [DAYS[axis] for axis in axes if axis in OF_TIME]
    if steps and "period" not in found and whole:
        first = max(whole.start, as_of - timedelta(days=max(steps) - 1))
        found["period"] = Period(first, as_of).as_json()
    return ToolCall("cross_table", accepted("cross_table", found))
