"""First sentences about groups: who is best, how many lie below a bound."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from assistant.agent.planner.calls.traits import TRAITS
from assistant.agent.planner.leads.ranked_groups import (
    FEWEST_RANKED,
    felt_told,
    noun_of,
    number_asked,
    ranked_groups,
    rounded,
    wants_high,
)
from assistant.agent.question.patterns.comparing import ELSEWHERE
from assistant.agent.question.patterns.figures import MEDIAN, SORTED, YES_OR_NO
from assistant.agent.question.patterns.ranking import STANDS
from assistant.agent.question.question import Question
from assistant.models import SMALL_SAMPLE, ToolCall
from assistant.tools.arguments import BoundArg, Side

PERCENT = re.compile("[%％]|percent|成")

__all__ = [
    "Lead",
    "bounded",
    "elsewhere",
    "listed",
    "means",
    "most",
    "placed",
    "reached",
    "standing",
]

Lead = tuple[str, dict[str, Any]]
"""A template and its details."""

SHARES = ("negative", "own_share")
MOST_NAMES = 12
MOST_LISTED = 5


def bounded(call: ToolCall, data: Mapping[str, Any], question: Question) -> Lead | None:
    if "within" not in data or not question.bound:
        return None
    numbers = {group["name"]: group[number_asked(call, data, question)] for group in data["groups"]}
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


def reached(call: ToolCall, data: Mapping[str, Any], question: Question) -> Lead | None:
    """Whether the one score, share or count lies beyond the bound that is asked about."""
    bound = question.bound
    if not TRAITS[call.name].splits or bound is None or data.get("by") or "now" not in data:
        return None
    if not YES_OR_NO.search(question.folded):
        return None
    number, name = _number_told(call, bound.written)
    figure = data["now"].get(name)
    if figure is None or figure.value is None:
        return None
    holds = BoundArg(side=bound.side, value=bound.value).holds(figure.value)
    return "lead_reached", {
        "number": number,
        "figure": figure,
        "holds": holds,
        "written": bound.written,
    }


def _number_told(call: ToolCall, written: str) -> tuple[str, str]:
    """The number of a tool that a bound is set to: what it is called, and its figure."""
    if call.name == "sentiment":
        share = ("negative_share", "negative")
        return share if PERCENT.search(written) else ("count", "negative_count")
    if call.name == "volume":
        return ("share_of_all", "of_all") if PERCENT.search(written) else ("count", "count")
    number = str(call.args.get("rank_by") or call.name)
    return number, number


def elsewhere(call: ToolCall, data: Mapping[str, Any], question: Question) -> Lead | None:
    """The one group that is named against all the others together."""
    by = data.get("by")
    named = question.filters.get(by, ()) if by else ()
    if len(named) != 1 or by in call.args or not ELSEWHERE.search(question.folded):
        return None
    group = next((each for each in data["groups"] if each["name"] == named[0]), None)
    number = number_asked(call, data, question)
    if group is None or group[number].value is None or number not in data["now"]:
        return None
    return "lead_elsewhere", {
        "by": by,
        "group": named[0],
        "number": number,
        "figure": group[number],
        "whole": data["now"][number],
        "against": group.get("against_rest"),
        "verdict": group.get("standing"),
    }


def standing(call: ToolCall, data: Mapping[str, Any], question: Question) -> Lead | None:
    """Where the one group stands that the question names: "is X the most complained about"."""
    by = data.get("by")
    named = question.filters.get(by, ()) if by else ()
    ranked = ranked_groups(call, data, question)
    if len(named) != 1 or by in call.args or len(ranked) < FEWEST_RANKED:
        return None
    number = number_asked(call, data, question)
    asked = bool(STANDS.search(question.folded))
    if asked:
        ranked.sort(key=lambda group: -group[number].value)
    place = next((i for i, group in enumerate(ranked) if group["name"] == named[0]), None)
    if place is None:
        return None
    return "lead_standing", {
        "by": by,
        "group": named[0],
        "figure": ranked[place][number],
        "first": ranked[0]["name"],
        "first_figure": ranked[0][number],
        "is_first": place == 0,
        "asked": asked,
        "above": _row(ranked[place - 1], number) if place else None,
        "below": _row(ranked[place + 1], number) if place + 1 < len(ranked) else None,
        "number": number,
        "high": wants_high(call, question),
    }


def _row(group: Mapping[str, Any], number: str) -> tuple[str, Any]:
    return group["name"], group[number]


def placed(call: ToolCall, data: Mapping[str, Any], question: Question) -> Lead | None:
    """The group in the place that was asked for, counted from the worst unless from the best."""
    if not TRAITS[call.name].is_score or SORTED.search(question.folded):
        return None
    if question.place is None and question.order not in ("best", "worst"):
        return None
    groups, place = ranked_groups(call, data, question), question.place or 1
    if len(groups) < max(place, FEWEST_RANKED) or (question.top or 1) > 1:
        return None
    row, number = groups[place - 1], number_asked(call, data, question)
    alike = [g["name"] for g in groups if g != row and rounded(g[number]) == rounded(row[number])]
    return "placed", {
        "ties": alike[:3],
        "place": place,
        "best": question.order == "best",
        "by": data["by"],
        "group": row["name"],
        "figure": row[number],
        "rank_by": number,
    }


def listed(call: ToolCall, data: Mapping[str, Any], question: Question) -> Lead | None:
    """The groups with their scores, in the order that is asked for."""
    groups = ranked_groups(call, data, question)
    if not TRAITS[call.name].is_score or len(groups) < FEWEST_RANKED:
        return None
    number = number_asked(call, data, question)
    if question.order not in ("best", "worst"):
        groups = [group for group in data["groups"] if group in groups]
    rows = groups[: question.top or MOST_LISTED]
    return "lead_listed", {
        "by": data["by"],
        "number": number,
        "rows": [(group["name"], group[number]) for group in rows],
        "more": len(groups) > len(rows),
        "order": question.order if question.order in ("best", "worst") else None,
        "top": bool(question.top),
    }


def means(call: ToolCall, data: Mapping[str, Any], question: Question) -> Lead | None:
    """The means of a column, the highest first unless the lowest is asked for; the one mean of a
    column that is split by nothing needs no sentence of its own."""
    groups = ranked_groups(call, data, question)
    if call.name != "column_mean" or len(groups) < FEWEST_RANKED:
        return None
    number = "median" if MEDIAN.search(question.folded) else "column_mean"
    groups.sort(key=lambda group: group[number].value, reverse=question.order != "worst")
    rows = [(group["name"], group[number]) for group in groups[: question.top or MOST_NAMES]]
    return "lead_means", {
        "by": data["by"],
        "column": data["column"],
        "rows": rows,
        "number": number,
    }


def most(call: ToolCall, data: Mapping[str, Any], question: Question) -> Lead | None:
    """Who has the most, and the fewest, of what was counted, or stands in the place asked for."""
    ranked = ranked_groups(call, data, question)[(question.place or 1) - 1 :]
    if not TRAITS[call.name].is_count or not ranked or data["by"] == "rating":
        return None
    number = number_asked(call, data, question)
    if "beyond" in data and (question.place or 1) > 1 and not wants_high(call, question):
        return None  # "the second fewest" of groups that are not all at hand
    first = rounded(ranked[0][number])
    ties = [group["name"] for group in ranked if rounded(group[number]) == first]
    return "lead_most", {
        "by": data["by"],
        "number": number,
        "noun": "complaints" if number == "negative_count" else noun_of(call),
        "felt": felt_told(call),
        "ties": ties[:3],
        "others": len(ties) - 3 if len(ties) > 3 else 0,
        "figure": ranked[0][number],
        "last": ranked[-1]["name"] if _has_an_end(data, ties, ranked, question) else None,
        "place": question.place or 1,
        "rows": [(group["name"], group[number]) for group in ranked[: question.top or 0]],
        "last_figure": ranked[-1][number],
        "few": not wants_high(call, question),
        "sound": _sound(ranked, number, ties),
    }


def _sound(
    ranked: Sequence[Mapping[str, Any]], number: str, ties: Sequence[str]
) -> tuple[str, Any] | None:
    """The first with enough records for a share, where those before it have too few."""
    if number not in SHARES or ranked[0][number].n >= SMALL_SAMPLE:
        return None
    enough = (group for group in ranked if group[number].n >= SMALL_SAMPLE)
    first = next(enough, None)
    return _row(first, number) if first and first["name"] not in ties else None


def _has_an_end(
    data: Mapping[str, Any],
    ties: Sequence[str],
    ranked: Sequence[Mapping[str, Any]],
    question: Question,
) -> bool:
    """Whether the other end is worth a word: not of a thousand customers with one review each."""
    return data["by"] != "customer_id" and len(ties) < len(ranked) and not question.place
