from dataclasses import replace
from datetime import UTC, datetime

import pytest

from assistant.models import (
    Emotion,
    Feedback,
    Incoming,
    Period,
    Scope,
    ThemeMention,
    Urgency,
)
from assistant.store.feedback import FeedbackStore, Order
from tests.store.records import NEGATIVE, NEUTRAL, POSITIVE, labels, said


def test_a_record_comes_back_as_it_went_in(store: FeedbackStore, tenant: str) -> None:
    feedback = Feedback(
        id="S-1",
        time=datetime(2026, 3, 10, 23, 59, 59, tzinfo=UTC),
        text="水壶漏水 'quoted' \\ % _ 😀",
        source="survey",
        title="漏水",
        rating=2.5,
        nps=0,
        ces=6.5,
        channel="weibo",
        product="Kettle",
        order_id="O1",
        customer_id="C1",
        customer_name="王",
        touchpoint="checkout",
        segment="new",
        language="zh",
        tenant=tenant,
        extra={"Größe": "XL", "色": "红"},
    )
    read = labels(
        NEGATIVE,
        {"product_quality": NEGATIVE, "packaging": POSITIVE},
        emotion=Emotion.ANGRY,
        urgency=Urgency.CRITICAL,
        language="zh",
        score=-0.25,
    )
    assert store.add([Incoming("survey:S-1", feedback)], [read]) == 1
    record = store.get("S-1", tenant)
    assert record.feedback == feedback
    assert set(record.labels.themes) == set(read.themes)
    assert record.labels.score == read.score
    assert (record.labels.emotion, record.labels.urgency) == (Emotion.ANGRY, Urgency.CRITICAL)


def test_mentions_come_in_the_order_of_the_text(store: FeedbackStore, tenant: str) -> None:
    read = labels()
    late, early = (
        ThemeMention("delivery", NEGATIVE, 40, 60),
        ThemeMention("usability", NEUTRAL, 0, 9),
    )
    read = type(read)(
        read.language, read.sentiment, read.score, read.emotion, read.urgency, (late, early)
    )
    store.add([said("A1", tenant=tenant)], [read])
    assert store.get("A1", tenant).labels.themes == (early, late)


class TestDuplicates:
    def test_a_known_key_is_passed_over(self, store: FeedbackStore, tenant: str) -> None:
        assert store.add([said("A1", "first", tenant=tenant)], [labels()]) == 1
        again = [said("A1", "second", tenant=tenant), said("A2", tenant=tenant)]
        assert store.add(again, [labels(), labels()]) == 1
        assert store.get("A1", tenant).feedback.text == "first"
        assert store.add(again, [labels(), labels()]) == 0

    def test_the_first_of_a_batch_wins(self, store: FeedbackStore, tenant: str) -> None:
        batch = [
            said("A1", "first", tenant=tenant),
            said("A2", tenant=tenant),
            said("A1", "again", tenant=tenant),
        ]
        read = [labels(NEGATIVE), labels(POSITIVE), labels(NEUTRAL)]
        assert store.add(batch, read) == 2
        assert store.get("A1", tenant).feedback.text == "first"
        assert store.get("A1", tenant).labels.sentiment == NEGATIVE
        assert store.get("A2", tenant).labels.sentiment == POSITIVE

    def test_stored_ids_names_the_stored_keys(self, store: FeedbackStore, tenant: str) -> None:
        store.add([said(f"A{n}", tenant=tenant) for n in range(1_100)], [labels()] * 1_100)
        asked = [said(f"A{n}", tenant=tenant) for n in range(0, 2_200, 2)]
        stored = {f"import:A{n}": f"A{n}" for n in range(0, 1_100, 2)}
        assert store.stored_ids(asked, tenant) == stored
        assert store.stored_ids(asked, tenant + "-other") == {}
        assert store.stored_ids([], tenant) == {}

    def test_an_export_taken_again_is_known_by_id_and_words_or_moment(
        self, store: FeedbackStore, tenant: str
    ) -> None:
        def row(text: str, key: str, day: int = 1, dated: bool = True) -> Incoming:
            at = f"2026-03-{day:02d}T12:00"
            item = said("7", text, at, tenant=tenant, key=f"sha1:{key}")
            return replace(item, dated=dated)

        store.add([row("first", "a")], [labels()])
        assert store.stored_ids([row("edited", "b")], tenant) == {"sha1:b": "7"}
        assert store.stored_ids([row("first", "b", day=2)], tenant) == {"sha1:b": "7"}
        assert store.stored_ids([row("edited", "b", dated=False)], tenant) == {}
        other = row("another", "c", day=2)
        assert store.add([other], [labels()]) == 1
        assert store.stored_ids([row("another!", "d", day=2)], tenant) == {"sha1:d": "import:7"}

    def test_nothing_adds_nothing(self, store: FeedbackStore) -> None:
        assert store.add([], []) == 0


