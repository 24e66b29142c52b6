"""Another tool than the intent's, where what is asked besides it needs one."""

import re
from collections.abc import Sequence
from typing import Any

from assistant.agent.planner.call_args import compared_field, metric_asked, set_mood
from assistant.agent.planner.experiments import SIGNIFICANT, TARGET, name_sides
from assistant.agent.planner.over_time import over_time
from assistant.agent.planner.traits import MEASURES, TOOL_OF, TRAITS
from assistant.agent.question.figure_patterns import (
    GOOD_TO_BAD,
    HOW_MANY,
    HOW_MUCH,
    OF_COMPLAINTS,
    RECOMMENDERS,
    SHARE,
    SHARE_OR_COUNT,
    UNRATED,
)
from assistant.agent.question.patterns import COMPLAINING, ITEMS, WHICH_ITEMS
from assistant.agent.question.question import Question
from assistant.agent.question.ranking_patterns import (
    BEST_SAID,
    ELSEWHERE,
    HAPPY,
    LIKED,
    LIKED_MORE,
    MORE_OR_LESS,
    MOST,
    SPIKED,
    STANDS,
    TOP_GROUPS,
    WHICH_OF_TWO,
)
from assistant.models import ATTRIBUTES, ToolCall
from assistant.tools.arguments import Dimension
from assistant.tools.registry import TOOLS

__all__ = ["MOST_THEMES", "answers_counted", "ranks", "tool_for"]

MOST_THEMES = 20
MIDDLE_STARS = 3
WHICH_SIDES = re.compile(r"哪几?[个些点]?(?:个)?(?:地方|方面|问题|点)|哪些")
"""What is asked for are sides of a thing, though so many are called 条."""


def tool_for(tool: str, args: dict[str, Any], question: Question) -> str:
    """Another tool, where what is asked besides the intent needs one; it may change `args`."""
    rules = (_targeted, _moved, _liked, _counting, over_time, _themes, _complaints, _side_by_side)
    found = (rule(tool, args, question) for rule in rules)
    if other := next(filter(None, found), None):
        return other
    if tool == "experiment" and not name_sides(args, question.filters, question.folded):
        return _without_sides(question)
    if tool in ("drivers", "complaints") and (stars := args.get("rating")):
        return _reasons(stars, args, question)
    if tool == "drivers" and "without_theme" in args:
        args["theme"] = args.pop("without_theme")
    return tool


def _reasons(stars: Sequence[int], args: dict[str, Any], question: Question) -> str:
    """What those who gave certain stars blame or praise: among them nothing drives the stars."""
    if min(stars) <= MIDDLE_STARS or COMPLAINING.search(question.folded):
        return "complaints"
    args["stance"] = ["positive"]
    return "themes"


def _targeted(tool: str, args: dict[str, Any], question: Question) -> str | None:  # noqa: ARG001
    """What a score would be without each problem, where it is asked how it is to rise so far."""
    asked = tool in ("priority", "nps", "csat", "explain_change", "trend", "drivers")
    scored = metric_asked(question) in MEASURES
    return "drivers" if asked and scored and TARGET.search(question.folded) else None


def _moved(tool: str, args: dict[str, Any], question: Question) -> str | None:
    """Which product, channel … rose or fell most: its score, or how much is complained."""
    if not question.grown or question.by not in ATTRIBUTES or not TRAITS[tool].steps:
        return None
    metric = metric_asked(question)
    args.setdefault("compare_to", None)
    if metric in MEASURES or (metric is None and tool not in ("complaints", "sentiment")):
        args["rank_by"] = metric if metric in ("csat", "rating_mean") else "rating_mean"
        return TOOL_OF[metric or "rating_mean"]
    if tool in ("complaints", "sentiment", "trend") and metric != "count":
        set_mood(args, ["negative"])
    return "volume"


