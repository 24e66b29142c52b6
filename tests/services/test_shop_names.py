from datetime import date
from pathlib import Path

import pytest

from assistant.agent.agent import Agent
from assistant.agent.planner.shop.strangers import load_strangers
from assistant.agent.question.intent_head import load_intent_head
from assistant.agent.question.intents import IntentReader, load_intents
from assistant.models import DEFAULT_TENANT, Incoming
from assistant.services.brains import Brains
from assistant.services.shop_names import ShopNames
from assistant.store.database import Database
from assistant.store.stores import Stores
from assistant.understanding.themes import Taxonomy
from retrieval.embedders import BuiltinEmbedder
from tests.store.records import labels, said

TODAY = date(2026, 3, 13)


@pytest.fixture(scope="module")
def brains(encoder: BuiltinEmbedder) -> Brains:
    return Brains(
        agent=Agent(None),
        intents=IntentReader(load_intents()[:1], encoder.encode, load_intent_head()),
        strangers=load_strangers(),
        encode=encoder.encode,
    )


class Shop:
    """Two tenants of one database, and how the first names its things."""

    def __init__(self, database: Database, home: Path, taxonomy: Taxonomy, brains: Brains):
        self.stores = Stores(database)
        self.names = ShopNames(
            folder=home,
            stores=self.stores,
            taxonomy=taxonomy,
            wordings={},
            brains=brains,
            today=lambda: TODAY,
            tenant=DEFAULT_TENANT,
        )

    def add(self, *batch: Incoming) -> None:
        self.stores.feedback.add(batch, [labels()] * len(batch))

    def products(self) -> list[str]:
        books = {book.field: book for book in self.names.mind().books}
        return list(books["product"].names)


@pytest.fixture
def shop(database: Database, tmp_path: Path, taxonomy: Taxonomy, brains: Brains) -> Shop:
    return Shop(database, tmp_path, taxonomy, brains)


def test_a_new_name_is_known_at_once(shop: Shop) -> None:
    assert shop.products() == []
    shop.add(said("1", product="Kettle"))
    assert shop.products() == ["Kettle"]
    shop.add(said("2", product="Mug"), said("3", product="Mug"))
    assert shop.products() == ["Mug", "Kettle"]


def test_feedback_that_names_nothing_new_leaves_the_names_as_they_are(shop: Shop) -> None:
    shop.add(said("1", product="Kettle", channel="web"))
    before = shop.names.mind()
    shop.add(said("2", product="Kettle"), said("3"))
    shop.add(said("1", product="Lamp", tenant="other"))
    assert shop.names.mind() is before


def test_a_column_is_known_at_once(shop: Shop) -> None:
    """Though its feedback names nothing new besides."""
    shop.add(said("1", product="Kettle", channel="web"))
    assert shop.names.mind().columns == {}
    shop.add(said("2", product="Kettle", channel="web", extra={"Branch": "Gent"}))
    before = shop.names.mind()
    assert before.columns == {"Branch": ("Gent",)}
    shop.add(said("3", product="Kettle", channel="web", extra={"Branch": "Brno"}))
    known = shop.names.mind()
    assert known.columns == {"Branch": ("Brno", "Gent")}
    assert known.books is before.books
    shop.add(said("4", product="Kettle", channel="web", extra={"Branch": "Gent"}))
    assert shop.names.mind() is known


def test_a_saved_file_holds_at_once(shop: Shop, tmp_path: Path) -> None:
    shop.add(said("1", product="Kettle"))
    before = shop.names.mind()
    (tmp_path / "glossary.yaml").write_text("products:\n  Kettle: [boiler]\n", "utf-8")
    assert shop.names.mind() is not before
