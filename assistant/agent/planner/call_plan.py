"""From a read question to the calls that answer it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from assistant.agent.planner.call_args import (
    accepted,
    asks_language,
    compared_field,
    filter_args,
    intent_filters,
    period_args,
    set_mood,
    sort_asked,
)
from assistant.agent.planner.calls import calls_of
from assistant.agent.planner.follow_ups import (
    Written,
    as_it_is,
    carried,
    changed,
    continues,
    subject,
    with_names,
)
from assistant.agent.planner.traits import TRAITS
from assistant.agent.question.intents import Intent
from assistant.agent.question.moves import is_only_language
from assistant.agent.question.patterns import ABOUT, REPEAT, SCORE, THEM
from assistant.agent.question.question import Question
from assistant.agent.question.ranking_patterns import MOST
from assistant.agent.thread import Thread
from assistant.models import Period, ToolCall

__all__ = ["CallPlan", "plan_calls"]

MOST_DRAFTS = 10
GOOD_STARS = 4
LONG_ENGLISH, LONG_CHINESE = 8, 2
"""Letters of a rest that says more than a name."""


@dataclass(frozen=True, slots=True)
class CallPlan:
    """The calls of a turn, or the name of a saying with its details.

    `language` is what the answer is written in; `remarks` are templates of things that the answer
    must say of the plan itself (a standing rule that was applied, a word that was looked for),
    `lead` is the template of the sentence that it must begin with.
    """

    language: str
    calls: tuple[ToolCall, ...] = ()
    say: str | None = None
    details: Mapping[str, Any] = field(default_factory=dict)
    remarks: tuple[tuple[str, Mapping[str, Any]], ...] = ()
    lead: tuple[str, Mapping[str, Any]] | None = None


def plan_calls(
    question: Question,
    intent: Intent | None,
    cued: bool,
    thread: Thread,
    as_of: date,
    whole: Period | None = None,
    written: Written = as_it_is,
) -> CallPlan:
    """Decide what to call.

    `intent` is None where nothing is near enough; `cued` says that one of its cue words stands in
    the question. A question that continues the one before keeps its calls, or at least its
    filters and period, where it names none of its own. `whole` is the time that has feedback,
    `written` gives how an answer writes a name of a field.
    """
    previous = thread.calls
    asks = asks_language(question.folded)
    if previous and asks and (not cued or is_only_language(question.folded)):
        return CallPlan(question.language, previous)
    follows = bool(previous) and continues(question, intent, cued)
    if follows and (intent is None or not cued):
        again = tuple(_asked_again(question, thread, as_of))
        # The same calls answer "and the second worst": the first sentence is another.
        most = MOST.search(question.folded)
        ends = question.place or question.order in ("best", "worst") or question.top or most
        asks_order = ends or question.ranks or question.grown
        # The period named may be the same: on a Monday this week is today.
        said_anew = question.periods or not question.rest
        meant = asks_order or REPEAT.search(question.folded) or said_anew
        if again != previous or meant:
            return CallPlan(question.language, again)
        # The same answer once more would be one to another question, and so would be a guess.
        return CallPlan(question.language, say="not_understood")
    if intent is None and (question.periods or question.filters):
        return CallPlan(question.language, (_glance(question, as_of),))
    if intent is None:
        return CallPlan(question.language, say="not_understood")
    if intent.say:
        return CallPlan(question.language, say=intent.say)
    tool = intent.tool
    assert tool is not None
    before = previous[-1] if follows else None
    dangers = before is not None and before.name == "dangers" and bool(thread.cited)
    if dangers and tool == "quotes" and not _names_anything(question):
        told: dict[str, Any] = {"ids": list(thread.cited)}
        return CallPlan(question.language, (ToolCall("quotes", told),))
    args = carried(before, tool) if before else {}
    if before:
        args |= subject(thread, tool, question, as_of, written)
    if "positive" in intent.args.get("stance", ()) and min(args.get("rating", (5,))) < GOOD_STARS:
        args.pop("rating")
    args |= dict(intent.args) | period_args(question, as_of, args.get("period"))
    same = before is not None and before.name == tool
    if before and not same:
        # What this tool looks at by itself, the one before had to be told.
        args = {n: v for n, v in args.items() if n not in intent.ignores or n in intent.args}
    args = with_names(args, intent_filters(question, intent, narrows=same))
    if before and before.name == "complaints" and tool in ("volume", "quotes"):
        set_mood(args, ["negative"])
    if before and tool == "quotes":
        if not args.get("theme") and (told := args.pop("stance", None)):
            args["sentiment"] = told
        praised = "positive" in (*args.get("sentiment", ()), *args.get("stance", ()))
        args.setdefault("sort", sort_asked(question, "best" if praised else "worst"))
    calls = calls_of(tool, args, question, intent, before, as_of, whole)
    if (
        before
        and before.name == "csat"
        and tool == "explain_change"
        and not SCORE.search(question.folded)
    ):
        calls = [ToolCall(call.name, {**call.args, "score": "rating"}) for call in calls]
    if tool == "draft_reply" and THEM.search(question.folded) and thread.cited:
        shown: dict[str, Any] = {"ids": list(thread.cited[:MOST_DRAFTS])}
        calls = [ToolCall(call.name, {**shown, **call.args}) for call in calls]
    return CallPlan(question.language, tuple(calls))


def _names_anything(question: Question) -> bool:
    return bool(question.filters or question.periods or question.quoted or question.order)


def _asked_again(question: Question, thread: Thread, as_of: date) -> list[ToolCall]:
    """The calls of the turn before with what the new question names instead."""
    if question.place and TRAITS[thread.calls[-1].name].groups_themes:
        found = thread.chosen("best" if question.order == "best" else None, question.place)
        if found:
            args = carried(thread.calls[-1], "quotes") | {found[0]: [found[1]]}
            return [ToolCall("quotes", args | {"stance": ["negative"], "sort": "worst"})]
    return [changed(call, question, as_of) for call in thread.calls]


def _glance(question: Question, as_of: date) -> ToolCall:
    """What to show where only a period or a name is understood: days or names side by side, what
    was said like the rest of the question, or an overview."""
    args = period_args(question, as_of) | filter_args(question)
    if len(question.periods) > 2:
        return ToolCall("sentiment", accepted("sentiment", args | {"by": "day"}))
    if "compare_to" in args and args.get("rating"):
        return ToolCall("volume", accepted("volume", args))
    if "compare_to" in args and "theme" not in args:
        return ToolCall("csat", accepted("csat", args))
    if field := compared_field(args, question, kinds=True):
        if args.get("sentiment") == ["positive"]:
            return ToolCall("volume", accepted("volume", args | {"by": field}))
        if args.pop("sentiment", None):
            return ToolCall("sentiment", accepted("sentiment", args | {"by": field}))
        return ToolCall("csat", accepted("csat", args | {"by": field}))
    enough = LONG_CHINESE if question.language == "zh" else LONG_ENGLISH
    about = question.filters or ABOUT.search(question.folded)
    if args.get("rating") or args.get("emotion"):
        return ToolCall(
            "quotes", accepted("quotes", args | {"sort": sort_asked(question, "worst")})
        )
    if about and len(question.rest) >= enough:
        return ToolCall("search", accepted("search", args | {"query": question.wording}))
    return ToolCall("overview", accepted("overview", args))