def _liked(tool: str, args: dict[str, Any], question: Question) -> str | None:
    """Which of several customers like most or least: its score, where no number is named."""
    several = compared_field(args, question) and LIKED_MORE.search(question.folded)
    if not several and (question.by not in ATTRIBUTES or not LIKED.search(question.folded)):
        return None
    if tool not in ("complaints", "sentiment", "themes", "quotes", "search"):
        return None
    args.pop("stance", None)
    if not HAPPY.search(question.folded):
        args["rank_by"] = "rating_mean"
    return "csat"


def _counting(tool: str, args: dict[str, Any], question: Question) -> str | None:
    """What is counted or bounded by groups, stars or stretches of days."""
    if UNRATED.search(question.folded) and TRAITS[tool].splits:
        args |= {n: list(v) for n, v in question.filters.items() if n == "sentiment"}
        return "csat"
    beyond = question.bound or question.by == Dimension.CUSTOMER
    if TRAITS[tool].bounds and question.by and beyond:
        return _counted(args, question)
    praise = question.filters.get("sentiment") == ("positive",)
    groups = compared_field(args, question) or question.by in ATTRIBUTES
    if tool in ("sentiment", "complaints") and praise and groups:
        args["sentiment"] = ["positive"]
        return "volume"
    if GOOD_TO_BAD.search(question.folded) and TRAITS[tool].splits:
        args.pop("sentiment", None)
        return "csat"
    share = SHARE.search(question.folded) and HAPPY.search(question.folded)
    if tool == "sentiment" and share and not question.by:
        args["sentiment"] = ["positive"]
        return "volume"
    stars = question.filters.get("rating")
    several = len(question.periods) > 1 or compared_field(args, question)
    counts = SHARE_OR_COUNT.search(question.folded) or several
    apart = question.by != "rating" and counts
    if tool == "csat" and stars and apart:
        args["rating"] = [int(star) for star in stars]
        return "volume"
    if tool == "csat" and stars and ITEMS.search(question.folded) and not question.by:
        args["rating"] = [int(star) for star in stars]
        return "quotes"
    sides = compared_field(args, question) and question.compares
    if tool == "quotes" and sides and stars and MORE_OR_LESS.search(question.folded):
        return "volume"
    if tool == "search" and question.by in ATTRIBUTES:
        return "volume"
    if tool == "quotes" and question.by and question.by != "day":
        args.pop("sentiment", None)
        if question.quoted:
            return "volume"
        return TOOL_OF.get(metric_asked(question) or "", "sentiment")
    of_two = len(question.periods) == 2 and "compare_to" in args
    if question.step and not question.by and TRAITS[tool].steps and not of_two:
        return "trend"
    return None


def _themes(tool: str, args: dict[str, Any], question: Question) -> str | None:
    """Items instead of themes, and themes by their growth."""
    told = tool in ("themes", "complaints", "quotes", "search")
    if told and (said := BEST_SAID.search(question.folded)):
        kind = said["good"] or said["kind"]
        args.pop("stance", None)
        args |= {"sentiment": ["positive" if kind else "negative"]}
        args["sort"] = "best" if kind else "worst"
        if not (said["what"] or "s").endswith(("s", "stuff")):
            args["limit"] = 1
        return "quotes"
    if tool == "themes" and args.get("stance") and question.top and ITEMS.search(question.folded):
        args["sentiment"] = args.pop("stance")
        return "quotes"
    if (tool == "themes" and question.grown) or SPIKED.search(question.folded):
        args |= {"top": MOST_THEMES}
        return "complaints"
    return None


