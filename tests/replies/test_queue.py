from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import SettingsError
from assistant.models import Urgency
from assistant.replies.shop.brand import load_brand
from assistant.replies.shop.deadlines import DUE, OpeningHours, due_at, latest_overdue
from assistant.replies.workflow.queue import Backlog
from assistant.store.database import Database
from retrieval.embedders import BuiltinEmbedder
from tests.replies.shop import ANNA, MAYA, NOW, Shop
from tests.replies.test_workflow import GOOD

SHANGHAI = ZoneInfo("Asia/Shanghai")
OFFICE = OpeningHours(frozenset(range(5)), time(9), time(18), SHANGHAI)
MOMENTS = st.datetimes(
    datetime(2026, 1, 1), datetime(2026, 12, 31), timezones=st.just(ZoneInfo("UTC"))
)


class TestDeadline:
    def test_without_hours_a_day_after_the_arrival(self) -> None:
        assert due_at(NOW) == NOW + timedelta(hours=24)

    @pytest.mark.parametrize(
        ("arrived", "due"),
        [
            ("2026-03-10T10:30", "2026-03-11T10:30"),  # Tuesday, open
            ("2026-03-13T16:00", "2026-03-16T16:00"),  # Friday: the weekend does not count
            ("2026-03-13T20:00", "2026-03-17T09:00"),  # after closing: Monday's opening counts
            ("2026-03-14T12:00", "2026-03-17T09:00"),  # Saturday
            ("2026-03-10T06:00", "2026-03-11T09:00"),  # before opening
        ],
    )
    def test_in_opening_hours(self, arrived: str, due: str) -> None:
        local = datetime.fromisoformat(arrived).replace(tzinfo=SHANGHAI)
        assert due_at(local.astimezone(UTC), OFFICE) == datetime.fromisoformat(due).replace(
            tzinfo=SHANGHAI
        )

    def test_days_off_do_not_count(self) -> None:
        off = frozenset(datetime(2026, 3, day).date() for day in (11, 12))
        hours = OpeningHours(OFFICE.weekdays, OFFICE.opens, OFFICE.closes, SHANGHAI, off)
        local = datetime(2026, 3, 10, 12, tzinfo=SHANGHAI)
        assert due_at(local, hours) == datetime(2026, 3, 13, 12, tzinfo=SHANGHAI)

    @given(MOMENTS, MOMENTS)
    def test_a_later_arrival_is_never_due_earlier(self, one: datetime, two: datetime) -> None:
        first, second = sorted((one, two))
        assert due_at(first, OFFICE) <= due_at(second, OFFICE)
        assert due_at(first, OFFICE) >= first + DUE

    @given(MOMENTS)
    def test_the_latest_overdue_parts_late_from_in_time(self, now: datetime) -> None:
        for hours in (None, OFFICE):
            cut = latest_overdue(now, hours)
            assert due_at(cut, hours) <= now
            assert due_at(cut + timedelta(seconds=2), hours) > now

    @pytest.mark.parametrize(
        "hours",
        [
            "{days: [noday]}",
            '{open: "25:00"}',
            "{timezone: Mars/Base}",
            '{open: "18:00", close: "09:00"}',
            "{days: []}",
            "{colour: red}",
            "{closed: [soon]}",
        ],
    )
    def test_hours_that_cannot_be_read(self, tmp_path: Path, hours: str) -> None:
        path = tmp_path / "brand.yaml"
        path.write_text(f"hours: {hours}\n")
        with pytest.raises(SettingsError, match="hours") as caught:
            load_brand(path)
        assert "\n" not in str(caught.value)

    def test_hours_of_a_brand_file(self, tmp_path: Path) -> None:
        path = tmp_path / "brand.yaml"
        path.write_text(
            "hours: {days: [Mon, Tue, Wed, Thu, Fri], open: 9:00, close: '18:00', "
            "timezone: Asia/Shanghai, closed: [2026-10-01]}\n"
        )
        hours = load_brand(path).hours
        assert hours is not None
        assert (hours.weekdays, hours.opens, hours.closes) == (
            OFFICE.weekdays,
            OFFICE.opens,
            OFFICE.closes,
        )
        assert not hours.is_open_on(datetime(2026, 10, 1).date())


