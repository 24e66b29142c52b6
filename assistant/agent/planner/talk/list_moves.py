"""More of what was shown, all of it, and the number over all of it."""

import re

from assistant.agent.planner.calls.call_plan import CallPlan
from assistant.agent.planner.calls.follow_ups import carried
from assistant.agent.planner.calls.traits import TOOL_OF, TRAITS
from assistant.agent.planner.talk.asked import Asked
from assistant.agent.question.patterns.references import WITH_DETAIL
from assistant.tools.registry import TOOLS

__all__ = ["MOST_ITEMS", "all_of_it", "more", "total"]

FIRST_ITEMS, FIRST_ROWS = 5, 5
MOST_ITEMS, MOST_ROWS = 50, 20
REST = re.compile(r"\brest\b|剩下")


def more(asked: Asked) -> CallPlan | None:
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


def all_of_it(asked: Asked) -> CallPlan | None:
    """The whole list or table."""
    return _longer(asked, MOST_ITEMS)


def _longer(asked: Asked, times: int) -> CallPlan | None:
    """The list or table before with more rows, of a count what was counted; where there is no
    more, that is said. None for the draft of one review, which is no list."""
    name, args = asked.before.name, asked.args
    if name == "draft_reply":
        return None
    if TRAITS[name].is_count and "by" not in args:
        return asked.plan("quotes", carried(asked.before, "quotes") | {"sort": "worst"})
    fields = TOOLS[name].args.model_fields
    for field, first, most in (("limit", FIRST_ITEMS, MOST_ITEMS), ("top", FIRST_ROWS, MOST_ROWS)):
        if field not in fields:
            continue
        had = int(args.get(field, first))
        shown = len(asked.thread.cited) if field == "limit" else _themes_shown(asked, had)
        if had >= most or shown < had:
            break
        kept = {each: value for each, value in args.items() if each != "skip"}
        return asked.plan(name, kept | {field: min(max(had * times, first), most)})
    return asked.said("no_more")


def _themes_shown(asked: Asked, had: int) -> int:
    """How many rows the table before has; as many as were wanted where its rows are no themes."""
    themes = {str(each) for f in asked.thread.figures for each in f["filters"].get("theme", ())}
    return len(themes) or had


def total(asked: Asked) -> CallPlan | None:
    """The same number over everything that was split or followed step by step; of a list how many
    there are."""
    name, args = asked.before.name, asked.args
    if name == "quotes":
        return asked.plan("volume", carried(asked.before, "volume"))
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
