"""Chooses the intent of a question from the ranked ones: rules that are tried in order."""

from collections.abc import Sequence
from typing import TypeAlias

from assistant.agent.planner.call_args import metric_asked
from assistant.agent.question.comparing_patterns import ANGRIER, ELSEWHERE
from assistant.agent.question.course_patterns import (
    ANY_NEW,
    CALMED,
    LAST_WHEN,
    SINCE_WHEN,
    TREND,
    WHAT_CHANGED,
)
from assistant.agent.question.figure_patterns import (
    GOOD_TO_BAD,
    HOW_MANY,
    IN_TOTAL,
    OPINION,
    PER_DAY,
    SHARE,
)
from assistant.agent.question.intents import Intent, IntentReader
from assistant.agent.question.patterns import COMPLAINING
from assistant.agent.question.question import Question
from assistant.agent.question.ranking_patterns import ANGRIEST, MOST
from assistant.agent.question.reason_patterns import CHANGED, HIGH, LOW, RULED, WHY
from assistant.models import ATTRIBUTES
from assistant.tools.arguments import Dimension

__all__ = ["SURE", "choose_intent"]

Ranked: TypeAlias = Sequence[tuple[Intent, float]]

SURE = 0.5
"""Score from which an intent without a cue stands against the only one that has a cue, and against
names of the shop, which a refusal would pass over."""

CLEAR = 0.9
"""Score of a question about the data from which the name of a deed in it demands none."""

NUMBERS = ("nps", "csat", "rating", "ces", "volume", "sentiment", "complaints", "praise")
"""Intents that name the number by which a ranking goes."""

SCORES = ("nps", "csat", "ces")

HISTORY = ("themes", "search", "overview")
"""Intents that, asked of one customer, ask for the customer's history."""

COUNTABLE = ("customer_segments", "personas", "recommend")
"""Intents about customers that a count of what each of them said does not replace."""


def choose_intent(ranked: Ranked, question: Question) -> Intent | None:
    """The intent of a question; None where none is near enough."""
    return _demanded(ranked, question) or _asked(ranked, question)


def _demanded(ranked: Ranked, question: Question) -> Intent | None:
    """A demand to do something, which is none of the data's, unless it is bait for reviews."""
    if not any(intent.is_ordered(question.folded) for intent, _ in ranked):
        return None
    if RULED.search(question.folded):
        return None
    likeliest, score = ranked[0]
    if likeliest.tool and score >= CLEAR:
        # "Whom should I call first" names a deed and asks for customers.
        return None
    bait = _named(ranked, "reward")
    if bait.is_cued(question.folded):
        return bait
    return next(intent for intent, _ in ranked if intent.is_ordered(question.folded))


def _asked(ranked: Ranked, question: Question) -> Intent | None:
    ranked = [pair for pair in ranked if _can_be_meant(pair[0], question)]
    intent = IntentReader.certain(ranked)
    if intent is None or not _is_sure(intent, ranked, question):
        intent = _only_cued(ranked, question) or intent or _first_cued(ranked, question)
    if found := _newest(question, ranked):
        return found
    begun = SINCE_WHEN.search(question.folded) or CALMED.search(question.folded)
    if begun and IN_TOTAL.search(question.folded) and not (question.filters or question.quoted):
        return _named(ranked, "catalogue")
    if begun and "customer_id" not in question.filters:
        return _named(ranked, "trend")
    if ANY_NEW.search(question.folded) and "customer_id" not in question.filters:
        return _named(ranked, "volume")
    if PER_DAY.search(question.folded) and not (intent and intent.tool in SCORES):
        return _named(ranked, "volume")
    if GOOD_TO_BAD.search(question.folded):
        return _named(ranked, "rating")
    several = any(len(question.filters.get(name, ())) > 1 for name in ATTRIBUTES)
    if several and ANGRIER.search(question.folded):
        return _named(ranked, "sentiment")
    for rule in RULES:
        if found := rule(intent, ranked, question):
            return found
    if intent and intent.say and _names(question) and not _is_sure(intent, ranked, question):
        intent = None
    if "customer_id" in question.filters and (not intent or intent.name in HISTORY):
        return _named(ranked, "customer")
    if intent is None and question.by and ELSEWHERE.search(question.folded):
        # "The sofa against all our other things" says no more than that.
        return _named(ranked, "rating")
    return _bare_ranking(ranked, question) or intent


def _any_good(intent: Intent | None, ranked: Ranked, question: Question) -> Intent | None:
    """Both sides, where it is asked whether something is any good."""
    if intent is None or intent.name not in ("praise", "trend", "complaints"):
        return None
    named = question.filters and not (question.periods or question.by)
    return _named(ranked, "overview") if named and OPINION.search(question.folded) else None


