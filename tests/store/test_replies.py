from datetime import UTC, datetime, timedelta

import pytest

from assistant.errors import ConflictError
from assistant.models import Actor, ReplyState, Role, Scope
from assistant.store.database import Database
from assistant.store.feedback import FeedbackStore
from assistant.store.finished_replies import FinishedReplies
from assistant.store.replies import Change, Decide, Reply, ReplyStore, ReplyText
from assistant.store.reply_queue import ReplyQueueStore
from tests.store.records import NEGATIVE, POSITIVE, labels, said

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
ANNA = Actor("anna", Role.AGENT)


def row_of(database: Database, tenant: str, id: str = "A1", sentiment: str = NEGATIVE) -> int:
    store = FeedbackStore(database)
    read = labels(NEGATIVE if sentiment == NEGATIVE else POSITIVE)
    store.add([said(id, "It broke.", "2026-03-09T12:00", tenant=tenant)], [read])
    return store.get(id, tenant).row


def step(
    state: ReplyState, text: str | None = None, drafted: bool = False, hours: float = 0
) -> Decide:
    def decide(_: Reply) -> Change:
        return Change(
            actor=ANNA,
            action="step",
            time=NOW + timedelta(hours=hours),
            state=state,
            reason="why",
            text=ReplyText(text, "anna", drafted) if text else None,
        )

    return decide


def test_a_feedback_without_a_reply_has_a_new_one(shared_database: Database, tenant: str) -> None:
    row = row_of(shared_database, tenant)
    store = ReplyStore(shared_database)
    assert store.get(row, tenant) == Reply(row=row, tenant=tenant)
    assert (store.body(row, tenant), store.versions(row, tenant)) == ("", [])


def test_every_version_and_step_is_kept(shared_database: Database, tenant: str) -> None:
    row = row_of(shared_database, tenant)
    store = ReplyStore(shared_database)
    store.change(row, tenant, step(ReplyState.DRAFTED, "first", drafted=True))
    store.change(row, tenant, step(ReplyState.IN_REVIEW, "second"))
    last = store.change(row, tenant, step(ReplyState.APPROVED, hours=2))
    assert (last.version, last.text, last.approved) == (3, 2, NOW + timedelta(hours=2))
    assert [(v.number, v.body, v.drafted) for v in store.versions(row, tenant)] == [
        (1, "first", True),
        (2, "second", False),
    ]
    assert [(e.number, e.state, e.text, e.reason) for e in store.events(row, tenant)] == [
        (1, ReplyState.DRAFTED, 1, "why"),
        (2, ReplyState.IN_REVIEW, 2, "why"),
        (3, ReplyState.APPROVED, 2, "why"),
    ]
    assert store.body(row, tenant) == "second"
    assert FinishedReplies(shared_database).texts(tenant, 10) == [("first", "second")]


def test_what_decide_raises_leaves_everything_as_it_was(
    shared_database: Database, tenant: str
) -> None:
    row = row_of(shared_database, tenant)
    store = ReplyStore(shared_database)
    before = store.change(row, tenant, step(ReplyState.DRAFTED, "first"))

    def refuse(reply: Reply) -> Change:
        raise ConflictError(f"{reply.state} is too late.")

    with pytest.raises(ConflictError):
        store.change(row, tenant, refuse)
    assert store.change(row, tenant, lambda reply: None) == before
    assert store.get(row, tenant) == before
    assert len(store.events(row, tenant)) == 1


def test_waiting_counts_by_state(shared_database: Database, tenant: str) -> None:
    rows = [row_of(shared_database, tenant, f"A{n}") for n in range(4)]
    row_of(shared_database, tenant, "PRAISE", "positive")
    store, queue = ReplyStore(shared_database), ReplyQueueStore(shared_database)
    store.change(rows[0], tenant, step(ReplyState.SENT, "done"))
    store.change(rows[1], tenant, step(ReplyState.NOT_NEEDED))
    store.change(rows[2], tenant, step(ReplyState.DRAFTED, "draft"))
    scope = Scope(tenant=tenant)
    assert [each.row for each in queue.waiting(scope, 10, until=NOW)] == rows[2:]
    assert queue.worst_without_text(scope, 10, until=NOW) == rows[3:]
    counts = queue.counts(scope, until=NOW, arrived_by=NOW - timedelta(hours=24))
    assert (counts.total, counts.waiting, counts.overdue) == (4, 2, 2)
    assert counts.states[ReplyState.NEW] == 1
    none = queue.counts(scope, until=NOW, arrived_by=NOW - timedelta(hours=25))
    assert none.overdue == 0
    assert queue.waiting(Scope(tenant="nobody"), 10, until=NOW) == []


def test_recent_texts_leave_one_out(shared_database: Database, tenant: str) -> None:
    rows = [row_of(shared_database, tenant, f"A{n}") for n in range(3)]
    store = ReplyStore(shared_database)
    for number, row in enumerate(rows):
        store.change(row, tenant, step(ReplyState.DRAFTED, f"text {number}", hours=number))
    assert store.recent_bodies(tenant, 2) == ["text 2", "text 1"]
    assert store.recent_bodies(tenant, 5, without=rows[1]) == ["text 2", "text 0"]
    assert store.recent_bodies("nobody", 5) == []
