"""First sentences about time: what moved, what grew most, which stretch was the highest."""

import re
from collections.abc import Mapping
from typing import Any

from assistant.agent.planner.leads.groups import Lead
from assistant.agent.planner.leads.ranked_groups import FEWEST_RANKED, noun_of, rounded
from assistant.agent.question.patterns.comparing import LOWER, WHICH_OF_TWO
from assistant.agent.question.patterns.course import (
    BETTER_OR_WORSE,
    CALMED,
    LAST_WHEN,
    ROSE,
    SINCE_WHEN,
    STILL,
    WORSE,
)
from assistant.agent.question.patterns.ranking import FEWEST, MOST
from assistant.agent.question.question import Question
from assistant.analytics.comparison import Verdict
from assistant.models import ToolCall

__all__ = [
    "begun",
    "changed",
    "extreme",
    "newest",
    "of_two",
    "risen",
    "stepped",
    "still",
    "turned",
    "way_of",
]

LOW_IS_BAD = ("nps", "csat", "rating_mean")
MOST_STEPS = 14
NUMBER_OF = {"nps": "nps", "csat": "csat", "ces": "ces", "sentiment": "negative"}
"""The number of a tool that two periods have in common."""

LESS = re.compile(r"\b(?:lower|less|fewer)\b|[低少][呢啊些点?？]*$")


def begun(call: ToolCall, data: Mapping[str, Any], question: Question) -> Lead | None:
    """Since when there is more of what is counted."""
    points = data.get("points")
    if call.name != "trend" or data["metric"] != "count" or not points:
        return None
    if not SINCE_WHEN.search(question.folded):
        return None
    if "onset" in data:
        names = ("onset", "since", "before", "weeks_before")
        return "lead_begun", {name: data[name] for name in names}
    if "burst" in data:
        return "lead_burst", {name: data[name] for name in ("burst", "inside", "total")}
    return "lead_not_begun", {"first": data["first_day"], "total": data["total"]}


def newest(call: ToolCall, data: Mapping[str, Any], question: Question) -> Lead | None:
    """The day of the newest one, where that is asked."""
    if call.name != "quotes" or not data.get("quotes") or not LAST_WHEN.search(question.folded):
        return None
    return "lead_newest", {"quote": data["quotes"][0]}


def still(call: ToolCall, data: Mapping[str, Any], question: Question) -> Lead | None:
    """Whether what is counted goes on, and whether it is more than the week before."""
    if call.name != "trend" or data["metric"] != "count" or "recent" not in data:
        return None
    if not STILL.search(question.folded):
        return None
    names = ("recent", "earlier", "total", "first_day", "last_day")
    growing = bool(WORSE.search(question.folded) or CALMED.search(question.folded))
    return "lead_still", {name: data[name] for name in names} | {"growing": growing}


def changed(call: ToolCall, data: Mapping[str, Any], question: Question) -> Lead | None:
    """How the average rating moved, where two periods are named, or it is asked whether it got
    better; the other scores begin so."""
    asked_if = (BETTER_OR_WORSE, ROSE)
    moved = "compare_to" in call.args or any(each.search(question.folded) for each in asked_if)
    asked = call.args.get("rank_by") == "rating_mean" and moved
    if not asked or "mean_change" not in data or data.get("by"):
        return None
    names = {"now": data["now"]["rating_mean"], "before": data["before"]["rating_mean"]}
    return "lead_changed", {**names, "change": data["mean_change"], "verdict": data["mean_verdict"]}


def of_two(call: ToolCall, data: Mapping[str, Any], question: Question) -> Lead | None:
    """Which of two periods has the higher number, or the lower if that is asked."""
    number = NUMBER_OF.get(call.name)
    if number is None or len(question.periods) != FEWEST_RANKED or data.get("by"):
        return None
    mean = call.args.get("rank_by") == "rating_mean"
    which = WHICH_OF_TWO.search(question.folded) or (question.compares and not mean)
    if "compare_to" not in call.args or not which:
        return None
    number = "rating_mean" if mean else number
    verdict = {"negative": "negative_verdict", "rating_mean": "mean_verdict"}.get(number, "verdict")
    figures = [data.get(when, {}).get(number) for when in ("now", "before")]
    if any(figure is None or figure.value is None for figure in figures):
        return None
    few = FEWEST.search(question.folded) or LESS.search(question.folded)
    low = bool(few or (number in LOW_IS_BAD and LOWER.search(question.folded)))
    first, other = sorted(figures, key=lambda figure: figure.value, reverse=not low)
    return "lead_two_periods", {
        "number": "negative_share" if number == "negative" else number,
        "names": {period: written for written, period in question.said},
        "first": first,
        "other": other,
        "same": rounded(first) == rounded(other),
        "low": low,
        "sure": data.get(verdict) not in (None, Verdict.CANNOT_TELL),
    }


