"""From a read question to the calls that answer it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from assistant.agent.calendar import add_months, month_of, quarter_of, week_of, year_of
from assistant.agent.intents import Intent
from assistant.agent.patterns import (
    COMPLAINING,
    FOLLOWS,
    IN_CHINESE,
    IN_ENGLISH,
    MOST,
    PRAISING,
    THEM,
    TONES,
)
from assistant.agent.question import Question
from assistant.models import Period, ToolCall
from assistant.tools.registry import TOOLS

__all__ = ["Plan", "plan"]

SCORES = ("nps", "csat", "ces")
SPLITTABLE = (*SCORES, "volume", "sentiment")
SEPARATE = ("complaints", "themes")
ALTERNATIVES = ("product", "channel", "language", "touchpoint", "segment")
MOST_DRAFTS = 10
SHORT_ENGLISH, SHORT_CHINESE = 4, 8
ABOUT_ALL = (
    "overview",
    "priority",
    "pareto",
    "safety",
    "health",
    "alerts",
    "crisis_plan",
    "new_problems",
)


@dataclass(frozen=True, slots=True)
class Plan:
    """The calls of a turn, or the name of a saying; `language` is what the answer is written in."""

    language: str
    calls: tuple[ToolCall, ...] = ()
    say: str | None = None


def plan(
    question: Question,
    intent: Intent | None,
    cued: bool,
    previous: Sequence[ToolCall],
    as_of: date,
    cited: Sequence[str] = (),
) -> Plan:
    """Decide what to call.

    `intent` is None where nothing is near enough; `cued` says that one of its cue words stands in
    the question. A question that continues the one before keeps its calls, or at least its
    filters and period, where it names none of its own.
    """
    if previous and previous[-1].name == "draft_reply" and not cued and _draft_args(question):
        args = {**previous[-1].args, **_draft_args(question)}
        return Plan(question.language, (ToolCall("draft_reply", args),))
    if previous and not cued and _asks_language(question.folded):
        return Plan(question.language, tuple(previous))
    follows = bool(previous) and _follows(question, intent)
    if follows and (intent is None or not cued):
        return Plan(question.language, tuple(_changed(c, question, as_of) for c in previous))
    if intent is None and question.periods:
        tool = "sentiment" if len(question.periods) > 2 else "overview"
        by = {"by": "day"} if len(question.periods) > 2 else {}
        args = _periods(question, as_of) | by
        return Plan(question.language, (ToolCall(tool, _accepted(tool, args)),))
    if intent is None:
        return Plan(question.language, say="not_understood")
    if intent.say:
        return Plan(question.language, say=intent.say)
    intent_tool = intent.tool
    assert intent_tool is not None
    base = _carried(previous[-1], intent_tool) if follows else {}
    args = base | dict(intent.args) | _periods(question, as_of) | _filters(question, intent)
    if follows and intent_tool == "quotes":
        args.setdefault("sort", question.order or "worst")
    calls = _calls(intent_tool, args, question, intent)
    if intent_tool == "draft_reply" and THEM.search(question.folded) and cited:
        shown: dict[str, Any] = {"ids": list(cited[:MOST_DRAFTS])}
        calls = [ToolCall(call.name, {**shown, **call.args}) for call in calls]
    return Plan(question.language, tuple(calls))


def _follows(question: Question, intent: Intent | None) -> bool:
    if intent and (intent.say or intent.name in ABOUT_ALL):
        return False
    if FOLLOWS.search(question.folded):
        return True
    if question.periods or question.filters:
        return intent is None
    short = SHORT_CHINESE if question.language == "zh" else SHORT_ENGLISH
    units = len(question.rest) if question.language == "zh" else len(question.rest.split())
    return units <= short


def _asks_language(folded: str) -> bool:
    """Whether the same is wanted in another language."""
    return bool(IN_ENGLISH.search(folded) or IN_CHINESE.search(folded))


def _changed(call: ToolCall, question: Question, as_of: date) -> ToolCall:
    """The same call with what the new question names instead."""
    args = dict(call.args)
    if question.periods:
        args.pop("compare_to", None)
        args |= _periods(question, as_of)
    args |= {name: list(values) for name, values in question.filters.items()}
    if question.by and call.name in SPLITTABLE:
        args["by"] = question.by
    if question.top and "top" in TOOLS[call.name].args.model_fields:
        args["top"] = question.top
    return ToolCall(call.name, _accepted(call.name, args))


def _carried(call: ToolCall, tool: str) -> dict[str, Any]:
    """Period and filters of the call before, for another tool."""
    scope = {k: v for k, v in call.args.items() if k in TOOLS["overview"].args.model_fields}
    return _accepted(tool, scope)


def _accepted(tool: str, args: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in args.items() if name in TOOLS[tool].args.model_fields}


def _periods(question: Question, as_of: date) -> dict[str, Any]:
    periods = question.periods
    if not periods:
        return {}
    if len(periods) > 2:
        whole = Period(min(p.start for p in periods), max(p.end for p in periods))
        return {"period": whole.as_json()}
    first = periods[0]
    found = {"period": first.as_json()}
    if len(periods) == 2 and periods[1] != first:
        found["compare_to"] = periods[1].as_json()
    elif question.year_before:
        earlier = Period(add_months(first.start, -12), add_months(first.end, -12))
        found["compare_to"] = earlier.as_json()
    elif question.versus_last:
        found["compare_to"] = _calendar_before(first, as_of).as_json()
    return found


def _calendar_before(period: Period, as_of: date) -> Period:
    """The whole week, month, quarter or year before one that may be cut at the as-of day."""
    for unit in (week_of, month_of, quarter_of, year_of):
        whole = unit(period.start)
        if whole.start == period.start and min(whole.end, as_of) == period.end:
            return unit(period.start, -1)
    return period.before()


def _filters(question: Question, intent: Intent) -> dict[str, Any]:
    filters: dict[str, Any] = {name: list(values) for name, values in question.filters.items()}
    if intent.name in ("volume", "quotes", "complaints", "trend") and question.quoted:
        filters["words"] = list(question.quoted)
    redundant = {
        "complaints": ("sentiment", "emotion"),
        "praise": ("sentiment", "emotion"),
        "themes": ("sentiment",),
        "sentiment": ("sentiment", "emotion"),
        "trend": ("sentiment",),
        "priority": ("sentiment", "emotion", "urgency"),
        "safety": ("theme",),
        "drivers": ("sentiment",),
        "health": ("sentiment", "urgency"),
        "alerts": ("sentiment", "urgency", "theme"),
        "crisis_plan": ("sentiment", "urgency", "theme"),
        "new_problems": ("sentiment", "emotion"),
        "nps": ("sentiment",),
        "csat": ("sentiment", "rating"),
        "rating": ("sentiment", "rating"),
    }
    for name in redundant.get(intent.name, ()):
        filters.pop(name, None)
    if "rating" in filters:
        filters["rating"] = [int(star) for star in filters["rating"]]
        filters.pop("sentiment", None)
    return filters


def _calls(tool: str, args: dict[str, Any], question: Question, intent: Intent) -> list[ToolCall]:
    if question.foretells and tool in ("nps", "csat"):
        tool = "trend"
    if tool in ("volume", "quotes"):
        _take_side(args, question)
    if tool == "complaints" and question.by and (question.order or MOST.search(question.folded)):
        tool = "sentiment"
    if tool == "drivers" and "without_theme" in args:
        args["theme"] = args.pop("without_theme")
    if tool in SPLITTABLE:
        by = question.by or _compared_field(args, question)
        if by == "rating" and (tool in SCORES or args.get("rating")):
            by = _compared_field(args, question)
        if by:
            args["by"] = by
    if intent.name == "rating" or (tool == "csat" and "rating" in question.folded):
        args["rank_by"] = "rating_mean"
    if len(question.periods) > 2 and tool in ("volume", "sentiment", "complaints"):
        args["by"] = "day"
        tool = "sentiment" if tool == "complaints" else tool
    if tool == "before_after":
        if "period" not in args:
            tool = "trend"
        else:
            args["changed_on"] = args.pop("period")["start"]
    if tool == "draft_reply":
        args |= _draft_args(question)
    if tool == "policy":
        args["query"] = question.text
    if tool == "drivers":
        args["score"] = "rating" if _metric(question) == "rating_mean" else "nps"
    if question.top:
        args |= {"top": question.top, "limit": question.top}
    if tool == "quotes":
        args.setdefault("sort", question.order or _sort_of(args))
    if tool == "crisis_plan":
        args["about"] = question.rest or question.text
    if tool == "search":
        args["query"] = " ".join(question.quoted) or question.rest or question.text
    if tool == "trend":
        args["metric"] = _metric(question)
    if tool in SEPARATE and question.compares:
        field_name = _compared_field(args, question)
        if field_name:
            return [
                ToolCall(tool, _accepted(tool, args | {field_name: [value]}))
                for value in args[field_name]
            ]
    return [ToolCall(tool, _accepted(tool, args))]


def _take_side(args: dict[str, Any], question: Question) -> None:
    """ "Complaints about delivery" are those that blame it, not all that mention it."""
    if args.get("customer_id"):
        return
    for stance, pattern in (("negative", COMPLAINING), ("positive", PRAISING)):
        if pattern.search(question.folded):
            if args.get("theme"):
                args["stance"] = [stance]
                args.pop("sentiment", None)
            elif not args.get("rating") and not args.get("words"):
                args["sentiment"] = [stance]
            return


def _draft_args(question: Question) -> dict[str, Any]:
    """The ids, the tone and the language that a question about replies names."""
    found: dict[str, Any] = {}
    if question.feedback_ids:
        found["ids"] = list(question.feedback_ids)
    tone = next((name for name, words in TONES.items() if words.search(question.folded)), None)
    if tone:
        found["tone"] = tone
    if _asks_language(question.folded):
        found["in_language"] = question.language
    return found


def _compared_field(args: Mapping[str, Any], question: Question) -> str | None:
    """The field of which several values are named, to be set side by side."""
    named = question.filters
    side_by_side = (f for f in ALTERNATIVES if f not in question.left_out)
    return next((f for f in side_by_side if len(named.get(f, ())) > 1 and f in args), None)


def _sort_of(args: Mapping[str, Any]) -> str:
    negative = args.get("emotion") or "negative" in args.get("sentiment", ())
    return "worst" if negative else "newest"


def _metric(question: Question) -> str:
    for metric, words in (
        ("nps", ("nps", "推荐")),
        ("csat", ("csat", "satisf", "满意")),
        ("rating_mean", ("rating", "star", "评分", "星级", "均分")),
        ("count", ("volume", "how many", "数量", "多少条")),
    ):
        if any(word in question.folded for word in words):
            return metric
    return "negative_share"
