"""Calendar arithmetic: the whole days that a named stretch of time covers."""

from calendar import monthrange
from datetime import date, timedelta

from assistant.models import Period

__all__ = [
    "add_months",
    "festival",
    "month_of",
    "quarter_of",
    "week_of",
    "year_of",
]

DAY = timedelta(days=1)

# Chinese New Year's Day by year: the Hong Kong Observatory's conversion tables.
LUNAR_NEW_YEAR = {
    2020: (1, 25),
    2021: (2, 12),
    2022: (2, 1),
    2023: (1, 22),
    2024: (2, 10),
    2025: (1, 29),
    2026: (2, 17),
    2027: (2, 6),
    2028: (1, 26),
    2029: (2, 13),
    2030: (2, 3),
}


def week_of(day: date, weeks: int = 0) -> Period:
    """The ISO week (Monday first) of a day, or so many weeks later."""
    monday = day - timedelta(days=day.weekday()) + timedelta(weeks=weeks)
    return Period(monday, monday + timedelta(days=6))


def month_of(day: date, months: int = 0) -> Period:
    """The calendar month of a day, or so many months later."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    first = date(year, month + 1, 1)
    return Period(first, first.replace(day=monthrange(year, month + 1)[1]))


def quarter_of(day: date, quarters: int = 0) -> Period:
    """The calendar quarter of a day, or so many quarters later."""
    first = month_of(day, -((day.month - 1) % 3) + 3 * quarters)
    return Period(first.start, month_of(first.start, 2).end)


def year_of(day: date, years: int = 0) -> Period:
    """The calendar year of a day, or so many years later."""
    return Period(date(day.year + years, 1, 1), date(day.year + years, 12, 31))


def add_months(day: date, months: int) -> date:
    """The same day so many months later, or the last day of a shorter month."""
    month = month_of(day, months)
    return min(month.start + timedelta(days=day.day - 1), month.end)


def festival(name: str, year: int) -> Period | None:
    """The shopping days of a festival in a year, None where its date is not known.

    Black Friday runs from the Friday after the fourth Thursday of November to Cyber Monday,
    Double Eleven from 1 to 11 November, Double Twelve from 10 to 12 December, 618 from 1 to 18
    June, Christmas from 20 to 26 December, Spring Festival eight days from its eve.
    """
    if name == "black_friday":
        november = date(year, 11, 1)
        fourth_thursday = november + timedelta(days=(3 - november.weekday()) % 7 + 21)
        return Period(fourth_thursday + DAY, fourth_thursday + 4 * DAY)
    if name == "spring_festival":
        known = LUNAR_NEW_YEAR.get(year)
        if not known:
            return None
        eve = date(year, *known) - DAY
        return Period(eve, eve + 7 * DAY)
    first, last = {
        "double_eleven": ((11, 1), (11, 11)),
        "double_twelve": ((12, 10), (12, 12)),
        "618": ((6, 1), (6, 18)),
        "christmas": ((12, 20), (12, 26)),
    }[name]
    return Period(date(year, *first), date(year, *last))
