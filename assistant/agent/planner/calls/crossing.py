"""The two-way table of a question that splits by two dimensions at once."""

from datetime import date, timedelta

from assistant.agent.planner.calls.call_args import in_mood, metric_asked, on_its_side
from assistant.agent.question.patterns.common import COMPLAINING
from assistant.agent.question.patterns.figures import SHARE
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
    call: ToolCall, question: Question, as_of: date, whole: Period | None
) -> ToolCall | None:
    """The call for both dimensions; None where only one is asked for, or groups beyond a bound,
    and for a tool whose number has no table."""
    axes = [Axis(each) for each in (question.by, question.also_by) if each in list(Axis)]
    if len(axes) < 2 or call.name not in MEASURE or question.bound:
        return None
    found = call.of("cross_table").having(by=str(axes[0]), across=str(axes[1]))
    asked = metric_asked(question)
    measure = Metric(asked) if asked else MEASURE[call.name]
    if asked is None and found.args.get("rank_by") == Metric.RATING:
        measure = Metric.RATING
    complaints = call.name == "complaints" or bool(COMPLAINING.search(question.folded))
    if measure == Metric.NEGATIVE and not SHARE.search(question.folded):
        measure, complaints = Metric.COUNT, True
    if measure == Metric.COUNT:
        found = on_its_side(found, question)
        if complaints and not found.args.get("rating"):
            found = in_mood(found, "negative")
    steps = [DAYS[axis] for axis in axes if axis in OF_TIME]
    if steps and whole:
        first = max(whole.start, as_of - timedelta(days=max(steps) - 1))
        found = found.otherwise(period=Period(first, as_of).as_json())
    return found.having(measure=str(measure))
