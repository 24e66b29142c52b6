"""When an answer is due: 24 hours after the feedback came in, on the days that the shop is open."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from assistant.errors import SettingsError

__all__ = ["DUE", "OpeningHours", "due_at", "latest_overdue", "read_hours"]

DUE = timedelta(hours=24)
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
LONGEST_CLOSURE = 60
"""Days that a shop may stay closed at a stretch."""


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """The weekdays (Monday is 0) and hours in which somebody answers, and the days off."""

    weekdays: frozenset[int]
    opens: time
    closes: time
    zone: ZoneInfo
    closed: frozenset[date] = frozenset()

    def is_open_on(self, day: date) -> bool:
        return day.weekday() in self.weekdays and day not in self.closed

    def next_day(self, day: date) -> date:
        """The first open day after a day."""
        for step in range(1, LONGEST_CLOSURE + 8):
            if self.is_open_on(day + timedelta(days=step)):
                return day + timedelta(days=step)
        return day + timedelta(days=1)

    def begin(self, moment: datetime) -> datetime:
        """The moment itself where the shop is open then, else the next opening."""
        local = moment.astimezone(self.zone)
        day = local.date()
        if self.is_open_on(day) and local.time() < self.closes:
            if local.time() >= self.opens:
                return moment
            return datetime.combine(day, self.opens, self.zone)
        return datetime.combine(self.next_day(day), self.opens, self.zone)


def due_at(arrived: datetime, hours: OpeningHours | None = None) -> datetime:
    """When the answer is due, in UTC.

    Without opening hours 24 hours after the arrival. With them the clock starts when the shop is
    open and stands still on closed days: the same time of the next open day.
    """
    if hours is None:
        return arrived + DUE
    start = hours.begin(arrived).astimezone(hours.zone)
    day = hours.next_day(start.date())
    return datetime.combine(day, start.time(), hours.zone).astimezone(UTC)


def latest_overdue(now: datetime, hours: OpeningHours | None = None) -> datetime:
    """The latest arrival whose answer is due at `now` or before, to the second.

    A later arrival is never due earlier, so that one moment parts what is overdue from the rest.
    """
    if hours is None:
        return now - DUE
    early, late = now - timedelta(days=LONGEST_CLOSURE + 10), now
    while late - early > timedelta(seconds=1):
        middle = early + (late - early) / 2
        if due_at(middle, hours) <= now:
            early = middle
        else:
            late = middle
    return early


def read_hours(raw: Mapping[str, Any], where: str) -> OpeningHours:
    """The `hours` of a brand file: {days: [mon, …], open: "09:00", close: "18:00", timezone:
    Asia/Shanghai, closed: [2026-10-01]}. Raises SettingsError for what cannot be read."""
    try:
        days = [str(day).lower()[:3] for day in raw.get("days", WEEKDAYS[:5])]
        hours = OpeningHours(
            frozenset(WEEKDAYS.index(day) for day in days),
            _clock(raw.get("open", "00:00")),
            _clock(raw.get("close", "23:59")),
            ZoneInfo(str(raw.get("timezone", "UTC"))),
            frozenset(date.fromisoformat(str(day)) for day in raw.get("closed", ())),
        )
    except (ValueError, TypeError, KeyError, OSError):
        raise SettingsError(
            f'{where}: write `hours` like {{days: [mon, tue], open: "09:00", close: "18:00", '
            "timezone: Asia/Shanghai, closed: [2026-10-01]}."
        ) from None
    unknown = sorted(set(raw) - {"days", "open", "close", "timezone", "closed"})
    if unknown or not hours.weekdays or hours.opens >= hours.closes:
        wrong = f"has no field {unknown[0]!r}" if unknown else "is never open"
        raise SettingsError(f"{where}: `hours` {wrong}; give days and an opening before closing.")
    return hours


def _clock(written: Any) -> time:
    # YAML reads 09:30 without quotes as a number of minutes.
    if isinstance(written, int):
        return time(written // 60, written % 60)
    return time.fromisoformat(str(written))
