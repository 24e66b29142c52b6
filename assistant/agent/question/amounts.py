"""The numbers of a question: how many, how many stars, in which place."""

import re

from assistant.agent.question.patterns.common import SCORE
from assistant.agent.question.patterns.comparing import GREW, IMPROVED, SHRANK, SPIKED, WORSENED
from assistant.agent.question.patterns.ranking import PLACE, TOP
from assistant.agent.question.patterns.stars import (
    NUMBER,
    NUMBERS,
    POINTS_GIVEN,
    STARS,
    STARS_OR_LESS,
    STARS_OR_MORE,
    STRICTLY,
)

__all__ = [
    "grown_asked",
    "place_asked",
    "star_bounds",
    "stars_asked",
    "top_asked",
    "waited_asked",
]

MOST = 50
POINTS = re.compile("分")
RECORDS = re.compile(
    r"条|评价|评论|反馈|留言|工单|[打给]|几个|多少|占|比例|的(?:人|客户|顾客|用户|买家)?[都主在要]*[说骂讲提抱吐]"
)
SCORED = re.compile(
    r"\bnps\b|\bcsat\b|\bratings?\b|\bstars?\b|\bsatisf\w+|\bproducts?\b|\bchannels?\b"
    r"|评分|满意|打分|口碑|商品|产品|渠道|平台"
)
"""What is better where it is higher, as things are judged by their rating."""

HOURS, WEEKS = ("hour", "hr", "小时"), ("week", "周", "星期")
WAITED = re.compile(
    r"\b(?:more than|longer than|over|older than|at least|for)\s+(?:a |the )?"
    rf"{NUMBER}[ -]?(hour|hr|day|week)s?\b"
    rf"|(?:超过|等了?|拖了?|过了){NUMBER}个?(小时|天|周|星期)"
)
ORDINALS = {"second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "fifth": 5}
ORDINALS |= {"5th": 5, "二": 2, "三": 3, "四": 4, "五": 5, "2": 2, "3": 3, "4": 4, "5": 5}
ORDINALS |= {"next": 2, "runner": 2}


def stars_asked(folded: str) -> tuple[str, ...]:
    """The star ratings that are meant, in order; empty where none is named."""
    for match, below in star_bounds(folded):
        bound = _number(next(filter(None, match.groups())))
        strictly = bool(STRICTLY.match(match.group()))
        range_ = range(1, bound + (not strictly)) if below else range(bound + strictly, 6)
        return tuple(str(star) for star in range_ if 1 <= star <= 5)
    stars: list[int] = []
    given = () if SCORE.search(folded) else POINTS_GIVEN.finditer(folded)
    for match in (*STARS.finditer(folded), *given):
        one, *other = filter(None, match.groups())
        first, last = _number(one), _number(other[0] if other else one)
        if 1 <= first <= last <= 5:
            stars.extend(range(first, last + 1))
    return tuple(str(star) for star in sorted(set(stars)))


def star_bounds(folded: str) -> list[tuple[re.Match[str], bool]]:
    """Where so many stars or less (True), or more (False), are said. Points are stars where
    records are counted or shown, but for NPS, which has its own."""
    patterns = ((STARS_OR_LESS, True), (STARS_OR_MORE, False))
    found = [(match, below) for pattern, below in patterns if (match := pattern.search(folded))]
    points = RECORDS.search(folded) and not SCORE.search(folded)
    return [(match, below) for match, below in found if points or not POINTS.search(match.group())]


def top_asked(folded: str) -> int | None:
    """How many rows are wanted, at most 50."""
    match = TOP.search(folded)
    return min(_number(next(filter(None, match.groups()))), MOST) if match else None


def place_asked(folded: str) -> int | None:
    """2 for "second worst" and 第二低, None where no place is named."""
    match = PLACE.search(folded)
    return ORDINALS[next(filter(None, match.groups()))] if match else None


def grown_asked(folded: str) -> int:
    """1 where what grew most is asked for, -1 for what shrank most, 0 for neither.

    What worsened most grew where complaints are counted, and shrank where a score is.
    """
    score = -1 if SCORED.search(folded) else 1
    for pattern, way in (
        (WORSENED, score),
        (IMPROVED, -score),
        (GREW, 1),
        (SHRANK, -1),
        (SPIKED, 1),
    ):
        if pattern.search(folded):
            return way
    return 0


def waited_asked(folded: str) -> int | None:
    """For how many days at least something waits: 2 of "open for more than 2 days", 超过48小时."""
    match = WAITED.search(folded)
    if match is None:
        return None
    number = _number(match[1] or match[3])
    hours = (match[2] or match[4]) in HOURS
    return -(-number // 24) if hours else number * (7 if (match[2] or match[4]) in WEEKS else 1)


def _number(written: str) -> int:
    return NUMBERS.get(written) or int(written)
