from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.errors import InvalidInputError
from assistant.models import (
    DEFAULT_TENANT,
    Emotion,
    Feedback,
    Incoming,
    Period,
    Scope,
    Sentiment,
    Urgency,
)
from assistant.store.database import Database
from assistant.store.feedback import FeedbackStore
from assistant.store.tallies import DIMENSIONS, Tallies
from assistant.store.theme_column import read_themes
from tests.store.plain import Entry, column, hits, lies_in, tally
from tests.store.records import NEGATIVE, labels, said

TENANTS = (f"tally-{n}" for n in count(1))
FIRST = date(2026, 2, 26)
THEMES = ["delivery", "delivery_fee", "packaging", "own_100%"]
PIECES = ["a", "B", "%", "_", "\\", "/", "'", " ", "水", "壶", "退款", "é", "0"]

texts = st.lists(st.sampled_from(PIECES), max_size=6).map("".join)
maybe = st.none()
ratings = st.sampled_from([1.0, 1.5, 2.0, 3.0, 4.0, 4.5, 5.0])
moments = st.builds(
    lambda day, minute: datetime(2026, 2, 26, tzinfo=UTC) + timedelta(days=day, minutes=minute),
    st.integers(0, 9),
    st.sampled_from([0, 1, 720, 1439]),
)


def some(*values: str) -> st.SearchStrategy[str | None]:
    return maybe | st.sampled_from(values)


FIELDS: dict[str, list[str]] = {
    "product": ["Mug", "Mug%", "水壶"],
    "channel": ["web", "weibo"],
    "touchpoint": ["checkout"],
    "segment": ["new", "loyal"],
    "customer_id": ["C1", "C2"],
}

feedbacks = st.builds(
    lambda fields, **rest: Feedback(id="", tenant="", **fields, **rest),
    st.fixed_dictionaries({name: some(*values) for name, values in FIELDS.items()}),
    time=moments,
    text=texts,
    title=maybe | texts,
    rating=maybe | ratings,
    nps=maybe | st.integers(0, 10),
    ces=maybe | st.sampled_from([1.0, 6.5]),
    order_id=some("O1", "O2"),
)
readings = st.builds(
    labels,
    st.sampled_from(Sentiment),
    st.dictionaries(st.sampled_from(THEMES), st.sampled_from(Sentiment), max_size=3),
    emotion=st.sampled_from([Emotion.ANGRY, Emotion.NEUTRAL]),
    urgency=st.sampled_from(Urgency),
    language=st.sampled_from(["en", "zh"]),
)


def several(values: Any) -> st.SearchStrategy[tuple[Any, ...]]:
    chosen = st.lists(st.sampled_from(list(values)), min_size=1, max_size=2, unique=True).map(tuple)
    return st.just(()) | chosen


periods = maybe | st.builds(
    lambda start, length: Period(
        FIRST + timedelta(days=start), FIRST + timedelta(days=start + length)
    ),
    st.integers(-1, 9),
    st.integers(0, 5),
)
scopes = st.builds(
    lambda fields, **rest: Scope(tenant=DEFAULT_TENANT, **fields, **rest),
    st.fixed_dictionaries({name: several([*values, "none"]) for name, values in FIELDS.items()}),
    period=periods,
    language=several(["en", "zh"]),
    theme=several([*THEMES, "deliver"]),
    without_theme=several(THEMES),
    stance=several(Sentiment),
    sentiment=several(Sentiment),
    emotion=several([Emotion.ANGRY, Emotion.CONFUSED]),
    urgency=several(Urgency),
    rating=several(range(1, 6)),
    words=st.just(()) | st.lists(texts.filter(bool), min_size=1, max_size=6).map(tuple),
)
narrowings = st.lists(st.sampled_from(sorted(Scope.__dataclass_fields__)), max_size=4)


def relaxed(scope: Scope, kept: list[str], tenant: str) -> Scope:
    """Only a few of the restrictions, so that something is left to count."""
    values = {name: getattr(scope, name) for name in kept}
    return Scope(**(values | {"tenant": tenant}))


def stored(database: Database, drawn: list[Entry], tenant: str) -> list[Entry]:
    items = [
        Incoming(
            f"key {number}",
            Feedback(
                **{f: getattr(feedback, f) for f in Feedback.__dataclass_fields__}
                | {"id": f"A{number}", "tenant": tenant}
            ),
        )
        for number, (feedback, _) in enumerate(drawn)
    ]
    read = [each for _, each in drawn]
    FeedbackStore(database).add(items, read)
    return [(item.feedback, each) for item, each in zip(items, read, strict=True)]


