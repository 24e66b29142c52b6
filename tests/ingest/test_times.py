"""Written times in the forms that exports use."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.ingest.times import DayOrder, TimeParser, looks_like_time, numeric_date
from prompts.sentences import Sentences

BEIJING = timezone(timedelta(hours=8))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026-03-05T15:20:00Z", datetime(2026, 3, 5, 15, 20, tzinfo=UTC)),
        ("2026-03-05T15:20:00.250+08:00", datetime(2026, 3, 5, 15, 20, 0, 250_000, BEIJING)),
        ("2026-03-05 15:20:00 +0800", datetime(2026, 3, 5, 15, 20, tzinfo=BEIJING)),
        ("2026-03-05 15:20", datetime(2026, 3, 5, 15, 20)),
        ("2026-3-5 9:05", datetime(2026, 3, 5, 9, 5)),
        ("2026-03-05", datetime(2026, 3, 5)),
        ("2015/2/21 21:32", datetime(2015, 2, 21, 21, 32)),
        ("2/21/2015 21:32", datetime(2015, 2, 21, 21, 32)),
        ("2/21/15 9:32 PM", datetime(2015, 2, 21, 21, 32)),
        ("3/5/2026, 12:05:09 AM", datetime(2026, 3, 5, 0, 5, 9)),
        ("3/5/2026, 3:20:00\u202fPM", datetime(2026, 3, 5, 15, 20)),
        ("21.02.2015 21:32", datetime(2015, 2, 21, 21, 32)),
        ("05.03.2026", datetime(2026, 3, 5)),
        ("2026.03.05", datetime(2026, 3, 5)),
        ("2026年3月5日", datetime(2026, 3, 5)),
        ("2026年3月5日 下午3:20", datetime(2026, 3, 5, 15, 20)),
        ("2026年03月05日 15时20分08秒", datetime(2026, 3, 5, 15, 20, 8)),
        ("2026年3月5日 星期四 上午9点", datetime(2026, 3, 5, 9)),
        ("2026年3月5日 中午12:30", datetime(2026, 3, 5, 12, 30)),
        ("2026年3月5日 凌晨12:30", datetime(2026, 3, 5, 0, 30)),
        ("2026年3月5日晚上8点", datetime(2026, 3, 5, 20)),
        ("２０２６－０３－０５", datetime(2026, 3, 5)),
        ("Mar 5, 2026 3:20 PM", datetime(2026, 3, 5, 15, 20)),
        ("March 5th, 2026", datetime(2026, 3, 5)),
        ("5 March 2026", datetime(2026, 3, 5)),
        ("05-Mar-2026 15:20", datetime(2026, 3, 5, 15, 20)),
        ("Thu, 05 Mar 2026 15:20:00 +0800", datetime(2026, 3, 5, 15, 20, tzinfo=BEIJING)),
        ("Thu, 05 Mar 2026 15:20:00 GMT", datetime(2026, 3, 5, 15, 20, tzinfo=UTC)),
        ("Thu Mar 05 15:20:00 +0800 2026", datetime(2026, 3, 5, 15, 20, tzinfo=BEIJING)),
        ("03 05, 2026", datetime(2026, 3, 5)),
        ("20260305", datetime(2026, 3, 5)),
        ("20260305152000", datetime(2026, 3, 5, 15, 20)),
        ("1772724000", datetime(2026, 3, 5, 15, 20, tzinfo=UTC)),
        ("1772724000000", datetime(2026, 3, 5, 15, 20, tzinfo=UTC)),
        ("1612031200000", datetime(2021, 1, 30, 18, 26, 40, tzinfo=UTC)),
        ("46086", datetime(2026, 3, 5)),
        ("46086.638888888890506", datetime(2026, 3, 5, 15, 20)),
        ("2026-03-05 24:00", datetime(2026, 3, 6)),
    ],
)
def test_form(written: str, meant: datetime) -> None:
    parsed = TimeParser().parse(written)
    assert parsed == meant
    assert (parsed.tzinfo is None) == (meant.tzinfo is None)


@pytest.mark.parametrize(
    "written",
    [
        "yesterday",
        "3月5日",
        "March 2026",
        "2026-02-30",
        "13/13/2026",
        "2026-03-05 25:00",
        "2026-03-05 15:20 CST",
        "2026-03-05 and more words",
        "12",
        "4.5",
        "99999",
        "",
    ],
)
def test_what_is_no_time(written: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        TimeParser().parse(written)
    assert not looks_like_time(written)


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("31.02.2026", "the calendar has no such day"),
        ("2026/13/01 10:00", "the calendar has no such day"),
        ("20260230", "the calendar has no such day"),
        ("2026/3/1 25:00", "the part '25:00' is no time of day"),
    ],
)
def test_the_reason_is_in_words_of_our_own(written: str, reason: str) -> None:
    """Those of Python differ from version to version, and are in English for everybody."""
    with pytest.raises(ValueError, match=f"^{reason}$"):
        TimeParser().parse(written)
    assert Sentences("zh")(reason) != reason


def test_one_value_settles_the_order_of_the_column() -> None:
    order = DayOrder.of({"03/04/2026": 5, "21/02/2026": 1})
    assert order.day_first
    assert order.note is None
    assert TimeParser(order).parse("03/04/2026 10:00") == datetime(2026, 4, 3, 10)
    assert not DayOrder.of({"03/04/2026": 5, "02/21/2026": 1}).day_first


def test_a_contradicting_column_follows_the_majority() -> None:
    order = DayOrder.of({"21/02/2026": 1, "02/21/2026": 1, "02/22/2026": 1})
    assert not order.day_first
    assert order.note is not None
    with pytest.raises(ValueError, match="no such day"):
        TimeParser(order).parse("21/02/2026")


def test_an_ambiguous_column_is_said() -> None:
    slashes = DayOrder.of({"03/04/2026": 2})
    assert not slashes.day_first
    assert "month before day" in (slashes.note or "")
    hyphens = DayOrder.of({"03-04-2026": 2})
    assert hyphens.day_first
    assert "day before month" in (hyphens.note or "")
    assert DayOrder.of({}).note is None


def test_dates_with_dots_do_not_settle_those_with_slashes() -> None:
    assert not DayOrder.of({"21.02.2026": 9, "03/04/2026": 1}).day_first


def test_the_numeric_part_of_a_value() -> None:
    assert numeric_date(" 3/4/2026 10:00") == "3/4/2026"
    assert numeric_date("2026-03-04") is None


@given(st.datetimes(datetime(1990, 1, 1), datetime(2068, 12, 31)), st.booleans())
def test_both_orders_round_trip(time: datetime, day_first: bool) -> None:
    time = time.replace(second=0, microsecond=0)
    form = "%d/%m/%Y %H:%M" if day_first else "%m/%d/%Y %I:%M %p"
    assert TimeParser(DayOrder(day_first)).parse(time.strftime(form)) == time


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        parsed = TimeParser().parse(text)
    except (ValueError, OverflowError):
        return
    assert isinstance(parsed, datetime)
