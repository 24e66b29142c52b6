"""How a period is written in English."""

from assistant.agent.periods.calendar import week_of, year_of
from assistant.agent.periods.rule import Rule, rules
from assistant.agent.periods.stretches import (
    ago,
    calendar_unit,
    days_in_month,
    end_of_month,
    half,
    half_month,
    iso_week,
    last,
    last_named_month,
    named_day,
    named_month,
    quarter,
    same_days_before,
    season,
    tenth,
    week_in_month,
    weekday,
    weekend,
    year_number,
)
from assistant.agent.periods.time_words import (
    ENGLISH_NUMBER,
    FEW,
    MONTH_NUMBER,
    WEEKDAY_NUMBER,
    count,
)

__all__ = ["english_rules"]

STEPS = {"this": 0, "current": 0, "last": -1, "previous": -1, "next": 1}
INITIALS = {"h": "hour", "d": "day", "w": "week", "m": "month", "q": "quarter", "y": "year"}
ORDINALS = ["first", "second", "third", "fourth"]
TENTHS = {"early": 0, "start": 0, "beginning": 0, "mid": 1, "middle": 1, "late": 2, "end": 2}

_MONTH = rf"(?:{'|'.join(sorted(MONTH_NUMBER, key=len, reverse=True))})"
_WEEKDAY = rf"(?:{'|'.join(sorted((w for w in WEEKDAY_NUMBER if w.isascii()), key=len)[::-1])})"
_NUMBER = rf"(?:-?\d{{1,9}}|{'|'.join(ENGLISH_NUMBER)})"
_NTH = r"(?:st|nd|rd|th)?"
_TO = r"\s*(?:-|–|to|and|until|till|through)\s*(?:the )?"
_TENTH = "(early|mid|late|start of|beginning of|middle of|end of)"
_UNITS = "week|month|quarter|year"
_YEAR = r"(?:,? (?:of )?(\d{4}|(?:this|last) year)\b)?"
_PREPOSITION = "|".join(
    rf"(?<={word} )"
    for word in (
        *("in", "last", "during", "for", "of", "since", "this", "until"),
        *("and", "to", "vs", "vs.", "versus", "from", "after"),
    )
)  # fmt: skip
_BEFORE_A_WEEK = "|".join(
    rf"(?<={word} )"
    for word in (
        *("in", "of", "for", "during", "compare", "between", "from", "to", "vs", "versus"),
        *(r"week \d and", r"week \d\d and", r"week \d with", r"week \d\d with"),
    )
)
"""Behind "and" or "after" a week may be one of use: "the strap tore after week 2"."""


