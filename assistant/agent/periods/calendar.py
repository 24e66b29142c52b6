"""Calendar arithmetic: the whole days that a named stretch of time covers."""

from calendar import monthrange
from datetime import date, timedelta

from assistant.models import Period

__all__ = [
    "add_months",
    "month_of",
    "quarter_of",
    "week_of",
    "year_of",
]


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
