from itertools import count

from sqlalchemy import select

from assistant.models import DEFAULT_TENANT, Scope
from assistant.store.database import Database
from assistant.store.feedback import FeedbackStore
from assistant.store.tables import feedback
from assistant.store.tallies import Tallies
from tests.store.records import labels, said

TENANTS = (f"copies-{n}" for n in count(1))
PRAISE = "Arrived quickly, well packed and exactly as described, I would buy from this shop again"
OTHER = "The handle broke off after two weeks and nobody at the support desk answers my messages"


def noise(database: Database, tenant: str) -> dict[str, str | None]:
    with database.read() as connection:
        query = select(feedback.c.id, feedback.c.noise).where(feedback.c.tenant == tenant)
        return {row.id: row.noise for row in connection.execute(query)}


def add(database: Database, tenant: str, **texts: str) -> None:
    items = [said(id, text, tenant=tenant) for id, text in texts.items()]
    FeedbackStore(database).add(items, [labels()] * len(items))


def test_copies_are_marked_within_and_across_imports(
    shared_database: Database, tenant: str
) -> None:
    add(shared_database, tenant, A=PRAISE, B=OTHER, C=PRAISE + "!!")
    add(shared_database, tenant, D=PRAISE.upper(), E="此用户没有填写评价。", F="", G="ok")
    found = noise(shared_database, tenant)
    assert found == {"A": None, "B": None, "C": "copy", "D": "copy"} | {
        "E": "blank",
        "F": None,
        "G": None,
    }


def test_another_tenant_may_say_the_same(shared_database: Database, tenant: str) -> None:
    add(shared_database, tenant, A=PRAISE)
    other = next(TENANTS)
    add(shared_database, other, A=PRAISE)
    assert noise(shared_database, other) == {"A": None}


def test_counts_hold_copies_unless_they_are_left_out(
    shared_database: Database, tenant: str
) -> None:
    add(shared_database, tenant, A=PRAISE, B=OTHER, C=PRAISE + "!!", E="此用户没有填写评价。")
    tallies = Tallies(shared_database)
    assert tallies.count(Scope(tenant=tenant)) == 4
    assert tallies.count(Scope(tenant=tenant, unique=True)) == 2
    assert Scope(tenant=DEFAULT_TENANT, unique=True).filters() == {"unique": True}
    assert Scope(tenant=DEFAULT_TENANT).filters() == {}