def _newest(question: Question, ranked: Ranked) -> Intent | None:
    """The quotes, where it is asked when the newest of some came."""
    return _named(ranked, "quotes") if LAST_WHEN.search(question.folded) else None


def _by_customer(intent: Intent | None, ranked: Ranked, question: Question) -> Intent | None:
    if question.by != Dimension.CUSTOMER or (intent and intent.name in COUNTABLE):
        return None
    return _named(ranked, "volume")


def _most_complained(intent: Intent | None, ranked: Ranked, question: Question) -> Intent | None:
    """What is complained about most is no count of feedback, unless its number is asked for."""
    if intent is None or intent.name != "volume" or not question.by:
        return None
    complaints = _named(ranked, "complaints")
    counted = HOW_MANY.search(question.folded)
    return complaints if complaints.is_cued(question.folded) and not counted else None


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
    tried = _named(ranked, "before_after").is_cued(question.folded)
    return None if tried else _named(ranked, "overview")


def _topics_of_complaints(
    intent: Intent | None, ranked: Ranked, question: Question
) -> Intent | None:
    """What those who complain talk about is what they complain about."""
    if intent is None or intent.name != "themes" or question.by:
        return None
    return _named(ranked, "complaints") if COMPLAINING.search(question.folded) else None


def _special_beats_score(
    intent: Intent | None, ranked: Ranked, question: Question
) -> Intent | None:
    """The score is what the question is about, the other cue what it wants to know of it."""
    if intent is None or intent.tool not in ("nps", "csat"):
        return None
    for special, _ in ranked:
        split = special.name == "journey" and question.by == "touchpoint"
        if special.beats_scores and special.is_cued(question.folded) and not split:
            return special
    return _named(ranked, "trend") if TREND.search(question.folded) else None


def _why_so(intent: Intent | None, ranked: Ranked, question: Question) -> Intent | None:
    """The complaints, or the praise, where it is asked why something is bad, or good, and not why
    it has changed."""
    if intent is None or intent.name not in ("explain", "rating", "csat"):
        return None
    if len(question.periods) > 1 or not WHY.search(question.folded):
        return None
    if CHANGED.search(question.folded):
        return None
    if LOW.search(question.folded):
        return _named(ranked, "complaints")
    return _named(ranked, "praise") if HIGH.search(question.folded) else None


def _outranked(intent: Intent | None, ranked: Ranked, question: Question) -> Intent | None:
    found = (_named(ranked, name) for name in intent.outranked_by) if intent else ()
    return next((other for other in found if other.is_cued(question.folded)), None)


def _of_what_was_quoted(intent: Intent | None, ranked: Ranked, question: Question) -> Intent | None:
    cued = intent is not None and intent.is_cued(question.folded)
    if not question.quoted or cued:
        return None
    return _named(ranked, "volume" if SHARE.search(question.folded) else "quotes")


def _bare_ranking(ranked: Ranked, question: Question) -> Intent | None:
    """A ranking of products or channels that names no number is one by rating."""
    ranks = question.by and (question.order in ("best", "worst") or question.ranks)
    cued = any(
        intent.is_cued(question.folded)
        for intent, _ in ranked
        if intent.name in NUMBERS or intent.beats_scores
    )
    if cued or not question.by:
        return None
    if ranks:
        angry = ANGRIEST.search(question.folded)
        return _named(ranked, "sentiment" if angry else "rating")
    counts = MOST.search(question.folded) or question.bound
    return _named(ranked, "volume") if counts else None


def _can_be_meant(intent: Intent, question: Question) -> bool:
    """Whether what the intent is about is named, or at least spoken of."""
    return not intent.needs or intent.needs in question.filters or intent.is_cued(question.folded)


def _is_sure(intent: Intent, ranked: Ranked, question: Question) -> bool:
    return ranked[0][0] is intent and (ranked[0][1] >= SURE or intent.is_cued(question.folded))


def _names(question: Question) -> bool:
    return bool(question.filters or question.periods)


def _named(ranked: Ranked, name: str) -> Intent:
    return next(intent for intent, _ in ranked if intent.name == name)


def _only_cued(ranked: Ranked, question: Question) -> Intent | None:
    """The one intent whose cue stands in the question; None for none and for several."""
    cued = [intent for intent, _ in ranked if intent.is_cued(question.folded)]
    return cued[0] if len(cued) == 1 else None


def _first_cued(ranked: Ranked, question: Question) -> Intent | None:
    """The best intent whose cue stands in the question, where none is near enough by meaning."""
    return next((intent for intent, _ in ranked if intent.is_cued(question.folded)), None)


RULES = (
    _by_customer,
    _any_good,
    _what_changed,
    _most_complained,
    _topics_of_complaints,
    _special_beats_score,
    _why_so,
    _outranked,
    _of_what_was_quoted,
)
"""What puts another intent in the place of the likeliest, in this order."""
