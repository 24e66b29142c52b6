"""Bands of the numbers that stand in a column."""

from dataclasses import replace

import pytest

from assistant.models import Band, Scope
from assistant.store.database import Database
from assistant.store.feedback import FeedbackStore
from assistant.store.kept_columns import KeptColumns
from assistant.store.tallies import Tallies
from tests.store.records import labels, said


@pytest.mark.parametrize("written", ["≤35", "36–53", "≥72", "0.5–1.25"])
def test_a_band_reads_what_it_writes(written: str) -> None:
    assert str(Band.read(written)) == written


@pytest.mark.parametrize("value", ["35", "M–L", "≥", "36-53", ""])
def test_another_value_is_no_band(value: str) -> None:
    assert Band.read(value) is None


def test_a_split_leaves_no_number_out() -> None:
    bands = Band.splitting(map(float, range(18, 90)), 4)
    assert list(map(str, bands)) == ["≤35", "36–53", "54–71", "≥72"]
    assert Band.splitting([1.0, 2.0], 4) == []


def test_records_are_counted_by_band(
    store: FeedbackStore, shared_database: Database, tenant: str
) -> None:
    """Numbers alone: what is no number is in no band, and ids are no measure."""
    rows = [
        said(
            f"b{n}",
            tenant=tenant,
            extra={"年龄": str(18 + n % 70), "单号": str(n), "note": f"n{n}"},
        )
        for n in range(140)
    ]
    odd = [
        said(f"b-{value}", tenant=tenant, extra={"年龄": value})
        for value in ("30多岁", "19.1.2", "19.", "-19")
    ]
    store.add(rows, [labels()] * len(rows))
    assert KeptColumns(shared_database).values(tenant).keys() == {"年龄"}
    store.add([*odd, said("b-none", tenant=tenant)], [labels()] * (len(odd) + 1))
    scope = Scope(tenant=tenant, kept=("年龄=≤19",))
    assert Tallies(shared_database).count(scope) == 4
    assert Tallies(shared_database).count(replace(scope, kept=("年龄=20–29",))) == 20
    assert Tallies(shared_database).count(replace(scope, kept=("年龄=≤19", "年龄=≥87"))) == 6
    assert Tallies(shared_database).count(replace(scope, kept=("年龄=≤19", "note=n1"))) == 1
