"""A count instead of a list or a score, where it is asked how many there are."""

import re

from assistant.agent.planner.calls.call_args import compared_field, in_mood, metric_asked
from assistant.agent.planner.calls.traits import MEASURES, TOOL_OF, TRAITS
from assistant.agent.question.patterns.common import COMPLAINING, ITEMS, PRAISING
from assistant.agent.question.patterns.comparing import MORE_OR_LESS
from assistant.agent.question.patterns.figures import (
    GOOD_TO_BAD,
    PRAISE_RATE,
    SHARE,
    SHARE_OR_COUNT,
    UNRATED,
)
from assistant.agent.question.patterns.ranking import HAPPY, MOST
from assistant.agent.question.patterns.sales import DEFECT_RATE
from assistant.agent.question.question import Question
from assistant.models import ATTRIBUTES, ToolCall
from assistant.tools.arguments import Dimension

__all__ = ["COUNTING"]

MIDDLE_STARS = 3
SAID_WHAT = re.compile(
    r"(?:说|讲|抱怨|吐槽|骂|不满|反映)(?:的|了)?(?:都)?(?:是)?(?:些|点)?(?:什么|啥|哪些)"
    r"|\bwhat (?:do|did|are|is|were) .{0,40}\b(?:say|saying|complain\w*|about)\b"
)
"""What those who gave certain stars write about."""


def _unrated(call: ToolCall, question: Question) -> ToolCall | None:
    """How many gave no stars, among those of the mood that is named."""
    if not UNRATED.search(question.folded) or not TRAITS[call.name].splits:
        return None
    moods = question.filters.get("sentiment")
    return (call.having(sentiment=list(moods)) if moods else call).of("csat")


def _bounded(call: ToolCall, question: Question) -> ToolCall | None:
    """Groups beyond a bound, and counts by customer."""
    if call.name == "health" and question.bound and DEFECT_RATE.search(question.folded):
        return call  # its products are told apart in the first sentence
    beyond = question.bound or question.by == Dimension.CUSTOMER
    if not (TRAITS[call.name].bounds and question.by and beyond):
        return None
    # "More than 5 reviews under 3 stars" counts reviews.
    metric = "count" if question.filters.get("rating") else metric_asked(question)
    if question.by != Dimension.CUSTOMER and metric in (*MEASURES, "ces"):
        ranked = call.having(rank_by=metric) if metric == "rating_mean" else call
        return ranked.of(TOOL_OF[metric])
    if question.by != Dimension.CUSTOMER and SHARE.search(question.folded):
        return call.lacking("sentiment").of("sentiment")
    return call.lacking("stance").of("volume")


def _praise(call: ToolCall, question: Question) -> ToolCall | None:
    """Praise of groups, the turn from good to bad, the share of the content."""
    praise = question.filters.get("sentiment") == ("positive",)
    groups = compared_field(call.args, question) or question.by in ATTRIBUTES
    if call.name == "themes" and groups and MOST.search(question.folded):
        # "Which of them is praised most" counts praise.
        counted = call.lacking("stance", "sentiment").of("volume")
        return in_mood(counted, "positive") if PRAISING.search(question.folded) else None
    if call.name in ("sentiment", "complaints", "quotes") and praise and groups:
        return call.of("volume").having(sentiment=["positive"])
    if GOOD_TO_BAD.search(question.folded) and TRAITS[call.name].splits:
        return call.lacking("sentiment").of("csat")
    share = SHARE.search(question.folded) and HAPPY.search(question.folded)
    share = share or PRAISE_RATE.search(question.folded)
    if call.name == "sentiment" and share and not question.by:
        return call.of("volume").having(sentiment=["positive"])
    return None


def _stars(call: ToolCall, question: Question) -> ToolCall | None:
    """Reviews of certain stars: counted, shown, or more of one than of another."""
    stars = [int(star) for star in question.filters.get("rating", ())]
    if not stars:
        return None
    several = len(question.periods) > 1 or compared_field(call.args, question)
    counts = SHARE_OR_COUNT.search(question.folded) or several
    if call.name == "csat" and question.by != "rating" and counts:
        return call.of("volume").having(rating=stars)
    if call.name == "csat" and ITEMS.search(question.folded) and not question.by:
        return call.of("quotes").having(rating=stars)
    if call.name == "csat" and SAID_WHAT.search(question.folded) and not question.by:
        good = min(stars) > MIDDLE_STARS and not COMPLAINING.search(question.folded)
        told = call.lacking("rank_by").having(rating=stars)
        return told.of("themes").having(stance=["positive"]) if good else told.of("complaints")
    sides = compared_field(call.args, question) and question.compares
    if call.name == "quotes" and sides and MORE_OR_LESS.search(question.folded):
        return call.of("volume")
    return None


def _items(call: ToolCall, question: Question) -> ToolCall | None:
    """Counts by a dimension or over time of what would only be listed."""
    if call.name == "search" and question.by in ATTRIBUTES:
        return call.of("volume")
    if call.name == "quotes" and question.by and question.by != "day":
        asked = TOOL_OF.get(metric_asked(question) or "", "sentiment")
        return call.lacking("sentiment").of("volume" if question.quoted else asked)
    of_two = len(question.periods) == 2 and "compare_to" in call.args
    if question.step and not question.by and TRAITS[call.name].steps and not of_two:
        return call.of("trend")
    return None


COUNTING = (_unrated, _bounded, _praise, _stars, _items)
"""Rules for what is counted, or bounded, by groups, stars or stretches of days, in this order."""
