import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from assistant.app import App
from assistant.models import DEFAULT_TENANT, Actor, Emotion, Role, Scope, Sentiment
from assistant.models.vectors import Vectors
from assistant.settings import Settings
from assistant.store.corrections import Corrections, LabelChange
from assistant.store.database import Database, sqlite_url
from assistant.store.feedback import FeedbackStore
from assistant.store.outbox import Outbox, Pending
from retrieval.embedders import BuiltinEmbedder
from retrieval.index import ChromaIndex, where
from retrieval.indexer import drain
from retrieval.search import CANDIDATES, HybridSearch
from tests.store.records import NEUTRAL, POSITIVE, labels, said

NOW = datetime(2026, 3, 13, 12, tzinfo=UTC)
TEXTS = {
    "late": "The courier came a week late.",
    "leak": "The kettle leaks at the base.",
    "refund": "Still waiting for my money back.",
    "zh": "快递等了半个月",
}


@pytest.fixture
def database(tmp_path: Path) -> Database:
    return Database(sqlite_url(tmp_path / "hearken.db"), ZoneInfo("UTC"))


@pytest.fixture
def index(tmp_path: Path, encoder: BuiltinEmbedder) -> ChromaIndex:
    return ChromaIndex(tmp_path / "index", encoder.name)


def fill(database: Database, vectors: Vectors | None = None) -> FeedbackStore:
    store = FeedbackStore(database)
    batch = [said(id, text) for id, text in TEXTS.items()]
    store.add(batch, [labels()] * len(batch), vectors)
    return store


class Ending:
    """A queue whose process ends after the upsert, before the row is done."""

    def __init__(self, outbox: Outbox) -> None:
        self.take = outbox.take

    def done(self, taken: Sequence[Pending]) -> None:
        raise KeyboardInterrupt(f"{len(taken)} rows are not done")


class TestDrain:
    def test_without_vectors_the_texts_are_embedded(
        self, database: Database, index: ChromaIndex, encoder: BuiltinEmbedder
    ) -> None:
        store, outbox = fill(database), Outbox(database)
        progress: list[int] = []
        assert drain(outbox, index, encoder, progress.append) == len(TEXTS) == sum(progress)
        assert (outbox.size(), index.count()) == (0, len(TEXTS))
        vector = encoder.encode(["the parcel arrived too late"])[0]
        rows = index.query(vector, where(Scope(tenant=DEFAULT_TENANT)), 2)
        near = {record.feedback.id for record in store.by_rows(rows, Scope(tenant=DEFAULT_TENANT))}
        assert near == {"late", "zh"}

    def test_given_vectors_are_taken_as_they_are(
        self, database: Database, index: ChromaIndex, encoder: BuiltinEmbedder
    ) -> None:
        texts = ["I love the pillow", "x", "y", "z"]  # not what the feedback says
        store, outbox = fill(database, encoder.encode(texts)), Outbox(database)
        assert drain(outbox, index, encoder) == len(TEXTS)
        rows = index.query(
            encoder.encode(["I love the pillow"])[0], where(Scope(tenant=DEFAULT_TENANT)), 1
        )
        assert store.by_rows(rows, Scope(tenant=DEFAULT_TENANT))[0].feedback.id == "late"

    def test_some_with_and_some_without(
        self, database: Database, index: ChromaIndex, encoder: BuiltinEmbedder
    ) -> None:
        store, outbox = fill(database), Outbox(database)
        vectors = encoder.encode(["What a lovely pillow"])
        store.add([said("given", "something else")], [labels()], vectors)
        store.add([said("own", "The lamp is too dark")], [labels()])
        assert drain(outbox, index, encoder) == len(TEXTS) + 2
        for text, id in (("What a lovely pillow", "given"), ("The lamp is too dark", "own")):
            rows = index.query(encoder.encode([text])[0], where(Scope(tenant=DEFAULT_TENANT)), 1)
            assert store.by_rows(rows, Scope(tenant=DEFAULT_TENANT))[0].feedback.id == id

    def test_a_crash_before_done_loses_and_doubles_nothing(
        self, database: Database, index: ChromaIndex, encoder: BuiltinEmbedder
    ) -> None:
        fill(database)
        outbox = Outbox(database)
        with pytest.raises(KeyboardInterrupt):
            drain(Ending(outbox), index, encoder)
        assert (outbox.size(), index.count()) == (len(TEXTS), len(TEXTS))
        assert drain(outbox, index, encoder) == len(TEXTS)
        assert (outbox.size(), index.count()) == (0, len(TEXTS))

    def test_other_labels_change_what_is_filtered_by_and_no_vector(
        self, database: Database, index: ChromaIndex, encoder: BuiltinEmbedder
    ) -> None:
        given = encoder.encode(["late", "a lovely pillow", "refund", "快递"])
        store, outbox = fill(database, given), Outbox(database)
        drain(outbox, index, encoder)
        vector = encoder.encode(["a lovely pillow"])[0]

        def found(sentiment: Sentiment) -> set[int]:
            scope = Scope(tenant=DEFAULT_TENANT, sentiment=(sentiment,))
            return set(index.query(vector, where(scope), 9))

        row = store.get("leak", DEFAULT_TENANT).row
        assert (row in found(NEUTRAL), row in found(POSITIVE)) == (True, False)
        change = LabelChange(sentiment=POSITIVE, emotion=Emotion.DELIGHTED)
        Corrections(database).correct(row, change, Actor("Li", Role.AGENT), NOW, None)
        assert drain(outbox, index, encoder) == 1
        assert (row in found(NEUTRAL), row in found(POSITIVE)) == (False, True)
        assert index.query(vector, where(Scope(tenant=DEFAULT_TENANT)), 1) == [row]
        assert index.count() == len(TEXTS)

    def test_a_label_that_changes_while_its_row_is_indexed_waits_on(
        self, database: Database
    ) -> None:
        store, outbox = fill(database), Outbox(database)
        taken = outbox.take(9)
        row = store.get("leak", DEFAULT_TENANT).row
        change = LabelChange(sentiment=POSITIVE)
        Corrections(database).correct(row, change, Actor("Li", Role.AGENT), NOW, None)
        outbox.done(taken)
        assert [each.row for each in outbox.take(9)] == [row]

    def test_an_empty_queue(
        self, database: Database, index: ChromaIndex, encoder: BuiltinEmbedder
    ) -> None:
        assert drain(Outbox(database), index, encoder) == 0

    def test_a_cleared_index_is_rebuilt_from_the_store(
        self, database: Database, index: ChromaIndex, encoder: BuiltinEmbedder
    ) -> None:
        store, outbox = fill(database), Outbox(database)
        drain(outbox, index, encoder)
        index.clear()
        outbox.refill()
        assert drain(outbox, index, encoder) == store.size() == index.count()


