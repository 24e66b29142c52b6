"""When what was counted ended, or whether it goes on."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from assistant.models import Period, Scope
from assistant.tools.figures import amount

__all__ = ["ending"]

HIGH = 0.25
"""The part of the highest count from which a stretch of days still counts as high."""

FRESH = 14
"""Days before the end within which the last high stretch means that it goes on."""


def ending(
    points: Sequence[Mapping[str, Any]], days: Sequence[date], scope: Scope
) -> dict[str, Any]:
    """The stretch with the most records, the last one with at least a quarter as many, how many
    came after that, the day of the last record, and whether it goes on; empty without records.

    `points` are the counts of the stretches of the scope's period, `days` those with a record.
    """
    assert scope.period is not None
    known = [point for point in points if point["figure"].value]
    if not known or not days:
        return {}
    peak = max(known, key=lambda point: point["figure"].value)
    high = [p for p in known if p["figure"].value >= max(2, HIGH * peak["figure"].value)]
    last = (high or known)[-1]
    end = scope.period.end
    start = last["period"].end + timedelta(days=1)
    later = [point for point in points if point["period"].start >= start]
    n = sum(int(point["figure"].value) for point in later)
    after = replace(scope, period=Period(min(start, end), end))
    return {
        "peak": peak,
        "last_high": last,
        "after": amount("count", n, after, n, "records"),
        "last_day": max(days),
        "goes_on": (end - last["period"].end).days < FRESH,
    }
