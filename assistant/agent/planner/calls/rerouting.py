"""Another tool than the intent's, where what is asked besides it needs one."""

import re

from assistant.agent.planner.calls.call_args import compared_field, fitted, in_mood, metric_asked
from assistant.agent.planner.calls.counting import COUNTING
from assistant.agent.planner.calls.experiments import SIGNIFICANT, TARGET, with_sides
from assistant.agent.planner.calls.over_time import OVER_TIME
from assistant.agent.planner.calls.traits import MEASURES, MOST_THEMES, TOOL_OF, TRAITS
from assistant.agent.question.patterns.common import COMPLAINING, ITEMS, WHICH_ITEMS
from assistant.agent.question.patterns.comparing import ELSEWHERE, LIKED_MORE, SPIKED, WHICH_OF_TWO
from assistant.agent.question.patterns.figures import (
    HOW_MANY,
    HOW_MUCH,
    OF_COMPLAINTS,
    RECOMMENDERS,
    SHARE,
)
from assistant.agent.question.patterns.ranking import (
    BEST_SAID,
    HAPPY,
    LIKED,
    MOST,
    STANDS,
    SUPERLATIVE,
    TOP_GROUPS,
)
from assistant.agent.question.patterns.reasons import OPENS_WHY
from assistant.agent.question.question import Question
from assistant.models import ATTRIBUTES, ToolCall

__all__ = ["answers_counted", "ranks", "rerouted"]

AMONG = re.compile(r"(?:[差好中恶负]评|投诉|吐槽|负面)(?:评[价论]|反馈)?(?:里|中|当中|之中)")
"""Some of those of a mood are meant, and no others."""

MIDDLE_STARS = 3
WHICH_SIDES = re.compile(r"哪几?[个些点]?(?:个)?(?:地方|方面|问题|点)|哪些")
"""What is asked for are sides of a thing, though so many are called 条."""


def rerouted(call: ToolCall, question: Question) -> ToolCall:
    """The call of another tool, where what is asked besides the intent needs one; else the same."""
    found = (rule(call, question) for rule in RULES)
    return next((other for other in found if other), call)


def _tested(call: ToolCall, question: Question) -> ToolCall | None:
    """The test of two sides; without two of them whether a score surely changed is asked of the
    score, and how long a test takes of its spread."""
    if call.name != "experiment":
        return None
    if sides := with_sides(call, question):
        return sides
    if SIGNIFICANT.search(question.folded):
        return call.of("nps" if metric_asked(question) == "nps" else "csat")
    return call.of("precision")


def _reasons(call: ToolCall, question: Question) -> ToolCall | None:
    """What those who gave certain stars blame or praise, since among them nothing drives the
    stars; else the theme without which a score is told."""
    stars = call.args.get("rating")
    if stars and call.name in ("drivers", "complaints"):
        if min(stars) <= MIDDLE_STARS or COMPLAINING.search(question.folded):
            return call.of("complaints")
        return call.of("themes").having(stance=["positive"])
    if call.name == "drivers" and (theme := call.args.get("without_theme")):
        return call.lacking("without_theme").having(theme=theme)
    return None


def _targeted(call: ToolCall, question: Question) -> ToolCall | None:
    """What a score would be without each problem, where it is asked how it is to rise so far."""
    asked = call.name in ("priority", "nps", "csat", "explain_change", "trend", "drivers")
    scored = metric_asked(question) in MEASURES
    return call.of("drivers") if asked and scored and TARGET.search(question.folded) else None


def _moved(call: ToolCall, question: Question) -> ToolCall | None:
    """Which product, channel … rose or fell most: its score, or how much is complained."""
    if not question.grown or question.by not in ATTRIBUTES or not TRAITS[call.name].steps:
        return None
    metric = metric_asked(question)
    call = call.otherwise(compare_to=None)
    if metric in MEASURES or (metric is None and call.name not in ("complaints", "sentiment")):
        ranked_by = metric if metric in ("csat", "rating_mean") else "rating_mean"
        return call.of(TOOL_OF[metric or "rating_mean"]).having(rank_by=ranked_by)
    if call.name in ("complaints", "sentiment", "trend") and metric != "count":
        call = in_mood(call, "negative")
    return call.of("volume")


def _liked(call: ToolCall, question: Question) -> ToolCall | None:
    """Which of several customers like most or least: its score, where no number is named."""
    several = compared_field(call.args, question) and LIKED_MORE.search(question.folded)
    if not several and (question.by not in ATTRIBUTES or not LIKED.search(question.folded)):
        return None
    if call.name not in ("complaints", "sentiment", "themes", "quotes", "search"):
        return None
    call = call.lacking("stance").of("csat")
    return call if HAPPY.search(question.folded) else call.having(rank_by="rating_mean")


