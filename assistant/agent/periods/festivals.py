"""Shopping festivals and holidays: how they are called, and which days they are.

Dates of the lunar calendar are the Hong Kong Observatory's, Easter is the western one.
"""

from datetime import date, timedelta

from assistant.models import Period

__all__ = ["FESTIVALS", "festival"]

DAY = timedelta(days=1)

FESTIVALS = {
    "black_friday": r"black friday|cyber monday|黑五|黑色星期五",
    "double_eleven": r"double eleven|double 11|11\.11|singles'? day|双十一|双11|双 11",
    "double_twelve": r"double twelve|double 12|12\.12|双十二|双12",
    "618": r"(?<!\d)618(?!\d)|六一八",
    "christmas": r"christmas|xmas|圣诞节?",
    "spring_festival": r"spring festival|(?:chinese|lunar) new year|春节|过年",
    "national_day": r"(?:chinese )?national day|golden week|国庆节?(?:假期|长假)?"
    r"|十一(?:假期|长假|黄金周)|黄金周",
    "labour_day": r"may day|五一(?:节|假期|长假)?|劳动节",
    "new_year": r"(?:the )?new years?(?:'?s?)?(?: day)?|元旦",
    "women": r"女神节|三八节|3\.8节|妇女节|38大促|三八大促",
    "thanksgiving": r"thanksgiving|感恩节",
    "halloween": r"hallowe'?en|万圣节",
    "valentine": r"valentine'?s?(?: day)?|情人节",
    "easter": r"easter|复活节",
    "dragon_boat": r"dragon boat(?: festival)?|端午节?",
    "double_seventh": r"七夕节?|qixi",
    "mid_autumn": r"mid-?autumn(?: festival)?|中秋节?",
}
"""The pattern of each festival in a folded question."""

FIXED = {
    "double_eleven": ((11, 1), (11, 11)),
    "double_twelve": ((12, 10), (12, 12)),
    "618": ((6, 1), (6, 18)),
    "christmas": ((12, 20), (12, 26)),
    "national_day": ((10, 1), (10, 7)),
    "labour_day": ((5, 1), (5, 5)),
    "new_year": ((1, 1), (1, 3)),
    "women": ((3, 1), (3, 8)),
    "halloween": ((10, 31), (10, 31)),
    "valentine": ((2, 14), (2, 14)),
}
FIRST_YEAR = 2020
MOVING = {
    "spring_festival": "1-25 2-12 2-1 1-22 2-10 1-29 2-17 2-6 1-26 2-13 2-3",
    "easter": "4-12 4-4 4-17 4-9 3-31 4-20 4-5 3-28 4-16 4-1 4-21",
    "dragon_boat": "6-25 6-14 6-3 6-22 6-10 5-31 6-19 6-9 5-28 6-16 6-5",
    "double_seventh": "8-25 8-14 8-4 8-22 8-10 8-29 8-19 8-8 8-26 8-16 8-5",
    "mid_autumn": "10-1 9-21 9-10 9-29 9-17 10-6 9-25 9-15 10-3 9-22 9-12",
}
AROUND = {"spring_festival": (1, 6), "easter": (2, 1), "dragon_boat": (1, 1), "mid_autumn": (1, 1)}
"""So many days before and after the day itself."""


def festival(name: str, year: int) -> Period | None:
    """The days of a festival in a year, None where its date is not known.

    Black Friday runs from the Friday after the fourth Thursday of November to Cyber Monday, Double
    Eleven from 1 to 11 November, 618 from 1 to 18 June, Christmas from 20 to 26 December, the
    National Day week from 1 to 7 October, Spring Festival eight days from its eve.
    """
    if name in ("black_friday", "thanksgiving"):
        november = date(year, 11, 1)
        fourth_thursday = november + timedelta(days=(3 - november.weekday()) % 7 + 21)
        if name == "thanksgiving":
            return Period(fourth_thursday, fourth_thursday)
        return Period(fourth_thursday + DAY, fourth_thursday + 4 * DAY)
    if name in MOVING:
        dates = MOVING[name].split()
        if not 0 <= year - FIRST_YEAR < len(dates):
            return None
        month, day = map(int, dates[year - FIRST_YEAR].split("-"))
        before, after = AROUND.get(name, (0, 0))
        itself = date(year, month, day)
        return Period(itself - before * DAY, itself + after * DAY)
    first, last = FIXED[name]
    return Period(date(year, *first), date(year, *last))
