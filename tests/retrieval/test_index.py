import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import IndexUnavailableError
from assistant.models import Emotion, Period, Scope, Sentiment
from assistant.models.vectors import Vectors
from retrieval.embedders import BuiltinEmbedder
from retrieval.index import ChromaIndex, where

DAY = date(2026, 3, 10).toordinal()


def unit(*values: float) -> Vectors:
    vector = np.array(values, np.float32)
    return vector / np.linalg.norm(vector)


class TestWhere:
    def test_the_tenant_alone(self) -> None:
        assert where(Scope(tenant="shop")) == {"tenant": "shop"}

    def test_what_the_index_knows(self) -> None:
        scope = Scope(
            tenant="shop",
            period=Period(date(2026, 3, 9), date(2026, 3, 10)),
            product=("Mug", "Kettle"),
            channel=("web",),
            language=("zh",),
            sentiment=(Sentiment.NEGATIVE,),
        )
        assert where(scope) == {
            "$and": [
                {"tenant": "shop"},
                {"day": {"$gte": DAY - 1}},
                {"day": {"$lte": DAY}},
                {"product": {"$in": ["Mug", "Kettle"]}},
                {"channel": {"$in": ["web"]}},
                {"language": {"$in": ["zh"]}},
                {"sentiment": {"$in": ["negative"]}},
            ]
        }

    def test_what_the_store_must_filter_itself(self) -> None:
        scope = Scope(
            tenant="shop",
            theme=("delivery",),
            emotion=(Emotion.ANGRY,),
            rating=(1,),
            words=("late",),
            touchpoint=("checkout",),
        )
        assert where(scope) == {"tenant": "shop"}


@pytest.fixture
def index(tmp_path: Path) -> Iterator[ChromaIndex]:
    opened = ChromaIndex(tmp_path / "index", "test")
    yield opened
    opened.close()


class TestChroma:
    VECTORS = np.stack([unit(1, 0, 0), unit(0.9, 0.1, 0), unit(0, 1, 0), unit(0, 0, 1)])
    METADATA = (
        {"tenant": "a", "product": "Mug", "day": DAY},
        {"tenant": "a", "product": "Kettle", "day": DAY + 1},
        {"tenant": "b", "product": "Mug", "day": DAY},
        {"tenant": "a", "day": DAY + 2},
    )

    @pytest.fixture
    def full(self, index: ChromaIndex) -> ChromaIndex:
        index.upsert([11, 12, 13, 14], self.VECTORS, self.METADATA)
        return index

    def test_the_nearest_comes_first(self, full: ChromaIndex) -> None:
        assert full.count() == 4
        assert full.query(unit(1, 0, 0), where(Scope(tenant="a")), 10) == [11, 12, 14]
        assert full.query(unit(1, 0, 0), where(Scope(tenant="a")), 1) == [11]

    @pytest.mark.parametrize(
        ("scope", "rows"),
        [
            (Scope(tenant="b"), {13}),
            (Scope(tenant="a", product=("Mug", "Lamp")), {11}),
            (Scope(tenant="a", period=Period(date(2026, 3, 10), date(2026, 3, 11))), {11, 12}),
            (Scope(tenant="a", product=("Lamp",)), set()),
            (Scope(tenant="nobody"), set()),
        ],
    )
    def test_filters(self, full: ChromaIndex, scope: Scope, rows: set[int]) -> None:
        assert set(full.query(unit(1, 1, 1), where(scope), 10)) == rows

    def test_only_the_rows_that_are_named_come_into_question(self, full: ChromaIndex) -> None:
        every = where(Scope(tenant="a"))
        assert full.query(unit(1, 0, 0), every, 10, among=[14, 12, 13]) == [12, 14]
        assert full.query(unit(1, 0, 0), every, 10, among=[]) == []

    def test_a_row_that_is_there_is_replaced(self, full: ChromaIndex) -> None:
        full.upsert([14], unit(1, 0, 0)[None], [{"tenant": "b", "day": DAY}])
        assert full.count() == 4
        assert full.query(unit(1, 0, 0), where(Scope(tenant="b")), 1) == [14]
        assert 14 not in full.query(unit(0, 0, 1), where(Scope(tenant="a")), 10)

    def test_clear_forgets_everything(self, full: ChromaIndex) -> None:
        full.clear()
        assert full.count() == 0
        assert full.query(unit(1, 0, 0), {"tenant": "a"}, 5) == []
        full.upsert([1], unit(1, 0, 0)[None], [{"tenant": "a", "day": DAY}])
        assert full.query(unit(1, 0, 0), {"tenant": "a"}, 5) == [1]

    def test_an_empty_index(self, index: ChromaIndex) -> None:
        assert index.count() == 0
        assert index.query(unit(1, 0, 0), {"tenant": "a"}, 5) == []
        index.upsert([], np.zeros((0, 3), np.float32), [])
        assert index.count() == 0

    def test_vectors_of_different_embedders_do_not_mix(self, tmp_path: Path) -> None:
        first = ChromaIndex(tmp_path / "index", "one")
        first.upsert([1], unit(1, 0, 0)[None], [{"tenant": "a"}])
        second = ChromaIndex(tmp_path / "index", "two")
        assert (first.count(), second.count()) == (1, 0)