class TestQueue:
    def test_dangers_first_then_by_deadline(self, shop: Shop) -> None:
        shop.add("NEW", hours_ago=1)
        shop.add("LATE", hours_ago=30)
        shop.add("SOON", hours_ago=23)
        shop.add("FIRE", "The heater caught fire!", hours_ago=2)
        shop.add("URGENT", "Hm, this is odd.", hours_ago=3, urgency=Urgency.CRITICAL)
        shop.add("PRESSING", hours_ago=4, urgency=Urgency.CRITICAL)
        waiting = shop.queue.open(shop.scope)
        assert [(w.record.feedback.id, w.risk) for w in waiting] == [
            ("PRESSING", "none"),
            ("URGENT", "urgent"),
            ("FIRE", "safety"),
            ("LATE", "none"),
            ("SOON", "none"),
            ("NEW", "none"),
        ]
        assert [w.overdue for w in waiting] == [False, False, False, True, False, False]

    def test_a_danger_that_only_its_meaning_tells_stands_as_drafting_finds_it(
        self, shop: Shop
    ) -> None:
        shop.add("LATE", hours_ago=30)
        shop.add("HURT", "The rung folded and my aunt cracked two ribs.", hours_ago=2)
        waiting = shop.queue.open(shop.scope)
        assert [(w.record.feedback.id, w.risk) for w in waiting] == [
            ("HURT", "urgent"),
            ("LATE", "none"),
        ]
        assert shop.service.show("HURT").risk == "urgent"
        made, _ = shop.service.draft("HURT", ANNA)
        assert made.risk == waiting[0].risk

    def test_what_a_rule_deals_with_is_no_risk(self, shop: Shop) -> None:
        text = "The lamp flickers and then goes out, I am fed up."
        shop.add("LAMP", text, urgency=Urgency.CRITICAL)
        (waiting,) = shop.queue.open(shop.scope)
        made, _ = shop.service.draft("LAMP", ANNA)
        assert waiting.risk == made.risk

    def test_overdue_and_due_soon(self, shop: Shop) -> None:
        for id, age in (("A", 24), ("B", 23.9), ("C", 20), ("D", 48)):
            shop.add(id, hours_ago=age)
        assert [w.record.feedback.id for w in shop.queue.overdue(shop.scope)] == ["D", "A"]
        assert [w.record.feedback.id for w in shop.queue.due_within(shop.scope, 1)] == ["B"]
        assert [w.record.feedback.id for w in shop.queue.due_within(shop.scope, 6)] == ["B", "C"]
        assert [shop.queue.count_due_within(shop.scope, hours, NOW) for hours in (1, 6)] == [1, 2]

    def test_the_first_few_are_the_first_of_all(self, shop: Shop) -> None:
        for number in range(4):
            shop.add(f"LATE{number}", hours_ago=40 - number)
        shop.add("FIRE", "The heater caught fire!", hours_ago=1)
        shop.add("SMOKE", "SMOKE CAME OUT OF IT", hours_ago=2)
        every = [w.record.feedback.id for w in shop.queue.open(shop.scope)]
        assert every[:3] == ["SMOKE", "FIRE", "LATE0"]
        for limit in range(1, len(every)):
            first = shop.queue.open(shop.scope, limit)
            assert [w.record.feedback.id for w in first] == every[:limit]

    def test_nothing_needs_a_row_before_somebody_acts(self, shop: Shop) -> None:
        shop.add("A")
        (waiting,) = shop.queue.open(shop.scope)
        assert (waiting.reply.version, waiting.reply.holder) == (0, None)

    def test_feedback_that_is_still_to_come_does_not_wait(self, shop: Shop) -> None:
        shop.add("TODAY", hours_ago=-5)
        shop.add("TOMORROW", hours_ago=-20)
        assert shop.queue.open(shop.scope) == []
        assert shop.queue.backlog(shop.scope, NOW) == Backlog(0, 0, 0)
        assert shop.queue.backlog(shop.scope, NOW + timedelta(hours=10)) == Backlog(1, 1, 0)

    def test_opening_hours_move_the_deadline(
        self, shared_database: Database, encoder: BuiltinEmbedder
    ) -> None:
        shop = Shop(shared_database, encoder, "office", OFFICE)
        shop.add("SUNDAY", hours_ago=48)
        shop.now = NOW - timedelta(hours=23)
        assert shop.queue.overdue(shop.scope) == []
        shop.now += timedelta(hours=24)
        assert len(shop.queue.overdue(shop.scope)) == 1


