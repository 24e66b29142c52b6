"""The intent of a question about complaints, in the place of one that counts or explains."""

import re

from assistant.agent.planner.calls.ranked import Ranked, intent_named
from assistant.agent.question.intents import Intent
from assistant.agent.question.patterns.common import COMPLAINING
from assistant.agent.question.patterns.figures import HOW_MANY
from assistant.agent.question.patterns.reasons import CHANGED, HIGH, LOW, OPENS_WHY, WHY
from assistant.agent.question.question import Question

__all__ = ["OWN_WORK", "counted_complaints", "most_complained", "topics_of_complaints", "why_so"]

OWN_WORK = ("reply_stats", "reply_queue", "overdue_replies", "draft_reply")
"""Tools that tell of what the shop does, and not of what customers say."""

TOLD_OF = re.compile(
    r"的(?:投诉|抱怨|差评|吐槽|反馈|人)(?:数|量|总)?[^,，。]{0,4}(?:多少|几|占|多吗|多不多)"
    r"|\bhow many .{0,20}\b(?:complain\w*|mention\w*|reviews? about)\b"
)


def most_complained(intent: Intent | None, ranked: Ranked, question: Question) -> Intent | None:
    """What is complained about most is no count of feedback, unless its number is asked for."""
    if intent is None or intent.name != "volume" or not question.by:
        return None
    complaints = intent_named(ranked, "complaints")
    counted = HOW_MANY.search(question.folded)
    return complaints if complaints.is_cued(question.folded) and not counted else None


def topics_of_complaints(
    intent: Intent | None, ranked: Ranked, question: Question
) -> Intent | None:
    """What those who complain talk about is what they complain about."""
    if intent is None or intent.name != "themes" or question.by:
        return None
    return intent_named(ranked, "complaints") if COMPLAINING.search(question.folded) else None


def why_so(intent: Intent | None, ranked: Ranked, question: Question) -> Intent | None:
    """The complaints, or the praise, where it is asked why something is bad, or good, and not why
    it has changed."""
    if (
        intent is not None
        and intent.name in ("volume", "sentiment")
        and COMPLAINING.search(question.folded)
    ):
        return intent_named(ranked, "complaints") if OPENS_WHY.search(question.folded) else None
    if intent is None or intent.name not in ("explain", "rating", "csat"):
        return None
    if len(question.periods) > 1 or not WHY.search(question.folded):
        return None
    if CHANGED.search(question.folded):
        return None
    if LOW.search(question.folded):
        return intent_named(ranked, "complaints")
    return intent_named(ranked, "praise") if HIGH.search(question.folded) else None


def counted_complaints(intent: Intent | None, ranked: Ranked, question: Question) -> Intent | None:
    """What customers complain of is counted, be it of late answers: no statistic of our own."""
    ours = intent is not None and intent.tool in OWN_WORK and not intent.is_cued(question.folded)
    return intent_named(ranked, "volume") if ours and TOLD_OF.search(question.folded) else None
