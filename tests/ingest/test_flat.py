from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import ImportFileError
from assistant.ingest.amounts import read_amount
from assistant.ingest.flat import FlatImport, FlatOptions, Moment
from assistant.ingest.orders import OrderLines
from assistant.ingest.passes import BATCH
from assistant.ingest.reports import ImportReport
from assistant.ingest.shop_figures import FigureRows
from assistant.ingest.values import RowError
from assistant.models import Period
from assistant.plans.known_measures import find_measure
from assistant.store.changes import changes_of
from assistant.store.database import Database
from assistant.store.kept_columns import KeptColumns
from assistant.store.orders import OrderStore
from assistant.store.shop_figures import ShopFigures

NOW = datetime(2026, 3, 13, tzinfo=UTC)
MOMENT = Moment(ZoneInfo("UTC"), NOW)
ORDERS = "order_id,order_date,customer_id,product,quantity,amount\n"


@pytest.fixture
def store(database: Database) -> OrderStore:
    return OrderStore(database)


def write(tmp_path: Path, text: str, name: str = "orders.csv") -> Path:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return path


def load(store: OrderStore, path: Path, options: FlatOptions | None = None) -> ImportReport:
    job = FlatImport(OrderLines("shop"), store, MOMENT, path.parent / "rejected")
    return job.files([path], options or FlatOptions())


def test_english_and_chinese_headers(store: OrderStore, tmp_path: Path) -> None:
    english = write(tmp_path, ORDERS + 'O1,2026-03-01 23:00,C1,Kettle,2,"1,299.50"\n')
    chinese = write(
        tmp_path,
        "订单编号,下单时间,会员编号,商品名称,数量,实付金额\nO2,2026年3月2日,C2,水壶,1,¥88\n",
        "订单.csv",
    )
    load(store, english)
    report = load(store, chinese)
    assert report.accepted == 1
    assert report.files[0].columns["customer_id"] == "会员编号"
    buyers = store.buyers("shop", date(2026, 3, 13))
    assert [(b.customer_id, b.spent) for b in buyers] == [("C1", 1299.5), ("C2", 88.0)]
    assert [b.last for b in buyers] == [date(2026, 3, 1), date(2026, 3, 2)]


def test_buyers_without_an_id_are_known_by_their_address(store: OrderStore, tmp_path: Path) -> None:
    orders = "Name,Email,Created at,Lineitem name,Total\n"
    orders += "#1,Ann@Example.org,2026-03-01,Kettle,9\n#2,ann@example.org,2026-03-05,Mug,5\n"
    report = load(store, write(tmp_path, orders), FlatOptions(mapping={"order_id": "Name"}))
    assert report.files[0].columns["customer_id"] == "Email"
    (buyer,) = store.buyers("shop", date(2026, 3, 13))
    assert (buyer.customer_id, buyer.spent) == ("ann@example.org", 14.0)


def test_running_it_again_adds_nothing(store: OrderStore, tmp_path: Path) -> None:
    """Two lines that are alike in one file are two lines, in the second run none."""
    path = write(tmp_path, ORDERS + "O1,2026-03-01,C1,Mug,1,5\n" * 2)
    first, second = load(store, path), load(store, path)
    assert (first.accepted, second.accepted, second.duplicates) == (2, 0, 2)


class Progress:
    """Counts what it is told."""

    def __init__(self) -> None:
        self.total, self.done, self.ended = 0, 0, 0

    def start(self, total_rows: int) -> None:
        self.total += total_rows

    def advance(self, rows: int) -> None:
        self.done += rows

    def finish(self) -> None:
        self.ended += 1


