"""What was computed rests on a state that grows with every change of its tenant, and no other."""

from zoneinfo import ZoneInfo

from assistant.models import Purchase
from assistant.store.database import Database
from assistant.store.feedback import FeedbackStore
from assistant.store.orders import OrderStore
from assistant.store.rereading import Rereading
from assistant.store.tallies import Tallies
from tests.store.records import NEGATIVE, labels, said


def test_each_change_is_counted_for_its_tenant(database: Database) -> None:
    tallies, store = Tallies(database), FeedbackStore(database)
    assert tallies.state("shop") == 0
    for id, tenant in (("A1", "shop"), ("A1", "shop"), ("B1", "another")):
        store.add([said(id, tenant=tenant)], [labels()])
    assert (tallies.state("shop"), tallies.state("another")) == (1, 1)
    record = store.get("A1", "shop")
    Rereading(database).write([(record, labels(NEGATIVE))], "a-model", "shop")
    assert tallies.state("shop") == 2
    time = record.feedback.time
    OrderStore(database).add([Purchase(key="1", order_id="O1", time=time, tenant="shop")])
    assert (tallies.state("shop"), tallies.state("another")) == (3, 1)


def test_days_that_are_cut_anew_change_every_tenant(url: str) -> None:
    before = Database(url, ZoneInfo("UTC"))
    FeedbackStore(before).add([said("A1", tenant="shop")], [labels()])
    before.close()
    after = Database(url, ZoneInfo("Asia/Shanghai"))
    assert Tallies(after).state("shop") == 2
    after.close()
