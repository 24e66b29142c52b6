"""What a count over time says first: whole stretches, and since when there is more."""

from datetime import date
from typing import Any

import pytest

from assistant.tools.context import ToolContext
from assistant.tools.measures import Metric
from assistant.tools.trend import Step, TrendArgs, trend


def counted(desk: ToolContext, start: date, end: date, step: Step | None) -> dict[str, Any]:
    period = {"start": start, "end": end}
    args = TrendArgs.model_validate({"period": period, "metric": Metric.COUNT, "step": step})
    return dict(trend(args, desk).data)


@pytest.mark.parametrize(
    ("start", "end", "step", "first", "last"),
    [
        (date(2026, 1, 1), date(2026, 3, 13), Step.MONTH, "2026-01-01", "2026-02-01"),
        (date(2026, 2, 2), date(2026, 3, 13), Step.WEEK, "2026-02-02", "2026-03-02"),
        (date(2026, 3, 2), date(2026, 3, 13), Step.MONTH, "2026-03-02", "2026-03-02"),
    ],
)
def test_a_stretch_that_is_cut_is_not_compared(
    desk: ToolContext, start: date, end: date, step: Step, first: str, last: str
) -> None:
    data = counted(desk, start, end, step)
    told = [data[name]["period"].start.isoformat() for name in ("first", "last")]
    assert told == [first, last]


def test_weeks_without_a_record_count_nothing(desk: ToolContext) -> None:
    points = counted(desk, date(2025, 12, 1), date(2026, 3, 13), Step.WEEK)["points"]
    assert len(points) == 15
    assert points[0]["figure"].value == 0
