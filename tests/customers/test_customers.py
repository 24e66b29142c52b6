import random
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from assistant.analytics.churn import ChurnReason
from assistant.analytics.lifecycle import LifecycleStage
from assistant.analytics.rfm import RfmSegment
from assistant.customers.book import CustomerBook
from assistant.models import Emotion, Incoming, Labels, Period, Purchase, Scope
from assistant.store.database import Database
from assistant.store.feedback import FeedbackStore
from assistant.store.orders import OrderStore
from assistant.store.sent_replies import SentReplies, SentReply
from tests.store.records import NEGATIVE, POSITIVE, labels, said
from tests.tools.shop import book_of

UNTIL = date(2026, 3, 31)
MARCH = Period(date(2026, 3, 1), UNTIL)
SCOPE = Scope(tenant="shop", period=MARCH)


@pytest.fixture
def book(database: Database) -> CustomerBook:
    return book_of(database, "shop")


def speak(database: Database, rows: Sequence[tuple[Incoming, Labels]]) -> None:
    FeedbackStore(database).add([item for item, _ in rows], [read for _, read in rows])


def buy(database: Database, rows: Sequence[tuple[str, str, int, str]]) -> None:
    """(order, customer, days before the end, product), ten each."""
    end = datetime(2026, 3, 31, tzinfo=UTC)
    OrderStore(database).add(
        [
            Purchase(
                key=str(n), order_id=order, customer_id=customer, product=product, amount=10.0,
                time=end - timedelta(days=ago), tenant="shop",
            )
            for n, (order, customer, ago, product) in enumerate(rows)
        ]
    )  # fmt: skip


def one(n: int, customer: str, **fields: Any) -> Incoming:
    return said(
        f"F{n}", at=f"2026-03-{1 + n % 28:02}T12:00", tenant="shop", customer_id=customer, **fields
    )


def answer(database: Database, n: int) -> None:
    """The reply to one(n) was sent three hours after it came in."""
    row = FeedbackStore(database).get(f"F{n}", "shop").row
    came = datetime(2026, 3, 1 + n % 28, 12, tzinfo=UTC)
    sent = came + timedelta(hours=3)
    reply = SentReply(
        row=row, body="Sorry, a new one is sent.", author="Mei", approved=sent, sent=sent, source=""
    )
    SentReplies(database).add([reply], "shop")


