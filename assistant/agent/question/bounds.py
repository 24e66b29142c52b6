"""A bound that a question sets: "more than 5 complaints", 评分低于3分."""

import re
from dataclasses import dataclass

from assistant.agent.question.amounts import star_bounds
from assistant.agent.question.patterns.common import SCORE_NAMED
from assistant.agent.question.patterns.stars import NUMBERS, STARS
from assistant.agent.question.places import blank
from assistant.tools.arguments import Side

__all__ = ["GROUPS_BY_STARS", "LEAST", "Bound", "bounds_asked"]

_NUMBER = rf"(\d+(?:\.\d+)?|{'|'.join(NUMBERS)})"
_NO_TIME = (
    r"(?!\s*-?\s*(?:days?|weeks?|months?|years?|quarters?|hours?|min\w*"
    r"|天|日|周|个?月|年|小时|分钟))"
)
_UNIT = r"(?:条|个|次|分|位|起|%|％)?"
BEFORE = {
    Side.ABOVE: r"\b(?:more than|over|above|greater than|higher than|exceed\w*)"
    r"|超过|大于|高于|多于",
    Side.AT_LEAST: r"\bat least|不少于|不低于|至少|达到|(?<![不达到])到了?(?=\d+(?:\.\d+)?[%％])",
    Side.BELOW: r"\b(?:fewer than|less than|under|below|lower than)"
    r"|低于|小于|少于|不到|不足|不满(?=\d)",
    Side.AT_MOST: r"\b(?:at most|no more than|not more than)|不超过|不高于|最多(?=\d)|至多",
}
AFTER = {
    Side.AT_LEAST: r"\s*(?:or (?:more|higher|above)\b|(?:条|个|次|分|起|位)?(?:及|或)?以上)",
    Side.AT_MOST: r"\s*(?:or (?:less|fewer|lower|below)\b|(?:条|个|次|分|起|位)?(?:及|或)?以下)",
}
NONE = re.compile(
    r"\bnobody\b|\bno one\b|\b(?:zero|no) (?:reviews|complaints|feedback|ratings)\b"
    r"|\bnot a single\b"
    r"|\bwithout (?:any |a single )?(?:reviews?|complaints?|feedback)\b"
    r"|一[条个](?:[\u4e00-\u9fff]{0,4})都没(?:有)?|没有(?:任何|一条)(?:评价|评论|反馈|差评|投诉)"
)
_STAR_NUMBER = rf"(?:{_NUMBER[1:-1]})\s*-?\s*(?:stars?\b|颗?星|分)"
GROUPS_BY_STARS = re.compile(
    r"\b(?:which|what|any|list|show)\b.{0,12}\b(?:products?|items?|channels?|segments?)\b"
    r"(?:(?!review|feedback|comment|complain)[^,.?]){0,30}"
    rf"\b(?:below|under|above|over|(?:less|more|lower|higher) than|at least|at most) {_STAR_NUMBER}"
    r"|(?:哪些|哪几个|哪个)(?:商品|产品|渠道|平台)(?:评分|[^条评]){0,12}"
    rf"(?:低于|高于|不到|超过|不足|少于|大于){_STAR_NUMBER}"
    rf"|(?:低于|高于|不到|超过){_STAR_NUMBER}的(?:商品|产品|渠道|平台)"
)
"""Products whose average lies below so many stars: a bound of groups, no filter of reviews."""

TIMES = {"once": 1, "twice": 2, "thrice": 3}


_RECORDS = r"(?:reviews?|ratings?|answers?|responses?|records|feedback)"
LEAST = re.compile(
    rf"\b(?:at least|more than|over|no fewer than|minimum(?: of)?) {_NUMBER} {_RECORDS}\b"
    rf"|\b{_NUMBER} or more {_RECORDS}\b"
    r"|(?:评[价论分]|反馈|回答|样本)(?:数|量|条数)?(?:要)?(?:不少于|不低于|至少(?:有)?|超过|大于)"
    rf"{_NUMBER}(?:条|个|份)?"
    rf"|(?:至少(?:有)?|不少于|超过){_NUMBER}(?:条|个|份)(?:评[价论分]|反馈|回答|样本)"
    rf"|{_NUMBER}(?:条|个|份)(?:评[价论分]|反馈|回答|样本)?(?:及|或)?以上"
)
"""On how many records a group's score must rest."""


def least_asked(folded: str) -> tuple[int, tuple[int, int]] | None:
    """How many records a group must have, and where that is said; None for nothing said."""
    match = LEAST.search(folded)
    if match is None:
        return None
    more = re.search(r"more than|over|超过|大于", match.group())
    return int(_value(next(filter(None, match.groups())))) + bool(more), match.span()


@dataclass(frozen=True, slots=True)
class Bound:
    """The side and the value, and the words that set them."""

    side: Side
    value: float
    written: str


def bound_asked(folded: str) -> Bound | None:
    """The bound of a question; None for none. Stars and stretches of time are none."""
    if none := NONE.search(folded):
        return Bound(Side.AT_MOST, 0, none.group().strip())
    rated = GROUPS_BY_STARS.search(folded)
    named = (*STARS.finditer(folded), *(match for match, _ in star_bounds(folded)))
    stars = [] if rated else [match.span() for match in named]
    number = rf"(?:{_NUMBER[1:-1]}|{'|'.join(TIMES)})"
    for side, words in (*_negated(), *BEFORE.items()):
        pattern = rf"(?:{words})\s*({number})(?![\d-]|\.\d){_NO_TIME}{_UNIT}"
        for match in re.finditer(pattern, folded):
            if not _within(match.span(1), stars):
                return Bound(side, _value(match[1]), match.group().strip())
    for side, words in AFTER.items():
        for match in re.finditer(rf"(?<![\d.])({number}){words}", folded):
            if not _within(match.span(1), stars):
                return Bound(side, _value(match[1]), match.group().strip())
    return None


def bounds_asked(folded: str) -> tuple[Bound | None, int | None]:
    """The bound of a number, and how many records a group must have beside it: "under 3 stars with
    at least 20 reviews". Where no number but that of the records is named, it is both."""
    least = least_asked(folded)
    if least is None:
        return bound_asked(folded), None
    number, place = least
    left = blank(folded, [place])
    of_reviews = GROUPS_BY_STARS.search(left) and not GROUPS_BY_STARS.search(folded)
    other = None if of_reviews else bound_asked(left)
    if other or (not of_reviews and SCORE_NAMED.search(left)):
        return other, number
    return bound_asked(folded), number


def _negated() -> list[tuple[Side, str]]:
    """ "No more than" and 不超过 before the words that they hold."""
    return [(side, BEFORE[side]) for side in (Side.AT_MOST, Side.AT_LEAST)]


def _within(span: tuple[int, int], spans: list[tuple[int, int]]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in spans)


def _value(written: str) -> float:
    return float(TIMES.get(written) or NUMBERS.get(written) or written)
