import pytest

from assistant.errors import NotFoundError
from assistant.models import DEFAULT_TENANT, Scope
from assistant.store.database import Database
from assistant.store.feedback import FeedbackStore
from tests.store.asked import asked
from tests.store.records import labels, said


class TestIds:
    def test_an_id_of_another_source_gets_its_source_in_front(
        self, store: FeedbackStore, tenant: str
    ) -> None:
        for source in ("mail", "web"):
            batch = [said("7", f"from {source}", tenant=tenant, source=source)]
            assert store.add(batch, [labels()]) == 1
        assert store.get("7", tenant).feedback.text == "from mail"
        assert store.get("web:7", tenant).feedback.text == "from web"

    def test_then_a_number(self, store: FeedbackStore, tenant: str) -> None:
        batch = [said("7", f"text {n}", tenant=tenant, key=f"key {n}") for n in range(4)]
        store.add(batch[:2], [labels()] * 2)
        store.add(batch[2:], [labels()] * 2)
        ids = ["7", "import:7", "import:7~2", "import:7~3"]
        assert [r.feedback.text for r in store.by_ids(ids, tenant)] == [
            f"text {n}" for n in range(4)
        ]

    def test_an_id_that_looks_like_a_renamed_one(self, store: FeedbackStore, tenant: str) -> None:
        batch = [
            said("web:7", "written so", tenant=tenant),
            said("7", "first", tenant=tenant),
            said("7", "second", tenant=tenant, source="web"),
        ]
        assert store.add(batch, [labels()] * 3) == 3
        assert store.get("web:7~2", tenant).feedback.text == "second"

    def test_an_id_of_all_records_costs_no_query_a_record(
        self, store: FeedbackStore, shared_database: Database, tenant: str
    ) -> None:
        batches = [
            [
                said("7", f"text {n}", tenant=tenant, key=f"key {n}")
                for n in range(start, start + 60)
            ]
            for start in (0, 60)
        ]
        store.add(batches[0], [labels()] * 60)
        with asked(shared_database.engine) as statements:
            assert store.add(batches[1], [labels()] * 60) == 60
        assert sum(each.startswith("SELECT feedback.id") for each, _ in statements) < 15
        last = store.get("import:7~119", tenant)
        assert last.feedback.text == "text 119"

    def test_a_gap_in_the_numbers_takes_no_name_twice(
        self, store: FeedbackStore, tenant: str
    ) -> None:
        held = ["7", "import:7", "import:7~2", "import:7~4", "import:7~9"]
        store.add([said(id, "older", tenant=tenant) for id in held], [labels()] * 5)
        more = [said("7", f"text {n}", tenant=tenant, key=f"key {n}") for n in range(6)]
        assert store.add(more, [labels()] * 6) == 6
        assert len(store.select(Scope(tenant=tenant))) == 11

    def test_tenants_do_not_see_each_other(self, store: FeedbackStore, tenant: str) -> None:
        other = tenant + "-other"
        store.add([said("A1", "mine", tenant=tenant)], [labels()])
        assert store.add([said("A1", "theirs", tenant=other)], [labels()]) == 1
        assert store.get("A1", tenant).feedback.text == "mine"
        assert store.get("A1", other).feedback.text == "theirs"
        assert [r.feedback.text for r in store.select(Scope(tenant=tenant))] == ["mine"]

    def test_an_unknown_id(self, store: FeedbackStore, tenant: str) -> None:
        with pytest.raises(NotFoundError, match="'A9'"):
            store.get("A9", tenant)

    def test_by_ids_keeps_the_order_and_leaves_unknown_ones_out(
        self, store: FeedbackStore, tenant: str
    ) -> None:
        store.add([said(id, tenant=tenant) for id in ("A", "B", "C")], [labels()] * 3)
        found = store.by_ids(["C", "nobody", "A", "C"], tenant)
        assert [record.feedback.id for record in found] == ["C", "A"]
        assert store.by_ids([], tenant) == []


@pytest.mark.parametrize(("written", "asked"), [("S01a", "S01A"), ("ÄRGer7", "ärger7")])
def test_the_case_of_an_id_is_forgiven_where_one_record_has_it(
    database: Database, written: str, asked: str
) -> None:
    store = FeedbackStore(database)
    store.add([said(written)], [labels()])
    assert store.get(asked, DEFAULT_TENANT).feedback.id == written
    with pytest.raises(NotFoundError):
        store.get(asked, "other")
    store.add([said(written.swapcase())], [labels()])
    with pytest.raises(NotFoundError):
        store.get(asked, DEFAULT_TENANT)