class TestCard:
    def test_history_trend_and_signal(self, database: Database, book: CustomerBook) -> None:
        happy = labels(POSITIVE, {"delivery": POSITIVE})
        angry = labels(NEGATIVE, {"delivery": NEGATIVE}, emotion=Emotion.ANGRY)
        speak(database, [(one(n, "C1"), happy if n < 3 else angry) for n in range(6)])
        speak(database, [(one(7, "C2"), happy)])
        buy(database, [("O1", "C1", 40, "Mug"), ("O2", "C1", 30, "Mug"), ("O3", "C1", 20, "Mug")])
        card = book.card("C1", UNTIL)
        assert (len(card.said), card.trend, card.blamed) == (6, "worsening", {"delivery": 3})
        assert card.risk.reasons == (
            ChurnReason.ANGRY_LAST, ChurnReason.GETTING_WORSE, ChurnReason.REPEATED_COMPLAINTS,
        )  # fmt: skip
        assert card.buyer
        assert (card.buyer.orders, card.buyer.spent, card.days_since) == (3, 30.0, 20)
        assert card.stage is LifecycleStage.COOLING  # twice the own gap of ten days
        assert card.segment is None  # one buyer cannot be cut into fifths

    def test_a_new_order_tells_at_once(self, database: Database, book: CustomerBook) -> None:
        buy(database, [("O1", "C1", 40, "Mug"), ("O2", "C1", 30, "Mug")])
        assert book.card("C1", UNTIL).stage is None  # a single gap makes nothing usual
        line = Purchase(
            key="later", order_id="O3", customer_id="C1", tenant="shop",
            time=datetime(2026, 3, 21, tzinfo=UTC),
        )  # fmt: skip
        OrderStore(database).add([line])
        assert book.card("C1", UNTIL).stage is LifecycleStage.ACTIVE

    def test_the_future_is_not_known(self, database: Database, book: CustomerBook) -> None:
        speak(database, [(one(n, "C1"), labels(NEGATIVE)) for n in range(6)])
        assert len(book.card("C1", date(2026, 3, 3)).said) == 3

    def test_who_waits_for_an_answer_may_leave(
        self, database: Database, book: CustomerBook
    ) -> None:
        """Once the shop answers here: C2's complaint was answered, C1's is overdue."""
        speak(database, [(one(n, f"C{n}"), labels(NEGATIVE)) for n in (1, 2)])
        assert ChurnReason.UNANSWERED not in book.card("C1", UNTIL).risk.reasons
        answer(database, 2)
        assert ChurnReason.UNANSWERED in book.card("C1", UNTIL).risk.reasons
        assert ChurnReason.UNANSWERED not in book.card("C2", UNTIL).risk.reasons
        waits = {
            c: ChurnReason.UNANSWERED in r.reasons for c, r in book.segments(SCOPE, UNTIL).risks(20)
        }
        assert waits == {"C1": True, "C2": False}

    def test_who_speaks_anew_is_heard_at_once(self, database: Database, book: CustomerBook) -> None:
        speak(database, [(one(1, "C1"), labels(NEGATIVE))])
        assert list(book.segments(SCOPE, UNTIL).speakers) == ["C1"]
        speak(database, [(one(n, "C2"), labels(NEGATIVE)) for n in (2, 3, 4)])
        found = book.segments(SCOPE, UNTIL)
        assert list(found.speakers) == ["C1", "C2"]
        assert [name for name, _ in found.risks(1)] == ["C2"]

    def test_a_stranger(self, book: CustomerBook) -> None:
        card = book.card("C9", UNTIL)
        assert (card.said, card.buyer, card.stage, card.risk.value) == ([], None, None, None)

    def test_the_case_of_an_id_is_forgiven(self, database: Database, book: CustomerBook) -> None:
        speak(database, [(one(1, "abc-7"), labels())])
        buy(database, [("O1", "Buyer1", 1, "Mug")])
        assert book.spelled("ABC-7") == "abc-7"
        assert book.spelled("BUYER1") == "Buyer1"
        assert book_of(database, "another").spelled("ABC-7") == "ABC-7"
        scope = Scope(tenant=SCOPE.tenant, customer_id=("ABC-7",), order_id=("o1", "O2"))
        written = book.as_written(scope)
        assert (written.customer_id, written.order_id) == (("abc-7",), ("O1", "O2"))


def test_segments(database: Database, book: CustomerBook) -> None:
    rows = [
        (f"O{c}-{k}", f"C{c}", 200 - 30 * c - 5 * k, "Mug") for c in range(6) for k in range(c + 1)
    ]
    buy(database, rows)
    found = book.segments(SCOPE, UNTIL)
    assert (found.buyers, found.repeat, found.usual_gap) == (6, 5, 5)
    assert sum(found.segments.values()) == sum(found.stages.values()) == 6
    assert found.segments[RfmSegment.LOST] >= 1
    assert (
        book_of(database, "another").segments(Scope(tenant="another", period=MARCH), UNTIL).buyers
        == 0
    )


class TestDefects:
    def blame(self, database: Database, orders: Sequence[str]) -> None:
        broken = labels(NEGATIVE, {"product_quality": NEGATIVE})
        items = [one(n, "C1", order_id=o, product="Mug") for n, o in enumerate(orders)]
        speak(database, [(item, broken) for item in items])

    def test_over_all_orders(self, database: Database, book: CustomerBook) -> None:
        buy(database, [(f"O{n}", f"C{n}", 5, "Mug" if n < 8 else "Lamp") for n in range(10)])
        self.blame(database, ["O1", "O2", "O2"])
        assert book.defects(SCOPE, UNTIL) == {"": (2, 10), "Mug": (2, 8), "Lamp": (0, 2)}

    def test_orders_of_another_shop_count_for_nothing(
        self, database: Database, book: CustomerBook
    ) -> None:
        buy(database, [(f"X{n}", f"C{n}", 5, "Mug") for n in range(10)])
        self.blame(database, ["O1", "O2"])
        assert book.defects(SCOPE, UNTIL) == {}

    def test_other_filters_do_not_fit_orders(self, database: Database, book: CustomerBook) -> None:
        buy(database, [("O1", "C1", 5, "Mug")])
        self.blame(database, ["O1"])
        web = Scope(tenant="shop", period=MARCH, channel=("web",))
        assert (book.defects(web, UNTIL), len(book.defects(SCOPE, UNTIL))) == ({}, 2)


