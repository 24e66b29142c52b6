"""What to call for a short question that asks something of the answer before it."""

from collections.abc import Callable, Mapping
from typing import Any

from assistant.agent.planner.calls.call_args import (
    calendar_before,
    filter_args,
    in_mood,
    period_args,
    previous_period,
    sort_asked,
)
from assistant.agent.planner.calls.call_plan import CallPlan
from assistant.agent.planner.calls.follow_ups import carried
from assistant.agent.planner.calls.traits import MEASURES, TRAITS
from assistant.agent.planner.talk.asked import Asked
from assistant.agent.planner.talk.column_moves import two_kept
from assistant.agent.planner.talk.difference_moves import difference
from assistant.agent.planner.talk.list_moves import all_of_it, more, total
from assistant.agent.planner.talk.people_moves import always, who
from assistant.agent.planner.talk.real_moves import real
from assistant.agent.planner.talk.why_moves import why, why_that
from assistant.agent.question.moves import Move
from assistant.agent.question.patterns.references import THEM
from assistant.models import ATTRIBUTES, Period, ToolCall
from assistant.tools.registry import TOOLS
from assistant.tools.trend import Step

__all__ = ["follow"]

LONG = 60
"""Days that are enough to tell whether something goes on."""

WEEKS_UP_TO = 400
"""Days up to which a stretch of time is followed by weeks, beyond by months."""

MOODS_TOLD: Mapping[str, list[str]] = {"complaints": ["negative"], "themes": [], "quotes": []}
"""Tools of which what they told of can be counted, with the mood that they look at."""

NARROWING = ("theme", "words", "rating", "nps", "sentiment", "stance", "emotion", "urgency")


def follow(move: Move, asked: Asked) -> CallPlan | None:
    """The plan of a move; None where the answer before gives it nothing to go on."""
    return _PLANS[move](asked)


def _until(asked: Asked) -> CallPlan | None:
    """When what was counted ended, or whether it goes on: its number by week, over all time where
    the period that was asked about is past or short."""
    args = carried(asked.before, "trend")
    metric = str(asked.args.get("metric", TRAITS[asked.before.name].metric))
    if not asked.whole or metric in MEASURES:
        return None
    if not any(args.get(name) for name in NARROWING) and asked.before.name != "trend":
        args["sentiment"] = ["negative"]
    asked_about = previous_period(asked.args, asked.as_of)
    tells = asked_about.end == asked.as_of and asked_about.days >= LONG
    period = asked_about if tells else asked.whole
    step = Step.WEEK if period.days <= WEEKS_UP_TO else Step.MONTH
    args |= {"period": period.as_json(), "metric": "count", "step": step}
    return asked.plan("trend", args)


def _normal(asked: Asked) -> CallPlan | None:
    """How it is by now: a count by week, a score beside what it was."""
    name, args = asked.before.name, asked.args
    if TRAITS[name].is_score:
        then = previous_period(args, asked.as_of)
        now = Period.last_days(min(then.days, 30), asked.as_of)
        if now == then:
            return None
        args.pop("by", None)
        return asked.plan(name, args | {"period": now.as_json(), "compare_to": then.as_json()})
    return _until(asked) if name in ("volume", "trend", "complaints", "quotes") else None


def _difference(asked: Asked) -> CallPlan | None:
    """By how much what was told differs; counts of two things stand side by side."""
    earlier = asked.thread.earlier[-1] if asked.thread.earlier else None
    alike = earlier is not None and earlier.name == asked.before.name
    return difference(asked) or (_two(asked) if alike else None)


def _against_before(asked: Asked) -> CallPlan | None:
    """The same beside the period before the one that was asked about."""
    name, args = asked.before.name, asked.args
    if asked.question.versus_last:
        return None
    if "compare_to" not in TOOLS[name].args.model_fields:
        if TRAITS[name].counted_by is None:
            return None
        name = "volume"
    then = previous_period(args, asked.as_of)
    before = calendar_before(then, asked.as_of)
    args |= {"period": then.as_json(), "compare_to": before.as_json()}
    return asked.plan(name, args)


def _two(asked: Asked) -> CallPlan | None:
    """The two things that the last two questions were about, side by side; of a list the one that
    is worst or best."""
    order = asked.question.order
    if asked.before.name == "quotes" and order in ("best", "worst"):
        return asked.plan("quotes", asked.args | {"sort": order, "limit": 1, "skip": 0})
    field = next((f for f in ATTRIBUTES if len(asked.args.get(f, ())) > 1), None)
    values = list(asked.args.get(field, ())) if field else []
    if field is None and asked.thread.earlier:
        earlier = asked.thread.earlier[-1].args
        for each in ATTRIBUTES:
            both = [*earlier.get(each, ()), *asked.args.get(each, ())]
            if len(both) == 2 and both[0] != both[1]:
                field, values = each, both
                break
    if field is None:
        return two_kept(asked)
    name, args = asked.before.name, asked.args
    if not TRAITS[name].splits:
        name = "csat"
        args["rank_by"] = "rating_mean"
    args |= {field: values, "by": field}
    args |= period_args(asked.question, asked.as_of, args.get("period"))
    return asked.plan(name, args)


