"""Written times: one value at a time, with the order of day and month settled for a whole column.

A value without a zone stays naive here: which zone it is in is the caller's knowledge.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from datetime import time as datetime_time

from assistant.ingest.time_patterns import (
    AFTERNOON,
    CLOCK,
    DAY_FIRST,
    FOREIGN_MONTH,
    FOREIGN_MONTHS,
    MONTHS,
    NAME_DASHED,
    NAME_FIRST,
    NUMERIC,
    SENTENCE,
    SPACED,
    STAMP,
    YEAR_FIRST,
    YEAR_LAST,
    ZONES,
)

__all__ = ["DayOrder", "TimeParser", "looks_like_time", "numeric_date"]

NO_DAY = "the calendar has no such day"
EXCEL_EPOCH = datetime(1899, 12, 30)
EXCEL_DAYS = range(20_000, 80_000)
CENTURY_TURN = 69
"""Two-digit years up to this one are of this century, as POSIX has it."""


@dataclass(frozen=True, slots=True)
class DayOrder:
    """Whether the day stands before the month in dates like 03/04/2026, and how that is known.

    `first_over` and `second_over` count values whose first or second number is above 12.
    """

    day_first: bool
    first_over: int = 0
    second_over: int = 0
    ambiguous: int = 0

    @classmethod
    def of(cls, dates: Mapping[str, int]) -> "DayOrder":
        """The order that the dates of a column, with their counts, prove; else the majority.

        Where no value decides: slashes mean month first, as in the United States, and hyphens
        day first.
        """
        first = second = ambiguous = slashes = 0
        for date, count in dates.items():
            found = YEAR_LAST.fullmatch(date)
            # With dots the day stands first everywhere: they say nothing about other dates.
            if not found or found["sep"] == ".":
                continue
            a, b = int(found["a"]), int(found["b"])
            if a > 12 >= b:
                first += count
            elif b > 12 >= a:
                second += count
            else:
                ambiguous += count
                slashes += count if found["sep"] == "/" else 0
        if first == second:
            return cls(slashes == 0 and ambiguous > 0, first, second, ambiguous)
        return cls(first > second, first, second, ambiguous)

    @property
    def note(self) -> str | None:
        """What the user should know about the choice; None where the values leave no doubt."""
        order = "day before month" if self.day_first else "month before day"
        if self.first_over and self.second_over:
            return f"dates contradict each other in the order of day and month; read as {order}"
        if self.ambiguous and not (self.first_over or self.second_over):
            return f"no date shows whether the day or the month stands first; read as {order}"
        return None


@dataclass(frozen=True, slots=True)
class TimeParser:
    """Reads the times of one column."""

    order: DayOrder = DayOrder(False)

    def parse(self, value: str) -> datetime:
        """The time: aware where the value names a zone, else naive; a bare date is its midnight.

        Raises ValueError where the value is no date of the calendar or of no known form.
        """
        plain = unicodedata.normalize("NFKC", value).strip()
        # First of all: ISO would read some counts of milliseconds as dates of the year 1612.
        if NUMERIC.fullmatch(plain):
            return _from_number(plain)
        try:
            return datetime.fromisoformat(plain)
        except ValueError:
            pass
        plain = _in_english(plain)
        if found := STAMP.match(plain):
            year, month, day = int(found["y"]), MONTHS[found["name"][:3].lower()], int(found["d"])
            return _with_clock(year, month, day, f"{found['time']} {found['zone'] or ''}")
        for form in (YEAR_FIRST, YEAR_LAST, NAME_FIRST, DAY_FIRST, NAME_DASHED, SPACED):
            if found := form.match(plain):
                return _with_clock(*self._date(found), plain[found.end() :])
        raise ValueError("no known form of a date")

    def _date(self, found: re.Match[str]) -> tuple[int, int, int]:
        parts = found.groupdict()
        year = int(parts["y"])
        if len(parts["y"]) == 2:
            year += 2000 if year < CENTURY_TURN else 1900
        if parts.get("name"):
            return year, MONTHS[parts["name"][:3].lower()], int(parts["d"])
        if parts.get("m"):
            return year, int(parts["m"]), int(parts["d"])
        a, b = int(parts["a"]), int(parts["b"])
        # With dots the day stands first everywhere.
        return (year, b, a) if self.order.day_first or parts["sep"] == "." else (year, a, b)


def _in_english(plain: str) -> str:
    """The time without the sentence in front of it, foreign names of months in English."""
    plain = SENTENCE.sub("", plain)
    return FOREIGN_MONTH.sub(lambda found: f" {_month(found[1])} ", plain) if plain else plain


def _month(name: str) -> str:
    return next(english for english, names in FOREIGN_MONTHS.items() if name.lower() in names)


def numeric_date(value: str) -> str | None:
    """The part like 03/04/2026 that a value starts with, None where it has another form."""
    found = YEAR_LAST.match(value.strip())
    return found[0] if found else None


def looks_like_time(value: str) -> bool:
    """Whether the value is a time in any order of day and month."""
    for day_first in (False, True):
        try:
            TimeParser(DayOrder(day_first)).parse(value)
        except (ValueError, OverflowError):
            continue
        return True
    return False


def _with_clock(year: int, month: int, day: int, tail: str) -> datetime:
    found = CLOCK.match(tail)
    if not found:
        raise ValueError(f"the part {tail.strip()!r} is no time of day")
    hour, minute, second = (int(found[name] or 0) for name in ("h", "min", "s"))
    fraction = int((found["f"] or "0")[:6].ljust(6, "0"))
    half = (found["half"] or "").lower()[:1]
    afternoon = half == "p" or found["part"] in AFTERNOON
    if afternoon and hour < 12:
        hour += 12
    elif found["part"] == "中午" and hour < 3:
        # 中午1点 is one o'clock in the afternoon.
        hour += 12 if found["h"] and hour else 0
    elif (half == "a" or found["part"] in ("凌晨", "午前", "오전")) and hour == 12:
        hour = 0
    midnight = hour == 24 and not minute and not second
    zone = _zone(found["zone"])
    try:
        at = datetime_time(0 if midnight else hour, minute, second, fraction, zone)
    except ValueError:
        raise ValueError(f"the part {tail.strip()!r} is no time of day") from None
    try:
        time = datetime.combine(datetime(year, month, day), at)
    except ValueError:
        raise ValueError(NO_DAY) from None
    return time + timedelta(days=1) if midnight else time


def _zone(written: str | None) -> timezone | None:
    if not written:
        return None
    name = re.sub(r"\s", "", written.lower())
    if name in ZONES:
        return timezone(timedelta(hours=ZONES[name]))
    found = re.fullmatch(r"(?:utc|gmt)?([-+])(\d{1,2}):?(\d{2})?", name)
    if not found:
        raise ValueError(f"the time zone {written!r} is not known")
    offset = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
    return timezone(-offset if found[1] == "-" else offset)


def _from_number(digits: str) -> datetime:
    """Compact dates, seconds to nanoseconds since 1970, or days as spreadsheets count them."""
    whole = digits.split(".")[0]
    if len(whole) in (8, 12, 14) and whole[:2] in ("19", "20") and whole == digits:
        form = {8: "%Y%m%d", 12: "%Y%m%d%H%M", 14: "%Y%m%d%H%M%S"}[len(whole)]
        try:
            return datetime.strptime(whole, form)
        except ValueError:
            raise ValueError(NO_DAY) from None
    if len(whole) == 5 and int(whole) in EXCEL_DAYS:
        # A float holds the time of day to some microseconds only.
        seconds = round(float(digits) * 86_400)
        return EXCEL_EPOCH + timedelta(seconds=seconds)
    scale = {9: 1, 10: 1, 12: 1e3, 13: 1e3, 16: 1e6, 19: 1e9}.get(len(whole))
    if scale is None:
        raise ValueError("a number that is no time")
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=float(digits) / scale)
