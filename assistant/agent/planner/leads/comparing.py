"""First sentences about groups that are compared: which of two is higher, which moved most."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.agent.planner.calls.traits import TRAITS
from assistant.agent.planner.leads.groups import Lead
from assistant.agent.planner.leads.ranked_groups import (
    FEWEST_RANKED,
    noun_of,
    number_asked,
    rounded,
)
from assistant.agent.planner.shop.flags import is_flag_value
from assistant.agent.question.patterns.comparing import BY_HOW_MUCH, LOWER, WHICH_OF_TWO
from assistant.agent.question.patterns.ranking import BOTH_ENDS
from assistant.agent.question.question import Question
from assistant.analytics.experiments import AbVerdict
from assistant.models import Figure, ToolCall, value_of
from assistant.tools.arguments import Dimension

__all__ = ["compared", "ends", "moved", "tested"]


def moved(call: ToolCall, data: Mapping[str, Any], question: Question) -> Lead | None:
    """The group that rose or fell most against the period that is compared with."""
    rows = [g for g in data.get("groups") or () if "moved" in g and g["moved"].value is not None]
    if not question.grown or not rows:
        return None
    number = "count" if call.name == "volume" else number_asked(call, data, question)
    called = "negative_count" if number == "count" and noun_of(call) == "complaints" else number
    rows.sort(key=lambda group: (-question.grown * group["moved"].value, group["name"]))
    details = {"by": data["by"], "number": called, "rose": question.grown > 0}
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
    which = WHICH_OF_TWO.search(question.folded) or BY_HOW_MUCH.search(question.folded)
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


def ends(call: ToolCall, data: Mapping[str, Any], question: Question) -> Lead | None:
    """The first and the last of the groups, where both are asked for."""
    if not TRAITS[call.name].is_score or not BOTH_ENDS.search(question.folded):
        return None
    number = number_asked(call, data, question)
    groups = [group for group in data.get("groups") or () if group[number].value is not None]
    if len(groups) < FEWEST_RANKED or (question.top or question.place or 1) > 1:
        return None
    groups.sort(key=lambda group: (-group[number].value, group["name"]))
    best, worst = groups[0], groups[-1]
    return "lead_compared", {
        "by": data["by"],
        "number": number,
        "first": best["name"],
        "first_figure": best[number],
        "last": worst["name"],
        "last_figure": worst[number],
        "same": rounded(best[number]) == rounded(worst[number]),
        "sure": best.get("standing") == "up" or worst.get("standing") == "down",
        "ends": True,
    }


def tested(call: ToolCall, data: Mapping[str, Any], question: Question) -> Lead | None:
    """Which of two values of a column is the higher, or the lower if that is asked, and by how
    much, from their test."""
    apart = data.get("difference")
    if call.name != "experiment" or "guards" not in data or apart is None:
        return None
    if data["by"] != "kept" or not BY_HOW_MUCH.search(question.folded):
        return None
    sides = [(_called(data["names"][side]), data[side]) for side in ("a", "b")]
    low = bool(LOWER.search(question.folded))
    if (apart.value > 0) == low:
        sides.reverse()
    (first, first_figure), (last, last_figure) = sides
    return "lead_compared", {
        "by": "kept",
        "number": data["measure"],
        "first": first,
        "first_figure": first_figure,
        "last": last,
        "last_figure": last_figure,
        "same": rounded(first_figure) == rounded(last_figure),
        "sure": data["verdict"] != AbVerdict.CANNOT_TELL,
        "two": True,
        "low": low,
        "apart": _unsigned(apart),
    }


def _called(value: str) -> str:
    """A value of a column; a yes or a no with its column, without which it says nothing."""
    alone = value_of(value)
    return value if is_flag_value(alone) else alone


def _unsigned(apart: Figure) -> Figure:
    """A difference as it is told beside a "higher", which has its sign."""
    if not isinstance(apart.value, int | float) or apart.value >= 0:
        return apart
    low, high = (None if end is None else -end for end in (apart.high, apart.low))
    return replace(apart, value=-apart.value, low=low, high=high)


def _is_line(question: Question, named: Sequence[str]) -> bool:
    """Whether one word stood for all that is named: a brand or a series is asked about as one."""
    return any(set(match.values) == set(named) for match in question.matched)
