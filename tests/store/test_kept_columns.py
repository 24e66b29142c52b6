from dataclasses import replace

from assistant.models import Scope
from assistant.store.database import Database
from assistant.store.feedback import FeedbackStore
from assistant.store.kept_columns import KeptColumns
from assistant.store.tallies import Tallies
from tests.store.records import labels, said


def test_kept_columns_are_those_with_few_values(
    store: FeedbackStore, shared_database: Database, tenant: str
) -> None:
    rows = [
        said(f"k{n}", tenant=tenant, extra={"city": ("Brno", "Gent")[n % 2], "note": f"n{n}"})
        for n in range(70)
    ]
    store.add(rows, [labels()] * len(rows))
    (city,) = KeptColumns(shared_database).values(tenant).items()
    assert (city[0], sorted(city[1])) == ("city", ["Brno", "Gent"])
    scope = Scope(tenant=tenant, kept=("city=Brno",))
    assert Tallies(shared_database).count(scope) == 35
    assert Tallies(shared_database).count(replace(scope, kept=("city=brno",))) == 0
    assert Tallies(shared_database).count(replace(scope, kept=("city=Brno", "city=Gent"))) == 70
    assert Tallies(shared_database).count(replace(scope, kept=("city=Brno", "note=n1"))) == 0
    more = [said(f"h{n}", tenant=tenant, extra={"仓库": ("苏州仓", '"city')[n]}) for n in range(2)]
    store.add(more, [labels()] * 2)
    assert Tallies(shared_database).count(replace(scope, kept=("仓库=苏州仓",))) == 1
    assert Tallies(shared_database).count(replace(scope, kept=('仓库="city',))) == 1
    assert KeptColumns(shared_database).values("nobody") == {}


def test_several_sources_are_a_column(
    store: FeedbackStore, shared_database: Database, tenant: str
) -> None:
    store.add([said("o1", tenant=tenant, source="工单")], [labels()])
    assert KeptColumns(shared_database).values(tenant) == {}
    rows = [said(f"o{n}", tenant=tenant, source="问卷") for n in (2, 3)]
    store.add(rows, [labels()] * 2)
    assert sorted(KeptColumns(shared_database).values(tenant)["source"]) == ["工单", "问卷"]
    scope = Scope(tenant=tenant, kept=("source=问卷",))
    assert Tallies(shared_database).count(scope) == 2
    assert Tallies(shared_database).count(replace(scope, kept=("source=问卷", "x=1"))) == 0