def test_a_long_file_is_stored_in_parts(store: OrderStore, tmp_path: Path) -> None:
    lines = "".join(f"O{n // 2},2026-03-01,C1,Mug,1,5\n" for n in range(2 * BATCH + 10))
    path, progress = write(tmp_path, ORDERS + lines + "O,soon,C1,Mug,1,5\n"), Progress()
    job = FlatImport(OrderLines("shop"), store, MOMENT, tmp_path / "rejected")
    report = job.files([path], FlatOptions(), progress)
    assert (report.read, report.accepted, report.rejected) == (2 * BATCH + 11, 2 * BATCH + 10, 1)
    assert (progress.total, progress.done, progress.ended) == (report.read, report.read, 1)
    assert load(store, path).duplicates == 2 * BATCH + 10


def test_the_progress_ends_with_an_import_that_fails(store: OrderStore, tmp_path: Path) -> None:
    (tmp_path / "rejected").write_text("a file where the folder should be", "utf-8")
    path, progress = (
        write(tmp_path, ORDERS + "O1,2026-03-01,C1,Mug,1,5\nO,soon,C1,Mug,1,5\n"),
        Progress(),
    )
    job = FlatImport(OrderLines("shop"), store, MOMENT, tmp_path / "rejected")
    with pytest.raises(ImportFileError, match="cannot be written"):
        job.files([path], FlatOptions(), progress)
    assert progress.ended == 1


def test_a_dry_run_stores_nothing(store: OrderStore, tmp_path: Path) -> None:
    path = write(tmp_path, ORDERS + "O1,2026-03-01,C1,Mug,1,5\nO1,soon,C1,Mug,1,5\n")
    report = load(store, path, FlatOptions(dry_run=True))
    assert (report.accepted, report.rejected, report.dry_run) == (1, 1, True)
    assert store.span("shop") is None
    assert not (tmp_path / "rejected").exists()


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (",2026-03-01,C1,Mug,1,5", "no order id"),
        ("O1,,C1,Mug,1,5", "no time"),
        ("O1,soon,C1,Mug,1,5", "cannot be read"),
        ("O1,2031-01-01,C1,Mug,1,5", "in the future"),
        ("O1,2026-03-01,C1,Mug,1,free", "no number"),
        ("O1,2026-03-01,C1,Mug,-1,5", "negative"),
    ],
)
def test_rows_are_rejected_with_their_reason(
    store: OrderStore, tmp_path: Path, row: str, reason: str
) -> None:
    path = write(tmp_path, f"{ORDERS}O0,2026-03-01,C0,Mug,1,5\n{row}\n")
    (report,) = load(store, path).files
    assert (report.accepted, report.rejected) == (1, 1)
    assert report.rejections[0].line == 3
    assert reason in report.rejections[0].reason
    assert report.rejected_file
    assert "O0" not in report.rejected_file.read_text("utf-8-sig")


@pytest.mark.parametrize(
    ("header", "options", "message"),
    [
        ("who,when\nC1,2026-03-01\n", {}, "no column for order_id"),
        ("order_id,colour\nO1,red\n", {}, "no column for time"),
        (ORDERS + "O1,2026-03-01,C1,Mug,1,5\n", {"time": "nothing"}, "has no column 'nothing'"),
        (ORDERS + "O1,2026-03-01,C1,Mug,1,5\n", {"colour": "amount"}, "no field 'colour'"),
        (ORDERS + "O1,2026-03-01,C1,Mug,1,5\n", {"time": ""}, "no column for time"),
    ],
)
def test_files_are_refused_in_one_sentence(
    store: OrderStore, tmp_path: Path, header: str, options: dict[str, str], message: str
) -> None:
    with pytest.raises(ImportFileError, match=message):
        load(store, write(tmp_path, header), FlatOptions(mapping=options))


def test_a_mapping_names_a_column(store: OrderStore, tmp_path: Path) -> None:
    path = write(tmp_path, "ref,placed\nO1,01/03/2026\nO2,25/03/2025\n")
    load(store, path, FlatOptions(mapping={"order_id": "ref", "time": "placed"}))
    assert store.span("shop") == (date(2025, 3, 25), date(2026, 3, 1))


