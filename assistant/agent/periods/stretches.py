"""What the parts of a written period mean: one function a form of stretch.

Each raises ValueError or KeyError for what is not in the calendar (31 February, Q5, 0 days).
Without a year the latest stretch that has begun is meant.
"""

from calendar import isleap
from datetime import date, timedelta

from assistant.agent.periods.calendar import add_months, month_of, quarter_of, week_of, year_of
from assistant.agent.periods.festivals import festival
from assistant.models import Period

__all__ = [
    "CALENDAR",
    "ago",
    "calendar_unit",
    "day_in",
    "day_of_month",
    "days_between",
    "days_in_month",
    "end_of_month",
    "festival_days",
    "half",
    "half_month",
    "iso_week",
    "last",
    "last_named_month",
    "named_day",
    "named_month",
    "quarter",
    "same_days_before",
    "season",
    "slashed",
    "tenth",
    "week_in_month",
    "weekday",
    "weekend",
    "year_number",
]

YEARS_TO_A_LEAP_DAY = 9
"""From 1903 the last one lay in 1896."""

CALENDAR = {"week": week_of, "month": month_of, "quarter": quarter_of, "year": year_of}
DAY = timedelta(days=1)
SATURDAY = 5
SEASONS = ("spring", "summer", "autumn", "winter")


def year_number(written: str | None, as_of: date) -> int | None:
    """The year of four digits or of 今, 去, 前, "last year"; None for none."""
    if not written:
        return None
    relative = {"今": 0, "去": -1, "前": -2, "明": 1, "this": 0, "last": -1}
    word = written.split()[0]
    return as_of.year + relative[word] if word in relative else int(written)