def _share(asked: Asked) -> CallPlan | None:
    """What part of all it is that was counted."""
    name, args = asked.before.name, asked.args
    if name == "volume":
        args.pop("compare_to", None)
        return asked.plan(name, args)
    if name in ("quotes", "complaints"):
        kept = ToolCall("volume", carried(asked.before, "volume"))
        if name == "complaints" and not kept.args.get("sentiment"):
            kept = in_mood(kept, "negative")
        return asked.plan(kept.name, kept.args)
    return None


def _worst(asked: Asked) -> CallPlan | None:
    """The unhappiest of the reviews that were shown or listed."""
    if asked.before.name == "quotes":
        return asked.plan("quotes", asked.args | {"sort": "worst", "limit": 1, "skip": 0})
    shown = asked.tools.feedback.by_ids(asked.thread.cited, asked.tools.tenant)
    if not shown:
        return None
    worst = min(shown, key=lambda each: each.labels.score)
    return asked.plan("quotes", {"ids": [worst.feedback.id]})


def _one(asked: Asked) -> CallPlan | None:
    """The worst, best or newest record of what was counted, shown or told of."""
    name, args = asked.before.name, asked.args
    if (TRAITS[name].splits and args.get("by")) or TRAITS[name].is_score:
        return None
    if not (TRAITS[name].is_count or TRAITS[name].reads_words):
        return None
    kept = carried(asked.before, "quotes")
    for each in ("stance", "sort"):
        kept |= {each: args[each]} if each in args else {}
    order = sort_asked(asked.question, "worst")
    return asked.plan("quotes", kept | {"sort": order, "limit": 1})


def _each(asked: Asked) -> CallPlan | None:
    """How many records each of the groups has that the answer named, of those that are asked for:
    "how many of each gave one star"."""
    named = asked.thread.named(asked.written)
    kept = carried(asked.before, "volume") | filter_args(asked.question)
    if not named:
        by = asked.args.get("by")
        return asked.plan("volume", kept | {"by": by}) if by else None
    field = named[0][0]
    if field not in ATTRIBUTES:
        return None
    args = {field: [value for _, value in named], "by": field}
    return asked.plan("volume", kept | args)


def _count(asked: Asked) -> CallPlan | None:
    """How many records were told of: complaints, praise, those that were shown; of dangers, and of
    a problem that was found by its meaning, the same, with that first."""
    name = asked.before.name
    if name == "dangers":
        return asked.plan(name, asked.args)
    if name in MOODS_TOLD:
        told = ToolCall("volume", carried(asked.before, "volume"))
        moods = told.args.get("stance") or MOODS_TOLD[name]
        counted = in_mood(told.lacking("stance"), *moods) if moods else told
        return asked.plan("volume", counted.args)
    if name != "new_problems":
        return None
    problems = {tuple(f["filters"].get("cluster", ())) for f in asked.thread.figures} - {()}
    return asked.plan(name, asked.args) if len(problems) == 1 else None


def _due(asked: Asked) -> CallPlan | None:
    """By when the reviews that were shown want an answer."""
    if not asked.thread.cited:
        return None
    several = THEM.search(asked.question.folded)
    args: dict[str, Any] = {"ids": list(asked.thread.cited if several else asked.thread.cited[:1])}
    if asked.whole:
        args["period"] = asked.whole.as_json()
    return asked.plan("reply_queue", args)


_PLANS: Mapping[Move, Callable[[Asked], CallPlan | None]] = {
    Move.MORE: more,
    Move.ALL: all_of_it,
    Move.TOTAL: total,
    Move.SHARE: _share,
    Move.UNTIL: _until,
    Move.NORMAL: _normal,
    Move.WHY: why,
    Move.WHY_THAT: why_that,
    Move.DIFFERENCE: _difference,
    Move.AGAINST_BEFORE: _against_before,
    Move.WORST: _worst,
    Move.TWO: _two,
    Move.ONE: _one,
    Move.REAL: real,
    Move.EACH: _each,
    Move.DUE: _due,
    Move.COUNT: _count,
    Move.WHO: who,
    Move.ALWAYS: always,
    Move.HISTORY: always,
}
