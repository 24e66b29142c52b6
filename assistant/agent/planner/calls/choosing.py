"""Chooses the intent of a question from the ranked ones: rules that are tried in order."""

import re

from assistant.agent.names.folding import fold
from assistant.agent.planner.calls.complaint_rules import OWN_WORK
from assistant.agent.planner.calls.felt import felt_by_groups
from assistant.agent.planner.calls.intent_rules import RULES
from assistant.agent.planner.calls.ranked import Ranked, intent_named
from assistant.agent.planner.calls.traits import TRAITS
from assistant.agent.question.dimensions import WHENCE
from assistant.agent.question.intents import Intent, IntentReader
from assistant.agent.question.patterns.comparing import ANGRIER, BY_HOW_MUCH, ELSEWHERE
from assistant.agent.question.patterns.course import (
    ANY_NEW,
    CALMED,
    LAST_WHEN,
    SINCE_WHEN,
)
from assistant.agent.question.patterns.figures import (
    GOOD_TO_BAD,
    IN_TOTAL,
    PER_DAY,
)
from assistant.agent.question.patterns.ranking import ANGRIEST, HAPPY, MOST, SUPERLATIVE
from assistant.agent.question.patterns.reasons import RULED, WHY
from assistant.agent.question.patterns.references import WHOM
from assistant.agent.question.question import Question
from assistant.models import ATTRIBUTES

__all__ = ["SURE", "choose_intent"]

SURE = 0.5
"""Score from which an intent without a cue stands against the only one that has a cue, and against
names of the shop, which a refusal would pass over."""

CLEAR = 0.9
"""Score of a question about the data from which the name of a deed in it demands none."""

NUMBERS = ("nps", "csat", "rating", "ces", "volume", "sentiment", "complaints", "praise")
"""Intents that name the number by which a ranking goes."""

LIKELY = 0.75
"""Score from which the likeliest intent is more than a guess at words that nothing reads."""

SCORES = ("nps", "csat", "ces")

RECORDS_MOST = re.compile(r"(?:评[价论]|反馈|留言)(?:数量?|条数|量)?最[多少]")
"""Records are counted, though their word is one of stars as well."""

HISTORY = ("themes", "search", "overview")
"""Intents that, asked of one customer, ask for the customer's history."""


def choose_intent(ranked: Ranked, question: Question) -> Intent | None:
    """The intent of a question; None where none is near enough."""
    return _demanded(ranked, question) or _asked(ranked, question)


def _demanded(ranked: Ranked, question: Question) -> Intent | None:
    """A demand to do something, which is none of the data's, unless it is bait for reviews."""
    if not any(intent.is_ordered(question.folded) for intent, _ in ranked):
        return None
    if RULED.search(question.folded) or _names_a_channel_first(question):
        return None
    likeliest, score = ranked[0]
    if likeliest.tool and (score >= CLEAR or WHOM.search(question.folded)):
        # "Whom should I call first" names a deed and asks for customers.
        return None
    bait = intent_named(ranked, "reward")
    if bait.is_cued(question.folded):
        return bait
    return next(intent for intent, _ in ranked if intent.is_ordered(question.folded))


def _names_a_channel_first(question: Question) -> bool:
    """Whether a question, and no demand, begins with a channel that is a deed as well: "phone
    customers: happy?"."""
    asks = question.text.rstrip().endswith(("?", "？"))
    channels = map(fold, question.filters.get("channel", ()))
    return asks and any(re.match(rf"{re.escape(c)}\b", question.folded) for c in channels)


