"""What a question asks of a number that its tool does not tell: by what it is split, its course."""

import re
from typing import Any

from assistant.agent.planner.calls.call_args import compared_field
from assistant.agent.planner.leads.measures import measures_told
from assistant.agent.question.patterns.course import BETTER_OR_WORSE, MOVED, ROSE, TREND
from assistant.agent.question.patterns.sales import DEFECT_RATE
from assistant.agent.question.question import Question
from assistant.agent.results import Results
from assistant.models import ATTRIBUTES
from assistant.tools.arguments import Dimension

__all__ = ["untold"]

SPLIT, COURSE, MOVE = "split", "course", "move"
UNTOLD = {
    "scorecard": (SPLIT, COURSE),
    "health": (SPLIT, COURSE, MOVE),
    "customer_segments": (SPLIT, COURSE, MOVE),
    "priority": (SPLIT, COURSE, MOVE),
    "training_topics": (SPLIT, COURSE, MOVE),
    "overdue_replies": (SPLIT, COURSE, MOVE),
    "reply_queue": (SPLIT, COURSE, MOVE),
    "reply_stats": (COURSE,),
}
"""What each tool does not tell of its number."""

LEAVING = re.compile(r"\bchurn\w*|\bleav(?:e|ing)\b|流失")
"""Who may leave is asked, whom no group is told apart by."""

OWN_SPLIT = {"health": Dimension.PRODUCT, "customer_segments": Dimension.SEGMENT}
"""By what it is told anyway."""


def untold(results: Results, question: Question) -> dict[str, Any] | None:
    """The number and what is not told of it; None where nothing is left untold."""
    if not results or len({call.name for call, _ in results}) > 1:
        return None
    call, result = results[0]
    left = UNTOLD.get(call.name, ())
    measures = measures_told(call, result.data, question)
    if not left or not result.data or (call.name == "scorecard" and not measures):
        return None
    by = question.by if question.by in ATTRIBUTES else None
    by = by or compared_field(question.filters, question)
    if call.name == "scorecard":
        by = by or next((name for name in ATTRIBUTES if question.filters.get(name)), None)
    rates = call.name == "health" and DEFECT_RATE.search(question.folded)
    own = OWN_SPLIT.get(call.name) if not LEAVING.search(question.folded) else None
    splits = SPLIT in left and by and by != own
    course = COURSE in left and bool(question.step or TREND.search(question.folded))
    moved = (ROSE, MOVED, BETTER_OR_WORSE)
    moves = MOVE in left and not rates and any(each.search(question.folded) for each in moved)
    if not (splits or course or moves):
        return None
    details = {"by": by if splits else None, "course": course, "moves": moves and not course}
    return {"what": "defect_rate" if rates else call.name, "measures": measures, **details}
