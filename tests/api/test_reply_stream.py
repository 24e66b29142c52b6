"""Many drafts at once as events, while a model writes them."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from langchain_core.messages import AIMessage

from assistant.api.routes import create_api
from assistant.app import App
from assistant.errors import ModelError
from assistant.settings import Settings
from retrieval.embedders import BuiltinEmbedder
from tests.agent.scripted import Scripted
from tests.api.conftest import fill

NOW = datetime(2026, 3, 13, 12, tzinfo=UTC)
PATH = "/api/v1/replies"
TEXTS = ("The kettle leaks, I am angry", "The handle broke, awful", "Great lamp")
WRITTEN = "Hello,\n\nwe are sorry that it {} and have passed this on.\n\nYour customer care team"


class Shop:
    """An API over two complaints, with a model that follows a script."""

    def __init__(self, home: Path, encoder: BuiltinEmbedder, script: list[Any]) -> None:
        model = Scripted(script=script)
        self.app = App(Settings(home=home), clock=lambda: NOW, model=model, embedder=encoder)
        fill(self.app, TEXTS, "Kettle")
        api = create_api(self.app, "s3cret", open_here=True)
        self.client = TestClient(api, raise_server_exceptions=False)

    def streamed(self, **body: Any) -> list[tuple[str, Any]]:
        told = self.client.post(f"{PATH}/drafts/stream", json=body).text.splitlines()
        return [
            (name.removeprefix("event: "), json.loads(data.removeprefix("data: ")))
            for name, data in pairwise(told)
            if name.startswith("event: ")
        ]


@pytest.fixture
def shop(tmp_path: Path, encoder: BuiltinEmbedder) -> Iterator[Shop]:
    script = [AIMessage(WRITTEN.format(said)) for said in ("leaks", "broke", "rattles", "drips")]
    made = Shop(tmp_path, encoder, script)
    yield made
    made.app.close()


def test_each_draft_is_told_when_it_is_kept_and_all_at_the_end(shop: Shop) -> None:
    events = shop.streamed(limit=5)
    drafts = [data for name, data in events if name == "draft"]
    assert [name for name, _ in events] == ["draft"] * len(drafts) + ["drafted"]
    assert [(each["done"], each["total"]) for each in drafts] == [
        (number, len(drafts)) for number in range(1, len(drafts) + 1)
    ]
    kept = [{k: each[k] for k in ("feedback_id", "outcome", "note")} for each in drafts]
    assert events[-1][1] == {"items": kept}
    assert "F0" in [each["feedback_id"] for each in kept]
    case = shop.client.get(f"{PATH}/F0").json()
    assert (case["state"], "passed this on" in case["body"]) == ("drafted", True)
    assert shop.streamed(limit=5) == [("drafted", {"items": []})]


def test_a_model_that_fails_leaves_the_composer_to_write(
    tmp_path: Path, encoder: BuiltinEmbedder
) -> None:
    shop = Shop(tmp_path, encoder, [ModelError("down")] * 20)
    (*drafts, _) = shop.streamed(limit=1)
    assert [data["outcome"] for _, data in drafts] == ["drafted"]
    shop.app.close()


def test_a_number_out_of_range_opens_no_stream(shop: Shop) -> None:
    assert shop.client.post(f"{PATH}/drafts/stream", json={"limit": 51}).status_code == 422
