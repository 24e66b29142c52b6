from datetime import UTC, datetime

import numpy as np

from assistant.store.database import Database
from assistant.store.feedback import FeedbackStore
from assistant.store.outbox import Outbox
from tests.store.records import NEGATIVE, POSITIVE, labels, said


class TestOutbox:
    def test_new_rows_wait_with_their_vectors(self, database: Database) -> None:
        store, outbox = FeedbackStore(database), Outbox(database)
        vectors = np.arange(12, dtype=np.float32).reshape(3, 4)
        batch = [
            said("A1", "one", title="Title", channel="web", product="Mug"),
            said("A1", "again"),
            said("A2", "two"),
        ]
        store.add(batch, [labels(NEGATIVE), labels(), labels(POSITIVE, language="zh")], vectors)
        store.add([said("A3", "three")], [labels()])
        first, second, third = outbox.take(10)
        assert (first.text, second.text, third.text) == ("Title\none", "two", "three")
        np.testing.assert_array_equal(first.vector, vectors[0])
        np.testing.assert_array_equal(second.vector, vectors[2])
        assert third.vector is None
        day = datetime(2026, 3, 10, tzinfo=UTC).toordinal()
        assert first.metadata == {
            "tenant": "default",
            "product": "Mug",
            "channel": "web",
            "language": "en",
            "sentiment": "negative",
            "day": day,
        }
        assert second.metadata == {
            "tenant": "default", "language": "zh", "sentiment": "positive", "day": day
        }  # fmt: skip

    def test_rows_stay_until_they_are_done(self, database: Database) -> None:
        store, outbox = FeedbackStore(database), Outbox(database)
        store.add([said(f"A{n}") for n in range(5)], [labels()] * 5)
        taken = outbox.take(2)
        assert outbox.take(2) == taken  # a crash between upsert and done costs a second upsert
        outbox.done(taken)
        assert outbox.size() == 3
        assert {each.row for each in outbox.take(9)}.isdisjoint(each.row for each in taken)
        outbox.done([])
        outbox.done(taken)
        assert outbox.size() == 3

    def test_refill_queues_everything_once(self, database: Database) -> None:
        store, outbox = FeedbackStore(database), Outbox(database)
        vectors = np.ones((4, 2), dtype=np.float32)
        store.add([said(f"A{n}") for n in range(4)], [labels()] * 4, vectors)
        outbox.done(outbox.take(3))
        assert outbox.refill() == 4
        assert [each.vector for each in outbox.take(9)] == [None] * 4
        assert outbox.refill() == outbox.size() == 4

    def test_an_empty_store(self, database: Database) -> None:
        outbox = Outbox(database)
        assert (outbox.size(), outbox.take(5), outbox.refill()) == (0, [], 0)
