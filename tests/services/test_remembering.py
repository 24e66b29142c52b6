"""An answer that names a new problem keeps its name; a call of the tool alone writes nothing."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from assistant.app import App
from assistant.settings import Settings
from assistant.store.clusters import Clusters
from retrieval.embedders import BuiltinEmbedder
from tests.store.records import NEGATIVE, labels, said

TODAY = date(2026, 3, 13)
QUESTION = "What new problems are there this week?"


@pytest.fixture
def app(tmp_path: Path, encoder: BuiltinEmbedder) -> Iterator[App]:
    """Ten complaints of this week about the same thing, and none before."""
    opened = App(
        Settings(home=tmp_path), clock=lambda: datetime(2026, 3, 13, 18, tzinfo=UTC),
        embedder=encoder,
    )  # fmt: skip
    items = [
        said(f"V{n}", f"My voucher code {how} in the app.", "2026-03-12T12:00")
        for n, how in enumerate(["is refused", "does not work", "was rejected", "is invalid"] * 3)
    ]
    opened.commons.stores.feedback.add(items, [labels(NEGATIVE)] * len(items))
    yield opened
    opened.close()


def kept(app: App) -> list[str]:
    found = Clusters(app.commons.database, app.commons.embedder.name).all(app.tenant)
    return [each.names["en"] for each in found]


def test_an_answer_keeps_the_name_of_a_new_problem(app: App) -> None:
    assert app.tools.run("new_problems", {}, TODAY).data["problems"]
    assert app.ask(QUESTION, remember=False).tools[0].name == "new_problems"
    assert kept(app) == []
    answer = app.ask(QUESTION)
    (name,) = kept(app)
    assert name in answer.answer
    assert kept(app) == [name]
