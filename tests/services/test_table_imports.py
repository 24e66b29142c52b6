"""What one tenant imports leaves nothing with another."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.app import App
from assistant.ingest.flat import FlatOptions
from assistant.settings import Settings

ORDERS = "order_id,time,customer_id,amount\nA1,2026-03-02,Lin,20\n,2026-03-02,Zhou,30\n"
FIGURES = "date,measure,value\n2026-03-01,revenue,100\n2026-03-01,revenue,many\n"


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    opened = App(Settings(home=tmp_path_factory.mktemp("tables") / "home"))
    yield opened
    opened.close()


@pytest.mark.parametrize(("kind", "content"), [("orders", ORDERS), ("figures", FIGURES)])
def test_rejected_rows_stay_in_the_folder_of_their_tenant(
    app: App, tmp_path: Path, kind: str, content: str
) -> None:
    file = tmp_path / f"{kind}.csv"
    file.write_text(content, "utf-8")
    for own in (app.of("north"), app):
        report = getattr(own.imports.tables, kind)([file], FlatOptions())
        assert (report.accepted, report.rejected) == (1, 1)
        rejected = report.files[0].rejected_file
        assert rejected is not None
        assert rejected.parent == own.settings.home_of(own.tenant) / "rejected"
    assert len(list((app.settings.home / "rejected").glob(f"{kind}*"))) == 1


def test_orders_and_figures_are_seen_by_their_tenant_alone(app: App, tmp_path: Path) -> None:
    own, file = app.of("south"), tmp_path / "mine.csv"
    file.write_text(ORDERS, "utf-8")
    own.imports.tables.orders([file], FlatOptions())
    file.write_text(FIGURES, "utf-8")
    own.imports.tables.figures([file], FlatOptions())
    assert own.commons.stores.orders.span("south") is not None
    assert own.commons.stores.orders.span("east") is None
    assert len(own.commons.stores.shop_figures.all("south")) == 1
    assert own.commons.stores.shop_figures.all("east") == []