PLAIN = [
    (r"\btoday\b", lambda m, d: ago(0, "day", d)),
    (r"\byesterday\b", lambda m, d: ago(1, "day", d)),
    (r"\btomorrow\b", lambda m, d: ago(-1, "day", d)),
    (r"\b(?:the )?day before yesterday\b", lambda m, d: ago(2, "day", d)),
    (rf"\b({_NUMBER}) (day|{_UNITS})s? ago\b", lambda m, d: ago(count(m[1]), m[2], d)),
    (rf"\b(this|current|last|previous|next) ({_UNITS})\b(?!\s*to date)",
     lambda m, d: calendar_unit(m[2], STEPS[m[1]], d)),
    (rf"\b(?:the )?({_UNITS}) before last\b", lambda m, d: calendar_unit(m[1], -2, d)),
    (rf"\b(?:the )?({_UNITS}) before this(?: (?:one|{_UNITS}))?\b",
     lambda m, d: calendar_unit(m[1], -1, d)),
    (rf"\b(?:(?:calendar|iso) week|week (?:no\.?|number)|(?:{_BEFORE_A_WEEK})(?:week|w)|cw|kw)"
     rf" ?(\d{{1,2}})\b{_YEAR}",
     lambda m, d: iso_week(year_number(m[2], d), int(m[1]), d)),
    (r"\b(?:week|w) ?(\d{1,2}),? (?:of |in )?(20\d\d|(?:this|last) year)\b",
     lambda m, d: iso_week(year_number(m[2], d), int(m[1]), d)),
    (r"\b(?:the )?(?:same|this) (?:time|days?|period|point|stage) (?:of |in |as )?(?:the )?"
     r"(?:last|previous) (week|month|quarter)\b", lambda m, d: same_days_before(m[1], d)),
    (rf"\bpast ({_UNITS})\b", lambda m, d: last(1, m[1], d)),
    (rf"\b(?:last|past|previous|recent|latest) ({_NUMBER}) (hour|day|{_UNITS})s?\b",
     lambda m, d: last(count(m[1]), m[2], d)),
    (r"\b(?:last|past) (\d{1,3}) ?([hdwmqy])\b",
     lambda m, d: last(int(m[1]), INITIALS[m[2]], d)),
    (rf"\b({_UNITS})[ -]to[ -]date\b", lambda m, d: calendar_unit(m[1], 0, d)),
    (r"\b([wmqy])td\b", lambda m, d: calendar_unit(INITIALS[m[1]], 0, d)),
    (rf"\b(?:the )?week of (?:the )?(\d{{1,2}}){_NTH} (?:of )?({_MONTH})\b",
     lambda m, d: week_of(named_day(None, MONTH_NUMBER[m[2]], int(m[1]), d).start)),
    (rf"\b(?:the )?week of ({_MONTH}) (\d{{1,2}}){_NTH}\b",
     lambda m, d: week_of(named_day(None, MONTH_NUMBER[m[1]], int(m[2]), d).start)),
    (rf"\b(\d{{1,2}}){_NTH} (?:of )?({_MONTH})\b{_YEAR}",
     lambda m, d: named_day(year_number(m[3], d), MONTH_NUMBER[m[2]], int(m[1]), d)),
    (rf"\b({_MONTH})\.? (\d{{1,2}}){_NTH}\b(?!\d|:|[ -]?stars?\b){_YEAR}",
     lambda m, d: named_day(year_number(m[3], d), MONTH_NUMBER[m[1]], int(m[2]), d)),
    (rf"\b(?:between |from )?(\d{{1,2}}){_NTH}{_TO}(\d{{1,2}}){_NTH} (?:of )?({_MONTH})\b"
     rf"{_YEAR}",
     lambda m, d: days_in_month(year_number(m[4], d), MONTH_NUMBER[m[3]], int(m[1]), int(m[2]), d)),
    (rf"\b(?:between |from )?({_MONTH})\.? (\d{{1,2}}){_NTH}{_TO}(\d{{1,2}}){_NTH}\b(?!:)"
     rf"(?! (?:of )?{_MONTH}){_YEAR}",
     lambda m, d: days_in_month(year_number(m[4], d), MONTH_NUMBER[m[1]], int(m[2]), int(m[3]), d)),
    # "may" is a month only where a word before it says so, or nothing follows it.
    (rf"\b(?!may\b(?! ?(?:$|[?.!]|(?:20\d\d|this year|last year)\b)))({_MONTH})\b\.?{_YEAR}",
     lambda m, d: named_month(year_number(m[2], d), MONTH_NUMBER[m[1]], d)),
    (rf"(?:{_PREPOSITION})({_MONTH})\b{_YEAR}",
     lambda m, d: named_month(year_number(m[2], d), MONTH_NUMBER[m[1]], d)),
    (rf"\blast ({_MONTH})\b(?! \d)", lambda m, d: last_named_month(MONTH_NUMBER[m[1]], d)),
    (rf"\b({_MONTH}) (?:of )?(\d{{4}}|last year)\b",
     lambda m, d: named_month(year_number(m[2], d), MONTH_NUMBER[m[1]], d)),
    (r"\bq(\d)\b(?:[ ,/-]*(?:of )?(\d{4}|(?:this|last) year)\b)?",
     lambda m, d: quarter(year_number(m[2], d), int(m[1]), d)),
    (r"(?<!\d)(\d{4})[ -]?q(\d)(?!\d)", lambda m, d: quarter(int(m[1]), int(m[2]), d)),
    (rf"\b(first|second|third|fourth) quarter\b{_YEAR}",
     lambda m, d: quarter(year_number(m[2], d), ORDINALS.index(m[1]) + 1, d)),
    (rf"\b(first|second) half\b(?: of)?{_YEAR}",
     lambda m, d: half(year_number(m[2], d), m[1] == "second", d)),
    (r"\bthis half(?:[ -]year)?\b", lambda m, d: half(None, d.month > 6, d)),
    (rf"\bh([12])\b{_YEAR}", lambda m, d: half(year_number(m[2], d), m[1] == "2", d)),
    # "sun" and "sat" are words of their own; only "on sat" is a day.
    (rf"\b(?:on ({_WEEKDAY})|(?!(?:sun|sat)\b)({_WEEKDAY}))\b",
     lambda m, d: weekday(WEEKDAY_NUMBER[m[1] or m[2]], None, d)),
    (rf"\b(?:last|previous) ({_WEEKDAY})\b", lambda m, d: weekday(
        WEEKDAY_NUMBER[m[1]], None, ago(1, "day", d).start)),
    (rf"\b(this|next) ({_WEEKDAY})\b",
     lambda m, d: weekday(WEEKDAY_NUMBER[m[2]], STEPS[m[1]], d)),
    (rf"\b({_WEEKDAY}) (?:of )?last week\b",
     lambda m, d: weekday(WEEKDAY_NUMBER[m[1]], -1, d)),
    (r"\b(?:the )?(this|last|previous|next) weekend\b",
     lambda m, d: weekend(STEPS[m[1]], d)),
    (r"\b(?:(?:over|at|on|during) )?the weekend\b|\b(?:over|on) weekend\b",
     lambda m, d: weekend(None, d)),
    # A bare year at the end, or beside another one.
    (r"(?<![\w/.-])20[0-3]\d(?=\s*(?:$|[?.!,]|(?:vs\.?|versus|and|or|to|than) ))",
     lambda m, d: year_of(named_month(int(m[0]), 1, d).start)),
    (r"\b(?:in|during|for|of|all of|year) (20\d\d)\b(?![-/.]\d|[ -]?[wqh]\d)",
     lambda m, d: year_of(named_month(int(m[1]), 1, d).start)),
    # Before or behind all feedback, and yet no other days than those that are named.
    (r"\b(?:in|during|year) (1[5-9]\d\d|2[1-9]\d\d)(?=\s*(?:$|[?.!,]))",
     lambda m, d: year_of(named_month(int(m[1]), 1, d).start)),
]  # fmt: skip
"""What means the same days to everybody."""

