from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from evals.cases.shop import CHANNELS, COLUMNS, FIRST_DAY, LAST_DAY, PRODUCTS, make_shop, write_shop


@pytest.fixture(scope="module")
def shop() -> pd.DataFrame:
    return make_shop()


def test_it_is_the_same_every_time(shop: pd.DataFrame) -> None:
    pd.testing.assert_frame_equal(shop, make_shop())


def test_its_size_columns_and_names(shop: pd.DataFrame) -> None:
    assert 5_800 <= len(shop) <= 6_400
    assert tuple(shop.columns) == COLUMNS
    assert shop["id"].is_unique
    assert set(shop["product"].dropna()) == set(PRODUCTS)
    assert set(shop["channel"]) == set(CHANNELS)
    assert set(shop["language"]) == {"zh", "en"}
    assert shop["product"].isna().any()


def test_every_combination_of_marks_occurs(shop: pd.DataFrame) -> None:
    both = pd.crosstab(shop["rating"].isna(), shop["nps"].isna())
    assert both.to_numpy().min() > 300
    assert set(shop["rating"].dropna()) == {1, 2, 3, 4, 5}
    assert set(shop["nps"].dropna()) <= set(range(11))


def test_times_say_their_offset_and_lie_in_the_period_in_utc(shop: pd.DataFrame) -> None:
    assert shop["time"].str.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d").all()
    days = pd.to_datetime(shop["time"], utc=True).dt.date
    assert (days.min(), days.max()) == (FIRST_DAY, LAST_DAY)
    written = shop["time"].str[:10].map(date.fromisoformat)
    assert (written != days).mean() > 0.2


def test_the_file_reads_back_as_the_same_table(shop: pd.DataFrame, tmp_path: Path) -> None:
    path = tmp_path / "shop.csv"
    assert write_shop(path) == len(shop)
    read = pd.read_csv(path, dtype={"rating": "Int64", "nps": "Int64"})
    pd.testing.assert_frame_equal(read, shop, check_dtype=False)
    assert ".0," not in path.read_text(encoding="utf-8")
