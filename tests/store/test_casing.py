"""Words that are looked for in the texts, in whatever case."""

from itertools import count

import pytest

from assistant.models import Scope
from assistant.store.database import Database
from assistant.store.feedback import FeedbackStore
from assistant.store.tallies import Tallies
from tests.store.asked import asked
from tests.store.records import labels, said

TENANTS = (f"casing-{n}" for n in count(1))
UNSAID = ("voucher", "coupon", "ваучер", "优惠券", "gutschein")


@pytest.mark.parametrize("beside", [(), UNSAID], ids=["alone", "of many"])
@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Großer ÄRGER mit dem Paket", "ärger"),
        ("ЧАЙНИК протекает", "чайник"),
        ("The ZIPPER broke", "zipper"),
        ("The zipper broke", "ZIPPER B"),
        pytest.param("Ärger", "Ärger", id="as written"),
    ],
)
def test_words_are_found_in_any_case(
    shared_database: Database, text: str, word: str, beside: tuple[str, ...]
) -> None:
    tenant = next(TENANTS)
    items = [said("A1", text, tenant=tenant), said("A2", "all is well", tenant=tenant)]
    FeedbackStore(shared_database).add(items, [labels()] * 2)
    assert Tallies(shared_database).count(Scope(tenant=tenant, words=(*beside, word))) == 1


@pytest.mark.parametrize("beside", [(), UNSAID], ids=["alone", "of many"])
@pytest.mark.parametrize("word", ["100%", "a_b", "a/b", '"a\\'])
def test_a_word_stands_for_itself_alone(
    shared_database: Database, word: str, beside: tuple[str, ...]
) -> None:
    tenant = next(TENANTS)
    texts = [f"it says {word}, twice", "1000 of axb, a//b"]
    items = [said(f"A{n}", text, tenant=tenant) for n, text in enumerate(texts)]
    FeedbackStore(shared_database).add(items, [labels()] * 2)
    assert Tallies(shared_database).count(Scope(tenant=tenant, words=(*beside, word))) == 1


def test_the_texts_are_looked_through_once_until_the_store_changes(
    shared_database: Database,
) -> None:
    tenant = next(TENANTS)
    store, tallies = FeedbackStore(shared_database), Tallies(shared_database)
    scope = Scope(tenant=tenant, words=("zipper",))
    store.add([said("A1", "the zipper broke", tenant=tenant)], [labels()])
    with asked(shared_database.engine) as statements:
        assert [tallies.count(scope) for _ in range(3)] == [1, 1, 1]
    assert sum("LIKE" in statement for statement, _ in statements) == 1
    store.add([said("A2", "a zipper again", tenant=tenant)], [labels()])
    assert tallies.count(scope) == 2
