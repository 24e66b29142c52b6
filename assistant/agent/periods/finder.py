"""Finds the periods of a question, in English and Chinese.

At each place the longest rule of rules.py wins. A period of the present is cut at the
as-of day, which is whole and included; one that lies in the future, is reversed or names no day
of the calendar raises PeriodError, so that the user is asked instead of being guessed at.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.agent.names.folding import fold
from assistant.agent.periods.rules import RULES
from assistant.agent.periods.stretches import CALENDAR
from assistant.errors import PeriodError
from assistant.models import OPEN_START, Period

__all__ = ["FoundPeriod", "find_periods"]


@dataclass(frozen=True, slots=True)
class FoundPeriod:
    """A period with the place in the folded question that names it; `said` as in Rule."""

    period: Period
    start: int
    end: int
    is_range: bool = False
    said: bool = False


def find_periods(question: str, as_of: date) -> list[FoundPeriod]:
    """The periods of a question in their order, cut at the as-of day.

    Two periods joined by "to", "and" after "between", 到 or 至 are one; "since" and 以来 reach
    from the start of a period to the as-of day, "before" and 之前 from OPEN_START to the day before
    it, "until" and 截至 to its last day. No period gives an empty list.

    Raises PeriodError for a period that is in the future, reversed or not in the calendar.
    """
    text = fold(question)
    single = _singles(text, as_of)
    joined = [each for each in _join(text, single) if not _is_ahead(text, each, as_of)]
    found = [_present(text, each, as_of) for each in joined]
    return [*found, *_beside(text, found, as_of)]


def _singles(text: str, as_of: date) -> list[FoundPeriod]:
    matches = [
        (match.start(), -match.end(), match, rule)
        for rule in RULES
        for match in rule.pattern.finditer(text)
    ]
    matches.sort(key=lambda each: each[:2])
    found: list[FoundPeriod] = []
    for start, negative_end, match, rule in matches:
        if found and start < found[-1].end:
            continue
        try:
            period = rule.read(match, as_of)
        except (ValueError, KeyError, OverflowError):
            raise PeriodError(match.group().strip()) from None
        found.append(FoundPeriod(period, start, -negative_end, said=rule.said))
    return found


BESIDE = re.compile(
    r"\b(?:the )?(?:(?P<after>week|month|quarter|day) (?:right )?after"
    r"|(?P<before>week|month|quarter|day) (?:right )?before)(?: (?:that|it))?(?= ?(?:[?.!,;]|$))"
    r"|(?<=[和与跟比])(?:(?:之?后)(?P<next>一?个?[周月天])|(?:之?前)(?P<last>一?个?[周月天]))(?!之|以|内)"
)
UNIT_OF = {"周": "week", "月": "month", "天": "day"}


def _beside(text: str, found: list[FoundPeriod], as_of: date) -> list[FoundPeriod]:
    """The one stretch just after or before the only period that a question names: "was the week
    of 9 March worse than the week after?". None that has not begun."""
    match = BESIDE.search(text) if len(found) == 1 else None
    if match is None or match.start() < found[0].end:
        return []
    name = str(match.lastgroup)
    written = match[name]
    step = 1 if name in ("after", "next") else -1
    period = _next(found[0].period, UNIT_OF.get(written[-1], written), step)
    if period.start > as_of:
        raise PeriodError(match.group().strip())
    cut = Period(period.start, min(period.end, as_of))
    return [FoundPeriod(cut, match.start(), match.end(), said=True)]


def _next(period: Period, unit: str, step: int) -> Period:
    """The calendar's next or last unit where the period is one, else as many days."""
    whole = CALENDAR[unit](period.start, 0) if unit in CALENDAR else None
    if whole and whole.start == period.start and period.end <= whole.end:
        return CALENDAR[unit](period.start, step)
    length = timedelta(days=period.days)
    return Period(period.start + step * length, period.end + step * length)


YEAR = re.compile(r"\d{4}|年|year")
LAST = re.compile(r"去年|前年|last")
NEARLY_A_YEAR = 330
A_YEAR = timedelta(days=365)
SOON = timedelta(days=60)
JOIN = re.compile(r"\s*(?:to|until|till|through|up to|and|-|–|—|~|到|至|直到|和|与)\s*")
BETWEEN = re.compile(r"(?:between|from|从|自|在)\s*(?:the\s+)?$")
TO = re.compile(r"\s*(?:to|with)\s*(?:the\s+)?")
COMPARED = re.compile(r"\bcompar\w*\b[^,.?]{0,30}$")
EITHER = re.compile(r"\s*(?:,\s*)?(?:or|或者?)\s*(?:the\s+)?")
"""Between two days either of which will do."""

MOVED_BETWEEN = re.compile(
    r"\b(?:chang|differ|compar|drop|fell|fall|rise|rose|shift|mov|improv|went|go|grow|grew|develop)\w*"
    r"\b.{0,40}\bbetween\s*(?:the\s+)?$|\b(?:better|worse|improved?)\b.{0,20}\bfrom\s*(?:the\s+)?$"
)
"""What moved from one month or quarter to the other is no matter of both together."""

