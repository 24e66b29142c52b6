"""The sentence that answers a question first: who is best, how many lie below a bound, which of
two is the higher."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from assistant.agent.planner.traits import TRAITS
from assistant.agent.question.patterns import FEWEST, HIGHEST, MOST, SHARE, TOP_GROUPS, UNRATED
from assistant.agent.question.question import Question
from assistant.agent.results import Results
from assistant.models import Figure, ToolCall
from assistant.tools.arguments import Side
from assistant.tools.result import ToolResult

__all__ = ["Lead", "chosen_group", "lead_of"]

Lead = tuple[str, dict[str, Any]]
FEWEST_RANKED = 2
"""Groups of which one can be the best or the worst."""

MOST_NAMES = 12


def lead_of(results: Results, question: Question) -> Lead | None:
    """The template of the first sentence and its details; None where the answer needs none."""
    if not results:
        return None
    call, result = results[0]
    rules: tuple[Callable[[ToolCall, Mapping[str, Any], Question], Lead | None], ...] = (
        _unrated,
        _bounded,
        _standing,
        _placed,
        _compared,
        _changed,
        _most,
        _extreme,
        _risen,
    )
    found = (rule(call, result.data, question) for rule in rules)
    return next((lead for lead in found if lead), None)


def chosen_group(result: ToolResult, call: ToolCall, question: Question) -> str | None:
    """The group that a ranking put where the question looks; None where it ranked none."""
    groups = _ranked(call, result.data, question)
    place = question.place or 1
    return str(groups[place - 1]["name"]) if len(groups) >= max(place, FEWEST_RANKED) else None


def _unrated(_: ToolCall, data: Mapping[str, Any], question: Question) -> Lead | None:
    if "unrated" not in data or not UNRATED.search(question.folded):
        return None
    return "lead_unrated", {"unrated": data["unrated"], "records": data["records"]}


def _bounded(call: ToolCall, data: Mapping[str, Any], question: Question) -> Lead | None:
    if "within" not in data or not question.bound:
        return None
    numbers = {group["name"]: group[_number(call, data, question)] for group in data["groups"]}
    rows = [(name, numbers.get(name)) for name in data["within"]]
    return "lead_bounded", {
        "by": data["by"],
        "written": question.bound.written,
        "zero": question.bound.side is Side.AT_MOST and not question.bound.value,
        "rows": rows[:MOST_NAMES],
        "more": len(rows) > MOST_NAMES,
        "count": data["within_count"],
        "of": data["of_count"],
    }


def _standing(call: ToolCall, data: Mapping[str, Any], question: Question) -> Lead | None:
    """Where the one group stands that the question names: "is X the most complained about"."""
    by = data.get("by")
    named = question.filters.get(by, ()) if by else ()
    ranked = _ranked(call, data, question)
    if len(named) != 1 or by in call.args or len(ranked) < FEWEST_RANKED:
        return None
    place = next((i for i, group in enumerate(ranked) if group["name"] == named[0]), None)
    if place is None:
        return None
    number = _number(call, data, question)
    return "lead_standing", {
        "by": by,
        "group": named[0],
        "figure": ranked[place][number],
        "first": ranked[0]["name"],
        "first_figure": ranked[0][number],
        "is_first": place == 0,
        "number": number,
        "high": _wants_high(call, question),
    }


def _placed(call: ToolCall, data: Mapping[str, Any], question: Question) -> Lead | None:
    """The group in the place that was asked for, counted from the worst unless from the best."""
    if not TRAITS[call.name].is_score:
        return None
    if question.place is None and question.order not in ("best", "worst"):
        return None
    groups, place = _ranked(call, data, question), question.place or 1
    if len(groups) < max(place, FEWEST_RANKED):
        return None
    row = groups[place - 1]
    return "placed", {
        "place": place,
        "best": question.order == "best",
        "by": data["by"],
        "group": row["name"],
        "figure": row[_number(call, data, question)],
        "rank_by": _number(call, data, question),
    }


def _compared(call: ToolCall, data: Mapping[str, Any], question: Question) -> Lead | None:
    """Which of the named groups is the higher."""
    groups = data.get("groups") or []
    by = data.get("by")
    named = call.args.get(str(by), ())
    if not TRAITS[call.name].is_score or len(named) < FEWEST_RANKED:
        return None
    if by in question.left_out or not groups:
        return None
    number = str(data.get("rank_by") or call.name)
    if len(groups) == 1:
        missing = [name for name in named if name != groups[0]["name"]]
        details = {
            "by": by,
            "group": groups[0]["name"],
            "figure": groups[0][number],
            "missing": missing,
        }
        return "lead_one_sided", details | {"number": number}
    first, last = groups[0], groups[-1]
    return "lead_compared", {
        "by": by,
        "number": number,
        "first": first["name"],
        "first_figure": first[number],
        "last": last["name"],
        "last_figure": last[number],
        "same": _rounded(first[number]) == _rounded(last[number]),
        "sure": first.get("standing") == "up" or last.get("standing") == "down",
        "two": len(groups) == FEWEST_RANKED,
    }


def _changed(call: ToolCall, data: Mapping[str, Any], question: Question) -> Lead | None:
    """How the average rating moved, where two periods are named; the other scores begin so."""
    asked = call.args.get("rank_by") == "rating_mean" and "compare_to" in call.args
    if not asked or "mean_change" not in data or question.by:
        return None
    names = {"now": data["now"]["rating_mean"], "before": data["before"]["rating_mean"]}
    return "lead_changed", {**names, "change": data["mean_change"], "verdict": data["mean_verdict"]}


def _most(call: ToolCall, data: Mapping[str, Any], question: Question) -> Lead | None:
    """Who has the most, and the fewest, of what was counted, or stands in the place asked for."""
    ranked = _ranked(call, data, question)[(question.place or 1) - 1 :]
    if not TRAITS[call.name].is_count or not ranked or data["by"] == "rating":
        return None
    number = _number(call, data, question)
    first = _rounded(ranked[0][number])
    ties = [group["name"] for group in ranked if _rounded(group[number]) == first]
    return "lead_most", {
        "by": data["by"],
        "number": number,
        "complaints": number == "negative_count" or _is_blame(call),
        "ties": ties[:3],
        "others": len(ties) - 3 if len(ties) > 3 else 0,
        "figure": ranked[0][number],
        "last": ranked[-1]["name"] if _has_an_end(data, ties, ranked, question) else None,
        "place": question.place or 1,
        "rows": [(group["name"], group[number]) for group in ranked[: question.top or 0]],
        "last_figure": ranked[-1][number],
        "few": not _wants_high(call, question),
    }


def _has_an_end(
    data: Mapping[str, Any],
    ties: Sequence[str],
    ranked: Sequence[Mapping[str, Any]],
    question: Question,
) -> bool:
    """Whether the other end is worth a word: not of a thousand customers with one review each."""
    return data["by"] != "customer_id" and len(ties) < len(ranked) and not question.place


def _extreme(call: ToolCall, data: Mapping[str, Any], question: Question) -> Lead | None:
    """The stretch of days with the highest number and the one with the lowest."""
    if call.name != "trend" or not question.step:
        return None
    known = [point for point in data["points"] if point["figure"].value is not None]
    if len(known) < FEWEST_RANKED:
        return None
    if not (question.order or MOST.search(question.folded)):
        return None
    ordered = sorted(known, key=lambda point: -point["figure"].value)
    low_is_bad = data["metric"] in ("nps", "csat", "rating_mean")
    worst_first = (question.order == "worst") == low_is_bad
    wants_high = not worst_first if question.order in ("best", "worst") else True
    if FEWEST.search(question.folded):
        wants_high = False
    row, other = (ordered[0], ordered[-1]) if wants_high else (ordered[-1], ordered[0])
    return "lead_extreme", {
        "high": wants_high,
        "metric": data["metric"],
        "period": row["period"],
        "figure": row["figure"],
        "other": other["period"],
        "other_figure": other["figure"],
    }


def _risen(call: ToolCall, data: Mapping[str, Any], question: Question) -> Lead | None:
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


def _ranked(call: ToolCall, data: Mapping[str, Any], question: Question) -> list[Mapping[str, Any]]:
    """The groups, first the one that the question looks for."""
    groups = data.get("groups") or []
    if not TRAITS[call.name].splits or not groups:
        return []
    number = _number(call, data, question)
    known = [group for group in groups if group[number].value is not None]
    sign = -1 if _wants_high(call, question) else 1
    return sorted(known, key=lambda group: (sign * group[number].value, str(group["name"])))


def _number(call: ToolCall, data: Mapping[str, Any], question: Question) -> str:
    """The figure of a group that the question is about."""
    if call.name == "sentiment":
        ranks = MOST.search(question.folded) or TOP_GROUPS.search(question.folded)
        counts = ranks and not SHARE.search(question.folded)
        return "negative_count" if counts and not question.bound else "negative"
    if call.name == "volume":
        return "count"
    return str(data.get("rank_by") or call.name)


def _wants_high(call: ToolCall, question: Question) -> bool:
    if FEWEST.search(question.folded) and not HIGHEST.search(question.folded):
        return False
    if TRAITS[call.name].is_count:
        # "The best channel" has the lowest share of complaints, "the highest share" the highest.
        return question.order != "best" or not _about_quality(question)
    return question.order == "best"


def _about_quality(question: Question) -> bool:
    """Whether "best" is said of a thing and not, as 最高, of a number."""
    return not SHARE.search(question.folded) and not MOST.search(question.folded)


def _is_blame(call: ToolCall) -> bool:
    return "negative" in (*call.args.get("sentiment", ()), *call.args.get("stance", ()))


def _rounded(figure: Figure) -> float:
    assert isinstance(figure.value, int | float)
    return round(figure.value, 2)
