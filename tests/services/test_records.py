"""A tenant's feedback, looked up."""

from datetime import date

from assistant.models import Scope
from assistant.services.records import Records
from assistant.store.database import Database
from assistant.store.stores import Stores
from tests.store.records import labels, said

HERE, THERE = "records-here", "records-there"


def test_no_other_tenant_is_read(shared_database: Database) -> None:
    stores = Stores(shared_database)
    assert Records(stores, HERE).is_empty()
    stores.feedback.add([said("A1", tenant=HERE, product="Mug")], [labels()])
    stores.feedback.add([said("B1", tenant=THERE, product="Lamp")], [labels()])
    records, theirs = Records(stores, HERE), Scope(tenant=THERE)
    assert not records.is_empty()
    assert [each.feedback.id for each in records.by_ids(["A1", "B1"])] == ["A1"]
    assert [each.feedback.id for each in records.page(theirs, 9)] == ["A1"]
    assert [each.feedback.id for each in records.newest(theirs, 9)] == ["A1"]
    assert (records.count(theirs), records.any(theirs)) == (1, True)
    assert not records.any(Scope(tenant=HERE, product=("Lamp",)))
    assert records.values("product") == ["Mug"]
    assert records.span() == (date(2026, 3, 10), date(2026, 3, 10))