def is_negative(entry: Entry) -> bool:
    return entry[1].sentiment == NEGATIVE


def is_blaming(theme: str, entry: Entry) -> bool:
    return any(m.theme == theme and m.sentiment == NEGATIVE for m in entry[1].themes)


def is_filled(name: str, entry: Entry) -> bool:
    return column(entry, name) is not None


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    drawn=st.lists(st.tuples(feedbacks, readings), max_size=12),
    asked=st.lists(st.tuples(scopes, narrowings), min_size=1, max_size=5),
    names=st.lists(st.sampled_from(DIMENSIONS), min_size=1, max_size=3, unique=True),
)
def test_counts_are_those_of_plain_python(
    shared_database: Database,
    drawn: list[Entry],
    asked: list[tuple[Scope, list[str]]],
    names: list[str],
) -> None:
    tenant = next(TENANTS)
    entries = stored(shared_database, drawn, tenant)
    tallies, store = Tallies(shared_database), FeedbackStore(shared_database)
    for whole, kept in asked:
        scope = relaxed(whole, kept, tenant)
        inside = [entry for entry in entries if lies_in(entry, scope)]
        assert tallies.count(scope) == len(inside)
        assert tallies.any(scope) == bool(inside)
        assert tallies.by(scope, *names) == tally(entries, scope, *names)
        assert tallies.negative(scope, *names) == hits(inside, names, is_negative)
        blames = [partial(is_blaming, theme) for theme in THEMES]
        assert tallies.blaming(scope, THEMES, *names) == hits(inside, names, *blames)
        named = [partial(is_filled, name) for name in ("rating", "product")]
        assert tallies.filled(scope, ("rating", "product"), *names) == hits(inside, names, *named)
        orders = {said.order_id for said, _ in inside} - {None}
        faulty = {entry[0].order_id for entry in inside if is_blaming("delivery", entry)} - {None}
        assert tallies.faulty_orders(scope, ["delivery"]) == (len(faulty), len(orders))
        shown = [record.feedback.id for record in store.select(scope)]
        assert sorted(shown) == sorted(said.id for said, _ in inside if said.text)
    days = [feedback.time.date() for feedback, _ in entries]
    assert tallies.span(tenant) == ((min(days), max(days)) if days else None)


def test_the_span_grows_with_the_store(shared_database: Database) -> None:
    tenant = next(TENANTS)
    store, tallies = FeedbackStore(shared_database), Tallies(shared_database)
    early, late = "2026-03-01T12:00", "2026-03-09T12:00"
    assert tallies.span(tenant) is None
    store.add([said("A1", at=late, tenant=tenant)], [labels()])
    assert tallies.span(tenant) == (date(2026, 3, 9), date(2026, 3, 9))
    store.add([said("A2", at=early, tenant=tenant)], [labels()])
    assert tallies.span(tenant) == (date(2026, 3, 1), date(2026, 3, 9))


def test_the_most_frequent_value_comes_first(shared_database: Database) -> None:
    tenant = next(TENANTS)
    channels = ["web", "app", "web", None, "mail", "app"]
    FeedbackStore(shared_database).add(
        [said(f"A{n}", tenant=tenant, channel=each) for n, each in enumerate(channels)],
        [labels()] * len(channels),
    )
    tallies = Tallies(shared_database)
    assert tallies.values("channel", tenant) == ["app", "web", "mail"]
    scope = Scope(tenant=tenant)
    assert tallies.histogram(scope, "channel") == {"app": 2, "web": 2, "mail": 1}
    assert tallies.by(scope, "channel")[(None,)] == 1


def test_an_empty_store(shared_database: Database) -> None:
    tallies, scope = Tallies(shared_database), Scope(tenant="nobody")
    assert tallies.count(scope) == 0
    assert not tallies.by(scope, "product", "nps")
    assert tallies.values("product", "nobody") == []
    assert tallies.span("nobody") is None


def test_themes_are_read_as_they_are_spelled() -> None:
    assert read_themes(" delivery:negative own:theme:positive ") == (
        ("delivery", "negative"),
        ("own:theme", "positive"),
    )
    assert read_themes("") == ()


def test_an_unknown_column_is_refused(database: Database) -> None:
    with pytest.raises(InvalidInputError, match=r"'colour'; count by day, product"):
        Tallies(database).by(Scope(tenant=DEFAULT_TENANT), "product", "colour")
