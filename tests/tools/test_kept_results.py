"""What tools found is kept, and never longer than it is true."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast
from zoneinfo import ZoneInfo

import pytest

from assistant.customers.book import CustomerBook
from assistant.models import Scope
from assistant.replies.review.risk import risk_of
from assistant.replies.workflow.queue import ReplyQueue
from assistant.store.database import Database, sqlite_url
from assistant.store.feedback import FeedbackStore
from assistant.store.replies import ReplyStore
from assistant.store.reply_queue import ReplyQueueStore
from assistant.store.rereading import Rereading
from assistant.store.voices import Voices
from assistant.tools.context import KeptResults, ToolContext
from assistant.tools.registry import FROM_FEEDBACK, call_tool
from assistant.understanding.themes import Taxonomy
from retrieval.embedders import BuiltinEmbedder
from tests.store.records import NEGATIVE, labels
from tests.tools.shop import NOW, TENANT, of_tenant, open_shop

PERIOD = {"period": {"start": NOW.start.isoformat(), "end": NOW.end.isoformat()}}
ARGUMENTS: dict[str, dict[str, Any]] = {
    "before_after": {"changed_on": "2026-03-09"},
    "experiment": {"by": "product", "a": "Kettle", "b": "Mug"},
}
WRITE = """
import sys
from pathlib import Path
from zoneinfo import ZoneInfo
from assistant.store.database import Database, sqlite_url
from assistant.store.feedback import FeedbackStore
from tests.store.records import labels, said
database = Database(sqlite_url(Path(sys.argv[1])), ZoneInfo("UTC"))
FeedbackStore(database).add([said("late", "One more.", tenant=sys.argv[2])], [labels()])
"""


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(sqlite_url(tmp_path / "hearken.db"), ZoneInfo("UTC"))
    yield opened
    opened.close()


@pytest.fixture
def shop(
    database: Database, tmp_path: Path, encoder: BuiltinEmbedder, taxonomy: Taxonomy
) -> ToolContext:
    return open_shop(database, tmp_path, encoder, taxonomy, TENANT)


def counted(context: ToolContext) -> int:
    (count, *_) = call_tool("volume", PERIOD, context)[1].ledger.figures
    return count.n


def test_the_same_call_is_answered_from_memory(shop: ToolContext) -> None:
    first = call_tool("themes", PERIOD, shop)
    assert call_tool("themes", PERIOD, shop)[1] is first[1]
    assert call_tool("themes", {}, shop)[1] is not first[1]


def test_what_waits_for_a_reply_is_counted_each_time(shop: ToolContext, database: Database) -> None:
    def overdue(now: datetime) -> object:
        stores = FeedbackStore(database), ReplyQueueStore(database), ReplyStore(database)
        then = replace(
            shop, replies=ReplyQueue(*stores, lambda: now, lambda record: risk_of(record).kind)
        )
        return call_tool("complaints", PERIOD, then)[1].data.get("overdue")

    assert overdue(datetime(2026, 3, 9, 12, tzinfo=UTC)) is None
    assert overdue(datetime(2026, 3, 20, 12, tzinfo=UTC)) is not None
    assert overdue(datetime(2026, 3, 9, 12, tzinfo=UTC)) is None


def test_another_day_and_another_tenant_have_results_of_their_own(
    shop: ToolContext, database: Database
) -> None:
    assert counted(shop) == 10
    assert counted(of_tenant(shop, database, "nobody")) == 0
    yesterday = replace(shop, as_of=shop.as_of - timedelta(days=1))
    assert call_tool("volume", {}, yesterday)[1].scope != call_tool("volume", {}, shop)[1].scope


def test_what_another_process_writes_is_seen(shop: ToolContext, tmp_path: Path) -> None:
    assert counted(shop) == 10
    root = Path(__file__).parents[2]
    command = [sys.executable, "-c", WRITE, str(tmp_path / "hearken.db"), TENANT]
    subprocess.run(command, check=True, cwd=root)
    assert counted(shop) == 11


def test_labels_that_are_replaced_elsewhere_are_seen(shop: ToolContext, tmp_path: Path) -> None:
    before = call_tool("sentiment", PERIOD, shop)[1]
    elsewhere = Database(sqlite_url(tmp_path / "hearken.db"), ZoneInfo("UTC"))
    records = shop.feedback.select(Scope(tenant=TENANT, period=NOW))
    read = [(record, labels(NEGATIVE)) for record in records]
    Rereading(elsewhere).write(read, "builtin", TENANT)
    elsewhere.close()
    assert call_tool("sentiment", PERIOD, shop)[1] != before


@pytest.mark.parametrize("tool", sorted(FROM_FEEDBACK))
def test_a_kept_tool_rests_on_feedback_alone(
    shop: ToolContext, database: Database, tool: str
) -> None:
    others = ("search", "encode", "desk", "lenses", "replies", "plans", "scorecards", "clusters")
    nothing = cast("Any", None)
    customers = CustomerBook(
        voices=Voices(database),
        orders=nothing,
        tallies=nothing,
        replies=nothing,
        zone=nothing,
        tenant=TENANT,
    )
    absent: dict[str, Any] = dict.fromkeys(others)
    bare = replace(shop, **absent, customers=customers, results=KeptResults(1))
    arguments = ARGUMENTS.get(tool, PERIOD)
    assert call_tool(tool, arguments, bare) == call_tool(tool, arguments, shop)
