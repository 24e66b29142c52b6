from dataclasses import replace
from itertools import count

from assistant.models import Scope
from assistant.store.database import Database
from assistant.store.feedback import FeedbackStore
from assistant.store.voices import Voices
from tests.store.records import labels, said

TENANTS = (f"voices-{n}" for n in count(1))


def test_a_crowd_is_sorted_by_customer_each_oldest_first(shared_database: Database) -> None:
    tenant = next(TENANTS)
    spoke = [
        ("b", "12", 1.0),
        ("Z", "12", 2.0),
        (None, "12", 3.0),
        ("客", "11", 4.0),
        ("b", "09", None),
        ("a-1", "10", 5.0),
        ("a1", "10", 4.5),
        ("b", "12", 2.5),
    ]
    items = [
        said(f"A{n}", at=f"2026-03-{day}T12:00", tenant=tenant, customer_id=who, rating=stars)
        for n, (who, day, stars) in enumerate(spoke)
    ]
    FeedbackStore(shared_database).add(items, [labels()] * len(items))
    crowd = Voices(shared_database).crowd(Scope(tenant=tenant), ("rating",))
    assert crowd.customers == ["Z", "a-1", "a1", "b", "客"]
    assert crowd.columns[0].tolist() == [2.0, 5.0, 4.5, None, 1.0, 2.5, 4.0]
    assert crowd.starts.tolist() == [0, 1, 2, 3, 6]
    assert crowd.who.tolist() == [0, 1, 2, 3, 3, 3, 4]


def test_answers_are_counted_by_customer(shared_database: Database) -> None:
    tenant = next(TENANTS)
    spoke = [("a", 4.0), ("a", 1.5), ("a", None), ("客", 3.0), ("b", None), (None, 5.0)]
    items = [
        said(f"A{n}", tenant=tenant, customer_id=who, rating=stars, product="Mug" if n else None)
        for n, (who, stars) in enumerate(spoke)
    ]
    FeedbackStore(shared_database).add(items, [labels()] * len(items))
    voices, scope = Voices(shared_database), Scope(tenant=tenant)
    assert voices.answers(scope, "rating") == {"a": {4.0: 1, 1.5: 1}, "客": {3.0: 1}}
    mug = voices.answers(replace(scope, product=("Mug",)), "rating")
    assert mug == {"a": {1.5: 1}, "客": {3.0: 1}}
    assert voices.answers(scope, "nps") == {}


def test_nobody_makes_an_empty_crowd(shared_database: Database) -> None:
    crowd = Voices(shared_database).crowd(Scope(tenant=next(TENANTS)), ("rating",))
    assert (list(crowd.customers), len(crowd.starts), len(crowd.who)) == ([], 0, 0)
