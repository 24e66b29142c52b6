"""The intent of a measure that a question names, in the place of one that tells another."""

from assistant.agent.planner.calls.call_args import metric_asked
from assistant.agent.planner.calls.ranked import Ranked, intent_named
from assistant.agent.planner.calls.traits import TRAITS
from assistant.agent.question.intents import Intent
from assistant.agent.question.own_measures import names_own_measure
from assistant.agent.question.patterns.figures import YES_OR_NO
from assistant.agent.question.patterns.kinds import ANSWERS_COUNTED, COPIES, ORDERS_COUNTED
from assistant.agent.question.patterns.sales import DEFECT_RATE
from assistant.agent.question.question import Question
from assistant.tools.arguments import Dimension

__all__ = ["of_answers", "of_defects", "of_own_measures", "of_unexplained"]

INTENT_OF = {"nps": "nps", "csat": "csat", "rating_mean": "rating"}
"""The intent that answers each score."""

TELLING_OTHERS = (
    *("trend", "overview", "themes", "volume", "search", "quotes"),
    *("training_topics", "reply_stats"),
)
"""Tools that are called for a course, a count or a word of the measure's name, and tell none."""


def of_defects(intent: Intent | None, ranked: Ranked, question: Question) -> Intent | None:
    """Product health, where the defect rate, the shop's orders or health itself are asked for and
    words ask for nothing else: it ranks products by no score."""
    healthy = intent is not None and intent.tool == "health" and intent.is_cued(question.folded)
    if healthy and question.by == Dimension.PRODUCT:
        return intent
    if not (DEFECT_RATE.search(question.folded) or ORDERS_COUNTED.search(question.folded)):
        return None
    if intent is None or intent.tool == "health" or not intent.is_cued(question.folded):
        return intent_named(ranked, "health")
    return intent_named(ranked, "health") if _tells_another(intent) else None


def of_answers(
    intent: Intent | None,  # noqa: ARG001
    ranked: Ranked,
    question: Question,
) -> Intent | None:
    """The score whose answers are counted; the count of the records, of which some repeat others,
    where the copies are asked for."""
    if COPIES.search(question.folded) and not question.filters.get("unique"):
        return intent_named(ranked, "volume")
    if not ANSWERS_COUNTED.search(question.folded):
        return None
    names = {"nps": "nps", "csat": "csat", "rating_mean": "rating", "ces": "ces"}
    name = names.get(metric_asked(question) or "")
    return intent_named(ranked, name) if name else None


def of_own_measures(intent: Intent | None, ranked: Ranked, question: Question) -> Intent | None:
    """The scorecard, where one of its measures is asked for that nothing else tells: revenue ranks
    no products by stars."""
    scorecard = intent_named(ranked, "scorecard")
    named = names_own_measure(question.folded)
    if not named and not scorecard.is_cued(question.folded):
        return None
    return scorecard if intent is None or _tells_another(intent) else None


def _tells_another(intent: Intent) -> bool:
    """Whether an intent tells a score, or only how something goes."""
    if intent.tool is None:
        return False
    return TRAITS[intent.tool].is_score or intent.tool in (*TELLING_OTHERS, "scorecard")


def of_unexplained(intent: Intent | None, ranked: Ranked, question: Question) -> Intent | None:
    """The score itself, where it is asked whether it has changed and not why."""
    score = INTENT_OF.get(metric_asked(question) or "")
    if intent is None or intent.name != "explain" or score is None:
        return None
    why = intent.is_cued(question.folded) or not YES_OR_NO.search(question.folded)
    return None if why else intent_named(ranked, score)