class TestHybridSearch:
    def test_meaning_and_words_are_fused(
        self, database: Database, index: ChromaIndex, encoder: BuiltinEmbedder
    ) -> None:
        store = fill(database)
        drain(Outbox(database), index, encoder)
        search = HybridSearch(store, lambda: index, encoder)

        def best(query: str) -> str:
            return store.by_rows(
                search.rows(query, Scope(tenant=DEFAULT_TENANT)), Scope(tenant=DEFAULT_TENANT)
            )[0].feedback.id

        assert best("leaks") == "leak"
        assert best("give me my money back") == "refund"
        assert best("delivery took forever") in ("late", "zh")
        assert best("快递太慢") == "zh"

    def test_what_is_near_in_a_small_group_is_found_behind_many_that_are_nearer(
        self, database: Database, index: ChromaIndex, encoder: BuiltinEmbedder
    ) -> None:
        store = FeedbackStore(database)
        nearer = [said(f"n{n}", "The courier came late.") for n in range(CANDIDATES + 10)]
        one = said("vip", "Nobody brought my parcel.", segment="vip")
        store.add([*nearer, one], [labels()] * (len(nearer) + 1))
        drain(Outbox(database), index, encoder)
        scope = Scope(tenant=DEFAULT_TENANT, segment=("vip",))
        rows = HybridSearch(store, lambda: index, encoder).rows("The courier came late", scope)
        assert [r.feedback.id for r in store.by_rows(rows, scope)] == ["vip"]

    def test_with_a_broken_index_the_words_decide(
        self, database: Database, index: ChromaIndex, encoder: BuiltinEmbedder, tmp_path: Path
    ) -> None:
        store = fill(database)
        drain(Outbox(database), index, encoder)
        # Another handle makes the collection anew, so that this one asks for what is gone.
        ChromaIndex(tmp_path / "index", encoder.name).clear()
        scope = Scope(tenant=DEFAULT_TENANT)
        rows = HybridSearch(store, lambda: index, encoder).rows("kettle", scope)
        assert [r.feedback.id for r in store.by_rows(rows, scope)] == ["leak"]

    def test_without_an_index_the_words_decide(
        self, database: Database, encoder: BuiltinEmbedder
    ) -> None:
        store = fill(database)
        search = HybridSearch(store, lambda: ChromaIndex("http://127.0.0.1:1", "x"), encoder)
        rows = search.rows("kettle", Scope(tenant=DEFAULT_TENANT))
        assert [r.feedback.id for r in store.by_rows(rows, Scope(tenant=DEFAULT_TENANT))] == [
            "leak"
        ]


KILLED = """
import os, sys
from pathlib import Path
import numpy as np
from retrieval.index import ChromaIndex
index = ChromaIndex(Path(sys.argv[1]), sys.argv[2])
index.upsert(range(1, 5), np.eye(4, 512, dtype=np.float32), [{"tenant": "default"}] * 4)
os._exit(9)
"""


def test_a_damaged_index_is_rebuilt_when_the_app_opens_it(
    tmp_path: Path, encoder: BuiltinEmbedder
) -> None:
    settings = Settings(home=tmp_path, timezone="UTC")
    app = App(settings, embedder=encoder)
    fill(app.commons.database)
    app.commons.stores.outbox.done(app.commons.stores.outbox.take(9))
    place = tmp_path / "index"
    root = Path(__file__).parents[2]
    command = [sys.executable, "-c", KILLED, str(place), encoder.name]
    assert subprocess.run(command, cwd=root, check=False).returncode == 9
    content = (place / "chroma.sqlite3").read_bytes()
    (place / "chroma.sqlite3").write_bytes(content[:6_000])
    app.indexing.index()
    assert app.indexing.waiting() == len(TEXTS)
    assert app.indexing.catch_up() == len(TEXTS)
    assert app.indexing.indexed() == len(TEXTS)
    app.close()
    assert any(each.name.startswith("index-damaged-") for each in tmp_path.iterdir())
