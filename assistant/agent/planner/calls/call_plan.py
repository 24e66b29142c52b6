"""From a read question to the calls that answer it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from assistant.agent.planner.calls.call_args import (
    asks_language,
    compared_field,
    filter_args,
    fitted,
    in_mood,
    intent_filters,
    period_args,
    sort_asked,
)
from assistant.agent.planner.calls.calls import calls_of
from assistant.agent.planner.calls.continuing import (
    LEAD_IN,
    continues,
    of_its_own,
    of_the_groups,
    of_their_course,
)
from assistant.agent.planner.calls.follow_ups import (
    Written,
    as_it_is,
    carried,
    changed,
    subject,
    with_names,
)
from assistant.agent.planner.calls.traits import TRAITS
from assistant.agent.planner.calls.wanted import Wanted
from assistant.agent.question.intents import Intent
from assistant.agent.question.moves import is_only_language
from assistant.agent.question.patterns.common import ABOUT, SCORE
from assistant.agent.question.patterns.ranking import MOST, SO_MANY_SHOWN
from assistant.agent.question.patterns.references import REPEAT, THEM
from assistant.agent.question.question import Question
from assistant.agent.thread import Thread
from assistant.models import Period, ToolCall
from assistant.tools.registry import TOOLS

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
    leans = bool(previous) and of_the_groups(question, previous[-1])
    leans = leans or of_their_course(question, thread)
    follows = leans or (bool(previous) and continues(question, intent, cued))
    if follows and (intent is None or not cued):
        return _asked_again(question, thread, as_of)
    if intent is None and (question.periods or question.filters):
        return CallPlan(question.language, (_glance(question, as_of),))
    if intent is None or intent.say:
        return CallPlan(question.language, say=intent.say if intent else "not_understood")
    before = of_its_own(thread.last, question, intent) if follows else None
    wanted = Wanted(question, intent, before, as_of, whole)
    if _shows_dangers(wanted, thread):
        told = ToolCall("quotes", {"ids": list(thread.cited)})
        return CallPlan(question.language, (told,))
    call = _begun(wanted, thread, written)
    calls = (_of_what_was_shown(each, wanted, thread) for each in calls_of(call, wanted))
    return CallPlan(question.language, tuple(calls))


def _shows_dangers(wanted: Wanted, thread: Thread) -> bool:
    """Whether the texts of the dangers are wanted that were just told of."""
    before, question = wanted.before, wanted.question
    named = question.filters or question.periods or question.quoted or question.order
    dangers = before is not None and before.name == "dangers" and bool(thread.cited)
    return dangers and wanted.intent.tool == "quotes" and not named


def _begun(wanted: Wanted, thread: Thread, written: Written) -> ToolCall:
    """The call of the intent's tool with what the question names, and what it keeps of the call
    that it leans on."""
    question, intent, before = wanted.question, wanted.intent, wanted.before
    assert intent.tool is not None
    tool = intent.tool
    if tool == "themes" and before and before.args.get("sentiment") == ["negative"]:
        tool = "complaints"  # what those talk about who were counted as unhappy
    call = ToolCall(tool, carried(before, tool) if before else {})
    if before:
        call = call.having(**subject(thread, call.name, question, wanted.as_of, written))
    praise = "positive" in intent.args.get("stance", ())
    if praise and min(call.args.get("rating", (5,))) < GOOD_STARS:
        call = call.lacking("rating")
    periods = period_args(question, wanted.as_of, call.args.get("period"))
    call = call.having(**intent.args).having(**periods)
    same = before is not None and before.name == call.name
    if before and not same:
        # What this tool looks at by itself, the one before had to be told.
        call = call.lacking(*(name for name in intent.ignores if name not in intent.args))
    if before and TRAITS[call.name].splits and of_the_groups(question, before):
        call = call.having(by=before.args["by"])
    named = intent_filters(question, intent, narrows=same)
    call = ToolCall(call.name, with_names(call.args, named))
    return _of_its_mood(call, before, question) if before else call


def _of_its_mood(call: ToolCall, before: ToolCall, question: Question) -> ToolCall:
    """The records that are shown or counted after an answer are those that it told of."""
    if before.name == "complaints" and call.name in ("volume", "quotes"):
        call = in_mood(call, "negative")
    if call.name != "quotes":
        return call
    stance = call.args.get("stance")
    if stance and not call.args.get("theme"):
        call = call.lacking("stance").having(sentiment=stance)
    praised = "positive" in (*call.args.get("sentiment", ()), *call.args.get("stance", ()))
    return call.otherwise(sort=sort_asked(question, "best" if praised else "worst"))


def _of_what_was_shown(call: ToolCall, wanted: Wanted, thread: Thread) -> ToolCall:
    """Why the stars changed after an answer about stars, and drafts for the reviews that were
    shown."""
    of_stars = wanted.before is not None and wanted.before.name == "csat"
    explains = wanted.intent.tool == "explain_change"
    if of_stars and explains and not SCORE.search(wanted.folded):
        return call.having(score="rating")
    if wanted.intent.tool == "draft_reply" and THEM.search(wanted.folded) and thread.cited:
        return call.otherwise(ids=list(thread.cited[:MOST_DRAFTS]))
    return call


def _asked_again(question: Question, thread: Thread, as_of: date) -> CallPlan:
    """The calls of the turn before with what the new question names instead."""
    again = tuple(_changed(question, thread, as_of))
    # The same calls answer "and the second worst": the first sentence is another.
    most = MOST.search(question.folded)
    ends = question.place or question.order in ("best", "worst") or question.top or most
    asks_order = ends or question.ranks or question.grown
    # The period named may be the same: on a Monday this week is today.
    said_anew = question.periods or not question.rest
    if again != thread.calls or asks_order or REPEAT.search(question.folded) or said_anew:
        return CallPlan(question.language, again)
    # The same answer once more would be one to another question, and so would be a guess.
    return CallPlan(question.language, say="not_understood")


def _changed(question: Question, thread: Thread, as_of: date) -> list[ToolCall]:
    if question.place and TRAITS[thread.calls[-1].name].groups_themes:
        found = thread.chosen("best" if question.order == "best" else None, question.place)
        if found:
            named = ToolCall("quotes", carried(thread.calls[-1], "quotes"))
            return [named.having(**{found[0]: [found[1]]}, stance=["negative"], sort="worst")]
    if question.top and SO_MANY_SHOWN.search(question.folded):
        told = [each for each in thread.calls if "limit" not in TOOLS[each.name].args.model_fields]
        shown = (_of_its_mood(ToolCall("quotes", carried(c, "quotes")), c, question) for c in told)
        listed = [call.having(limit=question.top) for call in shown]
        of_one = subject(thread, "quotes", question, as_of) if listed else {}
        if listed:
            return [listed[0].having(**of_one)] if of_one else listed
    return [changed(call, question, as_of) for call in thread.calls]


def _glance(question: Question, as_of: date) -> ToolCall:
    """What to show where only a period or a name is understood: days or names side by side, what
    was said like the rest of the question, or an overview."""
    return fitted(_glanced(question, period_args(question, as_of) | filter_args(question)))


def _glanced(question: Question, args: Mapping[str, Any]) -> ToolCall:
    call = ToolCall("overview", args)
    if len(question.periods) > 2:
        return call.of("sentiment").having(by="day")
    if "compare_to" in args and args.get("rating"):
        return call.of("volume")
    if "compare_to" in args and "theme" not in args:
        return call.of("csat")
    if field := compared_field(args, question, kinds=True):
        call = call.having(by=field)
        if args.get("sentiment") == ["positive"]:
            return call.of("volume")
        return call.lacking("sentiment").of("sentiment" if args.get("sentiment") else "csat")
    enough = LONG_CHINESE if question.language == "zh" else LONG_ENGLISH
    about = question.filters or ABOUT.search(question.folded)
    if args.get("rating") or args.get("emotion"):
        return call.of("quotes").having(sort=sort_asked(question, "worst"))
    if about and len(LEAD_IN.sub("", question.rest)) >= enough:
        return call.of("search").having(query=question.wording)
    return call
