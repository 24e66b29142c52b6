"""First sentences of answers to follow-ups that ask something of the answer before."""

from collections.abc import Callable, Mapping
from typing import Any

from assistant.agent.planner.leads.groups import Lead
from assistant.agent.planner.leads.ranked_groups import noun_of
from assistant.agent.question.moves import Move
from assistant.agent.question.patterns.course import MOVED_BY
from assistant.agent.question.question import Question
from assistant.models import Figure, Sentiment, ToolCall
from assistant.tools.result import Quote

__all__ = ["moved", "moved_by"]

Data = Mapping[str, Any]
MOST_NAMES = 12
UNHAPPY = 2
"""Stars up to which a review counts as unhappy, whatever its words."""


def moved(call: ToolCall, data: Data, question: Question) -> Lead | None:
    """The sentence that answers a move; None for other questions."""
    rule = _LEADS.get(question.move) if question.move else None
    return rule(call, data) if rule else None


def moved_by(call: ToolCall, data: Data, question: Question) -> Lead | None:
    """How much a number moved, in a question that asks no answer before it."""
    return _differs(call, data) if MOVED_BY.search(question.folded) else None


def _ended(call: ToolCall, data: Data) -> Lead | None:
    """Until when there was much of what is counted, and what has come since."""
    if call.name != "trend" or "peak" not in data:
        return None
    names = ("peak", "last_high", "after", "goes_on", "last_day")
    return "lead_until", {name: data[name] for name in names}


def _differs(call: ToolCall, data: Data) -> Lead | None:
    """How much a number moved between two periods."""
    now, before = data.get("now"), data.get("before")
    if not (now and before) or data.get("by"):
        return None
    blames = call.name == "volume" and noun_of(call) == "complaints"
    for number, change, verdict in (
        ("rating_mean", "mean_change", "mean_verdict"),
        ("nps", "change", "verdict"),
        ("csat", "change", "verdict"),
        ("ces", "change", "verdict"),
        ("negative", "negative_change", "negative_verdict"),
        ("count", "change", "verdict"),
    ):
        if number == "rating_mean" and call.args.get("rank_by") != number:
            continue
        if number in now and number in before and isinstance(data.get(change), Figure):
            return "lead_difference", {
                "number": "negative_count" if blames and number == "count" else number,
                "now": now[number],
                "before": before[number],
                "change": data[change],
                "verdict": data.get(verdict, data.get("share_verdict")),
            }
    return None


def _counted(call: ToolCall, data: Data) -> Lead | None:
    """How many records each group has."""
    if call.name != "volume" or not data.get("groups"):
        return None
    rows = [(group["name"], group["count"]) for group in data["groups"][:MOST_NAMES]]
    return "lead_each", {"by": data["by"], "rows": rows}


def _problem(call: ToolCall, data: Data) -> Lead | None:
    """How many records the one new problem has."""
    rows = [*(data.get("problems") or ()), *(data.get("grown") or ())]
    if call.name != "new_problems" or len(rows) != 1:
        return None
    return "lead_problem", {"count": rows[0]["count"], "names": rows[0]["names"]}


def _due(call: ToolCall, data: Data) -> Lead | None:
    """By when the reviews want an answer."""
    if call.name != "reply_queue":
        return None
    return "lead_due", {"rows": data["rows"]}


def _always(call: ToolCall, data: Data) -> Lead | None:
    """Whether a customer was unhappy from the beginning."""
    quotes = data.get("quotes") or []
    if call.name != "customer" or "count" not in data or len(quotes) < data["count"].value:
        return None
    unhappy = [each for each in quotes if _is_unhappy(each)]
    first = min((each.day for each in unhappy), default=None)
    return "lead_always", {
        "count": data["count"],
        "complaints": data["complaints"],
        "first_day": data["first_day"],
        "first_bad": first,
        "last_good": max((e.day for e in quotes if first and e.day < first), default=None),
        "all_bad": len(unhappy) == len(quotes),
    }


def _is_unhappy(quote: Quote) -> bool:
    few = quote.rating is not None and quote.rating <= UNHAPPY
    return few or quote.sentiment == Sentiment.NEGATIVE


def _first(call: ToolCall, data: Data) -> Lead | None:
    """The parts of the rank of the first problem."""
    rows = data.get("rows")
    if call.name != "priority" or not rows:
        return None
    parts = ("urgency", "reach", "severity", "trend")
    first = rows[0]
    highest = [
        part
        for part in parts
        if first[part].value is not None
        and first[part].value >= max(row[part].value or 0 for row in rows)
    ]
    return "lead_why_first", {"row": first, "parts": parts, "highest": highest}


_LEADS: Mapping[Move, Callable[[ToolCall, Data], Lead | None]] = {
    Move.UNTIL: _ended,
    Move.NORMAL: _ended,
    Move.DIFFERENCE: _differs,
    Move.AGAINST_BEFORE: _differs,
    Move.REAL: _differs,
    Move.EACH: _counted,
    Move.COUNT: _problem,
    Move.DUE: _due,
    Move.ALWAYS: _always,
    Move.WHY: _first,
    Move.WHY_THAT: _first,
}