class TestStats:
    def test_counted_by_hand(self, shop: Shop) -> None:
        for number in range(8):
            shop.add(f"R{number}")
        for number, hours in enumerate((2, 4, 6, 30)):
            edited = shop.service.edit(f"R{number}", ANNA, f"{GOOD} {number * 'x'}", 0).reply
            row = shop.service.show(f"R{number}").record.row
            assert edited.version == 1
            shop.now = NOW + timedelta(hours=hours - 1)
            done = shop.service.approve(f"R{number}", MAYA, 1, "as agreed").reply
            shop.service.mark_sent(f"R{number}", MAYA, done.version)
            assert shop.replies.get(row, shop.tenant).sent == shop.now
        shop.service.not_needed("R4", ANNA, "spam")
        stats = shop.queue.stats(shop.scope)
        assert (stats.total, stats.waiting, stats.overdue) == (8, 3, 3)
        assert (stats.median_hours.value, stats.median_hours.n) == (5, 4)
        # Three in time; one late answer and three that are overdue without one.
        assert (stats.in_time.value, stats.in_time.n) == (3 / 7, 7)
        assert stats.in_time.low is not None
        assert stats.in_time.low < 3 / 7
        assert stats.approved_in_time.value == 3 / 7

    def test_a_backlog_as_it_stood(self, shop: Shop) -> None:
        for id, age in (("A", 40), ("B", 30), ("C", 2)):
            shop.add(id, hours_ago=age)
        shop.service.edit("A", ANNA, GOOD, 0)
        done = shop.service.approve("A", MAYA, 1, "as agreed").reply
        shop.service.mark_sent("A", MAYA, done.version)
        stood = [
            shop.queue.stood(shop.scope, NOW - timedelta(hours=hours)) for hours in (35, 3, -1)
        ]
        assert [(b.total, b.waiting, b.overdue) for b in stood] == [(1, 1, 0), (2, 2, 2), (3, 2, 1)]

    def test_what_was_closed_waited_until_then(self, shop: Shop) -> None:
        for id, age in (("A", 40), ("B", 30), ("C", 2)):
            shop.add(id, hours_ago=age)
        for id in ("A", "C"):
            shop.service.not_needed(id, ANNA, "spam")
        stood = [
            shop.queue.stood(shop.scope, NOW - timedelta(hours=hours)) for hours in (35, 3, 1, -1)
        ]
        assert [(b.total, b.waiting, b.overdue) for b in stood] == [
            (1, 1, 0),
            (2, 2, 2),
            (3, 3, 2),
            (3, 1, 1),
        ]

    def test_nothing_is_no_data(self, shop: Shop) -> None:
        stats = shop.queue.stats(shop.scope)
        assert (stats.total, stats.waiting, stats.overdue) == (0, 0, 0)
        assert stats.median_hours.value is stats.in_time.value is None

    def test_what_is_not_due_yet_counts_neither_way(self, shop: Shop) -> None:
        shop.add("A")
        stats = shop.queue.stats(shop.scope)
        assert (stats.waiting, stats.in_time.n) == (1, 0)
