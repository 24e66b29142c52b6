from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from assistant.models import DEFAULT_TENANT, Period, Purchase, ShopFigure
from assistant.store.database import Database
from assistant.store.orders import Buyer, OrderStore, OrderTotals
from assistant.store.shop_figures import ShopFigures

MARCH = Period(date(2026, 3, 1), date(2026, 3, 31))


def line(key: str, order: str, day: str, customer: str | None, product: str | None,
         amount: float | None, tenant: str = "shop") -> Purchase:  # fmt: skip
    time = datetime.fromisoformat(f"2026-{day}T12:00").replace(tzinfo=UTC)
    return Purchase(
        key=key, order_id=order, time=time, customer_id=customer, product=product, amount=amount,
        tenant=tenant,
    )  # fmt: skip


LINES = [
    line("1", "O1", "02-20", "C1", "Kettle", 30.0),
    line("2", "O2", "03-05", "C1", "Mug", 10.0),
    line("3", "O2", "03-05", "C1", "Kettle", 30.0),
    line("4", "O3", "03-07", "C2", "Mug", None),
    line("5", "O4", "03-09", None, None, 5.0),
]


def test_lines_are_counted_by_order_and_customer(database: Database) -> None:
    store = OrderStore(database)
    assert store.add(LINES) == 5
    store.add([line("1", "O1", "03-05", "C1", "Lamp", 99.0, "another")])
    assert store.totals("shop", MARCH) == OrderTotals(3, 45.0)
    assert store.buyers("shop", date(2026, 3, 31)) == [
        Buyer("C1", 2, 70.0, date(2026, 2, 20), date(2026, 3, 5)),
        Buyer("C2", 1, None, date(2026, 3, 7), date(2026, 3, 7)),
    ]
    assert store.buyer("C1", "shop", date(2026, 3, 1)) == Buyer(
        "C1", 1, 30.0, date(2026, 2, 20), date(2026, 2, 20)
    )
    assert store.bought("C1", "shop", date(2026, 3, 31)) == ["Kettle", "Mug"]
    assert store.order_days("shop", date(2026, 3, 31))["C1"] == [
        date(2026, 2, 20),
        date(2026, 3, 5),
    ]
    assert store.pairs("shop", date(2026, 3, 31), "order_id") == [
        ("O1", "Kettle"), ("O2", "Kettle"), ("O2", "Mug"), ("O3", "Mug"),
    ]  # fmt: skip
    assert store.known({"O1", "O4", "O9"}, "shop") == 2
    assert store.span("shop") == (date(2026, 2, 20), date(2026, 3, 9))


def test_nothing_is_nothing(database: Database) -> None:
    store = OrderStore(database)
    assert store.totals("shop", MARCH) == OrderTotals(0, None)
    assert (store.buyers("shop", MARCH.end), store.buyer("C1", "shop", MARCH.end)) == ([], None)
    assert (store.span("shop"), store.add([])) == (None, 0)


def test_a_line_is_stored_once(database: Database) -> None:
    store = OrderStore(database)
    assert store.add([*LINES, LINES[0]]) == 5
    assert store.add(LINES) == 0
    assert [
        each.key for each in store.fresh([*LINES, line("6", "O6", "03-09", "C1", "Mug", 1)])
    ] == ["6"]


def test_days_are_cut_anew_when_the_zone_changes(url: str) -> None:
    late = Purchase(key="1", order_id="O1", time=datetime(2026, 3, 5, 23, tzinfo=UTC))
    for zone, day in (("UTC", 5), ("Asia/Shanghai", 6), ("UTC", 5)):
        database = Database(url, ZoneInfo(zone))
        OrderStore(database).add([late])
        assert OrderStore(database).span(DEFAULT_TENANT) == (date(2026, 3, day), date(2026, 3, day))
        database.close()


def test_a_later_figure_corrects_the_earlier_one(database: Database) -> None:
    store = ShopFigures(database)
    day = date(2026, 3, 1)
    first = ShopFigure(day=day, measure="revenue", perspective="finance", value=10, tenant="shop")
    assert store.add([first]) == 1
    assert store.add([first]) == 0
    second = ShopFigure(
        day=day, measure="revenue", perspective="finance", value=12, target=20, tenant="shop"
    )
    assert store.add([second]) == 1
    assert store.all("shop", MARCH) == [second]
    assert store.all("shop", MARCH.before()) == []
    assert store.all("another") == []
