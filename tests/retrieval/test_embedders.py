"""What every embedder promises, and what one at an endpoint meets."""

import json
from collections.abc import Iterator

import numpy as np
import pytest

from assistant.errors import ModelError
from assistant.models import DEFAULT_TENANT, Scope
from assistant.store.database import Database
from assistant.store.feedback import FeedbackStore
from retrieval.embedders import MOST_AT_ONCE, BuiltinEmbedder, Embedder, OpenAIEmbedder
from retrieval.index import VectorIndex
from retrieval.search import HybridSearch
from tests.agent.endpoint import Endpoint, raw, serving
from tests.store.records import labels, said


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    with serving() as opened:
        yield opened


@pytest.fixture
def remote(endpoint: Endpoint) -> OpenAIEmbedder:
    return OpenAIEmbedder("k-1", endpoint.url, lambda text: text)


def vectors(*numbers: float) -> bytes:
    """An answer with a vector for each number, the last one first."""
    data = [
        {"object": "embedding", "index": place, "embedding": [number, 0.0]}
        for place, number in enumerate(numbers)
    ]
    body = {"object": "list", "model": "m", "data": data[::-1], "usage": {}}
    return json.dumps(body).encode()


@pytest.mark.parametrize("name", ["encoder", "remote"])
def test_no_text_gives_no_vector_and_asks_nobody(request: pytest.FixtureRequest, name: str) -> None:
    embedder: BuiltinEmbedder | OpenAIEmbedder = request.getfixturevalue(name)
    assert embedder.encode([]).shape == (0, embedder.dimension)


def test_many_texts_go_in_batches_and_come_back_in_order(
    endpoint: Endpoint, remote: OpenAIEmbedder
) -> None:
    first, second = np.ones(MOST_AT_ONCE), [-2.0, 0.0]
    endpoint.play(remote.model, [raw(vectors(*first)), raw(vectors(*second))])
    found = remote.encode([f"text {n}" for n in range(MOST_AT_ONCE + 2)])
    assert found[:, 0].tolist() == [*first, -1.0, 0.0]
    assert np.isfinite(found).all()


def test_an_answer_of_other_vectors_is_an_error(endpoint: Endpoint, remote: OpenAIEmbedder) -> None:
    endpoint.play(remote.model, [raw(vectors(1.0))])
    with pytest.raises(ModelError, match="one vector a text"):
        remote.encode(["one", "two"])


def test_without_the_endpoint_the_words_decide(database: Database) -> None:
    store = FeedbackStore(database)
    store.add([said("leak", "The kettle leaks"), said("late", "So late")], [labels()] * 2)
    nobody: Embedder = OpenAIEmbedder("k-1", "http://127.0.0.1:9/v1", lambda text: text)

    def index() -> VectorIndex:
        raise AssertionError("without a vector there is nothing to ask the index")

    scope = Scope(tenant=DEFAULT_TENANT)
    rows = HybridSearch(store, index, nobody).rows("kettle", scope)
    assert [each.feedback.id for each in store.by_rows(rows, scope)] == ["leak"]
