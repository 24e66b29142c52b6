"""First sentences about priorities: which comes second, and in which place a theme stands."""

from collections.abc import Mapping
from typing import Any

from assistant.agent.planner.leads.groups import Lead
from assistant.agent.question.question import Question
from assistant.models import ToolCall

__all__ = ["in_place"]


def in_place(call: ToolCall, data: Mapping[str, Any], question: Question) -> Lead | None:
    """The theme in the place that is asked for, or the place of the one theme that is named."""
    rows = data.get("rows") or ()
    if call.name != "priority" or not rows:
        return None
    themes = question.filters.get("theme", ())
    if len(themes) == 1 and "theme" not in call.args and question.left_out == ():
        row = next((each for each in rows if each["theme"] == themes[0]), None)
        return ("lead_priority", {"row": row, "first": rows[0]}) if row else None
    place = question.place or 1
    if place == 1 or len(rows) < place:
        return None
    return "lead_priority", {"row": rows[place - 1], "first": rows[0]}
