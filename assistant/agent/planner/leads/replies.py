"""First sentences about our own answers: in time, faster than before, overdue by groups."""

import re
from collections.abc import Mapping
from typing import Any

from assistant.agent.planner.leads.groups import Lead
from assistant.agent.question.patterns.figures import IN_TIME, SHARE_OR_COUNT
from assistant.agent.question.patterns.ranking import FEWEST
from assistant.agent.question.question import Question
from assistant.models import ToolCall

__all__ = ["by_groups", "in_time", "moved"]

MOST_LISTED = 8
OVERDUE = re.compile(r"\boverdue\b|\blate (?:repl|answer)|超时|逾期|未回复|没回")


def by_groups(call: ToolCall, data: Mapping[str, Any], question: Question) -> Lead | None:
    """How many answers are overdue in each group, or which share was in time, where that is asked
    and not how long the answers take."""
    if call.name != "reply_stats" or not data.get("groups"):
        return None
    if OVERDUE.search(question.folded):
        number, high = "overdue", not FEWEST.search(question.folded)
    elif IN_TIME.search(question.folded):
        number, high = "in_time", question.order != "worst"
    else:
        return None
    known = [each for each in data["groups"] if each[number].value is not None]
    known.sort(key=lambda each: each[number].value, reverse=high)
    if not known:
        return None
    rows = [(each["name"], each[number]) for each in known[: question.top or MOST_LISTED]]
    more = len(known) > len(rows)
    return "lead_reply_groups", {"by": data["by"], "number": number, "rows": rows, "more": more}


def moved(call: ToolCall, data: Mapping[str, Any], question: Question) -> Lead | None:
    """The time of our answers, or the share in time, beside that of another period."""
    if call.name != "reply_stats" or "before" not in data or data.get("by"):
        return None
    number = "in_time" if IN_TIME.search(question.folded) else "median"
    now, before = data["stats"].get(number), data["before"][number]
    if now is None or now.value is None or before.value is None:
        return None
    return "lead_reply_moved", {"number": number, "now": now, "before": before}


def in_time(call: ToolCall, data: Mapping[str, Any], question: Question) -> Lead | None:
    """How many answers went out by their deadline, where that is asked."""
    asked = IN_TIME.search(question.folded) and SHARE_OR_COUNT.search(question.folded)
    if call.name != "reply_stats" or not asked:
        return None
    stats = data["stats"]
    share = stats.get("in_time")
    if share is None or share.value is None:
        return None
    return "lead_in_time", {"share": share, "count": stats["punctual"]}
