"""Whether a question continues the one before."""

import re

from assistant.agent.planner.calls.traits import TRAITS
from assistant.agent.question.intents import Intent
from assistant.agent.question.patterns.common import ITEM
from assistant.agent.question.patterns.course import LAST_WHEN
from assistant.agent.question.patterns.figures import IN_TOTAL
from assistant.agent.question.patterns.references import FOLLOWS
from assistant.agent.question.question import Question
from assistant.agent.thread import Thread
from assistant.models import ATTRIBUTES, ToolCall, by_column

__all__ = [
    "LEAD_IN",
    "MOODS",
    "continues",
    "is_short",
    "of_its_own",
    "of_the_groups",
    "of_their_course",
]

MOODS = ("sentiment", "emotion", "urgency", "rating", "nps")
"""Filters that say which of the records in question are meant, not which question it is."""

SHORT_ENGLISH, SHORT_CHINESE = 4, 8

WHICH_ONE = re.compile(
    r"^(?:and |ok |so )*(?:which|who)(?: one| of (?:them|those|these|the two))?"
    r" (?:is|has|had|have|gets?|got|sees?|shows?|causes?|does)\b"
    r"|^(?:那|那么)?哪一?[个款家边](?=[^\u4e00-\u9fff]|[\u4e00-\u9fff]{0,6}[更最多少高低])"
)
"""One of those that were named, which says nothing of what they are."""

ABOUT_THAT = re.compile(r"^[那这](?!个?月|周|年|季)|\babout (?:it|that|this|them|these|those)\b")
"""What is asked of what was just shown: "what should we do about it"."""

JUDGED = re.compile(
    r"^(?:so |and |ok |then )*should (?:we|i) (?:\w+ ){1,2}(?:it|that|this(?: one)?)\b"
    r"|^(?:那|那么)?(?:要不要|该不该|是不是该|是否该|应该|该|能不能|需要)(?:把它)?[\u4e00-\u9fff]{2,3}[吗么]?\W*$"
)
"""What is asked to be done with the one thing that was just looked at."""

LEAD_IN = re.compile(r"^(?:(?:and|ok|so|then|now|what about|how about|the)\b ?)+")


def continues(question: Question, intent: Intent | None, cued: bool) -> bool:
    """Whether a question leans on the turn before."""
    names_something = (
        question.periods
        or question.filters
        or question.by
        or question.least
        or question.place
        or question.order
        or question.top
        or question.ranks
    )
    if intent and intent.say and (cued or not names_something):
        return False
    if intent and cued and intent.of_all and not _splits(question):
        one = intent.tool == "health" and JUDGED.search(question.folded)
        return bool(one or ABOUT_THAT.search(question.folded))
    if FOLLOWS.search(question.folded) or _asks_when(question):
        return True
    of_all_time = IN_TOTAL.search(question.folded) and not ITEM.search(question.folded)
    named = question.filters.keys() - ({"kept"} if _splits(question) else set())
    if (question.periods and not of_all_time) or not named <= set(MOODS):
        return intent is None or not cued
    return is_short(question)


def of_the_groups(question: Question, before: ToolCall) -> bool:
    """Whether "which one" asks for one of the groups that the turn before set side by side."""
    named = question.by or any(field in question.filters for field in ATTRIBUTES)
    return bool(before.args.get("by") and not named and WHICH_ONE.search(question.folded))


def of_their_course(question: Question, thread: Thread) -> bool:
    """Whether it is asked which of the groups that were just told apart rose or fell most."""
    told = thread.apart or (thread.calls and thread.calls[-1].args.get("by"))
    own = question.filters or question.by or question.periods or question.quoted
    return bool(question.grown and told and not own)


def of_its_own(before: ToolCall, question: Question, intent: Intent) -> ToolCall:
    """The call before as far as a new score by a new dimension leans on it: by its place and time.
    "NPS by channel" names all that it wants, and is no NPS of those who spoke of payment before."""
    stands = (question.by or _splits(question)) and intent.is_cued(question.folded)
    if not stands or FOLLOWS.search(question.folded) or not TRAITS[str(intent.tool)].is_score:
        return before
    before = before.lacking("theme", "stance", "words", *MOODS)
    return before.lacking("kept") if len(before.args.get("kept", ())) > 1 else before


def _splits(question: Question) -> bool:
    """Whether a question splits by a column of the shop's own, as others do by product."""
    return any(len(values) > 1 for values in by_column(question.filters.get("kept", ())).values())


def _asks_when(question: Question) -> bool:
    """Whether a question asks when the newest one came, and not of what."""
    own = question.filters or question.quoted or ITEM.search(question.folded)
    return bool(LAST_WHEN.search(question.folded)) and not own


def is_short(question: Question) -> bool:
    """Whether a question says too little to stand alone."""
    if question.language == "zh":
        return len(question.rest) <= SHORT_CHINESE
    return len(LEAD_IN.sub("", question.rest).split()) <= SHORT_ENGLISH
