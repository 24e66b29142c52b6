"""First sentences about groups that are compared: which of two is higher, which moved most."""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.agent.planner.group_leads import Lead
from assistant.agent.planner.ranked_groups import FEWEST_RANKED, number_asked, rounded
from assistant.agent.planner.traits import TRAITS
from assistant.agent.question.comparing_patterns import LOWER, WHICH_OF_TWO
from assistant.agent.question.question import Question
from assistant.models import ToolCall
from assistant.tools.arguments import Dimension

__all__ = ["compared", "moved"]


def moved(call: ToolCall, data: Mapping[str, Any], question: Question) -> Lead | None:
    """The group that rose or fell most against the period that is compared with."""
    rows = [g for g in data.get("groups") or () if "moved" in g and g["moved"].value is not None]
    if not question.grown or not rows:
        return None
    number = number_asked(call, data, question)
    rows.sort(key=lambda group: (-question.grown * group["moved"].value, group["name"]))
    details = {"by": data["by"], "number": number, "rose": question.grown > 0}
    if question.grown * rows[0]["moved"].value <= 0:
        return "lead_none_moved", details
    return "lead_moved", details | {
        "group": rows[0]["name"],
        "now": rows[0][number],
        "was": rows[0]["was"],
        "moved": rows[0]["moved"],
        "verdict": rows[0].get("moved_verdict"),
        "next": rows[1] if len(rows) > 1 and question.grown * rows[1]["moved"].value > 0 else None,
    }


def compared(call: ToolCall, data: Mapping[str, Any], question: Question) -> Lead | None:
    """Which of the named groups is the higher, or the lower if that is asked, and by how much."""
    groups = data.get("groups") or []
    by = data.get("by")
    named = call.args.get(str(by), ())
    if by == Dimension.DAY_KIND:
        named = [group["name"] for group in groups]
    if not TRAITS[call.name].is_score or len(named) < FEWEST_RANKED:
        return None
    if by in question.left_out or not groups:
        return None
    number = str(data.get("rank_by") or call.name)
    which = WHICH_OF_TWO.search(question.folded)
    if _is_line(question, named) and len(groups) > 1 and not which:
        rows = [(group["name"], group[number]) for group in groups]
        whole = data["now"][number]
        return "lead_line", {"by": by, "number": number, "whole": whole, "rows": rows}
    if len(groups) == 1:
        missing = [name for name in named if name != groups[0]["name"]]
        details = {
            "by": by,
            "group": groups[0]["name"],
            "figure": groups[0][number],
            "missing": missing,
        }
        return "lead_one_sided", details | {"number": number}
    low = bool(LOWER.search(question.folded))
    first, last = (groups[-1], groups[0]) if low else (groups[0], groups[-1])
    two = len(groups) == FEWEST_RANKED
    return "lead_compared", {
        "by": by,
        "number": number,
        "first": first["name"],
        "first_figure": first[number],
        "last": last["name"],
        "last_figure": last[number],
        "same": rounded(first[number]) == rounded(last[number]),
        "sure": groups[0].get("standing") == "up" or groups[-1].get("standing") == "down",
        "two": two,
        "low": low,
        "apart": groups[0].get("against_rest") if two else None,
    }


def _is_line(question: Question, named: Sequence[str]) -> bool:
    """Whether one word stood for all that is named: a brand or a series is asked about as one."""
    return any(set(match.values) == set(named) for match in question.matched)
