"""What to call for a short question that asks something of the answer before it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from assistant.agent.planner.call_args import (
    ALTERNATIVES,
    accepted,
    calendar_before,
    period_args,
    previous_period,
)
from assistant.agent.planner.call_plan import CallPlan
from assistant.agent.planner.follow_ups import carried
from assistant.agent.planner.rerouting import MEASURES, TOOL_OF
from assistant.agent.planner.traits import TRAITS
from assistant.agent.question.moves import Move
from assistant.agent.question.patterns import THEM, WITH_DETAIL
from assistant.agent.question.question import Question
from assistant.agent.thread import Thread
from assistant.models import Period, ToolCall
from assistant.tools.registry import TOOLS
from assistant.tools.trend import Step

__all__ = ["Asked", "follow"]

FIRST_ITEMS, FIRST_ROWS = 5, 5
MOST_ITEMS, MOST_ROWS = 50, 20
WEEKS_UP_TO = 400
"""Days up to which a stretch of time is followed by weeks, beyond by months."""

REST = re.compile(r"\brest\b|剩下")
NARROWING = ("theme", "words", "rating", "sentiment", "stance", "emotion", "urgency")


@dataclass(frozen=True, slots=True)
class Asked:
    """A follow-up and what it leans on. `written` gives how an answer writes a name of a field."""

    question: Question
    thread: Thread
    as_of: date
    whole: Period | None
    written: Callable[[str, str], str]

    @property
    def before(self) -> ToolCall:
        return self.thread.calls[-1]

    @property
    def args(self) -> dict[str, Any]:
        return dict(self.before.args)

    def plan(self, name: str, args: Mapping[str, Any]) -> CallPlan:
        """The plan of one call."""
        return CallPlan(self.question.language, (ToolCall(name, accepted(name, args)),))

    def said(self, name: str) -> CallPlan:
        return CallPlan(self.question.language, say=name)


def follow(move: Move, asked: Asked) -> CallPlan | None:
    """The plan of a move; None where the answer before gives it nothing to go on."""
    return _PLANS[move](asked)


def _more(asked: Asked) -> CallPlan | None:
    """The next reviews of a list, or further rows of a table."""
    name, args = asked.before.name, asked.args
    fields = TOOLS[name].args.model_fields
    if "skip" in fields:
        limit = int(args.get("limit", FIRST_ITEMS))
        if len(asked.thread.cited) < limit:
            return asked.said("no_more")
        args["skip"] = int(args.get("skip", 0)) + limit
        rest = MOST_ITEMS if REST.search(asked.question.folded) else limit
        return asked.plan(name, args | {"limit": asked.question.top or rest})
    if not fields.keys() & {"limit", "top"} and WITH_DETAIL.search(asked.question.folded):
        return asked.plan("quotes", carried(asked.before, "quotes") | {"sort": "worst"})
    return _longer(asked, 2)


def _all(asked: Asked) -> CallPlan | None:
    return _longer(asked, MOST_ITEMS)


def _longer(asked: Asked, times: int) -> CallPlan | None:
    """The list or table before with more rows; where it has no more, that is said."""
    name, args = asked.before.name, asked.args
    fields = TOOLS[name].args.model_fields
    for field, first, most in (("limit", FIRST_ITEMS, MOST_ITEMS), ("top", FIRST_ROWS, MOST_ROWS)):
        if field not in fields:
            continue
        had = int(args.get(field, first))
        shown = len(asked.thread.cited) if field == "limit" else had
        if had >= most or (field == "limit" and shown < had):
            break
        kept = {each: value for each, value in args.items() if each != "skip"}
        return asked.plan(name, kept | {field: min(max(had * times, first), most)})
    return asked.said("no_more")


def _total(asked: Asked) -> CallPlan | None:
    """The same number over everything that was split or followed step by step."""
    name, args = asked.before.name, asked.args
    if name == "trend":
        metric = str(args.pop("metric", "negative_share"))
        args.pop("step", None)
        if metric == "rating_mean":
            args["rank_by"] = metric
        return asked.plan(TOOL_OF.get(metric, "sentiment"), args)
    if args.pop("by", None):
        args.pop("bound", None)
        return asked.plan(name, args)
    return None


def _until(asked: Asked) -> CallPlan | None:
    """When what was counted ended, or whether it goes on: its number by week over all time."""
    args = carried(asked.before, "trend")
    metric = str(asked.args.get("metric", TRAITS[asked.before.name].metric))
    if not asked.whole or metric in MEASURES:
        return None
    if not any(args.get(name) for name in NARROWING) and asked.before.name != "trend":
        args["sentiment"] = ["negative"]
    step = Step.WEEK if asked.whole.days <= WEEKS_UP_TO else Step.MONTH
    args |= {"period": asked.whole.as_json(), "metric": "count", "step": step}
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


def _why(asked: Asked) -> CallPlan | None:
    """What moved the number that was compared; else the reviews behind what was named."""
    name, args = asked.before.name, asked.args
    if name == "priority":
        return _why_that(asked)
    if name == "explain_change":
        args.pop("compare_to", None)
        return asked.plan("quotes", args | {"sentiment": ["negative"], "sort": "worst"})
    if name == "complaints" and "compare_to" not in args:
        return _behind(asked)
    if "compare_to" not in args:
        return None
    if any(args.get(field) for field in ("theme", "words", "rating")):
        kept = carried(asked.before, "quotes")
        return asked.plan("quotes", kept | {"sort": "worst"})
    args["score"] = "nps" if name == "nps" else "rating"
    return asked.plan("explain_change", args)


def _behind(asked: Asked) -> CallPlan | None:
    """The reviews of the theme that was named first."""
    named = [value for field, value in asked.thread.named(asked.written) if field == "theme"]
    if not named:
        return None
    args = carried(asked.before, "quotes") | {"theme": named[:1], "stance": ["negative"]}
    return asked.plan("quotes", args | {"sort": "worst"})


def _why_that(asked: Asked) -> CallPlan | None:
    """What puts a problem first: the parts of its rank. Of a product: what is blamed."""
    name, args = asked.before.name, asked.args
    if name == "priority":
        return asked.plan(name, args)
    named = asked.thread.named(asked.written)
    if named and named[0][0] in ALTERNATIVES:
        field, value = named[0]
        return asked.plan("complaints", carried(asked.before, "complaints") | {field: [value]})
    return _behind(asked) if name == "complaints" else None


def _difference(asked: Asked) -> CallPlan | None:
    """How much a number moved between the two periods that were named, in one question or in
    two."""
    name, args = asked.before.name, asked.args
    if "compare_to" not in TOOLS[name].args.model_fields:
        return None
    if "compare_to" not in args:
        earlier = asked.thread.earlier[-1] if asked.thread.earlier else None
        if earlier is None or earlier.name != name:
            return None
        both = sorted(
            (previous_period(earlier.args, asked.as_of), previous_period(args, asked.as_of))
        )
        if both[0] == both[1]:
            return _two(asked)
        args |= {"period": both[1].as_json(), "compare_to": both[0].as_json()}
    return asked.plan(name, args)


def _against_before(asked: Asked) -> CallPlan | None:
    """The same beside the period before the one that was asked about."""
    name, args = asked.before.name, asked.args
    if "compare_to" not in TOOLS[name].args.model_fields or asked.question.versus_last:
        return None
    then = previous_period(args, asked.as_of)
    before = calendar_before(then, asked.as_of)
    args |= {"period": then.as_json(), "compare_to": before.as_json()}
    return asked.plan(name, args)


def _two(asked: Asked) -> CallPlan | None:
    """The two things that the last two questions were about, side by side."""
    field = next((f for f in ALTERNATIVES if len(asked.args.get(f, ())) > 1), None)
    values = list(asked.args.get(field, ())) if field else []
    if field is None and asked.thread.earlier:
        earlier = asked.thread.earlier[-1].args
        for each in ALTERNATIVES:
            both = [*earlier.get(each, ()), *asked.args.get(each, ())]
            if len(both) == 2 and both[0] != both[1]:
                field, values = each, both
                break
    if field is None:
        return None
    name, args = asked.before.name, asked.args
    if not TRAITS[name].splits:
        name = "csat"
        args["rank_by"] = "rating_mean"
    args |= {field: values, "by": field}
    args |= period_args(asked.question, asked.as_of, args.get("period"))
    return asked.plan(name, args)


def _each(asked: Asked) -> CallPlan | None:
    """How many records each of the groups has that the answer named."""
    named = asked.thread.named(asked.written)
    if not named:
        by = asked.args.get("by")
        return asked.plan("volume", carried(asked.before, "volume") | {"by": by}) if by else None
    field = named[0][0]
    if field not in ALTERNATIVES:
        return None
    args = carried(asked.before, "volume") | {field: [value for _, value in named], "by": field}
    return asked.plan("volume", args)


def _count(asked: Asked) -> CallPlan | None:
    """How many records a problem has that was found by its meaning: the same, with that first."""
    if asked.before.name != "new_problems":
        return None
    problems = {tuple(f["filters"].get("cluster", ())) for f in asked.thread.figures} - {()}
    return asked.plan(asked.before.name, asked.args) if len(problems) == 1 else None


def _due(asked: Asked) -> CallPlan | None:
    """By when the reviews that were shown want an answer."""
    if not asked.thread.cited:
        return None
    several = THEM.search(asked.question.folded)
    args: dict[str, Any] = {"ids": list(asked.thread.cited if several else asked.thread.cited[:1])}
    if asked.whole:
        args["period"] = asked.whole.as_json()
    return asked.plan("reply_queue", args)


def _always(asked: Asked) -> CallPlan | None:
    """What a customer said before."""
    named = asked.args.get("customer_id")
    if not named:
        return None
    return asked.plan("customer", {"customer_id": list(named), "limit": MOST_ITEMS})


_PLANS: Mapping[Move, Callable[[Asked], CallPlan | None]] = {
    Move.MORE: _more,
    Move.ALL: _all,
    Move.TOTAL: _total,
    Move.UNTIL: _until,
    Move.NORMAL: _normal,
    Move.WHY: _why,
    Move.WHY_THAT: _why_that,
    Move.DIFFERENCE: _difference,
    Move.AGAINST_BEFORE: _against_before,
    Move.TWO: _two,
    Move.EACH: _each,
    Move.DUE: _due,
    Move.COUNT: _count,
    Move.ALWAYS: _always,
}
