"""Numbers as people say them, and the time that they count: 半小时, "a week", 三天."""

import re

from assistant.agent.periods.time_words import ENGLISH_NUMBER, count
from assistant.han import HAN
from assistant.models import NUMBER

__all__ = ["SAID_NUMBER", "SAID_SPAN", "days_of_header", "number_said"]

_DAYS = {"second": 1 / 86400, "minute": 1 / 1440, "hour": 1 / 24, "day": 1.0, "week": 7.0}
_DAYS |= {"fortnight": 14.0, "month": 30.0, "year": 365.0}
_SHORT = {"sec": "second", "min": "minute", "hr": "hour"}
_CHINESE = {"秒": "second", "分钟": "minute", "小时": "hour", "钟头": "hour", "天": "day"}
_CHINESE |= {"日": "day", "周": "week", "星期": "week", "礼拜": "week", "月": "month", "年": "year"}
_UNIT = (
    rf"(?:{'|'.join(map(re.escape, (*_DAYS, *_SHORT)))})s?(?![a-z])"
    rf"|(?:{'|'.join(sorted(_CHINESE, key=len, reverse=True))})"
)
SAID_SPAN = rf"(?:[\s-]?(?:个半?)?(?:{_UNIT}))"
"""A pattern for the time that a number counts, behind it: the 个半小时 of 一个半小时."""

_WORDS = "|".join(sorted(ENGLISH_NUMBER, key=len, reverse=True))
SAID_NUMBER = (
    rf"(?:{NUMBER.pattern}|半(?={SAID_SPAN})|[一二两三四五六七八九十百]+"
    rf"|\b(?:half an?|an|{_WORDS})(?={SAID_SPAN}))"
)
"""A pattern for a number in digits or in words; English words only where they count time."""

_SPAN = re.compile(rf"[\s-]?(?P<half>个半)?个?(?P<unit>{_UNIT})")
_HEADER_UNIT = re.compile(_UNIT)


def number_said(written: str, behind: str, unit: float | None) -> float:
    """The number that is said, in units of so many days where the text `behind` it says what time
    it counts: 0.5 of 半 before 小时 for a column of hours, 30 for one of minutes. `unit` is None
    for a column that counts no time."""
    number = _plain(written)
    span = _SPAN.match(behind)
    if span is None:
        return number
    if span["half"]:
        number += 0.5
    return round(number * _days(span["unit"]) / unit, 4) if unit else number


def days_of_header(header: str) -> float | None:
    """How many days the unit of a folded header is: 1/24 of 等待小时 and of wait_hours; None where
    it says none."""
    found = _HEADER_UNIT.findall(header.replace("_", " "))
    return _days(found[-1]) if found else None


def _days(unit: str) -> float:
    if HAN.search(unit):
        return _DAYS[_CHINESE[unit]]
    one = unit.removesuffix("s")
    return _DAYS[_SHORT.get(one, one)]


def _plain(written: str) -> float:
    if NUMBER.fullmatch(written):
        return float(written)
    if written == "半" or written.startswith("half"):
        return 0.5
    return float(1 if written == "an" else count(written))
