"""Questions that continue the one before: what they keep of its calls, and what they change."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from assistant.agent.planner.call_args import (
    ALTERNATIVES,
    accepted,
    calendar_before,
    compared_period,
    filter_args,
    period_args,
)
from assistant.agent.planner.traits import TRAITS
from assistant.agent.question.intents import Intent
from assistant.agent.question.patterns import (
    COMPARE_ONLY,
    FOLLOWS,
    HOW_MANY,
    MOST,
    SHARE,
    STARS_AGAIN,
    STEP_BACK,
    TOP_GROUPS,
    WITH_DETAIL,
)
from assistant.agent.question.question import Question
from assistant.agent.question.reader import read_question
from assistant.agent.thread import Thread
from assistant.models import Period, ToolCall
from assistant.tools.context import DEFAULT_DAYS
from assistant.tools.registry import TOOLS

__all__ = ["carried", "changed", "continues", "subject"]

MOODS = ("sentiment", "emotion", "urgency", "rating")
"""Filters that say which of the records in question are meant, not which question it is."""

SHORT_ENGLISH, SHORT_CHINESE = 4, 8


def continues(question: Question, intent: Intent | None, cued: bool) -> bool:
    """Whether a question leans on the turn before."""
    names_something = question.periods or question.filters or question.by or question.place
    if intent and intent.say and (cued or not names_something):
        return False
    if intent and cued and intent.of_all:
        return False
    if FOLLOWS.search(question.folded):
        return True
    if question.periods or not question.filters.keys() <= set(MOODS):
        return intent is None or not cued
    short = SHORT_CHINESE if question.language == "zh" else SHORT_ENGLISH
    units = len(question.rest) if question.language == "zh" else len(question.rest.split())
    return units <= short


def changed(call: ToolCall, question: Question, as_of: date) -> ToolCall:
    """The same call with what the new question names instead."""
    name, args = call.name, dict(call.args)
    if compared := compared_period(question) if question.against else None:
        same = args.get("period") == compared.as_json()
        args["compare_to"] = (compared.before() if same else compared).as_json()
    elif STEP_BACK.search(question.folded):
        args.pop("compare_to", None)
        args["period"] = _period_before(args, as_of).as_json()
    elif question.periods or question.year_before:
        args.pop("compare_to", None)
        args |= period_args(question, as_of, args.get("period"))
    named = filter_args(question)
    beside = next((f for f in ALTERNATIVES if f in named and args.get(f)), None)
    if beside and COMPARE_ONLY.search(question.folded):
        named[beside] = list(dict.fromkeys((*args[beside], *named[beside])))
        name = TRAITS[name].counted_by or name
        args["by"] = beside
    args |= named
    if HOW_MANY.search(question.folded) and not question.by and not TRAITS[name].splits:
        if name == "complaints":
            args.setdefault("sentiment", ["negative"])
        name = "volume"
    if question.by:
        name = TRAITS[name].counted_by or name
        args["by"] = question.by
    if stars := _stars_again(args, question.folded):
        args["rating"] = stars
    if question.top:
        args |= {"top": min(question.top, 20), "limit": question.top}
    if question.order and name == "quotes":
        args["sort"] = question.order
    if WITH_DETAIL.search(question.folded) and name in ("complaints", "themes"):
        args.setdefault("top", 10)
    return ToolCall(name, accepted(name, args))


def _period_before(args: Mapping[str, Any], as_of: date) -> Period:
    """The period before the one of a call, whole weeks and months before such."""
    given = args.get("period")
    if not given:
        return Period(as_of - timedelta(days=DEFAULT_DAYS - 1), as_of).before()
    found = Period(*(date.fromisoformat(given[end]) for end in ("start", "end")))
    return calendar_before(found, as_of)


def _stars_again(args: Mapping[str, Any], folded: str) -> list[int]:
    """Other stars, where the turn before was about stars: "and 4 or more?"; else none."""
    match = STARS_AGAIN.fullmatch(folded) if args.get("rating") else None
    if not match:
        return []
    star, way = int(match[1]), match[2] or ""
    if way in ("or more", "and up", "and above", "以上", "及以上"):
        return list(range(star, 6))
    return list(range(1, star + 1)) if way else [star]


def carried(call: ToolCall, tool: str) -> dict[str, Any]:
    """Period and filters of the call before, for another tool."""
    scope = {k: v for k, v in call.args.items() if k in TOOLS["overview"].args.model_fields}
    return accepted(tool, scope)


def subject(thread: Thread, tool: str, question: Question, as_of: date) -> Mapping[str, Any]:
    """The product, channel … that the last ranking chose, as a filter for what is asked of it.

    Only for a tool that looks at one thing, after a question for the best or the worst, and where
    the new question names no other.
    """
    if not TRAITS[tool].one_thing or not thread.calls or question.by:
        return {}
    before = read_question(thread.question, as_of, ())
    most = bool(MOST.search(before.folded) or TOP_GROUPS.search(before.folded))
    places = (question.place, before.place)
    if not (any(places) or most or before.order in ("worst", "best")):
        return {}
    order = question.order or before.order
    by_count = most and not SHARE.search(before.folded)
    chosen = thread.chosen(order, question.place or before.place, by_count=by_count)
    if chosen is None or chosen[0] in question.filters:
        return {}
    return {chosen[0]: [chosen[1]]}