VAGUE = [
    (r"\b(?:(?:the |this )?(?:last|past|previous) |a )?fortnight\b",
     lambda m, d: last(14, "day", d)),
    (rf"\b(?:last|past) couple (?:of )?(day|{_UNITS})s\b", lambda m, d: last(2, m[1], d)),
    (r"\b(?:last|past) (?:few|several) (day|week|month)s\b",
     lambda m, d: last(FEW[m[1]], m[1], d)),
    (r"\b(?:last|past) (?:half(?: a)? year|half-year)\b", lambda m, d: last(6, "month", d)),
    (rf"\b(?:the )?{_TENTH}[ -](?:in )?({_MONTH})\b(?! \d{{1,2}}\b){_YEAR}",
     lambda m, d: tenth(
         named_month(year_number(m[3], d), MONTH_NUMBER[m[2]], d), TENTHS[m[1].split()[0]])),
    (rf"\b(?:the )?{_TENTH}[ -]?(?:the )?(this|last|previous) month\b",
     lambda m, d: tenth(calendar_unit("month", STEPS[m[2]], d), TENTHS[m[1].split()[0]])),
    (rf"\b(?:the )?(first|second|third|fourth|last) week (?:of|in) ({_MONTH})\b{_YEAR}",
     lambda m, d: week_in_month(
         named_month(year_number(m[3], d), MONTH_NUMBER[m[2]], d),
         -1 if m[1] == "last" else ORDINALS.index(m[1]))),
    (rf"\b(?:the )?(first|last) ({_NUMBER}) (day|week)s (?:of|in) ({_MONTH})\b{_YEAR}",
     lambda m, d: end_of_month(
         named_month(year_number(m[5], d), MONTH_NUMBER[m[4]], d),
         count(m[2]) * (7 if m[3] == "week" else 1), m[1] == "last")),
    (r"\b(this|last) (spring|summer|autumn|fall|winter)\b",
     lambda m, d: season(m[2], STEPS[m[1]], d)),
    (r"(?:(?<=in )|(?<=during )|(?<=over )|(?<=since ))(?:the )?"
     r"(spring|summer|autumn|winter)\b(?! (?:20\d\d|sale|collection))",
     lambda m, d: season(m[1], 0, d)),
    (rf"\b(?:the )?(first|second) half of (?:the )?({_MONTH})\b{_YEAR}",
     lambda m, d: half_month(
         named_month(year_number(m[3], d), MONTH_NUMBER[m[2]], d), m[1] == "second")),
    (r"\b(?:the )?(first|second) half of (?:the )?(this|last|previous) month\b",
     lambda m, d: half_month(calendar_unit("month", STEPS[m[2]], d), m[1] == "second")),
]  # fmt: skip
"""What may mean other days to others, so that the answer says which were taken."""


def english_rules() -> list[Rule]:
    """The rules in no order of rank: at each place the longest match wins."""
    return rules(PLAIN) + rules(VAGUE, said=True)