def _asked(ranked: Ranked, question: Question) -> Intent | None:
    ranked = [pair for pair in ranked if _can_be_meant(pair[0], question)]
    intent = IntentReader.certain(ranked)
    if intent is None or not _is_sure(intent, ranked, question):
        intent = _only_cued(ranked, question) or intent or _first_cued(ranked, question)
    if found := _newest(question, ranked):
        return found
    begun = SINCE_WHEN.search(question.folded) or CALMED.search(question.folded)
    if begun and IN_TOTAL.search(question.folded) and not (question.filters or question.quoted):
        return intent_named(ranked, "catalogue")
    if begun and "customer_id" not in question.filters:
        return intent_named(ranked, "trend")
    if (
        intent
        and intent.say is None
        and WHENCE.search(question.folded)
        and not intent.is_cued(question.folded)
    ):
        # "Which channel do they come from" is a split of what was told, and no list of channels.
        intent = intent_named(ranked, "volume")
    asks_any = ANY_NEW.search(question.folded) and not WHY.search(question.folded)
    if asks_any and "customer_id" not in question.filters:
        return intent_named(ranked, "volume")
    if PER_DAY.search(question.folded) and not (intent and intent.tool in SCORES):
        return intent_named(ranked, "volume")
    if GOOD_TO_BAD.search(question.folded):
        return intent_named(ranked, "rating")
    several = any(len(question.filters.get(name, ())) > 1 for name in (*ATTRIBUTES, "kept"))
    if (several or question.compares) and ANGRIER.search(question.folded):
        return intent_named(ranked, "sentiment")
    blamed = "negative" in question.filters.get("sentiment", ())
    if several and blamed and BY_HOW_MUCH.search(question.folded):
        return intent_named(ranked, "sentiment")
    for rule in RULES:
        if found := rule(intent, ranked, question):
            return found
    unmeant = intent is None or (intent.tool is None and not intent.is_cued(question.folded))
    if unmeant and several and question.compares:
        return intent_named(ranked, "rating")
    if intent and intent.say and _names(question) and not _is_sure(intent, ranked, question):
        intent = None
    if intent is None and (
        felt_by_groups(question) or (question.by and "urgency" in question.filters)
    ):
        return intent_named(ranked, "volume")
    if intent is None and question.filters and HAPPY.search(question.folded):
        return intent_named(ranked, "csat")
    if "customer_id" in question.filters and (not intent or intent.name in HISTORY):
        return intent_named(ranked, "customer")
    if intent is None and question.by and ELSEWHERE.search(question.folded):
        # "The sofa against all our other things" says no more than that.
        return intent_named(ranked, "rating")
    return _bare_ranking(ranked, question) or _of_the_groups(intent, ranked, question) or intent


def _of_the_groups(intent: Intent | None, ranked: Ranked, question: Question) -> Intent | None:
    """A ranking by rating, where the channel or product is asked for that is most of something,
    in words that nothing reads: the likeliest intent is a guess, and tells of no channel."""
    if intent is None or intent.tool is None or intent.is_cued(question.folded):
        return None
    if {each.name: score for each, score in ranked}[intent.name] >= LIKELY:
        return None
    traits = TRAITS[intent.tool]
    if traits.splits or traits.counted_by or traits.named or question.by not in ATTRIBUTES:
        return None
    return intent_named(ranked, "rating") if SUPERLATIVE.search(question.folded) else None


def _newest(question: Question, ranked: Ranked) -> Intent | None:
    """The quotes, where it is asked when the newest of some came."""
    return intent_named(ranked, "quotes") if LAST_WHEN.search(question.folded) else None


def _bare_ranking(ranked: Ranked, question: Question) -> Intent | None:
    """A ranking of products or channels that names no number is one by rating."""
    ranks = question.by and (question.order in ("best", "worst") or question.ranks)
    cued = any(
        intent.is_cued(question.folded)
        for intent, _ in ranked
        if intent.name in NUMBERS or intent.beats_scores or intent.tool in OWN_WORK
    )
    if cued or not question.by:
        return None
    if ranks and not RECORDS_MOST.search(question.folded):
        angry = ANGRIEST.search(question.folded)
        return intent_named(ranked, "sentiment" if angry else "rating")
    counts = MOST.search(question.folded) or question.bound
    return intent_named(ranked, "volume") if counts else None


def _can_be_meant(intent: Intent, question: Question) -> bool:
    """Whether what the intent is about is named, or at least spoken of. A department that a column
    tells of is no team of the shop."""
    if intent.name == "owners" and "kept" in question.filters:
        return False
    return not intent.needs or intent.needs in question.filters or intent.is_cued(question.folded)


def _is_sure(intent: Intent, ranked: Ranked, question: Question) -> bool:
    return ranked[0][0] is intent and (ranked[0][1] >= SURE or intent.is_cued(question.folded))


def _names(question: Question) -> bool:
    return bool(question.filters or question.periods)


def _only_cued(ranked: Ranked, question: Question) -> Intent | None:
    """The one intent whose cue stands in the question; None for none and for several."""
    cued = [intent for intent, _ in ranked if intent.is_cued(question.folded)]
    return cued[0] if len(cued) == 1 else None


def _first_cued(ranked: Ranked, question: Question) -> Intent | None:
    """The best intent whose cue stands in the question, where none is near enough by meaning."""
    return next((intent for intent, _ in ranked if intent.is_cued(question.folded)), None)
