from datetime import UTC, date, datetime, timedelta

import pytest

from assistant.models import Period, Purchase, ShopFigure
from assistant.plans.known_measures import Source, find_measure, known_measures
from assistant.plans.scorecard import Cell
from assistant.store.database import Database
from assistant.store.feedback import FeedbackStore
from assistant.store.orders import OrderStore
from assistant.store.sent_replies import SentReplies, SentReply
from assistant.store.shop_figures import ShopFigures
from tests.plans.shop import CHANGED, fill
from tests.tools.shop import cards_of

MARCH = Period(CHANGED, date(2026, 3, 28))


def card(database: Database) -> dict[str, Cell]:
    cells = cards_of(database, "shop").cells(MARCH, MARCH.end)
    return {cell.measure: cell for cell in cells}


def figure(measure: str, day: int, value: float, target: float | None = None) -> ShopFigure:
    known = find_measure(measure)
    return ShopFigure(
        day=date(2026, 3, day),
        measure=measure,
        perspective=known.perspective if known else "process",
        value=value,
        target=target,
        tenant="shop",
    )


def test_an_empty_store_has_no_values(database: Database) -> None:
    cells = card(database)
    assert set(cells) == set(known_measures())
    assert [c.measure for c in cells.values() if c.value.value is not None or c.met] == []
    assert cells["revenue"].source is Source.MISSING


def test_the_store_speaks_first_and_the_import_gives_the_target(database: Database) -> None:
    fill(database, before=4, after=1)
    ShopFigures(database).add([figure("csat", 5, 99.0, 85.0), figure("complaint_share", 5, 1, 5.0)])
    cells = card(database)
    csat, negative = cells["csat"], cells["complaint_share"]
    assert (csat.value.value, csat.value.n, csat.before) == (90.0, 280, 60.0)
    assert (csat.target, csat.met, csat.source) == (85.0, True, Source.FEEDBACK)
    assert (negative.value.value, negative.met) == (10.0, False)


def test_days_make_one_value(database: Database) -> None:
    ShopFigures(database).add(
        [
            figure("refund_cost", 2, 100.0, 150.0),
            figure("refund_cost", 9, 60.0, 150.0),
            figure("gross_margin", 2, 30.0),
            figure("gross_margin", 9, 40.0),
            figure("desk queue", 2, 7.0),
            figure("desk queue", 9, 3.0),
        ]
    )
    cells = card(database)
    refunds = cells["refund_cost"]
    assert (refunds.value.value, refunds.target, refunds.met) == (160.0, 300.0, True)
    assert cells["gross_margin"].value.value == 35.0
    assert (cells["desk queue"].value.value, cells["desk queue"].source) == (3.0, Source.IMPORT)


def test_orders_fill_finance(database: Database) -> None:
    fill(database, before=4, after=1)
    OrderStore(database).add(
        [
            Purchase(
                key=str(n),
                order_id=f"O{n // 2}",
                time=datetime(2026, 3, 5, tzinfo=UTC),
                customer_id="C1",
                amount=10.0,
                tenant="shop",
            )
            for n in range(4)
        ]
    )
    cells = card(database)
    assert (cells["revenue"].value.value, cells["order_value"].value.value) == (40.0, 20.0)
    assert cells["repeat_customers"].value.value == 100.0


@pytest.mark.parametrize(
    ("written", "measure"),
    [
        ("Revenue", "revenue"),
        ("净推荐值", "nps"),
        (" gross  margin", "gross_margin"),
        ("月亮", None),
    ],
)
def test_measures_are_found_by_name(written: str, measure: str | None) -> None:
    found = find_measure(written)
    assert (found.id if found else None) == measure


def test_replies_are_measured_once_the_shop_sends_some(database: Database) -> None:
    fill(database, before=4, after=1)
    ShopFigures(database).add([figure("response_time", 5, 7.0)])
    cells = card(database)
    assert (cells["response_time"].value.value, cells["response_time"].source) == (7, "import")
    assert cells["replies_in_time"].source is Source.MISSING
    SentReplies(database).add([answered(database, day, 5) for day in range(14)], "shop")
    SentReplies(database).add([answered(database, day, 30) for day in range(14, 21)], "shop")
    cells = card(database)
    assert (cells["response_time"].value.value, cells["response_time"].value.n) == (5, 21)
    # 28 complaints in the period, one a day; that of its last day is not due yet.
    in_time = cells["replies_in_time"].value
    assert in_time.n == 27
    assert in_time.value == pytest.approx(100 * 14 / 27)
    assert cells["response_time"].source is Source.REPLIES


def answered(database: Database, day: int, hours: int) -> SentReply:
    """The reply to the complaint of a day of the period, so many hours after it."""
    row = FeedbackStore(database).get(f"D{day}-0", "shop").row
    came = datetime(2026, 3, 1, 12, tzinfo=UTC) + timedelta(days=day)
    sent = came + timedelta(hours=hours)
    return SentReply(
        row=row, body="Refunded.", author="Mei", approved=sent, sent=sent, source="test"
    )