class TestServerAddress:
    @pytest.mark.parametrize("url", ["http://127.0.0.1:1", "localhost", "http://localhost"])
    def test_one_that_does_not_answer(self, url: str) -> None:
        with pytest.raises(IndexUnavailableError, match="CHROMA_URL"):
            ChromaIndex(url, "test")


FILL = """
import os, sys
from pathlib import Path
import numpy as np
from retrieval.index import ChromaIndex
index = ChromaIndex(Path(sys.argv[1]), "test")
vectors = np.random.default_rng(0).normal(size=(1_500, 32)).astype(np.float32)
index.upsert(range(1_500), vectors, [{"tenant": "a"}] * 1_500)
print(index.count(), flush=True)
index.close() if sys.argv[2] == "closed" else None
os._exit(0)
"""


def fill(place: Path, how: str) -> None:
    """Another process makes an index of 1,500 rows and ends with or without closing it."""
    root = Path(__file__).parents[2]
    ran = subprocess.run(
        [sys.executable, "-c", FILL, str(place), how],
        cwd=root, capture_output=True, check=True, text=True,
    )  # fmt: skip
    assert ran.stdout.strip() == "1500"


class TestDamage:
    def test_an_index_that_was_not_closed_is_kept_when_it_is_sound(self, tmp_path: Path) -> None:
        place = tmp_path / "index"
        fill(place, "killed")
        assert (place / "open").exists()
        index = ChromaIndex(place, "test")
        assert index.count() == 1_500
        assert len(index.query(np.ones(32, np.float32), {"tenant": "a"}, 3)) == 3
        index.close()
        assert not (place / "open").exists()
        assert [each.name for each in tmp_path.iterdir()] == ["index"]

    def test_a_damaged_one_is_set_aside_and_an_empty_one_made(self, tmp_path: Path) -> None:
        place = tmp_path / "index"
        fill(place, "killed")
        data = [path for path in place.rglob("*.bin") if path.stat().st_size]
        assert data
        for path in data:
            path.write_bytes(path.read_bytes()[: path.stat().st_size // 3])
        database = place / "chroma.sqlite3"
        database.write_bytes(database.read_bytes()[:6_000])
        index = ChromaIndex(place, "test")
        assert index.count() == 0
        index.upsert([1], unit(1, 0, 0)[None], [{"tenant": "a"}])
        assert index.query(unit(1, 0, 0), {"tenant": "a"}, 1) == [1]
        index.close()
        names = sorted(each.name for each in tmp_path.iterdir())
        assert names[0] == "index"
        assert [name.startswith("index-damaged-") for name in names[1:]] == [True]


class TestBuiltinEmbedder:
    def test_unit_length_and_two_languages(self, encoder: BuiltinEmbedder) -> None:
        vectors = encoder.encode(["快递太慢了", "the delivery is too slow", "I love this pillow"])
        assert vectors.shape == (3, encoder.dimension)
        assert vectors.dtype == np.float32
        np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
        assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2]

    def test_no_text_and_empty_texts(self, encoder: BuiltinEmbedder) -> None:
        assert encoder.encode([]).shape == (0, encoder.dimension)
        assert np.isfinite(encoder.encode(["", " \n ", "😀", "x" * 5_000])).all()

    def test_a_text_has_the_same_vector_alone_and_among_others(
        self, encoder: BuiltinEmbedder
    ) -> None:
        alone = encoder.encode(["水壶漏水"])[0]
        among = encoder.encode(["ok", "水壶漏水", "a much longer text " * 20])[1]
        np.testing.assert_allclose(alone, among, atol=1e-5)
