"""How many felt something that is named, where groups are set side by side: "which product makes
customers angriest"."""

import re

from assistant.agent.planner.calls.call_args import compared_field
from assistant.agent.planner.calls.rerouting import ranks
from assistant.agent.question.patterns.ranking import ANGRIEST
from assistant.agent.question.patterns.reasons import ASKS_WHAT
from assistant.agent.question.question import Question
from assistant.models import ATTRIBUTES, Emotion, ToolCall, by_column

__all__ = ["felt_by_groups", "of_the_felt"]

ANGER = re.compile(r"angr|mad|cross|furious|irate|pissed|生气|愤怒|火大|气愤|恼火|暴躁")
"""What an "angriest" means that is no mere discontent."""

TELLING = ("complaints", "sentiment", "volume", "quotes", "search", "themes", "csat")
"""Tools that are called for feelings, or for want of a better one."""

OF_GROUPS = (*ATTRIBUTES, "weekday", "day_kind", "day", "rating")


def felt_by_groups(question: Question) -> list[str]:
    """The emotions that a question sets groups side by side by; empty for none, and where it asks
    what the emotion is about."""
    felt = list(question.filters.get("emotion", ()))
    superlative = ANGRIEST.search(question.folded)
    if not felt and superlative and ANGER.search(superlative.group()):
        felt = [str(Emotion.ANGRY)]
    kept = by_column(question.filters.get("kept", ())).values()
    split = (
        question.by in OF_GROUPS
        or compared_field(question.filters, question)
        or any(len(values) > 1 for values in kept)
    )
    if not felt or not split:
        return []
    return felt if ranks(question) or not ASKS_WHAT.search(question.folded) else []


def of_the_felt(call: ToolCall, question: Question) -> ToolCall:
    """The count of those who felt so, each group with their share of its own."""
    felt = felt_by_groups(question) if call.name in TELLING else []
    if not felt:
        return call
    return call.lacking("stance", "sentiment", "rank_by").of("volume").having(emotion=felt)
