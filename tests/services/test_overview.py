"""Figures for a glance at the shop."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from assistant.models import Period, Scope
from assistant.replies.draft import RiskKind
from assistant.replies.workflow.queue import ReplyQueue
from assistant.services.overview import Overview
from assistant.store.database import Database
from assistant.store.records import Record
from assistant.store.stores import Stores
from tests.store.records import NEGATIVE, POSITIVE, labels, said

NOW = datetime(2026, 3, 13, 12, tzinfo=UTC)
TENANT = "overview"
SCOPE = Scope(tenant=TENANT, period=Period.last_days(30, NOW.date()))


def _no_risk(_: Record) -> RiskKind:
    return RiskKind.NONE


def overview(database: Database) -> Overview:
    stores = Stores(database)
    queue = ReplyQueue(stores.feedback, stores.reply_queue, stores.replies, lambda: NOW, _no_risk)
    return Overview(stores.tallies, queue, ZoneInfo("UTC"))


def test_who_is_blamed_for_what(shared_database: Database) -> None:
    told = [
        ("O1", "Mug", {"packaging": NEGATIVE, "price": POSITIVE}),
        ("O2", "Mug", {"packaging": NEGATIVE}),
        ("O3", "Lamp", {"delivery": NEGATIVE}),
        ("O4", None, {"delivery": NEGATIVE}),
    ]
    items = [said(id, tenant=TENANT, product=product) for id, product, _ in told]
    read = [labels(NEGATIVE, themes) for _, _, themes in told]
    Stores(shared_database).feedback.add(items, read)
    blame = overview(shared_database).blame(SCOPE, most=1)
    assert blame.totals == {"Mug": 2}
    assert blame.blamed == {("Mug", "packaging"): 2, ("Lamp", "delivery"): 1}


def test_a_shop_without_feedback_has_no_backlog(shared_database: Database) -> None:
    scope = Scope(tenant="overview-none", period=SCOPE.period)
    found = overview(shared_database).backlog(scope, Period.last_days(30, NOW.date()).before())
    assert [(each.count.value, each.change, each.verdict) for each in found] == [(0, None, "")] * 2
    assert overview(shared_database).blame(scope, 9).totals == {}
