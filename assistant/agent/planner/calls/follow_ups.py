"""Questions that continue the one before: what they keep of its calls, and what they change."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, TypeAlias

from assistant.agent.planner.calls.call_args import (
    accepted,
    calendar_before,
    compared_period,
    filter_args,
    fitted,
    period_args,
    previous_period,
    words_said,
)
from assistant.agent.planner.calls.traits import MOST_THEMES, TOOL_OF, TRAITS
from assistant.agent.planner.calls.trends import from_the_earlier
from assistant.agent.question.patterns.common import PRAISING
from assistant.agent.question.patterns.comparing import COMPARE_ONLY, MORE_OR_LESS
from assistant.agent.question.patterns.figures import HOW_MANY, SHARE
from assistant.agent.question.patterns.ranking import MOST, SUPERLATIVE, TOP_GROUPS
from assistant.agent.question.patterns.references import (
    IT,
    STARS_AGAIN,
    STEP_BACK,
    WITH_DETAIL,
)
from assistant.agent.question.question import Question
from assistant.agent.question.reader import read_question
from assistant.agent.thread import Thread
from assistant.models import ATTRIBUTES, ToolCall, by_column
from assistant.tools.registry import TOOLS

__all__ = [
    "ENDMOST",
    "Written",
    "as_it_is",
    "carried",
    "changed",
    "mooded",
    "subject",
    "with_names",
]

DETAILED = 10
"""Themes that are told where all of them are asked for."""

ENDMOST = re.compile(
    r"最[高低差好糟]的?(?:(?:那|这)?一?[个款家]|(?=为什么|为啥|怎么|是因为))|垫底的|倒数第一的?"
    r"|\bthe (?:lowest|highest|worst|best|bottom|top) (?:one|group|segment|channel|product)\b"
)
"""The first or the last group of the ranking before."""

NUMERIC = re.compile(r"最[高低]|\b(?:low|high)est\b")
"""An end that says nothing of good or bad."""

Written: TypeAlias = Callable[[str, str], str]


def as_it_is(field: str, value: str) -> str:  # noqa: ARG001
    """A name as the shop writes it."""
    return value


def changed(call: ToolCall, question: Question, as_of: date) -> ToolCall:
    """The same call with what the new question names instead."""
    before = call
    named = filter_args(question)
    call = _of_other_days(call, question, as_of)
    call = ToolCall(call.name, with_names(call.args, named))
    call = _beside(call, before, question)
    if "rating" in named and TRAITS[call.name].is_score:
        call = call.of("volume")
    if "theme" in named and TRAITS[call.name].is_score and MORE_OR_LESS.search(question.folded):
        call = call.of("volume").having(stance=["negative"])
    if HOW_MANY.search(question.folded) and not question.by and not TRAITS[call.name].splits:
        counted = call.otherwise(sentiment=["negative"]) if call.name == "complaints" else call
        call = counted.of("volume")
    if question.by:
        call = _split(call).having(by=question.by)
        if question.grown and TRAITS[call.name].steps:
            then = previous_period(call.args, as_of).before()
            call = _of_what_moves(call, question).otherwise(compare_to=then.as_json())
            call = from_the_earlier(call)
    if question.least and call.args.get("by"):
        call = call.having(least=question.least)
    if question.quoted:
        call = call.having(words=words_said(question))
    if stars := _stars_again(call.args, question.folded):
        call = call.having(rating=stars)
    if question.top:
        call = call.having(top=min(question.top, MOST_THEMES), limit=question.top)
    if question.order and call.name == "quotes":
        call = call.having(sort=question.order)
    if WITH_DETAIL.search(question.folded) and call.name in ("complaints", "themes"):
        call = call.otherwise(top=DETAILED)
    if "compare_to" in call.args and "compare_to" not in TOOLS[call.name].args.model_fields:
        call = call.of(TRAITS[call.name].counted_by or call.name)
    return fitted(ToolCall(call.name, mooded(call.name, call.args)))


def _of_other_days(call: ToolCall, question: Question, as_of: date) -> ToolCall:
    """The call of the period that is named, beside the one that it is to be compared with."""
    if compared := compared_period(question) if question.against else None:
        same = call.args.get("period") == compared.as_json()
        before = calendar_before(compared, as_of) if same else compared
        return call.having(compare_to=before.as_json())
    if STEP_BACK.search(question.folded):
        before = calendar_before(previous_period(call.args, as_of), as_of)
        return call.lacking("compare_to").having(period=before.as_json())
    if question.periods or question.year_before:
        periods = period_args(question, as_of, call.args.get("period"))
        return call.lacking("compare_to").having(**periods)
    return call


def _beside(call: ToolCall, before: ToolCall, question: Question) -> ToolCall:
    """The call for another product, channel … and that of the turn before, where the two are to be
    compared; of what is only looked at, the stars are."""
    fields = (f for f in ATTRIBUTES if f in question.filters and before.args.get(f))
    field = next(fields, None)
    if field is None or not COMPARE_ONLY.search(question.folded):
        return call
    traits = TRAITS[call.name]
    if not (traits.splits or traits.counted_by):
        call = call.of("csat").having(rank_by="rating_mean")
    both = list(dict.fromkeys((*before.args[field], *call.args[field])))
    return call.of(traits.counted_by or call.name).having(**{field: both}, by=field)


def mooded(tool: str, args: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments with a stance that no theme restricts as the mood of the records: what is
    praised is counted in what is positive. Where themes are the groups it is the stance to each."""
    stance = args.get("stance")
    of_themes = tool == "themes" or "theme" in (args.get("by"), args.get("across"))
    if not stance or args.get("theme") or of_themes:
        return dict(args)
    return {"sentiment": stance} | {n: v for n, v in args.items() if n != "stance"}


