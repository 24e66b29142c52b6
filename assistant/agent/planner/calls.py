"""The calls that one intent makes, once its arguments are read."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from assistant.agent.planner.call_args import (
    accepted,
    compared_field,
    draft_args,
    metric_asked,
    previous_period,
    set_mood,
    sort_asked,
    take_side,
    words_said,
)
from assistant.agent.planner.crossing import crossed
from assistant.agent.planner.dangers import dangers_named, kinds_named
from assistant.agent.planner.experiments import ask_about_score
from assistant.agent.planner.rerouting import MOST_THEMES, ranks, tool_for
from assistant.agent.planner.traits import MEASURES, TRAITS
from assistant.agent.question.amounts import waited_asked
from assistant.agent.question.figure_patterns import (
    ANY_NEW,
    LAST_WHEN,
    OF_RECOMMENDERS,
    ROSE,
    SHARE,
    SINCE_WHEN,
)
from assistant.agent.question.intents import Intent
from assistant.agent.question.moves import language_into
from assistant.agent.question.patterns import (
    ANYBODY,
    COMPLAINING,
    ITEM,
    MENTION,
    PRAISING,
    SAID,
    STARS,
)
from assistant.agent.question.question import Question
from assistant.agent.question.ranking_patterns import ELSEWHERE, GROWS, MOST
from assistant.models import ATTRIBUTES, Period, ToolCall
from assistant.replies.writing.drafting import draft_languages
from assistant.tools.arguments import Dimension
from assistant.tools.context import DEFAULT_DAYS
from assistant.tools.trend import Step
from prompts.reports import weekly_sections

__all__ = ["calls_of"]

MOODS = {"worst": "negative", "best": "positive"}
"""Of what a customer says most who is the worst or the best."""

PARTS_OF_WEEK = ("weekday", "day_kind")
MOST_WEEKLY_DAYS = 400
"""Up to this a beginning is looked for by weeks, beyond by months."""

STEP_DAYS = {Step.DAY: 30, Step.WEEK: 84, Step.MONTH: 365}
"""How far a question by week or month looks back where it names no period."""


def calls_of(
    tool: str,
    args: dict[str, Any],
    question: Question,
    intent: Intent,
    before: ToolCall | None,
    as_of: date,
    whole: Period | None,
) -> list[ToolCall]:
    """The calls for a tool. `before` is the call that the question leans on, `whole` the time
    from the first feedback to the as-of day."""
    if intent.name == "weekly_report":
        week = Period(as_of - timedelta(days=6), as_of)
        args.setdefault("period", week.as_json())
        return [
            ToolCall(name, accepted(name, args | dict(more))) for name, more in weekly_sections()
        ]
    if table := crossed(tool, args, question, as_of, whole):
        return [table]
    if _asks_for_any(tool, intent, question) and "period" not in args and whole:
        # A danger counts until someone has looked at it, however old it is.
        args["period"] = whole.as_json()
    others = ELSEWHERE.search(question.folded)
    apart = question.by and question.by not in PARTS_OF_WEEK and not others
    if intent.name == "complaints" and apart and "theme" not in args and not ranks(question):
        # Complaints have no split; the shares beside them do.
        split = ToolCall("sentiment", accepted("sentiment", args | {"by": question.by}))
        return [ToolCall(tool, accepted(tool, args)), split]
    if intent.name == "safety" and (words := dangers_named(question.folded)):
        kinds = list(kinds_named(question.folded))
        return [
            ToolCall(tool, accepted(tool, args | {"kinds": kinds})),
            ToolCall("quotes", accepted("quotes", args | {"words": list(words)})),
        ]
    tool = tool_for(tool, args, question)
    if TRAITS[tool].is_score and "period" in args and ROSE.search(question.folded):
        args.setdefault("compare_to", None)
    if "compare_to" in args and args["compare_to"] is None:
        args["compare_to"] = previous_period(args, as_of).before().as_json()
    if tool == "trend" and question.step and "period" not in args and whole:
        days = STEP_DAYS.get(question.step, whole.days)
        first = max(whole.start, as_of - timedelta(days=days - 1))
        args["period"] = Period(first, as_of).as_json()
    if tool == "experiment":
        measure = metric_asked(question)
        args["measure"] = measure if measure in MEASURES else "rating_mean"
    if tool in ("volume", "quotes"):
        take_side(args, question)
    of_people = tool == "volume" and question.by == Dimension.CUSTOMER and "rating" not in args
    if of_people and (mood := MOODS.get(question.order or "")):
        set_mood(args, [mood])
    if of_people and whole and (question.order in MOODS or args.get("words")):
        # How somebody feels, and who once said a thing, is told by all that was ever said.
        args.setdefault("period", whole.as_json())
    if TRAITS[tool].splits:
        _split(tool, args, question)
    if tool == "volume" and "by" not in args and len(STARS.findall(question.folded)) > 1:
        args["by"] = "rating"  # "how many five stars and how many one stars"
    if intent.name == "rating" or (tool == "csat" and "rating" in question.folded):
        args["rank_by"] = "rating_mean"
    if tool == "reply_stats" and question.by in ATTRIBUTES:
        args["by"] = question.by
    if tool == "overdue_replies" and "period" not in args:
        args |= _long_open(question, as_of)
    tool = _fill(tool, args, question, before)
    if tool == "trend" and SINCE_WHEN.search(question.folded):
        _from_the_beginning(args, question, whole)
    if tool == "volume" and ANY_NEW.search(question.folded):
        args.setdefault("sentiment", ["negative"])
        worst = ToolCall("quotes", accepted("quotes", args | {"sort": "worst"}))
        return [ToolCall(tool, accepted(tool, args)), worst]
    if TRAITS[tool].groups_themes and question.compares:
        field = compared_field(args, question)
        if field:
            return [
                ToolCall(tool, accepted(tool, args | {field: [value]})) for value in args[field]
            ]
    return [ToolCall(tool, accepted(tool, args))]


def _long_open(question: Question, as_of: date) -> dict[str, Any]:
    """The days in which those came in that wait as long as the question says: two days or more."""
    waited = waited_asked(question.folded)
    if not waited or waited == 1:
        return {}
    return {"period": Period.last_days(DEFAULT_DAYS, as_of - timedelta(days=waited)).as_json()}


def _from_the_beginning(args: dict[str, Any], question: Question, whole: Period | None) -> None:
    """ "Since when" is asked of all time, of a count, and of complaints unless praise is named."""
    if whole and not question.periods:
        args["period"] = whole.as_json()
        args["step"] = Step.WEEK if whole.days <= MOST_WEEKLY_DAYS else Step.MONTH
    if args["metric"] in MEASURES:
        return
    args["metric"] = "count"
    side = "positive" if PRAISING.search(question.folded) else "negative"
    if args.get("words") or args.get("rating") or args.get("stance"):
        return
    if ITEM.search(question.folded) and not _blames(args, question):
        return
    set_mood(args, [side])


def _blames(args: Mapping[str, Any], question: Question) -> bool:
    """Whether a question tells of what is wrong, and not of all that was written."""
    named = args.get("theme") or args.get("sentiment") or GROWS.search(question.folded)
    return bool(named or COMPLAINING.search(question.folded))


def _asks_for_any(tool: str, intent: Intent, question: Question) -> bool:
    """Whether a single case counts, however old it is."""
    mentioned = _quotes_words(question) and ANYBODY.search(question.folded)
    any_time = mentioned or LAST_WHEN.search(question.folded)
    return intent.name == "safety" or bool(any_time and tool in ("search", "quotes"))


def _quotes_words(question: Question) -> bool:
    """Whether it asks for what feedback says in certain words."""
    return bool(MENTION.search(question.folded) or SAID.search(question.folded))


def _split(tool: str, args: dict[str, Any], question: Question) -> None:
    is_score = TRAITS[tool].is_score
    several = compared_field(args, question, kinds=is_score)
    by = question.by or several
    if by == "rating" and (is_score or args.get("rating")):
        by = several
    if by:
        args["by"] = by
        if question.bound:
            args["bound"] = {"side": question.bound.side, "value": question.bound.value}
        if question.least and (is_score or tool == "sentiment"):
            args["least"] = question.least
        all_of_them = ELSEWHERE.search(question.folded) or OF_RECOMMENDERS.search(question.folded)
        others = ranks(question) or all_of_them
        if question.by == by and len(args.get(by, ())) == 1 and others:
            # "Is it the most blamed of all", "against the rest": the others are needed.
            args.pop(by)
    if len(question.periods) > 2:
        args["by"] = "day"


def _fill(tool: str, args: dict[str, Any], question: Question, before: ToolCall | None) -> str:
    """Fill the arguments that only one tool has; returns the tool, which may be another."""
    if tool == "before_after":
        if "period" not in args:
            tool = "trend"
        else:
            args["changed_on"] = args.pop("period")["start"]
    if tool == "crisis_plan":
        args["about"] = question.rest or question.text
    if tool == "draft_reply":
        args |= draft_args(question)
        into = language_into(question.folded)
        if into and into[0] in draft_languages() and args.get("ids"):
            # "In German" of the reply to one review is the reply's language.
            args.pop("language", None)
            args["in_language"] = into[0]
    if tool == "policy":
        args["query"] = question.text
    ask_about_score(tool, args, question.folded)
    if question.top:
        args |= {"top": min(question.top, MOST_THEMES), "limit": question.top}
    if tool == "quotes":
        args.setdefault("sort", sort_asked(question, _sort_of(args)))
        if LAST_WHEN.search(question.folded):
            args |= {"sort": "newest", "limit": 1}
    if tool == "search" and question.quoted and _quotes_words(question):
        args |= {"words": words_said(question), "sort": "newest"}
        tool = "quotes"
    if tool == "search":
        args["query"] = " ".join(question.quoted) or question.rest or question.text
    if tool == "trend":
        args["metric"] = metric_asked(question) or args.get("metric") or _metric_before(before)
        if GROWS.search(question.folded) and not COMPLAINING.search(question.folded):
            args["metric"] = metric_asked(question) or "count"
        if question.step:
            args["step"] = question.step
            complains = COMPLAINING.search(question.folded)
            plain = not (question.order or complains) or bool(args.get("theme"))
            most = MOST.search(question.folded) and not SHARE.search(question.folded)
            if args["metric"] == "negative_share" and (plain or most):
                args["metric"] = "count"
            if args["metric"] == "count" and complains and (most or args.get("theme")):
                set_mood(args, ["negative"])
        of_one_mood = args["metric"] == "negative_share" and args.get("sentiment")
        if args.get("rating") or of_one_mood:
            # Of the negative alone all are negative.
            args["metric"] = "count"
    return tool


def _metric_before(before: ToolCall | None) -> str:
    """The number that the conversation is about."""
    if before is None:
        return "negative_share"
    if before.name == "csat" and before.args.get("rank_by"):
        return str(before.args["rank_by"])
    if before.name == "trend":
        return str(before.args.get("metric", "negative_share"))
    return TRAITS[before.name].metric or "negative_share"


def _sort_of(args: dict[str, Any]) -> str:
    negative = args.get("emotion") or "negative" in args.get("sentiment", ())
    return "worst" if negative else "newest"
