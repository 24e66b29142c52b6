"""What puts another intent in the place of the likeliest: one rule after another."""

import re

from assistant.agent.planner.calls.call_args import metric_asked
from assistant.agent.planner.calls.complaint_rules import (
    counted_complaints,
    most_complained,
    topics_of_complaints,
    why_so,
)
from assistant.agent.planner.calls.measure_rules import (
    of_answers,
    of_defects,
    of_own_measures,
    of_unexplained,
)
from assistant.agent.planner.calls.ranked import Ranked, intent_named
from assistant.agent.planner.calls.traits import MEASURES
from assistant.agent.question.intents import Intent
from assistant.agent.question.patterns.common import TO_PUBLISH
from assistant.agent.question.patterns.course import TREND, WHAT_CHANGED
from assistant.agent.question.patterns.figures import (
    CUSTOMERS_TO_CONTACT,
    HOW_MANY,
    OPINION,
    SHARE,
    SHARE_OF,
)
from assistant.agent.question.patterns.ranking import FANS
from assistant.agent.question.patterns.sales import RETURN_RATE, SOLD
from assistant.agent.question.patterns.saying import TELLS_TEAM
from assistant.agent.question.question import Question
from assistant.tools.arguments import Dimension

__all__ = ["RULES"]

ANY_SUCH = re.compile(
    r"[\W\0]*(?:有没有|有无|有|(?:are|is) there any\w*|any\w*)[\W\0]*的?"
    r"[\W\0]*(?:吗|么|没有?)?[\W\0]*"
    r"|[\W\0]*的?有(?:吗|么|没有?)[\W\0]*"
)
"""Whether there is any such, and nothing else."""

LIKELY = 0.5
"""Score of dangers from which how many met them is asked of them, and not of all feedback."""

CLEAR = 0.9
"""Score of dangers from which those who came to harm are counted."""

COUNTABLE = ("customer_segments", "personas", "recommend")
"""Intents about customers that a count of what each of them said does not replace."""


def _any_good(intent: Intent | None, ranked: Ranked, question: Question) -> Intent | None:
    """Both sides, where it is asked whether something is any good, be it no thing of the shop."""
    overview = intent_named(ranked, "overview")
    if intent and overview.is_cued(question.folded) and OPINION.search(question.folded):
        unsaid = not any(each.is_cued(question.folded) for each, _ in ranked if each != overview)
        if unsaid and not question.by:
            return overview
    if intent is None or intent.name not in ("praise", "trend", "complaints"):
        return None
    named = question.filters and not (question.periods or question.by)
    return intent_named(ranked, "overview") if named and OPINION.search(question.folded) else None


def _worth_telling(
    intent: Intent | None,  # noqa: ARG001
    ranked: Ranked,
    question: Question,
) -> Intent | None:
    return intent_named(ranked, "overview") if TELLS_TEAM.search(question.folded) else None


def _to_publish(intent: Intent | None, ranked: Ranked, question: Question) -> Intent | None:
    """What customers said, where somebody wants to show it, and no reward for saying it."""
    rewards = intent_named(ranked, "reward").is_cued(question.folded)
    published = TO_PUBLISH.search(question.folded)
    shown = intent is not None and intent.tool == "quotes"
    return None if shown or rewards or not published else intent_named(ranked, "quotes")


def _by_customer(intent: Intent | None, ranked: Ranked, question: Question) -> Intent | None:
    counted_otherwise = intent and intent.name in COUNTABLE and not FANS.search(question.folded)
    if question.by != Dimension.CUSTOMER or counted_otherwise:
        return None
    return intent_named(ranked, "volume")


def _to_contact(
    intent: Intent | None,  # noqa: ARG001
    ranked: Ranked,
    question: Question,
) -> Intent | None:
    """Those who may leave, where it is asked whom to call first."""
    contacted = CUSTOMERS_TO_CONTACT.search(question.folded)
    return intent_named(ranked, "customer_segments") if contacted else None


def _what_changed(
    intent: Intent | None,  # noqa: ARG001
    ranked: Ranked,
    question: Question,
) -> Intent | None:
    """The whole beside what was before, where it is asked what changed and of nothing in
    particular; a change that the shop made has a cue of its own."""
    named = question.filters or question.quoted or question.by or metric_asked(question)
    if named or not WHAT_CHANGED.search(question.folded):
        return None
    tried = intent_named(ranked, "before_after").is_cued(question.folded)
    return None if tried else intent_named(ranked, "overview")


