"""How a period is written: one pattern a form, with the days that it means.

A rule is a pattern and a function from its match and the as-of day to a period. The function
raises ValueError or KeyError for what is not in the calendar (31 February, Q5, the last 0 days).
"""

import re
from collections.abc import Callable
from datetime import date, timedelta

from rapidfuzz.distance import OSA

from assistant.agent.calendar import (
    add_months,
    festival,
    month_of,
    quarter_of,
    week_of,
    year_of,
)
from assistant.models import Period

__all__ = ["RULES", "Rule", "mend"]

Rule = tuple[re.Pattern[str], Callable[[re.Match[str], date], Period]]

MONTHS = "january february march april may june july august september october november december"
MONTH_NUMBER = {name: i for i, name in enumerate(MONTHS.split(), 1)}
MONTH_NUMBER |= {name[:3]: i for name, i in MONTH_NUMBER.items()} | {"sept": 9}
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday"
WEEKDAY_NUMBER = {name: i for i, name in enumerate(WEEKDAYS.split())}
WEEKDAY_NUMBER |= {"mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thur": 3, "thurs": 3}
WEEKDAY_NUMBER |= {"fri": 4, "sat": 5, "sun": 6}
WEEKDAY_NUMBER |= dict(zip("一二三四五六日天", [0, 1, 2, 3, 4, 5, 6, 6], strict=True))
ENGLISH_NUMBER = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
ENGLISH_NUMBER |= {"seven": 7, "eight": 8, "nine": 9, "ten": 10, "fourteen": 14, "thirty": 30}
FESTIVAL_NAMES = {
    "black_friday": r"black friday|cyber monday|黑五|黑色星期五",
    "double_eleven": r"double eleven|double 11|singles'? day|双十一|双11|双 11",
    "double_twelve": r"double twelve|double 12|双十二|双12",
    "618": r"(?<!\d)618(?!\d)|六一八",
    "christmas": r"christmas|xmas|圣诞节?",
    "spring_festival": r"spring festival|(?:chinese|lunar) new year|春节|过年",
}

_MONTH = rf"(?:{'|'.join(sorted(MONTH_NUMBER, key=len, reverse=True))})"
_WEEKDAY = rf"(?:{'|'.join(sorted((w for w in WEEKDAY_NUMBER if w.isascii()), key=len)[::-1])})"
_NUMBER = rf"(?:\d{{1,4}}|{'|'.join(ENGLISH_NUMBER)})"
_HAN = "[零〇一二两三四五六七八九十百]"
_COUNT = rf"(?:\d{{1,4}}|{_HAN}{{1,4}})"
LONG_TIME_WORDS = [
    w for w in (*MONTH_NUMBER, *WEEKDAY_NUMBER, "yesterday", "quarter") if len(w) > 5
]
_NTH = r"(?:st|nd|rd|th)?"
_DAY = rf"(?:\d{{1,2}}|{_HAN}{{1,3}})"
_PREPOSITION = "|".join(
    rf"(?<={word} )"
    for word in (
        *("in", "last", "during", "for", "of", "since", "this", "until"),
        *("and", "to", "vs", "vs.", "versus", "from", "after"),
    )
)
_YEAR = r"(?:\d{4}|今|去|前|明)"


def mend(text: str) -> str:
    """The text with long time words spelt right: "februrary", "wensday", "yesteday"."""

    def spelt(match: re.Match[str]) -> str:
        word = match.group()
        near = [
            w for w in LONG_TIME_WORDS if OSA.distance(word, w, score_cutoff=2) <= 1 + (len(w) > 7)
        ]
        return near[0] if near else word

    return re.sub(r"(?<![a-z])[a-z]{6,}(?![a-z])", spelt, text)


def _count(written: str) -> int:
    if written in ENGLISH_NUMBER:
        return ENGLISH_NUMBER[written]
    if written.isdigit():
        return int(written)
    value = 0
    digits = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
    pending = 0
    for character in written:
        if character == "十":
            value += (pending or 1) * 10
            pending = 0
        elif character == "百":
            value += (pending or 1) * 100
            pending = 0
        else:
            pending = digits[character]
    return value + pending


def _year(written: str | None, as_of: date) -> int | None:
    if not written:
        return None
    relative = {"今": 0, "去": -1, "前": -2, "明": 1}
    return as_of.year + relative[written] if written in relative else int(written)