def _split(call: ToolCall) -> ToolCall:
    """The call of the tool that splits the number of this one by a dimension."""
    if call.args.get("score") == "nps":
        return call.of("nps")
    if call.name != "trend":
        return call.of(TRAITS[call.name].counted_by or call.name)
    metric = call.args.get("metric", "negative_share")
    split = call.of(TOOL_OF.get(metric, "sentiment"))
    return split.having(rank_by=metric) if metric == "rating_mean" else split


def _of_what_moves(call: ToolCall, question: Question) -> ToolCall:
    """The call of what can have risen or fallen in each group: a score, or a count of complaints.
    What falls after complaints is the rating."""
    if call.name != "sentiment":
        return call
    if question.grown < 0:
        return call.lacking("sentiment").of("csat").having(rank_by="rating_mean")
    return call.of("volume").otherwise(sentiment=["negative"])


def _stars_again(args: Mapping[str, Any], folded: str) -> list[int]:
    """Other stars, where the turn before was about stars: "and 4 or more?"; else none."""
    match = STARS_AGAIN.fullmatch(folded) if args.get("rating") else None
    if not match:
        return []
    star, way = int(match[1]), match[2] or ""
    if way in ("or more", "and up", "and above", "以上", "及以上"):
        return list(range(star, 6))
    return list(range(1, star + 1)) if way else [star]


def _end_of(call: ToolCall, question: Question) -> str | None:
    """From which end of a ranking: the highest share of complaints is the worst one."""
    if not NUMERIC.search(question.folded) or TRAITS[call.name].low_is_bad:
        return question.order
    return {"best": "worst", "worst": "best"}.get(str(question.order))


def with_names(args: Mapping[str, Any], named: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments with what a question names: the product that it asks about is not left out,
    and what it leaves out is not asked about."""
    other = {"product": "without_product", "without_product": "product"}
    gone = {other[name] for name in named if name in other}
    kept = _beside_kept(args.get("kept", ()), named.get("kept", ()))
    left = {name: value for name, value in args.items() if name not in gone}
    return left | dict(named) | ({"kept": kept} if kept else {})


def _beside_kept(before: Sequence[str], named: Sequence[str]) -> list[str]:
    """The values of columns that are named, and the one value of another column that the talk is
    about: members of the shop that was looked at. A column that is split by takes its place; empty
    where none is named."""
    columns = by_column(named)
    if any(len(values) > 1 for values in columns.values()):
        return list(named)
    others = (v for column, v in by_column(before).items() if column not in columns)
    return [*named, *(v for values in others if len(values) == 1 for v in values)] if named else []


def carried(call: ToolCall, tool: str) -> dict[str, Any]:
    """Period and filters of the call before, for another tool."""
    scope = {k: v for k, v in call.args.items() if k in TOOLS["overview"].args.model_fields}
    return accepted(tool, mooded(tool, scope))


def subject(
    thread: Thread, tool: str, question: Question, as_of: date, written: Written = as_it_is
) -> Mapping[str, Any]:
    """The product, channel … that the last answer named first, as a filter for what is asked of
    it; else the one that the last ranking chose.

    Only for a tool that looks at one thing, and where the new question names no other. `written`
    gives how an answer writes a name of a field.
    """
    if not TRAITS[tool].one_thing or not thread.calls or question.by:
        return {}
    if question.order and ENDMOST.search(question.folded):
        end = thread.chosen(_end_of(thread.calls[-1], question), question.place)
        return thread.of_group(end[0], [end[1]]) if end else {}
    before = read_question(thread.question, as_of, ())
    most = bool(MOST.search(before.folded) or TOP_GROUPS.search(before.folded))
    praised = "best" if PRAISING.search(before.folded) else None
    ranks = thread.calls[-1].name == "priority"
    picked = question.place or before.place or most or praised or ranks
    picked = picked or before.order in ("worst", "best")
    picked = picked or bool(thread.apart and SUPERLATIVE.search(before.folded))
    named = thread.named(written) if picked or IT.search(question.folded) else []
    if named and not question.place:
        field, value = named[0]
        # "It" alone is a product sooner than the channel in which something was said.
        other = field in question.filters or (field == "theme" and not ranks)
        if other or not (picked or field == "product"):
            return {}
        level = thread.level_with(field, value) if picked and not ranks else [value]
        return thread.of_group(field, level)
    if not picked:
        return {}
    order = question.order or before.order or praised
    by_count = most and not SHARE.search(before.folded)
    chosen = thread.chosen(order, question.place or before.place, by_count=by_count)
    if chosen is None or chosen[0] in question.filters:
        return {}
    return thread.of_group(chosen[0], thread.level_with(*chosen))
