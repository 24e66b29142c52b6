"""Orders from before their own columns were kept."""

from datetime import date

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, make_url, text

from assistant.models import Period
from assistant.store.database import MIGRATIONS, Database
from assistant.store.kept_columns import KeptColumns
from assistant.store.orders import OrderStore, OrderTotals
from tests.conftest import UTC

OLD = (
    'INSERT INTO purchase (tenant, key, order_id, customer_id, "time", day, quantity, amount) '
    "VALUES ('shop', 'k', 'O1', 'C1', '2026-03-05 12:00:00', '2026-03-05', 1, 9.5)"
)


def test_they_are_kept_without_any(empty_url: str) -> None:
    target = make_url(empty_url)
    if target.drivername == "postgresql":
        target = target.set(drivername="postgresql+psycopg")
    engine = create_engine(target)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0015")
        connection.execute(text(OLD))
    engine.dispose()
    database = Database(empty_url, UTC)
    march = Period(date(2026, 3, 1), date(2026, 3, 31))
    orders = OrderStore(database)
    assert orders.totals("shop", march) == OrderTotals(1, 9.5)
    assert orders.values_of_side("shop", march, "checkout=A") == []
    assert KeptColumns(database).of_orders("shop") == {}
    database.close()