def _last(count: int, unit: str, as_of: date) -> Period:
    if count < 1:
        raise ValueError(count)
    if unit in ("month", "quarter", "year"):
        months = count * {"month": 1, "quarter": 3, "year": 12}[unit]
        return Period(add_months(as_of, -months) + timedelta(days=1), as_of)
    days = {"day": count, "week": 7 * count, "hour": -(-count // 24)}[unit]
    return Period(as_of - timedelta(days=days - 1), as_of)


UNITS = {"天": "day", "日": "day", "周": "week", "星期": "week", "礼拜": "week", "月": "month"}
UNITS |= {"季度": "quarter", "季": "quarter", "年": "year", "小时": "hour", "个月": "month"}
STEPS = {"this": 0, "current": 0, "last": -1, "previous": -1, "next": 1}
INITIALS = {"w": "week", "m": "month", "q": "quarter", "y": "year"}
ORDINALS = ["first", "second", "third", "fourth"]
CALENDAR = {"week": week_of, "month": month_of, "quarter": quarter_of, "year": year_of}


def _calendar(unit: str, step: int, as_of: date) -> Period:
    return CALENDAR[unit](as_of, step)


def _ago(count: int, unit: str, as_of: date) -> Period:
    if unit == "day":
        day = as_of - timedelta(days=count)
        return Period(day, day)
    return _calendar(unit, -count, as_of)


def _day(year: int | None, month: int, day: int, as_of: date) -> Period:
    """A day; without a year the latest one that is not in the future."""
    found = date(year or as_of.year, month, day) if year or (month, day) != (2, 29) else None
    if found is None:
        found = next(date(y, 2, 29) for y in range(as_of.year, 0, -1) if y % 4 == 0)
    if year is None and found > as_of:
        found = found.replace(year=found.year - 1)
    return Period(found, found)


def _month(year: int | None, month: int, as_of: date) -> Period:
    """A month; without a year the latest one that has begun."""
    first = date(year or as_of.year, month, 1)
    if year is None and first > as_of:
        first = first.replace(year=first.year - 1)
    return month_of(first)


def _quarter(year: int | None, number: int, as_of: date) -> Period:
    if not 1 <= number <= 4:
        raise ValueError(number)
    found = quarter_of(date(year or as_of.year, 3 * number, 1))
    if year is None and found.start > as_of:
        found = quarter_of(date(as_of.year - 1, 3 * number, 1))
    return found


def _half(year: int | None, second: bool, as_of: date) -> Period:
    of = year or as_of.year
    if second:
        return Period(date(of, 7, 1), date(of, 12, 31))
    return Period(date(of, 1, 1), date(of, 6, 30))


def _weekday(number: int, week: int | None, as_of: date) -> Period:
    """A weekday of a week relative to this one; without one the latest that has come."""
    if week is None:
        day = as_of - timedelta(days=(as_of.weekday() - number) % 7)
    else:
        day = week_of(as_of, week).start + timedelta(days=number)
    return Period(day, day)


def _festival(name: str, year: int | None, as_of: date) -> Period:
    if year is None:
        year = as_of.year
        this = festival(name, year)
        if this is None or this.start > as_of:
            year -= 1
    found = festival(name, year)
    if found is None:
        raise ValueError(year)
    return found


def _weekend(week: int, as_of: date) -> Period:
    whole = week_of(as_of, week)
    return Period(whole.end - timedelta(days=1), whole.end)


def _chinese_steps(prefix: str) -> int:
    """上 is one back, 上上 two; 本, 这 and 今 are the present; 下 is ahead."""
    return {"本": 0, "这": 0, "这个": 0, "今": 0, "当": 0, "下": 1, "下个": 1}.get(
        prefix, -prefix.count("上")
    )


def _rules() -> list[Rule]:
    units = "week|month|quarter|year"
    english = [
        (r"\btoday\b", lambda m, d: _ago(0, "day", d)),
        (r"\byesterday\b", lambda m, d: _ago(1, "day", d)),
        (r"\btomorrow\b", lambda m, d: _ago(-1, "day", d)),
        (r"\b(?:the )?day before yesterday\b", lambda m, d: _ago(2, "day", d)),
        (rf"\b({_NUMBER}) (day|{units})s? ago\b", lambda m, d: _ago(_count(m[1]), m[2], d)),
        (rf"\b(this|current|last|previous|next) ({units})\b(?!\s*to date)",
         lambda m, d: _calendar(m[2], STEPS[m[1]], d)),
        (rf"\b(?:the )?({units}) before last\b", lambda m, d: _calendar(m[1], -2, d)),
        (rf"\bpast ({units})\b", lambda m, d: _last(1, m[1], d)),
        (rf"\b(?:last|past|previous|recent|latest) ({_NUMBER}) (hour|day|{units})s?\b",
         lambda m, d: _last(_count(m[1]), m[2], d)),
        (rf"\b({units})[ -]to[ -]date\b", lambda m, d: _calendar(m[1], 0, d)),
        (r"\b([wmqy])td\b", lambda m, d: _calendar(INITIALS[m[1]], 0, d)),
        (rf"\b(?:the )?week of (?:the )?(\d{{1,2}}){_NTH} (?:of )?({_MONTH})\b",
         lambda m, d: week_of(_day(None, MONTH_NUMBER[m[2]], int(m[1]), d).start)),
        (rf"\b(?:the )?week of ({_MONTH}) (\d{{1,2}}){_NTH}\b",
         lambda m, d: week_of(_day(None, MONTH_NUMBER[m[1]], int(m[2]), d).start)),
        (rf"\b(\d{{1,2}}){_NTH} (?:of )?({_MONTH})\b(?:,? (\d{{4}})\b)?",
         lambda m, d: _day(_year(m[3], d), MONTH_NUMBER[m[2]], int(m[1]), d)),
        (rf"\b({_MONTH})\.? (\d{{1,2}}){_NTH}\b(?!\d|:)(?:,? (\d{{4}})\b)?",
         lambda m, d: _day(_year(m[3], d), MONTH_NUMBER[m[1]], int(m[2]), d)),
        # "may" and "march" are months only where a word before them says so.
        (rf"\b(?!may\b|march\b|mar\b|sun\b)({_MONTH})\b\.?(?: (?:of )?(\d{{4}})\b)?",
         lambda m, d: _month(_year(m[2], d), MONTH_NUMBER[m[1]], d)),
        (rf"(?:{_PREPOSITION})({_MONTH})\b(?: (?:of )?(\d{{4}})\b)?",
         lambda m, d: _month(_year(m[2], d), MONTH_NUMBER[m[1]], d)),
        (rf"\b({_MONTH}) (?:of )?(\d{{4}})\b",
         lambda m, d: _month(int(m[2]), MONTH_NUMBER[m[1]], d)),
        (rf"\b({_MONTH}) (?:of )?last year\b",
         lambda m, d: _month(d.year - 1, MONTH_NUMBER[m[1]], d)),
        (r"\bq(\d)\b(?:[ ,/-]*(?:of )?(\d{4})\b)?",
         lambda m, d: _quarter(_year(m[2], d), int(m[1]), d)),
        (r"\bq(\d) (?:of )?last year\b", lambda m, d: _quarter(d.year - 1, int(m[1]), d)),
        (r"(?<!\d)(\d{4})[ -]?q(\d)(?!\d)", lambda m, d: _quarter(int(m[1]), int(m[2]), d)),
        (r"\b(first|second|third|fourth) quarter\b(?: (?:of )?(\d{4})\b)?",
         lambda m, d: _quarter(_year(m[2], d), ORDINALS.index(m[1]) + 1, d)),
        (r"\b(first|second) half\b(?: of (\d{4}))?",
         lambda m, d: _half(_year(m[2], d), m[1] == "second", d)),
        # "sun" and "sat" are words of their own; only "on sat" is a day.
        (rf"\b(?:on ({_WEEKDAY})|(?!(?:sun|sat)\b)({_WEEKDAY}))\b",
         lambda m, d: _weekday(WEEKDAY_NUMBER[m[1] or m[2]], None, d)),
        (rf"\b(?:last|previous) ({_WEEKDAY})\b",
         lambda m, d: _weekday(WEEKDAY_NUMBER[m[1]], None, d - timedelta(days=1))),
        (rf"\b(this|next) ({_WEEKDAY})\b",
         lambda m, d: _weekday(WEEKDAY_NUMBER[m[2]], STEPS[m[1]], d)),
        (rf"\b({_WEEKDAY}) (?:of )?last week\b",
         lambda m, d: _weekday(WEEKDAY_NUMBER[m[1]], -1, d)),
        (r"\b(?:the )?(this|last|previous|next) weekend\b",
         lambda m, d: _weekend(STEPS[m[1]], d)),
        (r"\b(?:in|during|for|of|all of|year) (20\d\d)\b",
         lambda m, d: year_of(date(int(m[1]), 1, 1))),
    ]  # fmt: skip
    year = rf"(?:({_YEAR})年的?)"
    chinese = [
        (r"大前天", lambda m, d: _ago(3, "day", d)),
        (r"(?<!大)前天", lambda m, d: _ago(2, "day", d)),
        (r"昨[天日晚]", lambda m, d: _ago(1, "day", d)),
        (r"今[天日晚]|^当天", lambda m, d: _ago(0, "day", d)),
        (r"明天|后天", lambda m, d: _ago(-1, "day", d)),
        (rf"({_COUNT})个?(天|周|星期|月|季度|年)[之以]?前",
         lambda m, d: _ago(_count(m[1]), UNITS[m[2]], d)),
        (r"(本|这个?|当|上+个?|下个?)(周|星期|礼拜|月|季度|季)(?!末)",
         lambda m, d: _calendar(UNITS[m[2]], _chinese_steps(m[1]), d)),
        (r"([今本去前明])年(?!同期|\d{1,2}月|第?[一二三四1-4]季|[上下]半年|[一二三四五六七八九十]+月|q\d)",
         lambda m, d: year_of(d, {"去": -1, "前": -2, "明": 1}.get(m[1], 0))),
        (rf"(?:最近|过去|近|前)的?({_COUNT})个?(天|日|周|星期|礼拜|月|季度|年|小时)(?!前)",
         lambda m, d: _last(_count(m[1]), UNITS[m[2]], d)),
        (r"(?:最近|过去|近)的?一?个?(周|星期|月|季度|年)", lambda m, d: _last(1, UNITS[m[1]], d)),
        (rf"{year}?({_DAY})月份?(?!\d|底|初)",
         lambda m, d: _month(_year(m[1], d), _count(m[2]), d)),
        (rf"{year}?({_DAY})月({_DAY})[日号]?",
         lambda m, d: _day(_year(m[1], d), _count(m[2]), _count(m[3]), d)),
        (rf"(?<![\d月])({_DAY})[日号]", lambda m, d: _day_of_month(_count(m[1]), d)),
        (r"(?<!\d)(20\d\d)年", lambda m, d: year_of(date(int(m[1]), 1, 1))),
        (rf"{year}?第?([一二三四1-4])季度",
         lambda m, d: _quarter(_year(m[1], d), _count(m[2]), d)),
        (rf"{year}q(\d)", lambda m, d: _quarter(_year(m[1], d), int(m[2]), d)),
        (rf"{year}?([上下])半年", lambda m, d: _half(_year(m[1], d), m[2] == "下", d)),
        (r"(?:周|星期|礼拜)([一二三四五六日天])(?!个)",
         lambda m, d: _weekday(WEEKDAY_NUMBER[m[1]], None, d)),
        (r"(本|这个?|上+个?|下个?)(?:周|星期|礼拜)([一二三四五六日天])(?!个)",
         lambda m, d: _weekday(WEEKDAY_NUMBER[m[2]], _chinese_steps(m[1]), d)),
        (r"(本|这个?|上+个?|下个?)?周末", lambda m, d: _weekend(_chinese_steps(m[1] or "本"), d)),
    ]  # fmt: skip
    both = [
        (r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)",
         lambda m, d: _day(int(m[1]), int(m[2]), int(m[3]), d)),
        (r"(?<!\d)(20\d\d)[-/.](\d{1,2})(?![-/.]?\d)",
         lambda m, d: _month(int(m[1]), int(m[2]), d)),
        (r"(?<![\d/.])(\d{1,2})/(\d{1,2})(?![\d/%])(?:当天)?",
         lambda m, d: _day(None, int(m[1]), int(m[2]), d)),
        (r"(?<!\d)(\d{1,2})/(\d{1,2})/(\d{4})(?!\d)",
         lambda m, d: _slashed(int(m[1]), int(m[2]), int(m[3]), d)),
    ]  # fmt: skip
    festivals = [
        (rf"{year}?(?:{pattern})(?:期间|那几天)?(?: (\d{{4}})\b)?",
         lambda m, d, name=name: _festival(name, _year(m[1] or m[2], d), d))
        for name, pattern in FESTIVAL_NAMES.items()
    ]  # fmt: skip
    return [(re.compile(p), read) for p, read in english + chinese + both + festivals]


def _slashed(first: int, second: int, year: int, as_of: date) -> Period:
    """A date with slashes, where only one reading is possible."""
    if first <= 12 and second <= 12 and first != second:
        raise ValueError(first, second)
    month, day = (second, first) if first > 12 else (first, second)
    return _day(year, month, day, as_of)


def _day_of_month(day: int, as_of: date) -> Period:
    """The latest such day of a month that is not in the future."""
    month = as_of if day <= as_of.day else month_of(as_of, -1).start
    found = date(month.year, month.month, day)
    return Period(found, found)


RULES = _rules()