class TestPersonas:
    def test_planted_personas_are_found(self, database: Database, book: CustomerBook) -> None:
        kinds = [
            ({"price_value": NEGATIVE}, "en", "app", 2.0),
            ({"delivery": NEGATIVE, "product_quality": POSITIVE}, "zh", "web", 4.0),
        ]
        rng = random.Random(5)
        rows = []
        for n in range(120):
            themes, language, channel, rating = kinds[n % 2]
            kept = {t: s for t, s in themes.items() if rng.random() < 0.9}
            item = one(n, f"C{n:03}", channel=channel, rating=rating)
            rows.append((item, labels(NEGATIVE, kept, language=language)))
        speak(database, rows)
        found = book.personas(SCOPE)
        assert found.grouping.is_stable
        assert sum(p.size for p in found.personas) == 120
        # Those who did not say their kind's theme may stand apart, but no group mixes the kinds.
        assert all(p.channel and p.channel[1].value == 1 for p in found.personas)
        by_channel = {p.channel[0]: p for p in found.personas[:2] if p.channel}
        assert [theme for theme, _, _ in by_channel["app"].blames] == ["price_value"]
        assert [theme for theme, _, _ in by_channel["web"].praises] == ["product_quality"]
        assert by_channel["app"].rating.value == 2.0

    def test_chance_makes_no_personas(self, database: Database, book: CustomerBook) -> None:
        rng = random.Random(8)
        themes = ("price_value", "delivery", "product_quality", "packaging")
        speak(
            database,
            [
                (
                    one(n, f"C{n:03}", channel=rng.choice(["app", "web"])),
                    labels(NEGATIVE, {t: NEGATIVE for t in themes if rng.random() < 0.4}),
                )
                for n in range(150)
            ],
        )
        assert book.personas(SCOPE).personas == ()

    def test_nobody(self, book: CustomerBook) -> None:
        found = book.personas(SCOPE)
        assert (found.personas, found.n, found.grouping.silhouette) == ((), 0, None)


class TestRecommending:
    def fill(self, database: Database, customers: int) -> None:
        """Half buy Kettle and Tea Set, half Mat and Ball; everyone is known by both, but C0, who
        has the Kettle alone."""
        pairs = [("Kettle", "Tea Set"), ("Mat", "Ball")]
        rows = [
            (f"O{c}-{k}", f"C{c}", 10 + k, product)
            for c in range(1, customers)
            for k, product in enumerate(pairs[c % 2])
        ]
        buy(database, [("O0", "C0", 3, "Kettle"), *rows])

    def test_the_planted_companion_comes_first(
        self, database: Database, book: CustomerBook
    ) -> None:
        self.fill(database, 60)
        found = book.recommend("C0", UNTIL)
        (first,) = found.products
        assert (first.product, first.because, first.together) == ("Tea Set", "Kettle", 29)
        assert first.share.value == pytest.approx(29 / 30)
        assert (found.customers, found.enough) == (59, True)

    def test_few_customers_recommend_nothing(self, database: Database, book: CustomerBook) -> None:
        self.fill(database, 20)
        found = book.recommend("C0", UNTIL)
        assert (list(found.products), found.customers, found.enough) == ([], 19, False)

    def test_who_bought_nothing_gets_nothing(self, database: Database, book: CustomerBook) -> None:
        self.fill(database, 60)
        assert book.recommend("C999", UNTIL).products == ()
        assert book_of(database, "another").recommend("C0", UNTIL).products == ()

    def test_what_is_bought_later_is_not_known(
        self, database: Database, book: CustomerBook
    ) -> None:
        self.fill(database, 60)
        early = book.recommend("C0", date(2026, 3, 1))
        assert (list(early.bought), early.customers) == ([], 0)

    def test_bought_with_falls_back_to_customers(
        self, database: Database, book: CustomerBook
    ) -> None:
        self.fill(database, 60)
        found = book.bought_with("Kettle", UNTIL)
        assert (found.by, [c.product for c in found.companions]) == ("customer_id", ["Tea Set"])