def _special_beats_score(
    intent: Intent | None, ranked: Ranked, question: Question
) -> Intent | None:
    """The score is what the question is about, the other cue what it wants to know of it."""
    if intent is None or intent.tool not in ("nps", "csat", "ces"):
        return None
    for special, _ in ranked:
        named = question.by == "touchpoint" or "touchpoint" in question.filters
        split = special.name == "journey" and named
        if special.beats_scores and special.is_cued(question.folded) and not split:
            return special
    return intent_named(ranked, "trend") if TREND.search(question.folded) else None


def _moves_score(intent: Intent | None, ranked: Ranked, question: Question) -> Intent | None:
    """What the themes do to a score, where that is asked of them and the score is named."""
    if intent is None or intent.name != "themes" or metric_asked(question) not in MEASURES:
        return None
    drivers = intent_named(ranked, "drivers")
    return drivers if drivers.is_cued(question.folded) else None


def _course(intent: Intent | None, ranked: Ranked, question: Question) -> Intent | None:
    """The course of a mood, where that is asked for by name."""
    mood = intent is not None and intent.name == "sentiment" and not question.by
    return intent_named(ranked, "trend") if mood and TREND.search(question.folded) else None


def _outranked(intent: Intent | None, ranked: Ranked, question: Question) -> Intent | None:
    found = (intent_named(ranked, name) for name in intent.outranked_by) if intent else ()
    return next((other for other in found if other.is_cued(question.folded)), None)


def _of_what_was_quoted(intent: Intent | None, ranked: Ranked, question: Question) -> Intent | None:
    cued = intent is not None and intent.is_cued(question.folded)
    if not question.quoted or cued:
        return None
    return intent_named(ranked, "volume" if SHARE.search(question.folded) else "quotes")


def _sold(intent: Intent | None, ranked: Ranked, question: Question) -> Intent | None:
    """What was sold is no count of feedback and no best review."""
    counted = intent is not None and intent.name in ("volume", "quotes", "rating", "catalogue")
    return intent_named(ranked, "scorecard") if counted and SOLD.search(question.folded) else None


def _share(intent: Intent | None, ranked: Ranked, question: Question) -> Intent | None:
    """The share itself, where no word asks for its course, and a rate of returns, which demands
    none."""
    counts = intent_named(ranked, "volume")
    if "kept" in question.filters and ANY_SUCH.fullmatch(question.open):
        return counts
    if intent and intent.name == "trend" and not intent.is_cued(question.folded):
        shares = SHARE.search(question.folded) and counts.is_cued(question.folded)
        return counts if shares else None
    guessed = intent is None or intent.say or not intent.is_cued(question.folded)
    if guessed and SHARE_OF.search(question.folded) and "kept" in question.filters:
        return counts  # the share of those whom a column of the shop's own tells
    return counts if guessed and RETURN_RATE.search(question.folded) else None


def _counted(intent: Intent | None, ranked: Ranked, question: Question) -> Intent | None:
    """How many there are is no question of how sure a score is, or of what endangers people."""
    counts = HOW_MANY.search(question.folded)
    if intent is None or not counts:
        return None
    safety, score = next(pair for pair in ranked if pair[0].name == "safety")
    if intent.name == "volume" and safety.is_cued(question.folded):
        return None if question.filters or question.by or score < LIKELY else safety
    sure = intent is safety and score >= CLEAR
    if sure or intent.name not in ("precision", "safety") or intent.is_cued(question.folded):
        return None
    return intent_named(ranked, "volume")


def _of_two_sides(
    intent: Intent | None,  # noqa: ARG001
    ranked: Ranked,
    question: Question,
) -> Intent | None:
    """The test, where two sides are compared by a number that no score is."""
    return intent_named(ranked, "experiment") if question.number is not None else None


def _of_a_mean(
    intent: Intent | None,  # noqa: ARG001
    ranked: Ranked,
    question: Question,
) -> Intent | None:
    """The intent of means, where that of a column is asked for; its tool is found later."""
    return intent_named(ranked, "csat") if question.mean is not None else None


RULES = (
    _of_a_mean,
    of_answers,
    of_defects,
    of_unexplained,
    _of_two_sides,
    of_own_measures,
    _worth_telling,
    _to_publish,
    _to_contact,
    _by_customer,
    _counted,
    _any_good,
    _what_changed,
    most_complained,
    topics_of_complaints,
    _special_beats_score,
    _moves_score,
    _course,
    counted_complaints,
    why_so,
    _outranked,
    _sold,
    _share,
    _of_what_was_quoted,
)
"""What puts another intent in the place of the likeliest, in this order."""
