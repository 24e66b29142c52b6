"""The index follows the store, whoever writes and whatever befalls it."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from threading import Barrier, Event
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from assistant.app import App
from assistant.models import Feedback
from assistant.models.vectors import Vectors
from assistant.services.indexing import Indexing
from assistant.settings import Settings
from assistant.store.database import Database, sqlite_url
from assistant.store.feedback import FeedbackStore
from assistant.store.outbox import Outbox, Pending
from retrieval.embedders import BuiltinEmbedder
from retrieval.index import ChromaIndex
from tests.store.records import labels, said

NOW = datetime(2026, 3, 13, 12, tzinfo=UTC)
KETTLE = Feedback(id="", time=NOW, text="The kettle leaks at the base.")


@pytest.fixture
def app(tmp_path: Path, encoder: BuiltinEmbedder) -> Iterator[App]:
    opened = App(Settings(home=tmp_path), clock=lambda: NOW, embedder=encoder)
    yield opened
    opened.close()


def test_what_is_posted_is_indexed(app: App) -> None:
    app.imports.posting.add([KETTLE])
    assert (app.indexing.waiting(), app.indexing.indexed()) == (0, 1)


def test_a_server_leaves_it_to_its_worker(app: App) -> None:
    app.indexing.leave_to_worker()
    app.imports.posting.add([KETTLE])
    assert app.indexing.waiting() == 1
    assert app.indexing.catch_up() == 1


def test_an_index_that_fails_fails_no_stored_feedback(app: App) -> None:
    index = app.indexing.index()
    assert isinstance(index, ChromaIndex)
    # Another handle makes the collection anew, so that this process's own is gone.
    ChromaIndex(app.settings.home / "index", app.commons.embedder.name).clear()
    [posted] = app.imports.posting.add([KETTLE])
    assert posted.new
    assert app.indexing.waiting() == 1
    assert app.records.get(posted.id).feedback.text == KETTLE.text


class Narrow:
    """An embedder that is none of those which the readers learned with."""

    name = "narrow"

    def encode(self, texts: Sequence[str]) -> Vectors:
        rows = [[len(text), text.count("e"), 1] for text in texts]
        vectors = np.array(rows, np.float32).reshape(-1, 3)
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), np.float32)


def test_another_embedder_embeds_and_reads_nothing(tmp_path: Path) -> None:
    opened = App(Settings(home=tmp_path), clock=lambda: NOW, embedder=Narrow())
    [posted] = opened.imports.posting.add([KETTLE])
    labels = opened.records.get(posted.id).labels
    answer = opened.ask("what are customers angry about today").as_json()
    opened.close()
    assert "product_quality" in {mention.theme for mention in labels.themes}
    assert [call["name"] for call in answer["tools"]] == ["complaints"]


class Slow(Outbox):
    """An outbox whose first taker waits until it is let go."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self.taken, self.go_on, self.takes = Event(), Event(), 0

    def take(self, limit: int) -> list[Pending]:
        self.takes += 1
        found = super().take(limit)
        self.taken.set()
        assert self.go_on.wait(20)
        return found


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(sqlite_url(tmp_path / "hearken.db"), ZoneInfo("UTC"))
    yield opened
    opened.close()


def test_one_thread_at_a_time_takes_what_waits(
    tmp_path: Path, database: Database, encoder: BuiltinEmbedder
) -> None:
    store, outbox = FeedbackStore(database), Slow(database)
    store.add([said("A1")], [labels()], np.ones((1, 512), np.float32))
    indexing = Indexing(tmp_path, None, encoder, store, outbox)
    with ThreadPoolExecutor(1) as beside:
        first = beside.submit(indexing.catch_up)
        assert outbox.taken.wait(20)
        assert (indexing.catch_up(), outbox.takes) == (0, 1)
        outbox.go_on.set()
        assert first.result() == 1
    indexing.close()


def test_two_first_searches_open_one_index(
    tmp_path: Path, database: Database, encoder: BuiltinEmbedder
) -> None:
    indexing = Indexing(tmp_path, None, encoder, FeedbackStore(database), Outbox(database))
    together = Barrier(4)

    def first() -> object:
        together.wait(20)
        return indexing.index()

    with ThreadPoolExecutor(4) as threads:
        opened = [each.result() for each in [threads.submit(first) for _ in range(4)]]
    assert len({id(each) for each in opened}) == 1
    indexing.close()
