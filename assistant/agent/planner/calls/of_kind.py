"""How many records are of a kind that is named, an emotion or an urgency, as a count, as a share or
over time."""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.agent.planner.calls.call_args import compared_field, metric_asked
from assistant.agent.planner.calls.traits import MEASURES
from assistant.agent.question.patterns.comparing import GROWING, MORE_OR_LESS
from assistant.agent.question.patterns.course import BETTER_OR_WORSE, MOVED, ROSE, TREND
from assistant.agent.question.patterns.figures import HOW_MANY, OF_RECOMMENDERS, SHARE
from assistant.agent.question.patterns.ranking import MOST
from assistant.agent.question.question import Question
from assistant.agent.question.score_groups import answers_named
from assistant.models import ATTRIBUTES, ToolCall

__all__ = ["of_the_kind"]

KINDS = ("emotion", "urgency")
TELLING = (
    *("complaints", "sentiment", "volume", "quotes", "search", "themes", "csat", "overview"),
    *("trend", "health", "priority", "customer_segments", "bought_together"),
)
"""Tools that are called for such words, or for want of a better one."""

QUOTING = ("complaints", "quotes", "search", "themes")
"""What those of a kind say may be wanted, each group with its own."""


def of_the_kind(call: ToolCall, question: Question) -> ToolCall:
    """The count of the kind instead of a call that passes over it: followed where its course is
    asked for, and beside the period before where it is asked whether it rose."""
    kinds = {name: list(values) for name in KINDS if (values := question.filters.get(name))}
    if not kinds or call.name not in TELLING or metric_asked(question) in MEASURES:
        return _of_recommenders(call, question)
    return _told(call, question, kinds)


def _of_recommenders(call: ToolCall, question: Question) -> ToolCall:
    """The promoters, passives or detractors as such, where their groups or their course are asked
    for: a score tells of all three at once."""
    answers = answers_named(question.folded)
    scored = call.name == "nps" or (call.name == "trend" and not call.args.get("nps"))
    parts = OF_RECOMMENDERS.search(question.folded) and any(map(question.filters.get, ATTRIBUTES))
    if not answers or not scored or parts:
        return call
    return _told(call, question, {"nps": list(answers)})


def _told(call: ToolCall, question: Question, kinds: Mapping[str, Sequence[Any]]) -> ToolCall:
    folded = question.folded
    course = bool(TREND.search(folded) or question.step) and len(question.periods) < 2
    moved = any(
        each.search(folded) for each in (ROSE, MOVED, MORE_OR_LESS, BETTER_OR_WORSE, GROWING)
    )
    counts = any(each.search(folded) for each in (SHARE, HOW_MANY, MOST))
    apart = question.by or compared_field(question.filters, question) or len(question.periods) > 1
    counts = counts and "nps" not in kinds
    if not (course or moved or counts or (apart and call.name not in QUOTING)):
        return call
    call = call.lacking("sentiment", "rank_by", "metric").having(**kinds)
    if course and not question.by:
        shares = bool(SHARE.search(folded))
        return call.of("trend").having(metric="count", **({"of_all": True} if shares else {}))
    call = call.of("volume")
    return call.otherwise(compare_to=None) if moved and not question.by else call
