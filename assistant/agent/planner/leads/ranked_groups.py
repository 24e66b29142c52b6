"""The groups of a result in the order in which a question looks for them."""

from collections.abc import Mapping
from typing import Any

from assistant.agent.planner.calls.traits import TRAITS
from assistant.agent.question.patterns.figures import HOW_MANY, MEDIAN, MORE_THAN, SHARE, SPREAD
from assistant.agent.question.patterns.ranking import FEWEST, HIGHEST, MOST, MOST_FELT, TOP_GROUPS
from assistant.agent.question.question import Question
from assistant.analytics.comparison import combine_bounds
from assistant.analytics.intervals import Estimate
from assistant.models import Figure, ToolCall

__all__ = [
    "FEWEST_RANKED",
    "are_apart",
    "felt_told",
    "noun_of",
    "number_asked",
    "ranked_groups",
    "rounded",
    "size_of",
    "wants_high",
]

RECOMMENDERS = {
    "promoters": [9, 10],
    "passives": [7, 8],
    "detractors": [0, 1, 2, 3, 4, 5, 6],
}
"""Those who gave an NPS answer, by their answers."""

OF_RATINGS = {"rating_median": MEDIAN, "rating_sd": SPREAD}
"""What else is told of ratings besides their mean."""

FEWEST_RANKED = 2
"""Groups of which one can be the best or the worst."""


def ranked_groups(
    call: ToolCall, data: Mapping[str, Any], question: Question
) -> list[Mapping[str, Any]]:
    """The groups, first the one that the question looks for."""
    groups = [*(data.get("groups") or ()), *data.get("beyond", ())]
    if not TRAITS[call.name].splits or not groups:
        return []
    number = number_asked(call, data, question)
    known = [group for group in groups if group[number].value is not None]
    sign = -1 if wants_high(call, question) else 1
    return sorted(known, key=lambda group: (sign * group[number].value, str(group["name"])))


def are_apart(first: Figure, other: Figure) -> bool:
    """Whether the interval of the difference, made of both intervals, excludes none."""
    one, two = (Estimate(size_of(each), each.low, each.high, each.n) for each in (first, other))
    bounds = combine_bounds(one, two)
    return bounds is not None and (bounds[1] > 0 or bounds[2] < 0)


def size_of(figure: Figure | None) -> float:
    """The number of a figure, 0 for none and for a name."""
    value = figure.value if figure else None
    return value if isinstance(value, int | float) else 0.0


def number_asked(call: ToolCall, data: Mapping[str, Any], question: Question) -> str:
    """The figure of a group that the question is about."""
    if call.name == "sentiment":
        asked = f"{question.leans_on} {question.folded}"
        ranks = MOST.search(asked) or TOP_GROUPS.search(asked)
        counts = ranks and not SHARE.search(asked)
        return "negative_count" if counts and not question.bound else "negative"
    if call.name == "volume":
        groups = data.get("groups") or ()
        within = groups and all("own_share" in group for group in groups)
        more = MORE_THAN.search(question.folded) and not question.bound
        share = SHARE.search(question.folded) or more or _is_intense(call, question)
        return "own_share" if within and share else "count"
    if call.name == "csat":
        for name, words in OF_RATINGS.items():
            if words.search(question.folded):
                return name
    return str(data.get("rank_by") or call.name)


def wants_high(call: ToolCall, question: Question) -> bool:
    if FEWEST.search(question.folded) and not HIGHEST.search(question.folded):
        return False
    if TRAITS[call.name].is_count:
        # "The best channel" has the lowest share of complaints, "the highest share" the highest.
        praise = noun_of(call) == "praise"
        return praise or question.order != "best" or not _about_quality(question)
    return question.order == "best"


def _about_quality(question: Question) -> bool:
    """Whether "best" is said of a thing and not, as 最高, of a number."""
    return not SHARE.search(question.folded) and not MOST.search(question.folded)


def is_blame(call: ToolCall) -> bool:
    return "negative" in (*call.args.get("sentiment", ()), *call.args.get("stance", ()))


def felt_told(call: ToolCall) -> str | None:
    """The one emotion that was counted, None for none."""
    felt = list(call.args.get("emotion", ()))
    return str(felt[0]) if call.name == "volume" and len(felt) == 1 else None


def _is_intense(call: ToolCall, question: Question) -> bool:
    """Whether it is asked how angry the customers of a group are, and not how many of them: who
    writes more has more of every kind."""
    counts = HOW_MANY.search(question.folded) or FEWEST.search(question.folded)
    many = MOST.search(question.folded) and not MOST_FELT.search(question.folded)
    return bool(felt_told(call)) and not (counts or many or TOP_GROUPS.search(question.folded))


def noun_of(call: ToolCall) -> str:
    """What was counted: complaints, praise, reviews of some stars, or records of any kind."""
    if is_blame(call):
        return "complaints"
    if "positive" in (*call.args.get("sentiment", ()), *call.args.get("stance", ())):
        return "praise"
    answered = (name for name, answers in RECOMMENDERS.items() if answers == call.args.get("nps"))
    return "reviews" if call.args.get("rating") else next(answered, "records")


def rounded(figure: Figure) -> float:
    assert isinstance(figure.value, int | float)
    return round(figure.value, 2)