class TestReading:
    @pytest.fixture
    def scope(self, store: FeedbackStore, tenant: str) -> Scope:
        rows = (("old", 1, -0.1), ("mid", 5, -0.9), ("new", 9, 0.7), ("newer", 10, 0.7))
        store.add(
            [said(id, tenant=tenant, at=f"2026-03-{day:02}T08:00") for id, day, _ in rows]
            + [said("mute", "", tenant=tenant, rating=1.0)],
            [labels(score=score) for *_, score in rows] + [labels(score=-1.0)],
        )
        return Scope(tenant=tenant)

    @pytest.mark.parametrize(
        ("order", "ids"),
        [
            (Order.NEWEST, ["newer", "new", "mid", "old"]),
            (Order.WORST, ["mid", "old", "newer", "new"]),
            (Order.BEST, ["newer", "new", "old", "mid"]),
        ],
    )
    def test_order_and_pages(
        self, store: FeedbackStore, scope: Scope, order: Order, ids: list[str]
    ) -> None:
        """A record without words (a bare rating) cannot be shown."""
        assert [r.feedback.id for r in store.select(scope, order)] == ids
        pages = [store.select(scope, order, limit=3, offset=start) for start in (0, 3, 6)]
        assert [r.feedback.id for page in pages for r in page] == ids

    def test_by_rows_filters_and_keeps_the_order(self, store: FeedbackStore, scope: Scope) -> None:
        records = store.select(scope)
        rows = [record.row for record in records]
        first_week = Period(datetime(2026, 3, 1).date(), datetime(2026, 3, 7).date())
        narrow = Scope(tenant=scope.tenant, period=first_week)
        mixed = [rows[3], 10**6, rows[0], rows[2], rows[3]]
        found = store.by_rows(mixed, narrow)
        assert [record.feedback.id for record in found] == ["old", "mid"]
        assert store.by_rows([], scope) == []


def test_what_a_tenant_holds_is_asked_of_the_tenant(store: FeedbackStore, tenant: str) -> None:
    assert not store.holds(tenant)
    store.add([said("A1", tenant=tenant, source="demo")], [labels()])
    assert store.holds(tenant)
    assert store.holds(tenant, "demo")
    assert not store.holds(tenant, "survey")
    assert not store.holds(f"not {tenant}", "demo")


class TestSeveralThemes:
    @pytest.fixture
    def scopes(self, store: FeedbackStore, tenant: str) -> list[Scope]:
        both = {"delivery": NEGATIVE, "packaging": NEGATIVE}
        rows = (
            ("A", "Late and soaked", -0.9, both),
            ("B", "Box was torn", -0.4, {"packaging": NEGATIVE}),
            ("C", "Never came at all", -0.7, {"delivery": NEGATIVE}),
            ("D", "Came early", 0.8, {"delivery": POSITIVE}),
        )
        store.add(
            [said(id, text, tenant=tenant) for id, text, *_ in rows],
            [labels(NEGATIVE, themes, score=score) for *_, score, themes in rows],
        )
        themes = ("packaging", "returns_refunds", "delivery")
        return [Scope(tenant=tenant, theme=(each,), stance=(NEGATIVE,)) for each in themes]

    def test_the_strongest_of_each_are_read_at_once(
        self, store: FeedbackStore, scopes: list[Scope]
    ) -> None:
        def ids(limit: int, offset: int) -> list[list[str]]:
            pages = store.strongest(scopes, Order.WORST, limit, offset)
            return [[record.feedback.id for record in page] for page in pages]

        assert ids(5, 0) == [["A", "B"], [], ["A", "C"]]
        assert ids(1, 1) == [["B"], [], ["C"]]
        assert store.strongest([], Order.WORST, 5) == []

    def test_the_clauses_of_each_are_read_at_once(
        self, store: FeedbackStore, scopes: list[Scope]
    ) -> None:
        said_of = [sorted(clauses) for clauses in store.clauses(scopes, 5)]
        assert said_of == [["Box was t", "Late and "], [], ["Late and ", "Never cam"]]
        assert store.clauses([], 5) == []