def last(number: int, unit: str, as_of: date) -> Period:
    """So many days, weeks, months … that end with the as-of day."""
    if number < 1:
        raise ValueError(number)
    if unit in ("month", "quarter", "year"):
        months = number * {"month": 1, "quarter": 3, "year": 12}[unit]
        return Period(add_months(as_of, -months) + timedelta(days=1), as_of)
    days = {"day": number, "week": 7 * number, "hour": -(-number // 24)}[unit]
    return Period(as_of - timedelta(days=days - 1), as_of)


def calendar_unit(unit: str, step: int, as_of: date) -> Period:
    """The whole week, month, quarter or year so many steps from the present one."""
    return CALENDAR[unit](as_of, step)


def same_days_before(unit: str, as_of: date) -> Period:
    """The days of the week, month … before that correspond to those of the present one so far."""
    now, before = CALENDAR[unit](as_of, 0), CALENDAR[unit](as_of, -1)
    return Period(before.start, min(before.start + (as_of - now.start), before.end))


def ago(number: int, unit: str, as_of: date) -> Period:
    """The day, week, month … that lies so many of its kind back."""
    if unit == "day":
        day = as_of - timedelta(days=number)
        return Period(day, day)
    return calendar_unit(unit, -number, as_of)


def named_day(year: int | None, month: int, day: int, as_of: date) -> Period:
    """A day; without a year the latest one that is not in the future."""
    if year:
        found = date(year, month, day)
        return Period(found, found)
    years = range(as_of.year, as_of.year - YEARS_TO_A_LEAP_DAY, -1)
    days = (date(y, month, day) for y in years if (month, day) != (2, 29) or isleap(y))
    found = next(each for each in days if each <= as_of)
    return Period(found, found)


def days_between(first: Period, final: Period) -> Period:
    """From one day to another. Raises ValueError for a reversed pair."""
    if final.end < first.start:
        raise ValueError(first, final)
    return Period(first.start, final.end)


def days_in_month(year: int | None, month: int, first: int, final: int, as_of: date) -> Period:
    """From one day of a month to another of it. Raises ValueError for a reversed one."""
    begin = named_day(year, month, first, as_of).start
    end = begin.replace(day=final)
    if end < begin:
        raise ValueError(first, final)
    return Period(begin, end)


def day_in(month: Period, day: int) -> Period:
    """A day of a month."""
    found = month.start.replace(day=day)
    return Period(found, found)


def iso_week(year: int | None, number: int, as_of: date) -> Period:
    """A week by its number (ISO 8601); without a year the latest one that has begun."""
    found = week_of(date.fromisocalendar(year or as_of.isocalendar().year, number, 1))
    if year is None and found.start > as_of:
        found = week_of(date.fromisocalendar(as_of.isocalendar().year - 1, number, 1))
    return found


def end_of_month(month: Period, days: int, last: bool) -> Period:
    """The first so many days of a month, or its last ones."""
    if not 1 <= days <= month.days:
        raise ValueError(days)
    if last:
        return Period(month.end - timedelta(days=days - 1), month.end)
    return Period(month.start, month.start + timedelta(days=days - 1))


def day_of_month(day: int, as_of: date) -> Period:
    """The latest such day of a month that is not in the future."""
    month = as_of if day <= as_of.day else month_of(as_of, -1).start
    found = date(month.year, month.month, day)
    return Period(found, found)


def named_month(year: int | None, month: int, as_of: date) -> Period:
    """A month; without a year the latest one that has begun."""
    first = date(year or as_of.year, month, 1)
    if year is None and first > as_of:
        first = first.replace(year=first.year - 1)
    return month_of(first)


def last_named_month(month: int, as_of: date) -> Period:
    """The latest such month that has ended."""
    found = named_month(None, month, as_of)
    return found if found.end < as_of else named_month(found.start.year - 1, month, as_of)


def tenth(month: Period, number: int) -> Period:
    """Early, mid or late (0, 1, 2) of a month: its days 1-10, 11-20, and the rest."""
    first = month.start + timedelta(days=10 * number)
    return Period(first, month.end if number == 2 else first + timedelta(days=9))


def week_in_month(month: Period, number: int) -> Period:
    """The first (0) to fourth seven days of a month; -1 are its last seven."""
    if number < 0:
        return Period(month.end - timedelta(days=6), month.end)
    first = month.start + timedelta(days=7 * number)
    return Period(first, first + timedelta(days=6))


def quarter(year: int | None, number: int, as_of: date) -> Period:
    """A quarter; without a year the latest one that has begun."""
    if not 1 <= number <= 4:
        raise ValueError(number)
    found = quarter_of(date(year or as_of.year, 3 * number, 1))
    if year is None and found.start > as_of:
        found = quarter_of(date(as_of.year - 1, 3 * number, 1))
    return found


def half(year: int | None, second: bool, as_of: date) -> Period:
    """A half year; without a year the latest one that has begun."""
    of = year or as_of.year
    if year is None and second and as_of < date(of, 7, 1):
        of -= 1
    if second:
        return Period(date(of, 7, 1), date(of, 12, 31))
    return Period(date(of, 1, 1), date(of, 6, 30))


def half_month(month: Period, second: bool) -> Period:
    """The first fifteen days of a month, or the rest."""
    middle = month.start + timedelta(days=15)
    return Period(middle, month.end) if second else Period(month.start, middle - DAY)


def season(name: str, step: int, as_of: date) -> Period:
    """Spring is March to May and so on; `step` 0 is the latest that has begun, -1 the latest that
    has ended."""
    month = 3 + 3 * SEASONS.index({"fall": "autumn"}.get(name, name))
    first = month_of(date(as_of.year, month, 1))
    found = Period(first.start, month_of(first.start, 2).end)
    while found.start > as_of or (step and found.end >= as_of):
        found = Period(add_months(found.start, -12), month_of(found.start, -10).end)
    return found


def weekday(number: int, week: int | None, as_of: date) -> Period:
    """A weekday of a week relative to this one; without one the latest that has come."""
    if week is None:
        day = as_of - timedelta(days=(as_of.weekday() - number) % 7)
    else:
        day = week_of(as_of, week).start + timedelta(days=number)
    return Period(day, day)


def weekend(week: int | None, as_of: date) -> Period:
    """Saturday and Sunday of a week relative to this one; without one the latest that has begun."""
    if week is None:
        week = 0 if as_of.weekday() >= SATURDAY else -1
    whole = week_of(as_of, week)
    return Period(whole.end - timedelta(days=1), whole.end)


def festival_days(name: str, year: int | None, as_of: date) -> Period:
    """The days of a festival; without a year the latest that has begun."""
    if year is None:
        year = as_of.year
        this = festival(name, year)
        if this is None or this.start > as_of:
            year -= 1
    found = festival(name, year)
    if found is None:
        raise ValueError(year)
    return found


def slashed(first: int, second: int, year: int, as_of: date) -> Period:
    """A date with slashes, where only one reading is possible."""
    if first <= 12 and second <= 12 and first != second:
        raise ValueError(first, second)
    month, day = (second, first) if first > 12 else (first, second)
    return named_day(year, month, day, as_of)
