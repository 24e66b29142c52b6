from datetime import datetime

from alembic import command
from alembic.config import Config
from sqlalchemy import select, text

from assistant.models import DEFAULT_TENANT, NAMED, Incoming, Purchase, Scope
from assistant.store.database import MIGRATIONS, Database
from assistant.store.feedback import FeedbackStore
from assistant.store.orders import OrderStore
from assistant.store.tables import change, name
from assistant.store.tallies import Tallies
from tests.conftest import UTC
from tests.store.records import labels, said

SHOP = [
    said("1", product="Mug", channel="web", segment="new"),
    said("2", product="水壶", channel="web"),
    said("3", product="水壶", touchpoint="checkout"),
    said("4"),
]


def add(database: Database, *batch: Incoming) -> None:
    FeedbackStore(database).add(batch, [labels()] * len(batch))


def test_names_are_those_of_the_records_the_most_frequent_first(database: Database) -> None:
    add(database, *SHOP)
    add(database, said("5", product="Mug"), said("6", product="Mug"))
    tallies = Tallies(database)
    assert tallies.values("product", DEFAULT_TENANT) == ["Mug", "水壶"]
    for field in NAMED:
        counts = tallies.histogram(Scope(tenant=DEFAULT_TENANT), field)
        assert tallies.values(field, DEFAULT_TENANT) == sorted(
            counts, key=lambda value: (-counts[value], value)
        )


def test_a_record_that_is_stored_already_is_not_counted_again(database: Database) -> None:
    add(database, *SHOP)
    add(database, said("1", product="Mug"), said("7", product="Mug"))
    assert Tallies(database).values("product", DEFAULT_TENANT) == ["Mug", "水壶"]
    with database.read() as connection:
        counts = select(name.c.n).where(name.c.field == "product")
        assert list(connection.scalars(counts)) == [2, 2]


def test_only_a_new_name_of_the_tenant_itself_is_news(database: Database) -> None:
    tallies = Tallies(database)
    assert tallies.known_names(DEFAULT_TENANT) == 0
    add(database, *SHOP)
    before = tallies.known_names(DEFAULT_TENANT)
    assert before == 5
    add(database, said("5", product="Mug", channel="web"), said("6"))
    add(database, said("1", product="Kettle", tenant="other"))
    bought = Purchase(
        key="1", order_id="1", time=datetime(2026, 3, 1, tzinfo=UTC), extra={"a": "b"}
    )
    OrderStore(database).add([bought])
    assert tallies.known_names(DEFAULT_TENANT) == before
    assert tallies.values("product", "other") == ["Kettle"]
    add(database, said("7", channel="app"))
    assert tallies.known_names(DEFAULT_TENANT) == before + 1


def test_the_names_of_an_older_store_are_counted_when_it_is_opened(url: str) -> None:
    first = Database(url, UTC)
    add(first, *SHOP)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with first.write() as connection:
        config.attributes["connection"] = connection
        for later in (name, change):
            later.drop(connection)
        connection.execute(text("ALTER TABLE purchase DROP COLUMN extra"))
        command.stamp(config, "0012")
    first.close()
    again = Database(url, UTC)
    assert Tallies(again).values("product", DEFAULT_TENANT) == ["水壶", "Mug"]
    assert Tallies(again).known_names(DEFAULT_TENANT) == 5
    again.close()