@given(st.floats(0, 1e7).map(lambda amount: round(amount, 2)))
def test_amounts_are_read_as_they_are_written(amount: float) -> None:
    plain = f"{amount:,.2f}"
    european = plain.translate(str.maketrans(",.", ".,"))
    for written in (plain, f"¥{plain}", f"{plain} USD", european, f"${amount}"):
        assert read_amount(written, "amount") == pytest.approx(amount)


@pytest.mark.parametrize(
    ("written", "value"),
    [("1,299", 1299), ("12,5", 12.5), ("1.2万", 12000), ("３５元", 35), ("(3)", -3), ("12%", 12)],
)
def test_amounts_of_exports(written: str, value: float) -> None:
    assert read_amount(written, "amount") == pytest.approx(value)


@pytest.mark.parametrize("written", ["free", "1.2.3", "nan", "inf", "1 or 2", "--", "1e400"])
def test_what_is_no_amount(written: str) -> None:
    with pytest.raises(RowError, match="amount"):
        read_amount(written, "amount")


class TestShopFigures:
    def load(self, database: Database, tmp_path: Path, text: str) -> ImportReport:
        path = write(tmp_path, text, "figures.csv")
        rows = FigureRows(find_measure, "shop")
        job = FlatImport(rows, ShopFigures(database), MOMENT, tmp_path / "rejected")
        return job.files([path], FlatOptions())

    def test_measures_are_known_by_their_names(self, database: Database, tmp_path: Path) -> None:
        text = "日期,指标,数值,目标\n2026-02,毛利率,32%,35%\n2026-03-01,Training hours,12,\n"
        assert self.load(database, tmp_path, text).accepted == 2
        figures = ShopFigures(database).all("shop")
        assert [(f.measure, f.perspective, f.value, f.target, f.unit, f.day) for f in figures] == [
            ("gross_margin", "finance", 32, 35, "%", date(2026, 2, 1)),
            ("training_hours", "learning", 12, None, "hours", date(2026, 3, 1)),
        ]

    def test_a_measure_of_the_shop_needs_a_perspective(
        self, database: Database, tmp_path: Path
    ) -> None:
        text = (
            "date,measure,value,perspective\n2026-03-01,Returns desk queue,4,\n"
            "2026-03-01,Returns desk queue,4,process\n2026-03-01,x,4,moon\n"
        )
        (report,) = self.load(database, tmp_path, text).files
        assert (report.accepted, report.rejected) == (1, 2)
        assert "add a column perspective" in report.rejections[0].reason
        (figure,) = ShopFigures(database).all("shop")
        assert (figure.measure, figure.perspective) == ("Returns desk queue", "process")


def test_own_columns_that_tell_groups_are_kept(
    store: OrderStore, database: Database, tmp_path: Path
) -> None:
    """A side of a test is; names, which each buyer has for themselves, are not."""
    rows = "".join(
        f"O{n},2026-03-0{1 + n},C{n},Mug,1,{n},{'AB'[n % 2]},Buyer {n},{'客A' * (n < 3)}\n"
        for n in range(8)
    )
    header = ORDERS.rstrip() + ",checkout,recipient,备注\n"
    path = write(tmp_path, header + rows)
    load(store, path)
    found = KeptColumns(database).of_orders("shop")
    # What the planner knows is read anew when this has grown.
    with database.read() as connection:
        assert changes_of(connection, "shop") == 1
    assert {name: sorted(values) for name, values in found.items()} == {
        "checkout": ["A", "B"], "备注": ["客A"],
    }  # fmt: skip
    march = Period(date(2026, 3, 1), date(2026, 3, 31))
    assert sorted(store.values_of_side("shop", march, "checkout=B")) == [1, 3, 5, 7]
    assert sorted(store.values_of_side("shop", march, "备注=客A")) == [0, 1, 2]
    assert store.first_orders("shop", march, "checkout=A")["C2"] == (date(2026, 3, 3), "O2")
    assert store.values_of_side("another", march, "checkout=B") == []
    assert load(store, path).accepted == 0
