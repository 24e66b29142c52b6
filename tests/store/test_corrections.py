from datetime import UTC, datetime

import pytest

from assistant.errors import ConflictError
from assistant.models import Actor, Emotion, Role, Scope, Urgency
from assistant.store.audit import AuditLog
from assistant.store.corrections import Corrections, LabelChange
from assistant.store.database import Database
from assistant.store.feedback import FeedbackStore
from assistant.store.rereading import Rereading
from assistant.store.tallies import Tallies
from tests.store.records import NEGATIVE, NEUTRAL, POSITIVE, labels, said

NOW = datetime(2026, 3, 13, 12, tzinfo=UTC)
LI, WANG = Actor("Li", Role.AGENT), Actor("Wang", Role.MANAGER)


@pytest.fixture
def store(shared_database: Database, tenant: str) -> FeedbackStore:
    store = FeedbackStore(shared_database)
    store.add(
        [said("A", "The box was torn.", tenant=tenant), said("B", "Fine.", tenant=tenant)],
        [labels(NEUTRAL, {"delivery": NEGATIVE}), labels(POSITIVE)],
    )
    return store


@pytest.fixture
def corrections(shared_database: Database) -> Corrections:
    return Corrections(shared_database)


def test_a_correction_changes_the_record_and_every_count(
    shared_database: Database, store: FeedbackStore, corrections: Corrections, tenant: str
) -> None:
    change = LabelChange(
        sentiment=NEGATIVE,
        emotion=Emotion.ANGRY,
        urgency=Urgency.HIGH,
        themes={"packaging": NEGATIVE, "delivery": NEUTRAL},
    )
    changed = corrections.correct(store.get("A", tenant).row, change, LI, NOW, "read it")
    assert set(changed) == {"sentiment", "emotion", "urgency", "themes"}
    [entry] = AuditLog(shared_database).page(tenant, 9)
    assert (entry.action, entry.actor, entry.target) == ("feedback.correct", LI, "A")
    assert entry.detail == {"labels": changed}
    after = store.get("A", tenant).labels
    assert (after.sentiment, after.emotion, after.urgency) == (NEGATIVE, "angry", "high")
    assert after.score == -1
    spans = {m.theme: (m.sentiment, m.start, m.end) for m in after.themes}
    assert spans == {"delivery": (NEUTRAL, 0, 9), "packaging": (NEGATIVE, 0, 17)}
    scope = Scope(tenant=tenant, theme=("packaging",), stance=(NEGATIVE,))
    assert Tallies(shared_database).count(scope) == 1


def test_who_when_why_and_what_it_was_are_kept(
    store: FeedbackStore, corrections: Corrections, tenant: str
) -> None:
    corrections.correct(
        store.get("A", tenant).row, LabelChange(sentiment=NEGATIVE), LI, NOW, "torn"
    )
    corrections.correct(
        store.get("A", tenant).row, LabelChange(sentiment=POSITIVE), WANG, NOW, None
    )
    second, first = corrections.all(tenant)
    assert (first.actor, first.was, first.value, first.reason) == (
        "Li",
        "neutral",
        "negative",
        "torn",
    )
    assert (second.actor, second.was, second.value) == ("Wang", "negative", "positive")
    assert first.time == NOW


def test_the_last_word_is_the_case(
    store: FeedbackStore, corrections: Corrections, tenant: str
) -> None:
    for stance in (NEGATIVE, POSITIVE):
        corrections.correct(
            store.get("A", tenant).row, LabelChange(sentiment=stance), LI, NOW, None
        )
    [(record, change)] = corrections.cases(tenant)
    assert (record.feedback.id, change) == ("A", LabelChange(sentiment=POSITIVE))


def test_confirming_a_label_makes_a_case_but_changes_nothing(
    store: FeedbackStore, corrections: Corrections, tenant: str
) -> None:
    change = LabelChange(sentiment=POSITIVE)
    assert corrections.correct(store.get("B", tenant).row, change, LI, NOW, None) == []
    assert [record.feedback.id for record, _ in corrections.cases(tenant)] == ["B"]


def test_two_that_looked_at_the_same_time_lose_nothing(
    store: FeedbackStore, corrections: Corrections, tenant: str
) -> None:
    row = store.get("A", tenant).row
    seen = LabelChange.confirming(store.get("A", tenant).labels)
    corrections.correct(row, LabelChange(sentiment=POSITIVE), LI, NOW, None, seen)
    corrections.correct(row, LabelChange(emotion=Emotion.ANGRY), WANG, NOW, None, seen)
    after = store.get("A", tenant).labels
    assert (after.sentiment, after.emotion) == (POSITIVE, Emotion.ANGRY)
    with pytest.raises(ConflictError, match="labels of A"):
        corrections.correct(row, LabelChange(sentiment=NEGATIVE), WANG, NOW, None, seen)
    assert store.get("A", tenant).labels == after
    assert [(c.actor, c.label, c.was) for c in corrections.all(tenant)] == [
        ("Wang", "emotion", "neutral"),
        ("Li", "sentiment", "neutral"),
    ]


def test_another_reader_does_not_undo_a_correction(
    shared_database: Database, store: FeedbackStore, corrections: Corrections, tenant: str
) -> None:
    corrections.correct(store.get("A", tenant).row, LabelChange(sentiment=NEGATIVE), LI, NOW, None)
    rereading = Rereading(shared_database)
    [batch] = rereading.batches(Scope(tenant=tenant), "m1", 10)
    read = labels(POSITIVE, {"usability": POSITIVE})
    rereading.write([(record, read) for record in batch], "m1", tenant)
    after = store.get("A", tenant).labels
    assert after.sentiment is NEGATIVE
    assert [m.theme for m in after.themes] == ["usability"]
    assert Tallies(shared_database).read_by_models(Scope(tenant=tenant)) == 2


def test_what_a_reader_has_read_is_not_due_again(
    shared_database: Database, store: FeedbackStore, tenant: str
) -> None:
    rereading = Rereading(shared_database)
    rereading.write([(store.get("A", tenant), labels(NEGATIVE))], "m1", tenant)
    due = [
        r.feedback.id for batch in rereading.batches(Scope(tenant=tenant), "m1", 10) for r in batch
    ]
    every = [r for batch in rereading.batches(Scope(tenant=tenant), None, 1) for r in batch]
    assert due == ["B"]
    assert len(every) == 2
