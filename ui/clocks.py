"""How much time is left until a deadline, or how long it has passed, in words."""

from datetime import datetime, timedelta

from ui.wording import Texts

__all__ = ["time_left"]

HOURS_A_DAY = 24


def time_left(due: datetime, now: datetime, texts: Texts) -> str:
    """In hours for less than two days, otherwise in whole days; at least one hour."""
    left = due - now
    key = "replies.left" if left > timedelta(0) else "replies.late"
    hours = max(abs(round(left / timedelta(hours=1))), 1)
    if hours >= 2 * HOURS_A_DAY:
        return texts(f"{key}_days", days=hours // HOURS_A_DAY)
    return texts(key, hours=hours)
