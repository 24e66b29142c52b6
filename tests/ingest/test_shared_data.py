"""Whole public data sets, where they lie beside the clone."""

from pathlib import Path

import pytest

from tests.ingest.desks import Desk

DATA = (Path(__file__).parents[2] / "../shared/data").resolve()

# Rows, and how many of them are word for word another row.
SETS = {
    "tweets_en_airline.csv": (7_189, 0),
    "reviews_en_clothing.csv": (920, 0),
    "reviews_zh_hotel.csv.gz": (7_010, 0),
    "reviews_zh_takeaway.csv.gz": (10_709, 0),
    "reviews_zh_shopping.csv.gz": (56_246, 1),
    "labelled_train.jsonl": (1_492, 0),
    "labelled_dev.jsonl": (380, 0),
}


@pytest.mark.skipif(not DATA.is_dir(), reason="the public data sets are not here")
@pytest.mark.parametrize("name", SETS)
def test_a_set_is_imported_whole_and_once(tmp_path: Path, name: str) -> None:
    rows, repeated = SETS[name]
    desk = Desk(tmp_path)
    first = desk.run(DATA / name)
    assert (first.read, first.accepted, first.duplicates) == (rows, rows - repeated, repeated)
    second = desk.run(DATA / name)
    assert (second.accepted, second.duplicates) == (0, rows)
