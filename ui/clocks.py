"""Moments as a reader wants them: how far off a deadline is, and when something was."""

from datetime import datetime, timedelta, tzinfo

from ui.wording import Texts

__all__ = ["time_left", "when"]

HOURS_A_DAY = 24


def time_left(due: datetime, now: datetime, texts: Texts) -> str:
    """In hours for less than two days, otherwise in whole days; at least one hour."""
    left = due - now
    key = "replies.left" if left > timedelta(0) else "replies.late"
    hours = max(abs(round(left / timedelta(hours=1))), 1)
    if hours >= 2 * HOURS_A_DAY:
        return texts(f"{key}_days", days=hours // HOURS_A_DAY)
    return texts(key, hours=hours)


def when(moment: datetime, now: datetime, zone: tzinfo) -> str:
    """The time of today, the day and time of this year, else the date alone."""
    there, today = moment.astimezone(zone), now.astimezone(zone)
    if there.date() == today.date():
        return f"{there:%H:%M}"
    return f"{there:%m-%d %H:%M}" if there.year == today.year else f"{there:%Y-%m-%d}"