def extreme(call: ToolCall, data: Mapping[str, Any], question: Question) -> Lead | None:
    """The stretch of days with the highest number and the one with the lowest."""
    if call.name != "trend" or not question.step:
        return None
    known = [point for point in data["points"] if point["figure"].value is not None]
    if len(known) < FEWEST_RANKED:
        return None
    if not (question.order or MOST.search(question.folded)):
        return None
    ordered = sorted(known, key=lambda point: -point["figure"].value)
    low_is_bad = data["metric"] in LOW_IS_BAD
    worst_first = (question.order == "worst") == low_is_bad
    wants_high = not worst_first if question.order in ("best", "worst") else True
    if FEWEST.search(question.folded):
        wants_high = False
    row, other = (ordered[0], ordered[-1]) if wants_high else (ordered[-1], ordered[0])
    return "lead_extreme", {
        "high": wants_high,
        "metric": data["metric"],
        "noun": noun_of(call) if data["metric"] == "count" else None,
        "period": row["period"],
        "figure": row["figure"],
        "other": other["period"],
        "other_figure": other["figure"],
    }


def stepped(call: ToolCall, data: Mapping[str, Any], question: Question) -> Lead | None:
    """How many there were in each week or month, where each is asked for."""
    points = data.get("points") or ()
    if call.name != "trend" or data["metric"] != "count" or not question.step:
        return None
    if not FEWEST_RANKED <= len(points) <= MOST_STEPS or SINCE_WHEN.search(question.folded):
        return None
    return "lead_stepped", {"rows": points, "noun": noun_of(call)}


def turned(call: ToolCall, data: Mapping[str, Any], question: Question) -> Lead | None:
    """Whether it gets better or worse, where that is asked."""
    if not BETTER_OR_WORSE.search(question.folded):
        return None
    if call.name == "sentiment" and "compare_to" in call.args and not data.get("by"):
        return _against(data)
    if call.name != "trend" or "verdict" not in data:
        return None
    names = ("metric", "change", "verdict")
    told = {name: data[name] for name in names}
    return "lead_turn", told | {"way": way_of(data), "halves": True}


def way_of(data: Mapping[str, Any]) -> int:
    """1 where a course surely gets better, -1 where it gets worse, 0 where none can tell."""
    sign = {Verdict.UP: 1, Verdict.DOWN: -1}.get(data["verdict"], 0)
    return sign if data["metric"] in LOW_IS_BAD else -sign


def _against(data: Mapping[str, Any]) -> Lead | None:
    """Whether less is negative than in the period that is compared with."""
    if "negative_change" not in data:
        return None
    verdict = data["negative_verdict"]
    way = {Verdict.UP: -1, Verdict.DOWN: 1}.get(verdict, 0)
    details = {"metric": "negative_share", "change": data["negative_change"], "verdict": verdict}
    return "lead_turn", details | {"way": way, "halves": False}


def risen(call: ToolCall, data: Mapping[str, Any], question: Question) -> Lead | None:
    """The theme whose complaints grew or shrank most, where that is asked."""
    wants = question.grown
    rows = [row for row in data.get("themes") or [] if "count_change" in row]
    if call.name != "complaints" or not wants or not rows:
        return None
    row = max(rows, key=lambda each: each["count_change"].value * wants)
    if row["count_change"].value * wants <= 0:
        return "lead_none_grew", {"grew": wants > 0}
    return "lead_risen", {
        "theme": row["theme"],
        "change": row["count_change"],
        "count": row["count"],
        "status": row["status"],
        "grew": wants > 0,
    }
