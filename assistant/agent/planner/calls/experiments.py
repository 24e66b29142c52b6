"""What a question about tests and differences says: its two sides, its size, its number."""

import re
from collections.abc import Sequence

from assistant.agent.question.question import Question
from assistant.models import ToolCall, by_column
from assistant.tools.drivers import OUTCOMES
from assistant.tools.trials import MOST_VARIANTS, Group

__all__ = [
    "REPURCHASE",
    "SIGNIFICANT",
    "TARGET",
    "about_score",
    "difference_asked",
    "margin_asked",
    "rise_asked",
    "score_asked",
    "sides_of",
    "with_sides",
]

OF_FEEDBACK = tuple(group for group in Group if group != Group.ORDERS)

POINTS = re.compile(
    r"(\d+(?:\.\d+)?)\s*-?\s*(?:nps\s+)?(?:points?|pts?|percentage points?|stars?)\b"
    r"|(\d+(?:\.\d+)?)\s*(?:个)?(?:百分点|%|分(?!钟|析|之)|颗?星|点(?!钟|评))"
)
MARGIN = re.compile(
    r"(?:±|\+/-|\bplus (?:or )?minus\b|\b(?:within|accurate to|precise to|precision of|margin of)\b"
    r"|(?:误差|精度|精确)(?:控制|缩小|降)?(?:在|到|至|不超过|小于|低于)?)\s*(?:±\s*)?(\d+(?:\.\d+)?)"
    r"|(\d+(?:\.\d+)?)\s*(?:points?|pts?|stars?)? either way\b"
)
"""How exactly a score is to be known: no difference between two."""

SEQUENTIAL = re.compile(
    r"\bsequential\b|\bpeek\w*|\bany time\b|\bevery day\b|序贯|随时看|每天看|中途看"
)
SIGNIFICANT = re.compile(r"\bsignifican\w+|显著")
TARGET = re.compile(
    r"(?:[涨升提加拉]|[提升拉抬]高|提升|回升|达|[做干提涨升拉]?[到至])(?:到|至)?\s*\d+(?:\.\d+)?\s*(?:个?百分点|分|点|%|颗?星)?"
    r"[^\d]{0,6}(?:改|做|怎么|咋|靠|解决|该|需要|要|得)(?!了)"
    r"|(?:改|做|靠|解决|处理)(?:好|掉)?(?:什么|啥|哪).{0,10}?(?:才能?|能|可以).{0,14}?[涨升提到高]\D{0,3}\d"
    r"|(?:怎么|咋|如何|怎样)(?:才能|才)?.{0,16}?(?:[涨升提拉到]|提[高升])(?:到|至|高)?\s*\d"
    r"|\b(?:raise|lift|increase|improve|get|bring|push|move)\b.{0,40}\b(?:by|to|up) (?:by |to )?\d"
)
"""By how much a score is to rise, or how high, asked of what is to be changed."""

NUMBER = re.compile(r"\d+(?:\.\d+)?")
GOAL = re.compile(r"[到至达]\s*\d|\bto \d")
"""A score that is to be reached, not by how much it is to rise."""

REPURCHASE = re.compile(
    r"复购|回购|再次购买|再买|\brepurchas\w*|\bbuy(?:ing)? again|\bcom(?:e|ing) back"
    r"|\brepeat (?:orders?|purchases?)"
)
RATING = re.compile(
    r"\bratings?\b|\bstars?\b|\bsatisf\w+|\bcsat\b|评分|星级|均分|打分|满意"
    r"|(?<![\d.])[1-5]\.\d\d?(?![\d.%])"
)


def difference_asked(folded: str) -> float | None:
    """The difference that a question names: 5 of "a 5 point change" and of 差5分."""
    match = POINTS.search(folded)
    if match is None:
        return None
    value = float(next(filter(None, match.groups())))
    return value if 0 < value <= 200 else None


def margin_asked(folded: str) -> float | None:
    """How far from the truth a score may be: 5 of "NPS ±5" and of 误差5分以内."""
    match = MARGIN.search(folded)
    value = float(next(filter(None, match.groups()))) if match else 0
    return value if 0 < value <= 100 else None


def rise_asked(folded: str, now: float) -> float | None:
    """How far a score is to rise from what it is now: to a goal, or by so much; None for none."""
    match = TARGET.search(folded)
    number = NUMBER.search(folded, match.start()) if match else None
    if match is None or number is None:
        return None
    value = float(number.group())
    to_goal = GOAL.search(folded[match.start() : number.end()])
    return value - now if to_goal else value


def score_asked(folded: str) -> str:
    """Which score is to be explained: nps unless another is named."""
    if REPURCHASE.search(folded):
        return "repurchase"
    if "nps" not in folded and RATING.search(folded):
        return "rating"
    return "nps"


def with_sides(call: ToolCall, question: Question) -> ToolCall | None:
    """The call for the groups or two periods of a comparison; None where two are not named."""
    if question.order_sides:
        # Orders know nothing of what restricts feedback.
        of_feedback = [name for name in call.args if name not in ("period", "design")]
        sides = list(question.order_sides)
        return call.lacking(*of_feedback).having(by=str(Group.ORDERS), variants=sides)
    pair = sides_of(question)
    if pair is None and "compare_to" not in call.args:
        return None
    if SEQUENTIAL.search(question.folded):
        call = call.having(design="sequential")
    if pair is None:
        return call
    group, named = pair
    others = [each for each in question.filters[group] if each not in named]
    call = call.having(**{group: others}) if others else call.lacking(group)
    if len(named) > 2:
        return call.having(by=str(group), variants=list(named))
    return call.having(by=str(group), a=named[0], b=named[1])


def sides_of(question: Question) -> tuple[Group, Sequence[str]] | None:
    """The field of which a question names two values, and these; of the shop's own columns two
    values of one. Three or more, where no field has just two; not such as one word names."""
    several = []
    for group in OF_FEEDBACK:
        named = question.filters.get(group, ())
        sides = list(by_column(named).values()) if group == Group.KEPT else [named]
        if pair := next((values for values in sides if len(values) == 2), None):
            return group, pair
        if group not in question.kinds:
            several += [(group, each) for each in sides if 2 < len(each) <= MOST_VARIANTS]
    return several[0] if several else None


def about_score(call: ToolCall, folded: str) -> ToolCall:
    """The call with the score that is to be explained, and the margin or difference to show."""
    if call.name in ("drivers", "loyalty_curve") and "theme" in call.args:
        # "Repurchase" and "loyalty" name the score here, not a theme that could be gone.
        call = call.having(theme=[t for t in call.args["theme"] if t not in OUTCOMES])
    if call.name == "loyalty_curve" and REPURCHASE.search(folded):
        return call.having(score="repurchase")
    if call.name not in ("drivers", "explain_change", "precision"):
        return call
    score = score_asked(folded)
    if call.name == "explain_change" and score == "repurchase":
        score = "rating"
    if call.name == "precision" and (margin := margin_asked(folded)):
        call = call.having(margin=margin)
    elif call.name == "precision" and (difference := difference_asked(folded)):
        call = call.having(difference=difference)
    return call.having(score=score)