def _complaints(tool: str, args: dict[str, Any], question: Question) -> str | None:
    """How much is complained instead of what about, and the items instead of either."""
    if question.order == "longest" and tool in ("complaints", "themes", "volume", "search"):
        if tool == "complaints":
            args.setdefault("sentiment", ["negative"])
        return "quotes"
    of_complaints = OF_COMPLAINTS.search(question.folded) and not question.by
    narrowed = any(args.get(name) for name in ("theme", "words", "product", "channel", "segment"))
    if tool in ("complaints", "volume", "sentiment") and of_complaints and narrowed:
        args["sentiment"] = ["negative"]
        return "volume"
    felt = question.filters.get("emotion")
    if tool == "complaints" and felt and SHARE.search(question.folded) and not question.by:
        args["emotion"] = list(felt)
        return "volume"
    if tool == "volume" and RECOMMENDERS.search(question.folded):
        return "nps"
    if tool == "complaints" and (
        HOW_MUCH.search(question.folded)
        or HOW_MANY.search(question.folded)
        or (args.get("theme") and SHARE.search(question.folded))
    ):
        if not (args.get("rating") or args.get("words")):
            set_mood(args, ["negative"])
        return "volume"
    single = question.top and question.order and not MOST.search(question.folded)
    single = single and not WHICH_SIDES.search(question.folded)
    if tool == "complaints" and single and ITEMS.search(question.folded):
        args.setdefault("sentiment", ["negative"])
        return "quotes"
    if question.quoted and tool in ("complaints", "volume") and WHICH_ITEMS.search(question.folded):
        return "quotes"
    return None


def _side_by_side(tool: str, args: dict[str, Any], question: Question) -> str | None:
    """Which of two, and groups or days side by side."""
    of_two = WHICH_OF_TWO.search(question.folded) and compared_field(args, question)
    if tool == "complaints" and of_two:
        return "volume" if args.get("theme") else "sentiment"
    if (
        tool == "complaints"
        and "theme" in args
        and question.compares
        and compared_field(args, question)
    ):
        return "volume"
    if tool == "overview" and question.by and ELSEWHERE.search(question.folded):
        return TOOL_OF.get(metric_asked(question) or "", "csat")
    if tool in ("complaints", "quotes", "search") and len(question.periods) > 2:
        return "sentiment"
    if (TRAITS[tool].tells_what and of_two) or (tool == "themes" and question.by):
        args.pop("stance", None)
        return "csat"
    parts = question.by in ("weekday", "day_kind") or ELSEWHERE.search(question.folded)
    if tool == "complaints" and question.by and (ranks(question) or "theme" in args or parts):
        return "volume" if "theme" in args else "sentiment"
    if tool == "quotes" and question.by == "day" and ranks(question):
        return "volume"
    return None


def _counted(args: dict[str, Any], question: Question) -> str:
    """The tool whose groups are bounded, or that can count by customer."""
    metric = metric_asked(question)
    if question.filters.get("rating"):
        metric = "count"  # "more than 5 reviews under 3 stars" counts reviews
    if question.by != Dimension.CUSTOMER and metric in MEASURES:
        if metric == "rating_mean":
            args["rank_by"] = metric
        return TOOL_OF[metric]
    if question.by != Dimension.CUSTOMER and SHARE.search(question.folded):
        return "sentiment"
    args.pop("stance", None)
    return "volume"


def _without_sides(question: Question) -> str:
    """Whether a score changed surely is asked of the score, how long a test takes of its spread."""
    if SIGNIFICANT.search(question.folded):
        return "nps" if metric_asked(question) == "nps" else "csat"
    return "precision"


def answers_counted(call: ToolCall) -> ToolCall:
    """Stars and NPS answers that are named are counted: how satisfied one-star reviews are, or
    what the NPS of the detractors is, says nothing."""
    answers = {"csat": "rating", "nps": "nps"}.get(call.name)
    if answers is None or not call.args.get(answers):
        return call
    fields = TOOLS["volume"].args.model_fields
    return ToolCall("volume", {n: value for n, value in call.args.items() if n in fields})


def ranks(question: Question) -> bool:
    """Whether a question looks for the first or the last of several."""
    sorts = question.ranks and SHARE.search(question.folded)
    ranked = (
        question.order
        or question.bound
        or sorts
        or STANDS.search(question.folded)
        or MOST.search(question.folded)
    )
    return bool(ranked or TOP_GROUPS.search(question.folded))
