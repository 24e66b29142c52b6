"""Emerging themes that are known again, on both databases."""

from dataclasses import replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from assistant.store.clusters import Clusters, KeptCluster, cluster_id
from assistant.store.database import Database
from assistant.tools.cluster_names import named
from assistant.understanding.emerging import EmergingTheme

MONDAY = date(2026, 3, 9)


def direction(seed: int) -> NDArray[np.float32]:
    vector = np.random.default_rng(seed).normal(size=512).astype(np.float32)
    return np.asarray(vector / np.linalg.norm(vector), dtype=np.float32)


def near(vector: NDArray[np.float32], seed: int, cosine: float) -> NDArray[np.float32]:
    other = direction(seed)
    other -= vector * (other @ vector)
    other /= np.linalg.norm(other)
    return np.asarray(cosine * vector + (1 - cosine**2) ** 0.5 * other, dtype=np.float32)


def theme(vector: NDArray[np.float32], name: str) -> EmergingTheme:
    return EmergingTheme({"en": (name,)}, tuple(range(10)), vector, 0.6)


def kept(vector: NDArray[np.float32], name: str, day: date = MONDAY) -> KeptCluster:
    return KeptCluster(cluster_id(vector), {"en": name, "zh": name}, vector, day)


def test_what_is_kept_is_read_back_by_tenant_and_space(database: Database) -> None:
    store = Clusters(database, "builtin")
    one = kept(direction(1), "wish list")
    store.keep([one], "a")
    (found,) = store.all("a")
    assert (found.id, found.names, found.first_seen) == (one.id, one.names, MONDAY)
    assert np.array_equal(found.centroid, one.centroid)
    assert store.all("b") == Clusters(database, "another").all("a") == []


def test_a_known_theme_changes_its_first_day_alone(database: Database) -> None:
    store = Clusters(database, "builtin")
    one = kept(direction(1), "wish list")
    store.keep([one], "a")
    store.keep([replace(one, names={"en": "other"}, first_seen=date(2026, 3, 20))], "a")
    assert [(k.names["en"], k.first_seen) for k in store.all("a")] == [("wish list", MONDAY)]
    store.keep([replace(one, first_seen=date(2026, 3, 2))], "a")
    assert [k.first_seen for k in store.all("a")] == [date(2026, 3, 2)]


def test_a_theme_keeps_its_name_and_a_new_one_has_its_own(database: Database) -> None:
    store = Clusters(database, "builtin")
    old = kept(direction(1), "wish list")
    store.keep([old], "a")
    again, stranger = near(old.centroid, 7, 0.95), near(old.centroid, 8, 0.5)
    found = [theme(stranger, "gift card"), theme(again, "saved items")]
    first, second = named(found, [date(2026, 3, 16), date(2026, 3, 17)], store, "a")
    assert (first.names["en"], first.first_seen) == ("gift card", date(2026, 3, 16))
    assert (second.id, second.names["en"], second.first_seen) == (old.id, "wish list", MONDAY)
    assert len(store.all("a")) == 1
    assert named(found, [MONDAY, MONDAY], store, "b")[1].names["en"] == "saved items"
    assert named([], [], store, "a") == []