class TestClauses:
    def test_the_newest_words_on_a_theme_are_read(self, store: FeedbackStore, tenant: str) -> None:
        blame, praise = {"delivery": NEGATIVE}, {"delivery": POSITIVE}
        rows = (
            ("A", "Lost twice, and then late.", 1, blame),
            ("B", "Came late, but the lamp is good.", 5, blame),
            ("C", "Came fast, I am glad.", 9, praise),
        )
        store.add(
            [said(id, text, f"2026-03-{day:02}T08:00", tenant=tenant) for id, text, day, _ in rows],
            [labels(NEGATIVE, themes) for *_, themes in rows],
        )
        scope = Scope(tenant=tenant, theme=("delivery",), stance=(NEGATIVE,))
        assert sorted(store.clauses([scope], 10)[0]) == ["Came late", "Lost twic"]
        assert store.clauses([scope], 1) == [["Came late"]]
        assert store.clauses([replace(scope, product=("Lamp",))], 10) == [[]]
        assert store.clauses([replace(scope, tenant="nobody")], 10) == [[]]

    def test_a_title_counts_as_text(self, store: FeedbackStore, tenant: str) -> None:
        store.add(
            [said("A", "and more", tenant=tenant, title="Too late here")],
            [labels(NEGATIVE, {"delivery": NEGATIVE})],
        )
        scope = Scope(tenant=tenant, theme=("delivery",), stance=(NEGATIVE,))
        assert store.clauses([scope], 10) == [["Too late "]]


def test_a_sample_is_spread_evenly_over_the_time(store: FeedbackStore, tenant: str) -> None:
    days = range(1, 29)
    moments = [(day, hour) for day in days for hour in range(4)]
    items = [said(f"{d}-{h}", at=f"2026-02-{d:02}T{h:02}:00", tenant=tenant) for d, h in moments]
    store.add([*items, said("silent", "", tenant=tenant)], [labels()] * (len(items) + 1))
    scope = Scope(tenant=tenant)
    sample = store.sample(scope, 28)
    assert sample.total == len(items)
    assert [record.day.day for record in sample.records] == [*reversed(days)]
    assert store.sample(scope, 28) == sample
    newest = [f"{d}-{h}" for d, h in reversed(moments)]
    for limit in (0, 1, 5, 111, 112):
        ids = [record.feedback.id for record in store.sample(scope, limit).records]
        assert ids == [newest[number * 112 // limit] for number in range(limit)]
    whole = store.sample(scope, 500)
    assert (len(whole.records), whole.total) == (len(items), len(items))
    nothing = store.sample(Scope(tenant=tenant, product=("Sofa",)), 5)
    assert (list(nothing.records), nothing.total) == ([], 0)


def test_who_is_angry_comes_before_who_only_blames(store: FeedbackStore, tenant: str) -> None:
    told = (("calm", -0.99, Emotion.DISAPPOINTED), ("loud", -0.7, Emotion.ANGRY))
    store.add(
        [said(id, tenant=tenant) for id, *_ in told],
        [labels(NEGATIVE, score=score, emotion=emotion) for _, score, emotion in told],
    )
    found = store.select(Scope(tenant=tenant), Order.WORST)
    assert [record.feedback.id for record in found] == ["loud", "calm"]


def test_the_angry_come_first_among_those_who_blame_one_theme(
    store: FeedbackStore, tenant: str
) -> None:
    told = (("calm", -0.99, Emotion.DISAPPOINTED), ("loud", -0.7, Emotion.ANGRY))
    store.add(
        [said(id, tenant=tenant) for id, *_ in told],
        [
            labels(NEGATIVE, {"delivery": NEGATIVE}, score=score, emotion=emotion)
            for _, score, emotion in told
        ],
    )
    blamed = Scope(tenant=tenant, theme=("delivery",), stance=(NEGATIVE,))
    found = [store.select(blamed, order) for order in (Order.WORST, Order.BEST)]
    assert [[each.feedback.id for each in records] for records in found] == [["loud", "calm"]] * 2


def test_who_gave_four_stars_is_never_the_worst(store: FeedbackStore, tenant: str) -> None:
    told = (("misread", 4.0, -0.99, Emotion.ANGRY), ("poor", 2.0, -0.3, Emotion.DISAPPOINTED))
    store.add(
        [said(id, tenant=tenant, rating=rating) for id, rating, *_ in told],
        [labels(NEGATIVE, score=score, emotion=emotion) for *_, score, emotion in told],
    )
    found = store.select(Scope(tenant=tenant), Order.WORST)
    assert [record.feedback.id for record in found] == ["poor", "misread"]
    found = store.select(Scope(tenant=tenant), Order.BEST)
    assert [record.feedback.id for record in found] == ["misread", "poor"]