MOVED_FROM = re.compile(
    r"\b(?:chang|drop|fell|fall|rise|rose|improv|increas|decreas|(?:went|go) (?:up|down))\w*"
    r"\b.{0,24}\bfrom\s*(?:the\s+)?$"
)
"""What moved from a month to the very next one, likewise; over more it has a course."""

RANGE_WORD = re.compile(r"\s*(?:to|until|till|through|up to|\.{2,3}|-|–|—|~|到|至|直到)\s*")
SINCE_BEFORE = re.compile(r"(?:since|after|as of|starting|自从|自)\s*(?:the\s+)?(?:start of\s+)?$")
UNTIL_BEFORE = re.compile(
    r"(?<!day )(?<!week )(?<!month )(?<!year )(?:before|prior to)\s*(?:the\s+)?$"
)
THROUGH_BEFORE = re.compile(
    r"\b(?:until|till|up to|up until)\s*(?:the\s+)?(?:end of\s+)?$|(?:截至|截止到?)$"
)
"""The period that follows is itself included."""

UNTIL_AFTER = re.compile(r"\s*(?:之前|以前|前(?![后台天几面段期]))")
SINCE_AFTER = re.compile(
    r"\s*(?:后(?!台|来|悔|续|面|天)|以来|之后|以后|起(?![码诉火疹初])|开始|至今|到现在|到今天|onwards?\b)"
)
AFTERWARDS = re.compile(r"\bafter\b|后")
"""Behind a festival this begins when it is over; since it, when it begins."""


def _join(text: str, found: list[FoundPeriod]) -> list[FoundPeriod]:
    joined: list[FoundPeriod] = []
    for each in found:
        if joined:
            last = joined[-1]
            gap = text[last.end : each.start]
            opened = BETWEEN.search(text[: last.start])
            beside = COMPARED.search(text[: last.start]) and TO.fullmatch(gap)
            days = last.period.days == each.period.days == 1
            if days and EITHER.fullmatch(gap) and _touch(last.period, each.period):
                whole = _around(last.period, each.period)
                joined[-1] = FoundPeriod(whole, last.start, each.end, is_range=True)
                continue
            long = last.period.days > 1 and each.period.days > 1
            if opened and long and _is_move(text[: last.start], last.period, each.period):
                joined.append(each)
                continue
            if (RANGE_WORD.fullmatch(gap) and not beside) or (opened and JOIN.fullmatch(gap)):
                if each.period.end < last.period.start:
                    raise PeriodError(text[last.start : each.end])
                if _is_turned_back(text[last.start : each.end], last.period, each.period):
                    raise PeriodError(text[last.start : each.end])
                whole = Period(last.period.start, each.period.end)
                joined[-1] = FoundPeriod(whole, last.start, each.end, is_range=True)
                continue
        joined.append(each)
    return joined


def _is_move(before: str, first: Period, second: Period) -> bool:
    """Whether something moved from one period to the other, by what stands before both."""
    if MOVED_BETWEEN.search(before):
        return True
    return MOVED_FROM.search(before) is not None and _touch(first, second)


def _touch(one: Period, other: Period) -> bool:
    """Whether no day lies between two periods."""
    first, second = sorted((one, other), key=lambda period: period.start)
    return second.start <= first.end + timedelta(days=1)


def _around(one: Period, other: Period) -> Period:
    return Period(min(one.start, other.start), max(one.end, other.end))


def _is_ahead(text: str, found: FoundPeriod, as_of: date) -> bool:
    """Whether something is to be done before a festival that comes soon: 中秋前备货 names no days
    of feedback, and least of all those before the festival of last year."""
    till = UNTIL_AFTER.match(text, found.end)
    before = till or UNTIL_BEFORE.search(text[: found.start])
    year = text[found.start : found.end]
    if not before or not found.said or YEAR.search(year) or LAST.search(year):
        return False
    return as_of < found.period.start + A_YEAR <= as_of + SOON


def _is_turned_back(written: str, first: Period, final: Period) -> bool:
    """Whether a range without a year came to nearly one because its ends are reversed: "between
    30 November and 1 November" is no year of feedback."""
    return not YEAR.search(written) and (final.end - first.start).days >= NEARLY_A_YEAR


def _present(text: str, found: FoundPeriod, as_of: date) -> FoundPeriod:
    period = found.period
    if period.start > as_of:
        raise PeriodError(text[found.start : found.end].strip())
    before = None if found.is_range else SINCE_BEFORE.search(text[: found.start])
    after = None if found.is_range else SINCE_AFTER.match(text, found.end)
    until = None if found.is_range else UNTIL_BEFORE.search(text[: found.start])
    till = None if found.is_range else UNTIL_AFTER.match(text, found.end)
    through = None if found.is_range else THROUGH_BEFORE.search(text[: found.start])
    opening, closing = before or until or through, after or till
    start = opening.start() if opening else found.start
    end = closing.end() if closing else found.end
    if before or after:
        word = (before or after).group()  # type: ignore[union-attr]
        passed = found.said and AFTERWARDS.search(word) and period.end < as_of
        period = Period(period.end + timedelta(days=1) if passed else period.start, as_of)
    elif until or till:
        period = Period(OPEN_START, period.start - timedelta(days=1))
    elif through:
        period = Period(OPEN_START, period.end)
    whole = Period(period.start, min(period.end, as_of))
    return FoundPeriod(whole, start, end, said=found.said)
