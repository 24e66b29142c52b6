from datetime import date, timedelta

from assistant.analytics.daily import DailySeries, align

THURSDAY = date(2026, 1, 1)


def test_series_are_put_on_one_calendar() -> None:
    early = DailySeries(kind="a", subject="early", start=THURSDAY, counts=[1, 2])
    late = DailySeries(
        kind="a", subject="late", start=THURSDAY + timedelta(days=1), counts=[3, 4], totals=[9, 8]
    )
    matrix = align([late, early])
    assert matrix.start == THURSDAY
    assert matrix.counts.tolist() == [[0, 3, 4], [1, 2, 0]]
    assert matrix.exposure.tolist() == [[0, 9, 8], [1, 1, 0]]
    assert matrix.weekdays.tolist() == [3, 4, 5]
    assert matrix.index(matrix.day(2)) == 2