def _themes(call: ToolCall, question: Question) -> ToolCall | None:
    """Items instead of themes, and themes by their growth."""
    told = call.name in ("themes", "complaints", "quotes", "search")
    if told and (said := BEST_SAID.search(question.folded)):
        kind = said["good"] or said["kind"]
        found = call.lacking("stance").of("quotes")
        one = not (said["what"] or "s").endswith(("s", "stuff"))
        found = found.having(limit=1) if one else found
        if kind:
            return found.having(sentiment=["positive"], sort="best")
        return found.having(sentiment=["negative"], sort="worst")
    stance = call.args.get("stance")
    if call.name == "themes" and stance and question.top and ITEMS.search(question.folded):
        return call.lacking("stance").of("quotes").having(sentiment=stance)
    if (call.name == "themes" and question.grown) or SPIKED.search(question.folded):
        return call.of("complaints").having(top=MOST_THEMES)
    return None


def _complaints(call: ToolCall, question: Question) -> ToolCall | None:
    """How much is complained instead of what about, and the items instead of either."""
    name, args, folded = call.name, call.args, question.folded
    of_complaints = name == "complaints"
    if question.order == "longest" and name in ("complaints", "themes", "volume", "search"):
        return (call.otherwise(sentiment=["negative"]) if of_complaints else call).of("quotes")
    narrowed = any(args.get(each) for each in ("theme", "words", "product", "channel", "segment"))
    how_many = OF_COMPLAINTS.search(folded) and not question.by and narrowed
    if how_many and name in ("complaints", "volume", "sentiment"):
        return call.of("volume").having(sentiment=["negative"])
    felt = question.filters.get("emotion")
    if of_complaints and felt and SHARE.search(folded) and not question.by:
        return call.of("volume").having(emotion=list(felt))
    if name == "volume" and RECOMMENDERS.search(folded):
        return call.of("nps")
    of_theme = args.get("theme") and SHARE.search(folded)
    counted = not OPENS_WHY.search(folded)
    if (
        of_complaints
        and counted
        and (HOW_MUCH.search(folded) or HOW_MANY.search(folded) or of_theme)
    ):
        chosen = args.get("rating") or args.get("words")
        if (moods := question.filters.get("sentiment")) and AMONG.search(folded):
            call = call.otherwise(sentiment=list(moods))
        return (call if chosen else in_mood(call, "negative")).of("volume")
    single = question.top and question.order and not MOST.search(folded)
    single = single and not WHICH_SIDES.search(folded)
    if of_complaints and single and ITEMS.search(folded):
        return call.otherwise(sentiment=["negative"]).of("quotes")
    if question.quoted and name in ("complaints", "volume") and WHICH_ITEMS.search(folded):
        return call.of("quotes")
    return None


def _side_by_side(call: ToolCall, question: Question) -> ToolCall | None:
    """Which of two, and groups or days side by side."""
    name, by_theme = call.name, "theme" in call.args
    two = compared_field(call.args, question)
    of_two = WHICH_OF_TWO.search(question.folded) and two
    if name == "complaints" and of_two:
        return call.of("volume" if call.args.get("theme") else "sentiment")
    if name == "complaints" and by_theme and question.compares and two:
        return call.of("volume")
    elsewhere = ELSEWHERE.search(question.folded)
    if name == "wishes" and by_theme and question.by in ATTRIBUTES:
        # "Which product do people want money back for": of one theme the groups are counted.
        return in_mood(call.of("volume"), "negative")
    if name == "overview" and question.by and elsewhere:
        return call.of(TOOL_OF.get(metric_asked(question) or "", "csat"))
    if name in ("complaints", "quotes", "search") and len(question.periods) > 2:
        return call.of("sentiment")
    if (TRAITS[name].tells_what and of_two) or (name == "themes" and question.by):
        return call.lacking("stance").of("csat")
    parts = question.by in ("weekday", "day_kind") or elsewhere
    if name == "trend" and question.by in ("weekday", "day_kind"):
        # A pattern over the week is a split, no course over the weeks.
        metric = metric_asked(question)
        return call.of(TOOL_OF.get(metric or "", "sentiment")).lacking("step")
    if name == "complaints" and question.by and (ranks(question) or by_theme or parts):
        return call.of("volume" if by_theme else "sentiment")
    if name == "quotes" and question.by == "day" and ranks(question):
        return call.of("volume")
    return None


RULES = (
    _targeted,
    _moved,
    _liked,
    *COUNTING,
    *OVER_TIME,
    _themes,
    _complaints,
    _side_by_side,
    _tested,
    _reasons,
)
"""Each gives the call of another tool, or None where the call fits; the first one counts."""


def answers_counted(call: ToolCall) -> ToolCall:
    """Stars and NPS answers that are named are counted: how satisfied one-star reviews are, or
    what the NPS of the detractors is, says nothing."""
    answers = {"csat": "rating", "nps": "nps"}.get(call.name)
    if answers is None or not call.args.get(answers):
        return call
    return fitted(call.of("volume"))


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
    most = question.by in ATTRIBUTES and SUPERLATIVE.search(question.folded)
    return bool(ranked or most or TOP_GROUPS.search(question.folded))
